"""Is it the network that is gone, or the publisher? Did the clock jump, or did we sleep?"""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import Enum

from tuireader.errors import ErrorKind
from tuireader.model import Check, CheckStatus
from tuireader.pipeline.homes import host_of

_UNREACHED = frozenset({ErrorKind.DNS, ErrorKind.CONNECT, ErrorKind.TIMEOUT})
_ENOUGH = 3
"""So many hosts in a row that can't be reached, and none that can: it is our own network."""

_FIRST_PAUSE = 15.0
_LONGEST_PAUSE = 300.0


class NetworkSense:
    """Tells from the looks' outcomes whether there is a network at all."""

    def __init__(self) -> None:
        self._unreached: set[str] = set()
        self._pause = 0.0

    @property
    def silent(self) -> bool:
        """Tell whether the last look found nobody."""
        return bool(self._unreached)

    @property
    def lost(self) -> bool:
        """Tell whether nothing can be reached at present."""
        return len(self._unreached) >= _ENOUGH

    @property
    def pause(self) -> float:
        """Return how many seconds to wait before one look tries again."""
        return self._pause

    def note(self, check: Check) -> None:
        """Learn from a look. An answer of any kind, even an error, means there is a network."""
        unreached = (
            check.status is CheckStatus.FAILED
            and check.error is not None
            and check.error.kind in _UNREACHED
        )
        if not unreached:
            self._unreached.clear()
            self._pause = 0.0
            return
        self._unreached.add(host_of(check.url))
        if self.lost:
            self._pause = min(max(self._pause * 2, _FIRST_PAUSE), _LONGEST_PAUSE)


class Jump(Enum):
    """What a clock did between two readings."""

    NONE = "none"
    FORWARD = "forward"
    BACK = "back"


class ClockSense:
    """Compares the wall clock with one that only counts: they part when somebody sets the clock.

    A machine that slept looks the same, since the counting clock stands still meanwhile.
    """

    def __init__(self, *, slack: timedelta = timedelta(minutes=1)) -> None:
        self._slack = slack
        self._wall: datetime | None = None
        self._counted = 0.0
        self.length = timedelta()

    def note(self, wall: datetime, counted: float) -> Jump:
        """Read both clocks. `counted`: seconds; `length` then says how far they parted."""
        before, self._wall = self._wall, wall
        passed, self._counted = counted - self._counted, counted
        if before is None:
            return Jump.NONE
        self.length = wall - before - timedelta(seconds=passed)
        if abs(self.length) <= self._slack:
            return Jump.NONE
        return Jump.FORWARD if self.length > timedelta() else Jump.BACK
