"""What is usual at each source, learnt from the library once a day."""

from __future__ import annotations

from datetime import datetime, timedelta

from tuireader.library.protocol import Library, Wanted
from tuireader.pipeline import Clock
from tuireader.schedule import USUAL_HABIT, Habit, source_habits

KEPT = timedelta(days=1)


class HabitBook:
    """Answers for a source; reads the list of articles again when a day has passed."""

    def __init__(self, library: Library, clock: Clock) -> None:
        self._library = library
        self._clock = clock
        self._habits: dict[str, Habit] = {}
        self._read_at: datetime | None = None

    def __call__(self, source: str | None) -> Habit:
        """Return what is usual at a source; an unknown one does what all do."""
        now = self._clock()
        if self._read_at is None or abs(now - self._read_at) > KEPT:
            self._read_at = now
            self._habits = source_habits(
                self._library.listings(Wanted(archived=None, muted=None)), now
            )
        return self._habits.get(source or "", USUAL_HABIT)
