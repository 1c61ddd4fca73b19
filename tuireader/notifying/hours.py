"""Hours of the day, as the user's own clock shows them: quiet ones, and those of digests."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from tuireader.errors import UsageError

_TIME = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")


@dataclass(frozen=True, slots=True)
class Hour:
    """A time of day."""

    hour: int
    minute: int

    @classmethod
    def parse(cls, text: str) -> Hour:
        """Read `8:30`.

        Raises:
            UsageError: it is no time of day.
        """
        found = _TIME.fullmatch(text.strip())
        if not found:
            raise UsageError(f"{text!r} is no time of day.", "Write it as 07:30.")
        return cls(int(found[1]), int(found[2]))

    def next_after(self, now: datetime) -> datetime:
        """Return the next moment at which clocks here show this time, `now` included."""
        here = now.astimezone()
        moment = here.replace(hour=self.hour, minute=self.minute, second=0, microsecond=0)
        return moment if moment >= here else moment + timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Quiet:
    """Hours during which nothing is sent; they may span midnight."""

    start: Hour
    end: Hour

    @classmethod
    def parse(cls, text: str) -> Quiet | None:
        """Read `22:00-07:00`; an empty text means that no hours are quiet.

        Raises:
            UsageError: it is no such span.
        """
        if not text.strip():
            return None
        start, dash, end = text.partition("-")
        if not dash:
            raise UsageError(f"{text!r} is no span of hours.", "Write it as 22:00-07:00.")
        return cls(Hour.parse(start), Hour.parse(end))

    def over(self, now: datetime) -> datetime:
        """Return when the quiet is over: `now` itself where it isn't quiet."""
        here = now.astimezone()
        minute, start, end = (h.hour * 60 + h.minute for h in (here, self.start, self.end))
        quiet = start <= minute < end if start < end else minute >= start or minute < end
        return self.end.next_after(now) if quiet else now
