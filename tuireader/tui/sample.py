"""A made-up change, to see how a theme looks."""

from __future__ import annotations

from tuireader.model import (
    HEADLINE,
    Change,
    ChangeKind,
    Disclosure,
    Edit,
    Notice,
    NoticeChanges,
    NoticeKind,
    Pair,
    Row,
    RowOp,
    Segment,
    SegmentOp,
    Side,
    Signal,
)
from tuireader.rendering import Layout, Sheet, diff
from tuireader.rendering.passage import Blank, Fixed
from tuireader.rendering.roles import Fragment, Role

_E, _D, _I = SegmentOp.EQUAL, SegmentOp.DELETE, SegmentOp.INSERT
_NOTICE = "Correction: the boat left at ten, not at nine."
_ROWS = (
    (RowOp.EQUAL, (HEADLINE,), (HEADLINE,), ((_E, "Last boat to Hallin"),)),
    (RowOp.EQUAL, (0,), (0,), ((_E, "Nobody was on the quay but a gull."),)),
    (
        RowOp.EDIT,
        (1,),
        (1,),
        ((_E, "It left at "), (_D, "nine"), (_I, "ten"), (_E, " in the evening.")),
    ),
    (
        RowOp.EDIT,
        (2,),
        (2,),
        ((_D, "Twelve"), (_I, "Twenty"), (_E, " people were aboard.")),
    ),
    (RowOp.INSERT, (), (3,), ((_I, _NOTICE),)),
)


def sample() -> Change:
    """Return a change with an edit that is explained and one that isn't."""
    rows = tuple(
        Row(op=op, before=before, after=after, segments=tuple(_segments(parts)))
        for op, before, after, parts in _ROWS
    )
    told = Edit(before="nine", after="ten", row=2, kind=ChangeKind.FACTUAL, weight=0.7, notice=0)
    untold = Edit(
        before="Twelve",
        after="Twenty",
        row=3,
        kind=ChangeKind.FACTUAL,
        signals=(Signal.NUMBER,),
        weight=0.7,
    )
    return Change(
        sides=Pair(before=Side(), after=Side()),
        kind=ChangeKind.FACTUAL,
        disclosure=Disclosure.PARTLY,
        weight=0.7,
        rows=rows,
        edits=(told, untold),
        notices=NoticeChanges(added=(Notice(kind=NoticeKind.CORRECTION, text=_NOTICE),)),
    )


def _segments(parts: tuple[tuple[SegmentOp, str], ...]) -> list[Segment]:
    return [Segment(op=op, text=text) for op, text in parts]


def sample_sheet(marks: bool, width: int) -> Sheet:
    """Set the sample; `marks`: with brackets about changed words, where there is no colour."""
    head = (Fragment(" "), Fragment("This is how a change looks", Role.DIM))
    verdict = (Fragment(" "), Fragment("◇ factual · partly disclosed", Role.SILENT))
    shown = diff(sample(), None, width=width, layout=Layout.INLINE, marks=marks)
    return Sheet((Fixed(head), Blank(), Fixed(verdict), Blank(), *shown.parts), width)
