"""Write matches down as segments that concatenate to the blocks, white space and all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tuireader.diffing.making import segment
from tuireader.diffing.matching import Match
from tuireader.diffing.passages import Window
from tuireader.model import Segment, SegmentOp
from tuireader.text.graphemes import clings

_EQUAL, _DELETE, _INSERT = SegmentOp.EQUAL, SegmentOp.DELETE, SegmentOp.INSERT

_Gap = tuple[int, int, int, int]
"""What stands between two equal units: characters before, from and to, then after."""


def segments(window: Window, matches: Sequence[Match]) -> tuple[Segment, ...]:
    """Return the segments of two passages whose matches are known.

    Pieces of one kind are joined; a changed run is one delete, then one insert.
    """
    text, other = window.before.text, window.after.text
    found: list[Segment] = []
    head = window.head
    kept = 0  # from where on the text before is equal, and not yet written
    for gap in _gaps(window, matches):
        start, end, other_start, other_end = _narrowed(text, other, gap)
        if start == end and other_start == other_end:
            continue
        if head or start > kept:
            found.append(segment(_EQUAL, head + text[kept:start]))
            head = ""
        if end > start:
            found.append(segment(_DELETE, text[start:end]))
        if other_end > other_start:
            found.append(segment(_INSERT, other[other_start:other_end]))
        kept = end
    rest = head + text[kept:] + window.tail
    if rest:
        found.append(segment(_EQUAL, rest))
    return tuple(found)


def _gaps(window: Window, matches: Sequence[Match]) -> Iterator[_Gap]:
    """Yield what stands between units that match, where that may differ."""
    before, after = window.before, window.after
    text, units, starts = before.text, before.units, before.starts
    other_text, other_units, other_starts = after.text, after.units, after.starts
    end = other_end = 0
    for start, other, length in matches:
        at, other_at = starts[start], other_starts[other]
        yield end, at, other_end, other_at
        last, other_last = start + length - 1, other + length - 1
        end = starts[last] + len(units[last])
        other_end = other_starts[other_last] + len(other_units[other_last])
        if text[at:end] != other_text[other_at:other_end]:
            yield from _spaces(window, (start, other, length))
    yield end, len(text), other_end, len(other_text)


def _spaces(window: Window, match: Match) -> Iterator[_Gap]:
    """Yield the white space between the units of a match."""
    before, after = window.before, window.after
    start, other, length = match
    for k in range(1, length):
        yield (
            before.end(start + k - 1),
            before.starts[start + k],
            after.end(other + k - 1),
            after.starts[other + k],
        )


def _narrowed(text: str, other: str, gap: _Gap) -> _Gap:
    """Return what differs in a gap: white space that its ends share is equal."""
    start, end, other_start, other_end = gap
    while (
        start < end
        and other_start < other_end
        and text[start] == other[other_start]
        and text[start].isspace()
        and not (clings(text, start + 1) or clings(other, other_start + 1))
    ):
        start, other_start = start + 1, other_start + 1
    while (
        start < end
        and other_start < other_end
        and text[end - 1] == other[other_end - 1]
        and text[end - 1].isspace()
    ):
        end, other_end = end - 1, other_end - 1
    return start, end, other_start, other_end
