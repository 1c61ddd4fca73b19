"""Make rows and segments, of which a diff has thousands.

A frozen dataclass sets each field by a call that looks the field up; its slots, set directly,
take a third of the time. What is made is the same.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tuireader.model import Row, RowOp, Segment, SegmentOp

_Setter = Callable[[Any, Any], None]
_new = object.__new__


def _setters(model: type) -> list[_Setter]:
    """Return what sets each field of a dataclass with slots, in their order."""
    return [vars(model)[name].__set__ for name in vars(model)["__slots__"]]


_set_op, _set_text = _setters(Segment)
_set_row_op, _set_moved, _set_before, _set_after, _set_segments = _setters(Row)


def segment(op: SegmentOp, text: str) -> Segment:
    """Make a Segment."""
    made = _new(Segment)
    _set_op(made, op)
    _set_text(made, text)
    return made


def row(
    op: RowOp,
    sides: tuple[tuple[int, ...], tuple[int, ...]],
    segments: tuple[Segment, ...],
    *,
    moved: bool,
) -> Row:
    """Make a Row. `sides`: its blocks before and after."""
    made = _new(Row)
    _set_row_op(made, op)
    _set_moved(made, moved)
    _set_before(made, sides[0])
    _set_after(made, sides[1])
    _set_segments(made, segments)
    return made
