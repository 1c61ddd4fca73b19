"""Groups of blocks to rows, in the order of the after side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tuireader.diffing.align import Group
from tuireader.diffing.matching import match
from tuireader.diffing.passages import joined
from tuireader.diffing.segments import segments
from tuireader.diffing.tidy import tidy
from tuireader.model import Document, Pair, Row, RowOp, Segment, SegmentOp


def rows(sides: Pair[Document], groups: Iterable[Group]) -> list[Row]:
    """Return a Row for each Group, in the order of the after side, deletes where they were."""
    return [_row(sides, group) for group in in_reading_order(list(groups))]


def in_reading_order(groups: Sequence[Group]) -> list[Group]:
    """Sort groups by their place after; one that went follows the unmoved one before it."""
    kept = sorted((group for group in groups if group.after), key=lambda group: group.after)
    still = {i: group.after[0] for group in kept if not group.moved for i in group.before}
    keyed: list[tuple[tuple[int, int, int], Group]] = [
        ((group.after[0], 0, 0), group) for group in kept
    ]
    place = -2
    gone = {group.before[0]: group for group in groups if not group.after}
    for i in sorted(still.keys() | gone.keys()):
        if i in gone:
            keyed.append(((place, 1, i), gone[i]))
        else:
            place = max(place, still[i])
    return [group for _, group in sorted(keyed, key=lambda one: one[0])]


def _row(sides: Pair[Document], group: Group) -> Row:
    if len(group.before) == len(group.after) == 1:
        text = sides.before.block_text(group.before[0])
        if text == sides.after.block_text(group.after[0]):
            return _kept(group, text)
    before = tuple(sides.before.block_text(i) for i in group.before)
    after = tuple(sides.after.block_text(j) for j in group.after)
    op = _op(before, after)
    return Row(
        op=op,
        moved=group.moved,
        before=group.before,
        after=group.after,
        segments=_segments(op, before, after),
    )


def _kept(group: Group, text: str) -> Row:
    segments = (Segment(op=SegmentOp.EQUAL, text=text),) if text else ()
    return Row(
        op=RowOp.EQUAL,
        moved=group.moved,
        before=group.before,
        after=group.after,
        segments=segments,
    )


def _op(before: tuple[str, ...], after: tuple[str, ...]) -> RowOp:
    if not after:
        return RowOp.DELETE
    if not before:
        return RowOp.INSERT
    if len(before) == 1 and len(after) > 1:
        return RowOp.SPLIT
    if len(after) == 1 and len(before) > 1:
        return RowOp.MERGE
    return RowOp.EDIT


def _segments(op: RowOp, before: tuple[str, ...], after: tuple[str, ...]) -> tuple[Segment, ...]:
    if op in (RowOp.INSERT, RowOp.DELETE):
        whole = SegmentOp.INSERT if op is RowOp.INSERT else SegmentOp.DELETE
        text = "\n".join(before or after)
        return (Segment(op=whole, text=text),) if text else ()
    pair = Pair(before=joined(before), after=joined(after))
    return segments(pair, tidy(pair, match(pair.before.units, pair.after.units)))
