"""What an article's history says of a change: a text that came back, a text that was cut."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise

from tuireader.model import Change, Flag, Origin, SegmentOp, Snapshot

FLIP = timedelta(minutes=10)
"""A text that is gone again so soon was one of two that a server alternates between (A/B test)."""

FEWEST = 3
"""Snapshots that an article has at least, where a text came back."""

_LEAST_LOSS = 600
"""Characters a story has to lose before anybody asks whether it was cut to a stub."""
_KEPT = 0.5
_NEW = 0.05
"""Shares of what was lost: a stub keeps less, and has next to nothing new."""


def repeat_flags(
    history: Sequence[Snapshot], before: Snapshot, digest: str, at: datetime
) -> tuple[Flag, ...]:
    """Tell whether the text `digest`, seen at `at` after `before`, was there earlier.

    `history` in the order of time. A text that comes back is a revert; one that comes back for
    the second time, or whose rival was seen for minutes only, is flapping.
    """
    texts = [s for s in history if not s.blocked and s.taken_at <= before.taken_at]
    digests = [s.digest for s in texts]
    if digest == before.digest or digest not in digests:
        return ()
    turns = sum({one, other} == {digest, before.digest} for one, other in pairwise(digests))
    came = texts[_last_other(digests) + 1]
    if turns > 1 or (turns == 1 and at - came.taken_at < FLIP):
        return (Flag.REVERT, Flag.FLAPPING)
    return (Flag.REVERT,)


def _last_other(digests: Sequence[str]) -> int:
    """Return the last index whose text is not the newest one, -1 if there is none."""
    return next((i for i in range(len(digests) - 1, -1, -1) if digests[i] != digests[-1]), -1)


def is_stub(change: Change) -> bool:
    """Tell whether a story was cut to a stub: most is gone, nothing is new, no note says why.

    Servers under load, half-finished publishing and teaser pages look like that, for a while.
    """
    if change.notices.added:
        return False
    sizes = dict.fromkeys(SegmentOp, 0)
    for row in change.rows:
        for segment in row.segments:
            sizes[segment.op] += len(segment.text)
    lost = sizes[SegmentOp.DELETE]
    return (
        lost >= _LEAST_LOSS
        and sizes[SegmentOp.EQUAL] < _KEPT * lost
        and sizes[SegmentOp.INSERT] < _NEW * lost
    )


def was_seen_so(history: Sequence[Snapshot], digest: str, at: datetime) -> bool:
    """Tell whether the look before was put in quarantine with this very text: it is confirmed."""
    earlier = [s for s in history if s.taken_at <= at and s.origin is Origin.FETCH]
    return bool(earlier) and earlier[-1].blocked and earlier[-1].digest == digest
