"""Which news to tell, and when: once a second look agrees, and never twice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from tuireader.model import Check, CheckStatus, Flag, Origin, Snapshot
from tuireader.notifying import Event

_NO_PAGE = (CheckStatus.FAILED, CheckStatus.BLOCKED)

STEADY = timedelta(days=1)
"""Where a page goes and comes again and again, each is told only if it lasted for so long."""
_AT_ONCE = 2
"""A page's first going and its first return are told at once."""


class News(NamedTuple):
    """What is sure enough to be told since the look at `at`.

    `snapshot`: whose change it is, None where a page went or came. `flapping`: it came and went
    at once.
    """

    at: datetime
    event: Event
    snapshot: int | None = None
    flapping: bool = False


def news_of(looks: Sequence[Check], history: Mapping[int, Snapshot]) -> Iterator[News]:
    """Yield all news of an article, in the order in which its looks made sure of it.

    Looks that brought no page leave things as they are; what came from a file or an archive is
    nobody's news.

    Args:
        looks: the article's, the oldest first.
        history: its snapshots, by number.
    """
    presence, wording = _Presence(), _Wording(history)
    for look in looks:
        saved = history.get(look.snapshot or 0)
        if look.status in _NO_PAGE or (saved and saved.origin is not Origin.FETCH):
            continue
        yield from wording.learn(look)
        yield from presence.learn(look)


@dataclass
class _Wording:
    """Which change still waits for a second look.

    If that finds the text as it was before, a server gives two texts in turn: that is told once,
    and its later turns never. A change upon a change confirms the first.
    """

    history: Mapping[int, Snapshot]
    waiting: int | None = None

    def learn(self, look: Check) -> Iterator[News]:
        waiting, self.waiting = self.waiting, None
        flapping = False
        if look.status is CheckStatus.CHANGED and look.snapshot is not None:
            flapping = self._flaps(look.snapshot)
            self.waiting = None if flapping else look.snapshot
        if waiting is not None:
            yield News(look.at, Event.CHANGED, waiting, flapping)

    def _flaps(self, number: int) -> bool:
        snapshot = self.history.get(number)
        return snapshot is not None and Flag.FLAPPING in snapshot.flags


@dataclass
class _Presence:
    """Whether the page is there, and what was told of that. `turns`: how often it went or came."""

    gone: bool = False
    told_gone: bool = False
    turns: int = 0
    since: datetime | None = None

    def learn(self, look: Check) -> Iterator[News]:
        gone = look.status is CheckStatus.GONE
        if gone != self.gone:
            self.gone, self.since = gone, look.at
            self.turns += 1
        lasted = self.since is not None and look.at - self.since >= STEADY
        if self.gone != self.told_gone and (self.turns <= _AT_ONCE or lasted):
            self.told_gone = self.gone
            yield News(look.at, Event.GONE if self.gone else Event.BACK)
