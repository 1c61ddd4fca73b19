"""Drop runs of blocks that point to other stories: lists of links, teasers, tails."""

from __future__ import annotations

from collections import Counter

from tuireader.extraction.assemble import weight_of
from tuireader.extraction.drafts import Draft
from tuireader.extraction.phrases import phrase
from tuireader.extraction.tidy import breaks_off, is_sentence
from tuireader.model import BlockKind

_TOLD = 2
"""Paragraphs of a story, at least, before what readers say of it."""

_ANNOUNCEMENT = 80
"""Characters: a longer line announces no list."""


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


def without_comments(drafts: list[Draft]) -> list[Draft]:
    """Drop what readers say below a story: a heading that counts them, and all after it."""
    told = 0
    for index, draft in enumerate(drafts):
        if told >= _TOLD and _heads_comments(draft):
            return drafts[:index]
        told += _goes_on(draft)
    return drafts


def _heads_comments(draft: Draft) -> bool:
    return draft.kind is BlockKind.HEADING and bool(phrase("comments").match(draft.text))


def without_link_lists(drafts: list[Draft]) -> list[Draft]:
    """Drop lists of links and of teasers, with the short line that announces them."""
    kept: list[Draft] = []
    index = 0
    while index < len(drafts):
        end = index
        while end < len(drafts) and drafts[end].kind is BlockKind.LIST_ITEM:
            end += 1
        items = drafts[index:end]
        if _are_links(items) or _are_teasers(items):
            if kept and _announces(kept[-1]):
                kept.pop()
        else:
            kept.extend(items)
        if end < len(drafts):
            kept.append(drafts[end])
        index = end + 1
    return kept


def without_linked_headings(drafts: list[Draft]) -> list[Draft]:
    """Drop headings that are links, but not those of a real paragraph: a list of products."""
    return [
        draft
        for index, draft in enumerate(drafts)
        if not (draft.kind is BlockKind.HEADING and draft.linked >= 0.9 * draft.chars)
        or (index + 1 < len(drafts) and _is_long(drafts[index + 1]))
    ]


def _is_long(draft: Draft) -> bool:
    return _goes_on(draft) and len(draft.text) > 150


def without_repeats(drafts: list[Draft]) -> list[Draft]:
    """Drop what stands word for word elsewhere, as pull quotes, highlights and alternatives do.

    Of the same text twice the one among more paragraphs stays: that is where it was written.
    """
    beside = Counter(id(draft.node.parent) for draft in drafts)
    best: dict[str, Draft] = {}
    for draft in filter(_may_repeat, drafts):
        first = best.setdefault(draft.text, draft)
        if beside[id(draft.node.parent)] > beside[id(first.node.parent)]:
            best[draft.text] = draft
    return [draft for draft in drafts if not _may_repeat(draft) or best[draft.text] is draft]


def _may_repeat(draft: Draft) -> bool:
    return len(draft.text) >= 40 and draft.kind is not BlockKind.LIST_ITEM


def _heads_a_tail(draft: Draft) -> bool:
    short = len(draft.text) <= _ANNOUNCEMENT
    heading = draft.kind in (BlockKind.HEADING, BlockKind.PARAGRAPH)
    return short and heading and bool(phrase("tail_heading").fullmatch(draft.text))


def _end_of_tail(drafts: list[Draft], start: int) -> int:
    """Return where the story goes on after a tail's heading: at the next real paragraph."""
    index = start
    while index < len(drafts) and not _goes_on(drafts[index]):
        index += 1
    return index


def _goes_on(draft: Draft) -> bool:
    return (
        draft.kind in (BlockKind.PARAGRAPH, BlockKind.QUOTE, BlockKind.NOTICE)
        and len(draft.text) * weight_of(draft.text) > 80
        and draft.linked < 0.5 * draft.chars
        and is_sentence(draft.text)
    )


def _are_links(items: list[Draft]) -> bool:
    linked = sum(item.linked for item in items)
    chars = sum(item.chars for item in items)
    return len(items) >= 2 and linked >= 0.5 * chars and all(item.linked for item in items)


def _are_teasers(items: list[Draft]) -> bool:
    """Tell whether items begin with a link and break off in the middle of a sentence."""
    if len(items) < 3 or not all(_begins_with_link(item) for item in items):
        return False
    cut = sum(breaks_off(item.text) for item in items)
    return cut * 2 >= len(items)


def _begins_with_link(item: Draft) -> bool:
    first = next((href for text, href in item.pieces if text.strip()), None)
    return first is not None


def _announces(draft: Draft) -> bool:
    return len(draft.text) <= _ANNOUNCEMENT and (
        draft.kind is BlockKind.HEADING
        or draft.text.endswith(":")
        or draft.bold >= draft.chars
        or not is_sentence(draft.text)
    )
