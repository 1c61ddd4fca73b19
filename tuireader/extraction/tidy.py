"""Drop the lines of a story's container that are not the story's."""

from __future__ import annotations

import re

from tuireader.extraction.phrases import is_date_line, phrases
from tuireader.extraction.walk import Draft
from tuireader.model import BlockKind

_SENTENCE_END = re.compile(r"[.!?…。！？।؟؛:]['\"”’»)\]]*$")
_SAYS_SOMETHING = re.compile(r"\w")
SHORT = 200
"""Characters: a longer paragraph is no pointer elsewhere, whatever it begins with."""


def is_sentence(text: str) -> bool:
    """Tell whether text ends as sentences end."""
    return bool(_SENTENCE_END.search(text))


def is_noise(draft: Draft) -> bool:
    """Tell whether a draft, by itself, is no part of any story."""
    text = draft.text
    if not _SAYS_SOMETHING.search(text):
        return True
    if draft.kind is BlockKind.CAPTION:
        return len(text) < 3
    if draft.timed >= 0.8 * draft.chars or is_date_line(text):
        return True
    if len(text) < 400 and phrases().boilerplate.match(text):
        return True
    return is_pointer(draft) or _is_link_only(draft)


def is_pointer(draft: Draft) -> bool:
    """Tell whether a draft only points elsewhere: "Read more: …"."""
    if len(draft.text) > SHORT or not phrases().read_more.match(draft.text):
        return False
    return draft.linked >= 0.3 * draft.chars


def _is_link_only(draft: Draft) -> bool:
    """Tell whether a draft is one link and nothing else, as teasers are."""
    if draft.linked < 0.9 * draft.chars:
        return False
    if draft.kind is BlockKind.HEADING:
        return True
    return not (draft.kind is BlockKind.QUOTE or (len(draft.text) > 60 and is_sentence(draft.text)))


def without_tails(drafts: list[Draft]) -> list[Draft]:
    """Drop headings of lists of other stories with what follows them."""
    kept: list[Draft] = []
    index = 0
    while index < len(drafts):
        draft = drafts[index]
        if _heads_a_tail(draft):
            index = _end_of_tail(drafts, index + 1)
            continue
        kept.append(draft)
        index += 1
    while kept and kept[-1].kind is BlockKind.HEADING:
        kept.pop()
    return kept


def _heads_a_tail(draft: Draft) -> bool:
    short = len(draft.text) <= 80
    heading = draft.kind is BlockKind.HEADING or draft.bold >= 0.9 * draft.chars
    return short and heading and bool(phrases().tail_heading.fullmatch(draft.text))


def _end_of_tail(drafts: list[Draft], start: int) -> int:
    """Return where the story goes on after a tail's heading: at the next real paragraph."""
    index = start
    while index < len(drafts) and not _goes_on(drafts[index]):
        index += 1
    return index


def _goes_on(draft: Draft) -> bool:
    return (
        draft.kind in (BlockKind.PARAGRAPH, BlockKind.QUOTE)
        and len(draft.text) > 80
        and draft.linked < 0.5 * draft.chars
        and is_sentence(draft.text)
    )


_CREDIT = re.compile(
    r"(?:[(\[](?:image|photo|picture|pic|foto|bild|credit|source|file|via)s?\W[^()\[\]]{1,70}[)\]]"
    r"|(?:\bfotos?|\bbild|\bbildrechte|\bphotos?(?: by| credit| courtesy)?|\bimage|\bpicture|\bcredits?|\bcopyright|"
    r"\bquelle|\bfoto:|\bcrédits?|\bcrédito)\s?[:/]\s?[^.!?:]{2,70}|©\s?[^.!?]{2,70})\W*$",
    re.IGNORECASE,
)


def is_credited(draft: Draft) -> bool:
    """Tell whether a short block ends in a picture's credit, which makes it a caption."""
    return len(draft.text) <= 300 and bool(_CREDIT.search(draft.text))


def without_link_lists(drafts: list[Draft]) -> list[Draft]:
    """Drop lists whose every item is mostly a link, with the short line that announces them."""
    kept: list[Draft] = []
    index = 0
    while index < len(drafts):
        end = index
        while end < len(drafts) and drafts[end].kind is BlockKind.LIST_ITEM:
            end += 1
        items = drafts[index:end]
        if len(items) >= 2 and all(item.linked >= 0.5 * item.chars for item in items):
            if kept and _announces(kept[-1]):
                kept.pop()
        else:
            kept.extend(items)
        if end < len(drafts):
            kept.append(drafts[end])
        index = end + 1
    return kept


def _announces(draft: Draft) -> bool:
    return len(draft.text) <= 80 and (
        draft.kind is BlockKind.HEADING or draft.text.endswith(":") or draft.bold >= draft.chars
    )
