"""When to look at an article again: a pure function of what its looks brought.

Two things bring edits. Most thin out as a story ages, about evenly over the *logarithm* of its age:
as many in the second hour as in the second to fourth. So their time is counted in a clock of its
own, `ln(age)`, on which they come at an even rate. Others come in bursts, while a story is still
being written: there the last hours say how many come in the next (self-excitement). Both rates are
estimated for each article from looks at irregular moments, and the next look is due when so many
edits are to be expected that one look is worth its cost.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from operator import attrgetter
from typing import TYPE_CHECKING

from tuireader.model import CheckStatus

if TYPE_CHECKING:
    from tuireader.model import Check, Feed, Listing

NEWS = (CheckStatus.NEW, CheckStatus.CHANGED)
NO_PAGE = (CheckStatus.FAILED, CheckStatus.BLOCKED, CheckStatus.GONE)

YOUTH = 0.3
"""Hours that are added to an age, so that a story's first minutes don't count as an eternity."""
MEMORY = 1.5
"""Hours after which an edit says but a third as much about a burst."""
CAUTION = 1.0
"""Hours that a burst is taken to have lasted already, so that a first edit makes no great one."""
ECHO = 0.9
"""How many edits each one of a burst brings on."""
CONFIRMING = timedelta(minutes=10)
"""A look this soon after news was a confirming one."""
SOON = timedelta(hours=1)
FEW = 2
"""After so few looks in a row that brought no page, the next comes soon: trouble often passes, and
a withdrawn story is news."""
FLICKERS = 3
"""So many looks with news in a row, each confirming the one before, are two texts in turn."""
JITTER = 0.1
AFTER_TROUBLE = 4
"""A feed that failed is left alone for so many times as long."""
STEPS = 16
"""Halvings of an interval, on a scale of ratios: far finer than the jitter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What the user allows. `eagerness`: expected unseen edits at which a look is due.

    `give_up`: an article that brought no news for so long is looked at no more.
    """

    fastest: timedelta = timedelta(minutes=5)
    slowest: timedelta = timedelta(days=30)
    give_up: timedelta = timedelta(days=360)
    eagerness: float = 0.14


@dataclass(frozen=True, slots=True, kw_only=True)
class Habit:
    """What is usual before anything is known of an article: so many edits in so much log-age.

    The pseudo-observations of a Gamma prior; `source_habits` learns them for each source.
    """

    edits: float = 3.0
    stretch: float = 8.0


USUAL_LIMITS = Limits()
USUAL_HABIT = Habit()


def next_check(
    history: Sequence[Check],
    now: datetime,
    *,
    limits: Limits = USUAL_LIMITS,
    habit: Habit = USUAL_HABIT,
) -> datetime | None:
    """Return when to look again; None for an article that was silent for very long.

    `history`: the article's looks in any order. After news the second look is due at once: it
    tells an edit from two texts that a server alternates between. Each look in a row that brought
    no page doubles the gap, but for the first few; pages that are gone come back at times.
    Jitter comes from the address's hash, so that stories saved together don't stay together.
    """
    if not history:
        return now
    looks = sorted(history, key=attrgetter("at"))
    if _wants_confirming(looks):
        return now
    course = _Course.of(looks, habit)
    if now - course.news > limits.give_up:
        return None
    vain = _in_vain(looks)
    hours = course.wait(now, limits) * 2.0 ** min(vain, 10)
    if 0 < vain <= FEW:
        hours = min(hours, _hours(SOON))
    gap = timedelta(hours=min(hours, _LONG) * (1 + JITTER * _chance(looks[-1].url, len(looks))))
    return now + min(max(gap, limits.fastest), limits.slowest)


def next_feed_check(feed: Feed, gap: timedelta, now: datetime) -> datetime:
    """Return when a feed is to be looked at again: `gap` after a look, later where that failed."""
    if feed.checked_at is None or feed.checked_at > now:
        return now
    return feed.checked_at + gap * (AFTER_TROUBLE if feed.error else 1)


def source_habits(listings: Iterable[Listing], now: datetime) -> dict[str, Habit]:
    """Return what is usual at each source, from how often its articles' texts changed.

    A source weighs as much as two articles at most: each article still speaks for itself.
    """
    sums: dict[str, tuple[float, float, int]] = {}
    for row in listings:
        if row.source and row.first:
            edits, stretch, count = sums.get(row.source, (0.0, 0.0, 0))
            seen = math.log1p(max(_hours(now - row.first), 0.0) / YOUTH)
            sums[row.source] = (edits + max(row.texts - 1, 0), stretch + seen, count + 1)
    return {
        source: Habit(
            edits=USUAL_HABIT.edits + edits * min(1.0, 2 / count) * _DAMPING,
            stretch=USUAL_HABIT.stretch + stretch * min(1.0, 2 / count) * _DAMPING,
        )
        for source, (edits, stretch, count) in sums.items()
    }


_DAMPING = 0.25
"""Articles of one source differ more than chance alone makes them."""
_HOUR = timedelta(hours=1)
_LONG = 1e6
"""Hours: beyond every limit, and within what a timedelta holds."""
_NOTHING = 1e-3
"""So few edits that a burst may bring are none."""


@dataclass(slots=True)
class _Course:
    """An article's looks, read one after the other. Times that are no moments are hours.

    `edits` in `stretch` of log-age: what is to be expected of its age alone; `burst` edits in
    `watched` hours: the last ones, of which the older count the less. `news`: when news came last.
    """

    born: datetime
    seen: datetime
    news: datetime
    edits: float
    stretch: float
    burst: float = 0.0
    watched: float = 0.0

    @classmethod
    def of(cls, looks: Sequence[Check], habit: Habit) -> _Course:
        """Read the looks, the oldest first; those that brought no page tell nothing."""
        told = [look for look in looks if look.status not in NO_PAGE] or list(looks[:1])
        born = told[0].at
        course = cls(born, born, born, habit.edits, habit.stretch)
        for look in told[1:]:
            course._read(look)
        return course

    def _read(self, look: Check) -> None:
        """Take in what a look brought.

        It says only that there was a change, not how many: so it counts for as many edits as are
        to be expected where there was one. The sum of these is the maximum-likelihood estimate for
        changes seen at irregular looks (Cho and Garcia-Molina, "Estimating frequency of change",
        ACM TOIT 3(3), 2003, section 5.2), with the habit as a prior, refined from look to look.
        """
        hours = max(_hours(look.at - self.seen), 1e-9)
        passed = math.log1p(hours / (YOUTH + _age(self.born, self.seen)))
        usual, more = self.edits / self.stretch * passed, self._burst_in(hours)
        self.stretch += passed
        self._forget(hours)
        if look.status is CheckStatus.CHANGED:
            edits = (usual + more) / -math.expm1(-usual - more)
            self.edits += edits * usual / (usual + more)
            self.burst += edits
            self.news = look.at
        self.seen = look.at

    def _burst_in(self, hours: float) -> float:
        """Return how many edits a burst will bring in so many hours if no look sees any."""
        rate = ECHO * self.burst / (self.watched + CAUTION)
        return rate * MEMORY * -math.expm1(-hours / MEMORY)

    def _forget(self, hours: float) -> None:
        left = math.exp(-hours / MEMORY)
        self.burst *= left
        self.watched = MEMORY + (self.watched - MEMORY) * left

    def wait(self, now: datetime, limits: Limits) -> float:
        """Return the hours until as many unseen edits are to be expected as are worth a look."""
        self._forget(_age(self.seen, now))
        rate, age = self.edits / self.stretch, YOUTH + _age(self.born, now)
        longest = age * math.expm1(min(limits.eagerness / rate, 100.0))
        low, high = _hours(limits.fastest), min(longest, _hours(limits.slowest))
        if self._burst_in(high) < _NOTHING:
            return longest
        for _ in range(STEPS):
            hours = math.sqrt(low * high)
            if rate * math.log1p(hours / age) + self._burst_in(hours) < limits.eagerness:
                low = hours
            else:
                high = hours
        return high


def _age(birth: datetime, moment: datetime) -> float:
    return max(_hours(moment - birth), 0.0)


def _wants_confirming(looks: Sequence[Check]) -> bool:
    """Tell whether the last look brought news, and no server's alternating is behind it."""
    row = 0
    for index in range(len(looks) - 1, -1, -1):
        if looks[index].status not in NEWS:
            break
        row += 1
        if index and looks[index].at - looks[index - 1].at > CONFIRMING:
            break
    return 0 < row < FLICKERS


def _in_vain(looks: Sequence[Check]) -> int:
    """Count the looks at the end of the history that brought no page."""
    count = 0
    for look in reversed(looks):
        if look.status not in NO_PAGE:
            break
        count += 1
    return count


def _chance(url: str, looks: int) -> float:
    """Return a number from -1 to 1 that is always the same for the same look at a page."""
    import hashlib  # here: the reader paints its list without it

    digest = hashlib.sha256(f"{looks} {url}".encode("utf-8", "replace")).digest()
    return int.from_bytes(digest[:4], "big") / 2**31 - 1


def _hours(length: timedelta) -> float:
    return length / _HOUR
