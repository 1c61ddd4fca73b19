"""Tell the headline, the byline and the standfirst from a story's first blocks."""

from __future__ import annotations

from tuireader.extraction.assemble import LINE_BREAK, Pieces, key_of, lines, plain
from tuireader.extraction.drafts import Draft, Node
from tuireader.extraction.marks import Mark
from tuireader.extraction.metadata import Metadata
from tuireader.extraction.people import is_byline
from tuireader.extraction.phrases import is_date_line, is_mostly_date
from tuireader.extraction.tidy import is_sentence
from tuireader.model import BlockKind

_FIRST = 30
"""Blocks among which the headline is looked for."""

_BEGINNING = 40
"""Characters; the last word among them may be cut."""

_SHORTEST, _LONGEST = 40, 700
"""Characters of a standfirst that stands above the story's container."""

_LONGEST_STAMP = 90
_GLUED = 3
"""Blocks at a story's head that may hold lines of its head."""


def titles_of(about: Metadata) -> set[str]:
    """Return the words of a page's headline and of its h1, to know them by."""
    return {key_of(about.headline), key_of(about.seen_headline)} - {""}


def below_headline(drafts: list[Draft], about: Metadata) -> list[Draft]:
    """Drop the headline, whatever short stands above it, and the byline below it."""
    titles = titles_of(about)
    for draft in drafts[:_GLUED]:
        _drop_head_lines(draft, titles, about)
    kept = drafts = [draft for draft in drafts if draft.text]
    for index, draft in enumerate(drafts[:_FIRST]):
        if (
            _is_title(draft.text, titles)
            or (draft.level == 1 and index < 12)
            or (draft.kind is BlockKind.HEADING and index < 6 and _nearly(draft.text, titles))
        ):
            above = [
                d
                for d in drafts[:index]
                if d.kind in (BlockKind.NOTICE, BlockKind.CAPTION)
                or (len(d.text) > 80 and is_sentence(d.text))
            ]
            below = (d for d in drafts[index + 1 :] if not _is_title(d.text, titles))
            kept = [*above, *below]
            break
    return [
        draft
        for index, draft in enumerate(kept)
        if not (index < 6 and is_byline(draft.text, about.byline))
        and not (index < 6 and _is_stamp(draft))
    ]


def _is_title(text: str, titles: set[str]) -> bool:
    """Tell whether a text is a title; one of thrice its length isn't, whatever its signs.

    Its beginning says no of most texts.
    """
    if not any(len(text) <= 3 * len(title) for title in titles):
        return False
    beginning = key_of(text[:_BEGINNING]).rpartition(" ")[0]
    return any(title.startswith(beginning) for title in titles) and key_of(text) in titles


def _drop_head_lines(draft: Draft, titles: set[str], about: Metadata) -> None:
    """Drop the lines of headline, byline and date where only line breaks part them."""
    if draft.kind is not BlockKind.PARAGRAPH or not any(p is LINE_BREAK for p in draft.pieces):
        return
    parts = lines(draft.pieces)
    first = next((n for n, part in enumerate(parts) if not _is_of_head(part, titles, about)), None)
    if first != 0:
        kept = [] if first is None else parts[first:]
        draft.pieces = [piece for part in kept for piece in (*part, LINE_BREAK)]
        draft.text = plain(draft.pieces)


def _is_of_head(part: Pieces, titles: set[str], about: Metadata) -> bool:
    text = plain(part)
    return not text or key_of(text) in titles or is_byline(text, about.byline) or is_date_line(text)


def _is_stamp(draft: Draft) -> bool:
    """Tell whether a line is about the page's times: "3 May 2020 Last post 4 minutes ago".

    Elsewhere in a story such a line may be an entry's heading or a date in a programme.
    """
    if draft.kind is not BlockKind.PARAGRAPH or draft.node.tag == "tr" or is_sentence(draft.text):
        return False
    return len(draft.text) <= _LONGEST_STAMP and (draft.timed > 0 or is_mostly_date(draft.text))


def name_standfirst(drafts: list[Draft]) -> None:
    """Give the first block its kind where its element is named as a standfirst."""
    first = next((draft for draft in drafts if draft.kind is not BlockKind.CAPTION), None)
    if first is not None and first.kind in (BlockKind.PARAGRAPH, BlockKind.HEADING):
        above = first.node.parent
        alone = above is not None and above.chars == first.chars
        mark = first.node.mark | (above.mark if above is not None and alone else 0)
        if mark & Mark.STANDFIRST and first.chars >= _SHORTEST and len(drafts) > 2:
            first.kind = BlockKind.STANDFIRST


def _nearly(text: str, titles: set[str]) -> bool:
    words = set(key_of(text).split())
    return any(
        len(words & set(title.split())) >= 0.75 * max(len(words), len(title.split()), 1)
        for title in titles
    )


def standfirst(before: list[Draft], kept: list[Draft], about: Metadata) -> Draft | None:
    """Find the standfirst: above the container, named so or saying what the description says."""
    wanted = key_of(about.description)
    for index in range(len(before) - 1, max(len(before) - 60, 0) - 1, -1):
        draft = before[index]
        if not _SHORTEST <= draft.chars <= _LONGEST or draft.linked > 0.5 * draft.chars:
            continue
        if draft.kind is BlockKind.CAPTION:
            continue
        named = not draft.node.dropped and (_is_named(draft.node) or _is_below_title(before, index))
        draft.text = plain(draft.pieces)
        key = key_of(draft.text)
        if (named or _agrees(key, wanted)) and all(key_of(other.text) != key for other in kept):
            draft.kind = BlockKind.STANDFIRST
            return draft
    return None


def _agrees(key: str, wanted: str) -> bool:
    """Tell whether a text and the page's description are the same, or begin so at length."""
    if not wanted:
        return False
    said, given = key.split(), wanted.split()
    shorter = min(len(said), len(given))
    same = sum(a == b for a, b in zip(said, given, strict=False))
    return shorter >= 6 and same >= 0.5 * shorter and len(set(said) & set(given)) >= 0.8 * shorter


def _is_below_title(before: list[Draft], index: int) -> bool:
    """Tell whether a draft is a heading or paragraph right below the page's h1."""
    return index > 0 and before[index - 1].level == 1 and before[index].level in (0, 2)


def _is_named(node: Node | None) -> bool:
    for _ in range(3):
        if node is None:
            return False
        if node.mark & Mark.STANDFIRST:
            return True
        node = node.parent
    return False
