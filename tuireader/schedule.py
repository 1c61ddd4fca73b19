"""When to look at an article again: a pure function of what its looks brought."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from tuireader.model import Check, CheckStatus

LADDER = (
    (timedelta(hours=3), timedelta(minutes=15)),
    (timedelta(days=1), timedelta(hours=1)),
    (timedelta(days=7), timedelta(hours=3)),
    (timedelta(days=30), timedelta(days=3)),
)
"""Age since the last news, and the gap until the next look: newsdiffs' rungs (15 min, 1 h, 3 h,
3 d, 30 d), which follow how edits thin out as a story ages."""
SLOWEST = timedelta(days=30)
NEWS = (CheckStatus.NEW, CheckStatus.CHANGED)
TROUBLE = (CheckStatus.FAILED, CheckStatus.BLOCKED)


def next_check(history: Sequence[Check], now: datetime) -> datetime | None:
    """Return when to look again, or None for an article that is gone.

    `history`: the article's looks, the oldest first, the one just made last. After news the
    second look is due at once: it tells an edit from two texts that a server alternates between
    (A/B tests). Trouble doubles the gap with each failure in a row.
    """
    if not history:
        return now
    last = history[-1]
    if last.status is CheckStatus.GONE:
        return None
    if last.status in NEWS:
        return now
    news = [check.at for check in history if check.status in NEWS]
    age = now - (news[-1] if news else history[0].at)
    gap = next((gap for limit, gap in LADDER if age <= limit), SLOWEST)
    return now + min(gap * 2 ** min(_failures(history), 10), SLOWEST)


def _failures(history: Sequence[Check]) -> int:
    """Count the looks at the end of the history that brought no page."""
    count = 0
    for check in reversed(history):
        if check.status not in TROUBLE:
            break
        count += 1
    return count
