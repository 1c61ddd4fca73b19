"""The list of what was found, three lines each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, tzinfo

from tuireader.rendering import Line, hit_lines
from tuireader.tui.finding import Found
from tuireader.tui.widgets.rows import Rows


class HitList(Rows):
    """Passages, each with its article and what holds it."""

    HEIGHT = 4

    def __init__(self, clock: Callable[[], datetime], zone: tzinfo | None) -> None:
        super().__init__()
        self.clock = clock
        self.zone = zone
        self.found: list[Found] = []

    def show(self, found: Sequence[Found]) -> None:
        """Show these, from the first on."""
        self.found = list(found)
        self.reset(len(found))

    def put(self, first: int, found: Sequence[Found]) -> None:
        """Take what is known better now of some rows."""
        self.found[first : first + len(found)] = found
        self.refresh()

    def current(self) -> Found | None:
        """Return the row under the cursor."""
        return self.found[self.cursor] if self.found else None

    def row_lines(self, index: int, width: int) -> tuple[Line, ...]:
        """Return a hit's lines."""
        each = self.found[index]
        now = self.clock()
        return hit_lines(
            each.listing, each.history, each.hit, each.trace, width, now, zone=self.zone
        )
