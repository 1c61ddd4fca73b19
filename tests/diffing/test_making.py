"""Rows and segments made the quick way are like any other."""

from __future__ import annotations

from dataclasses import replace

from tuireader.diffing.making import row, segment
from tuireader.model import Row, RowOp, Segment, SegmentOp


def test_what_is_made_is_what_the_model_would_make() -> None:
    kept = segment(SegmentOp.EQUAL, "a")
    made = row(RowOp.EDIT, ((0,), (1, 2)), (kept,), moved=True)
    named = Row(
        op=RowOp.EDIT,
        moved=True,
        before=(0,),
        after=(1, 2),
        segments=(Segment(op=SegmentOp.EQUAL, text="a"),),
    )
    assert (made, hash(made), repr(made)) == (named, hash(named), repr(named))
    assert replace(made, moved=False) == replace(named, moved=False)
