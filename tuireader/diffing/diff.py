"""Two Documents to rows."""

from __future__ import annotations

from tuireader.model import HEADLINE, Diff, Document, Pair, Row, RowOp, Segment, SegmentOp


def diff(sides: Pair[Document]) -> Diff:
    """Align the blocks of two Documents, and the words of each aligned pair."""
    rows = [_row(sides, HEADLINE, HEADLINE)]
    before, after = len(sides.before.blocks), len(sides.after.blocks)
    rows += [_row(sides, i, i) for i in range(min(before, after))]
    for i in range(after, before):
        segment = Segment(op=SegmentOp.DELETE, text=sides.before.block_text(i))
        rows.append(Row(op=RowOp.DELETE, before=(i,), segments=(segment,)))
    for j in range(before, after):
        segment = Segment(op=SegmentOp.INSERT, text=sides.after.block_text(j))
        rows.append(Row(op=RowOp.INSERT, after=(j,), segments=(segment,)))
    return Diff(rows=tuple(rows))


def _row(sides: Pair[Document], i: int, j: int) -> Row:
    old, new = sides.before.block_text(i), sides.after.block_text(j)
    if old == new:
        segments = (Segment(op=SegmentOp.EQUAL, text=old),)
        return Row(op=RowOp.EQUAL, before=(i,), after=(j,), segments=segments)
    segments_ = (Segment(op=SegmentOp.DELETE, text=old), Segment(op=SegmentOp.INSERT, text=new))
    return Row(op=RowOp.EDIT, before=(i,), after=(j,), segments=segments_)
