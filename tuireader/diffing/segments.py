"""Write matches down as segments that concatenate to the blocks, white space and all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tuireader.diffing.matching import Match
from tuireader.diffing.passages import Passage
from tuireader.model import Pair, Segment, SegmentOp

Piece = tuple[SegmentOp, str]


def segments(sides: Pair[Passage], matches: Sequence[Match]) -> tuple[Segment, ...]:
    """Return the segments of two passages whose matches are known.

    Pieces of one kind are joined; a changed run is one delete, then one insert.
    """
    found: list[Segment] = []
    kept = gone = came = ""
    for op, text in _pieces(sides, matches):
        if not text:
            continue
        if op is not SegmentOp.EQUAL:
            if kept:
                found.append(Segment(op=SegmentOp.EQUAL, text=kept))
                kept = ""
            if op is SegmentOp.DELETE:
                gone += text
            else:
                came += text
            continue
        if gone or came:
            found += _changed(gone, came)
            gone = came = ""
        kept += text
    found += [Segment(op=SegmentOp.EQUAL, text=kept)] if kept else _changed(gone, came)
    return tuple(found)


def _changed(gone: str, came: str) -> Iterator[Segment]:
    if gone:
        yield Segment(op=SegmentOp.DELETE, text=gone)
    if came:
        yield Segment(op=SegmentOp.INSERT, text=came)


def _pieces(sides: Pair[Passage], matches: Sequence[Match]) -> Iterator[Piece]:
    before, after = sides.before, sides.after
    a = b = 0  # the first unit not yet written, on either side
    for start, other, length in matches:
        left = before.text[before.end(a - 1) : before.start(start)]
        yield from _between(left, after.text[after.end(b - 1) : after.start(other)])
        a, b = start + length, other + length
        yield from _equal(sides, start, other, length)
    yield from _between(before.text[before.end(a - 1) :], after.text[after.end(b - 1) :])


def _equal(sides: Pair[Passage], start: int, other: int, length: int) -> Iterator[Piece]:
    """Write a match: one piece, unless the white space inside it differs."""
    before, after = sides.before, sides.after
    text = before.text[before.start(start) : before.end(start + length - 1)]
    if text == after.text[after.start(other) : after.end(other + length - 1)]:
        yield SegmentOp.EQUAL, text
        return
    for k in range(length):
        if k:
            left = before.text[before.end(start + k - 1) : before.start(start + k)]
            yield from _between(left, after.text[after.end(other + k - 1) : after.start(other + k)])
        yield SegmentOp.EQUAL, before.units[start + k]


def _between(left: str, right: str) -> Iterator[Piece]:
    """Write what stands between two equal units; shared white space at its ends is equal."""
    if left == right and left.isspace():
        yield SegmentOp.EQUAL, left
        return
    head = _shared(left, right, 1)
    yield SegmentOp.EQUAL, left[:head]
    left, right = left[head:], right[head:]
    tail = _shared(left, right, -1)
    yield SegmentOp.DELETE, left[: len(left) - tail]
    yield SegmentOp.INSERT, right[: len(right) - tail]
    yield SegmentOp.EQUAL, left[len(left) - tail :]


def _shared(left: str, right: str, step: int) -> int:
    """Count the white space that two texts share at their beginning (step 1) or end (-1)."""
    at = 0 if step > 0 else -1
    count = 0
    shorter = min(len(left), len(right))
    while count < shorter and left[at] == right[at] and left[at].isspace():
        count += 1
        at += step
    return count
