"""Changes made by hand, so that what is shown doesn't hang on how changes are found."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher

from tuireader.model import (
    HEADLINE,
    Change,
    ChangeKind,
    Disclosure,
    Document,
    Edit,
    NoticeChanges,
    Pair,
    Row,
    RowOp,
    Segment,
    SegmentOp,
    Side,
    Stats,
)

_WORD = re.compile(r"\s+|\S+")


def made(
    before: Document,
    after: Document,
    edits: Sequence[Edit] = (),
    *,
    kind: ChangeKind = ChangeKind.FACTUAL,
    disclosure: Disclosure = Disclosure.SILENT,
    sides: Pair[Side] | None = None,
) -> Change:
    """Return a Change with rows by difflib and the edits as given; `row` counts for itself."""
    rows = tuple(_rows(before, after))
    return Change(
        sides=sides or Pair(before=_side(before), after=_side(after)),
        kind=kind,
        disclosure=disclosure,
        weight=0.9,
        rows=rows,
        edits=tuple(edits),
        notices=NoticeChanges(
            added=tuple(each for each in after.notices if each not in before.notices),
            removed=tuple(each for each in before.notices if each not in after.notices),
        ),
        stats=Stats(words_added=9, words_removed=6, similarity=0.968),
    )


def row_of(change: Change, words: str) -> int:
    """Return the index of the row that holds some words."""
    texts = ["".join(segment.text for segment in row.segments) for row in change.rows]
    return next(index for index, text in enumerate(texts) if words in text)


def _side(document: Document) -> Side:
    return Side(digest=document.digest, headline=document.headline)


def _rows(before: Document, after: Document) -> Iterator[Row]:
    yield _row((HEADLINE,), (HEADLINE,), before, after)
    old, new = ([block.text for block in each.blocks] for each in (before, after))
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        paired = min(i2 - i1, j2 - j1) if tag in ("equal", "replace") else 0
        for step in range(paired):
            yield _row((i1 + step,), (j1 + step,), before, after)
        for index in range(i1 + paired, i2):
            yield _row((index,), (), before, after)
        for index in range(j1 + paired, j2):
            yield _row((), (index,), before, after)


def _row(old: tuple[int, ...], new: tuple[int, ...], before: Document, after: Document) -> Row:
    texts = (
        "\n".join(before.block_text(index) for index in old),
        "\n".join(after.block_text(index) for index in new),
    )
    op = RowOp.EDIT if old and new else RowOp.DELETE if old else RowOp.INSERT
    if texts[0] == texts[1]:
        op = RowOp.EQUAL
    return Row(op=op, before=old, after=new, segments=tuple(_segments(*texts)))


def _segments(before: str, after: str) -> Iterable[Segment]:
    old, new = _WORD.findall(before), _WORD.findall(after)
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Segment(op=SegmentOp.EQUAL, text="".join(old[i1:i2]))
            continue
        if i2 > i1:
            yield Segment(op=SegmentOp.DELETE, text="".join(old[i1:i2]))
        if j2 > j1:
            yield Segment(op=SegmentOp.INSERT, text="".join(new[j1:j2]))
