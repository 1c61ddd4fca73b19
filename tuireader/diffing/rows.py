"""Groups of blocks to rows, in the order of the after side."""

from __future__ import annotations

from collections.abc import Iterable

from tuireader.diffing.align import Group
from tuireader.diffing.making import row, segment
from tuireader.diffing.matching import match
from tuireader.diffing.passages import Window, joined, window
from tuireader.diffing.segments import segments
from tuireader.diffing.swaps import swapped
from tuireader.diffing.tidy import tidy
from tuireader.model import HEADLINE, Document, Pair, Row, RowOp, Segment, SegmentOp


def in_reading_order(rows: Iterable[Row]) -> list[Row]:
    """Sort rows by their place after; one that went follows the unmoved one before it.

    A row of several blocks stands where its first one does: what was put between the pieces of a
    split follows it.
    """
    rows = list(rows)
    kept = [one for one in rows if one.after]
    if len(kept) == len(rows):
        return sorted(kept, key=lambda one: one.after[0])
    still = {i: one.after[0] for one in kept if not one.moved for i in one.before}
    keyed = [((one.after[0], 0, 0), one) for one in kept]
    gone = {one.before[0]: one for one in rows if not one.after}
    place = HEADLINE - 1
    for i in sorted(still.keys() | gone.keys()):
        if i in gone:
            keyed.append(((place, 1, i), gone[i]))
        else:
            place = max(place, still[i])
    return [one for _, one in sorted(keyed, key=lambda one: one[0])]


def row_of(sides: Pair[Document], group: Group, *, flipped: bool) -> Row:
    """Return the Row of a Group: its operation and its segments.

    `flipped`: words are matched from after to before, so that swapped sides match alike.
    """
    if len(group.before) == len(group.after) == 1:
        text = sides.before.block_text(group.before[0])
        if text == sides.after.block_text(group.after[0]):
            kept = (segment(SegmentOp.EQUAL, text),) if text else ()
            return row(RowOp.EQUAL, group[:2], kept, moved=group.moved)
    before = tuple([sides.before.block_text(i) for i in group.before])
    after = tuple([sides.after.block_text(j) for j in group.after])
    op = _op(before, after)
    return row(op, group[:2], _segments(op, before, after, flipped), moved=group.moved)


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


def _segments(
    op: RowOp, before: tuple[str, ...], after: tuple[str, ...], flipped: bool
) -> tuple[Segment, ...]:
    if op in (RowOp.INSERT, RowOp.DELETE):
        whole = SegmentOp.INSERT if op is RowOp.INSERT else SegmentOp.DELETE
        text = "\n".join(before or after)
        return (segment(whole, text),) if text else ()
    if len(before) == len(after) == 1:
        sides = Pair(before=before[0], after=after[0])
        found = swapped(sides) or compared(window(sides), flipped=flipped)
        if found:
            return found
    return compared(Window(joined(before), joined(after)), flipped=flipped) or ()


def compared(window: Window, *, flipped: bool) -> tuple[Segment, ...] | None:
    """Return the segments of a Window; None if it was too narrow."""
    sides = window.flipped() if flipped else window
    matches = tidy(sides, match(sides.before.units, sides.after.units))
    if matches is not None and flipped:
        matches = [(a, b, length) for b, a, length in matches]
    return None if matches is None else segments(window, matches)
