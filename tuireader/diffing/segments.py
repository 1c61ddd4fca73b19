"""Write matches down as segments that concatenate to the blocks, white space and all."""

from __future__ import annotations

from collections.abc import Sequence

from tuireader.diffing.matching import Match
from tuireader.diffing.passages import Window
from tuireader.model import Segment, SegmentOp


def segments(window: Window, matches: Sequence[Match]) -> tuple[Segment, ...]:
    """Return the segments of two passages whose matches are known.

    Pieces of one kind are joined; a changed run is one delete, then one insert.
    """
    before, after = window.before, window.after
    starts, other_starts = before.starts, after.starts
    written = _Written(window.head)
    end = other_end = 0
    for match in matches:
        start, other, length = match
        at, other_at = starts[start], other_starts[other]
        written.change(before.text[end:at], after.text[other_end:other_at])
        end, other_end = before.end(start + length - 1), after.end(other + length - 1)
        run = before.text[at:end]
        if run == after.text[other_at:other_end]:
            written.keep(run)
        else:
            _spaced(written, window, match)
    written.change(before.text[end:], after.text[other_end:])
    written.keep(window.tail)
    return written.segments()


def _spaced(written: _Written, window: Window, match: Match) -> None:
    """Write a match in which the white space differs."""
    before, after = window.before, window.after
    start, other, length = match
    written.keep(before.units[start])
    for k in range(1, length):
        written.change(
            before.text[before.end(start + k - 1) : before.start(start + k)],
            after.text[after.end(other + k - 1) : after.start(other + k)],
        )
        written.keep(before.units[start + k])


class _Written:
    """Segments, growing from left to right."""

    def __init__(self, head: str) -> None:
        self._done: list[Segment] = []
        self._kept = [head] if head else []
        self._gone: list[str] = []
        self._came: list[str] = []

    def keep(self, text: str) -> None:
        """Write what is equal."""
        if text:
            if self._gone or self._came:
                self._end_change()
            self._kept.append(text)

    def change(self, left: str, right: str) -> None:
        """Write what stands between two equal units; white space its ends share is equal."""
        if left == right and (not left or left.isspace()):
            self.keep(left)
            return
        head = _shared(left, right, 1)
        tail = _shared(left[head:], right[head:], -1)
        gone, came = left[head : len(left) - tail], right[head : len(right) - tail]
        if head:
            self.keep(left[:head])
        if self._kept:
            self._end(self._kept, SegmentOp.EQUAL)
        if gone:
            self._gone.append(gone)
        if came:
            self._came.append(came)
        if tail:
            self.keep(left[-tail:])

    def segments(self) -> tuple[Segment, ...]:
        """Return what was written."""
        self._end_change()
        self._end(self._kept, SegmentOp.EQUAL)
        return tuple(self._done)

    def _end_change(self) -> None:
        self._end(self._gone, SegmentOp.DELETE)
        self._end(self._came, SegmentOp.INSERT)

    def _end(self, pieces: list[str], op: SegmentOp) -> None:
        if pieces:
            text = pieces[0] if len(pieces) == 1 else "".join(pieces)
            self._done.append(Segment(op=op, text=text))
            pieces.clear()


def _shared(left: str, right: str, step: int) -> int:
    """Count the white space that two texts share at their beginning (step 1) or end (-1)."""
    at = 0 if step > 0 else -1
    count = 0
    shorter = min(len(left), len(right))
    while count < shorter and left[at] == right[at] and left[at].isspace():
        count += 1
        at += step
    return count
