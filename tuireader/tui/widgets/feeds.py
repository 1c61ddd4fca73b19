"""The list of feeds, and that of a feed's entries."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from tuireader.model import KnownEntry
from tuireader.rendering import Line
from tuireader.rendering.feeds import entry_lines, feed_lines
from tuireader.tui.subscribing import Followed
from tuireader.tui.widgets.rows import Rows


class FeedList(Rows):
    """Feeds. `fresh`: entries that a feed's last look was the first to show, by its number."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        super().__init__()
        self.clock = clock
        self.feeds: tuple[Followed, ...] = ()
        self.fresh: dict[int, int] = {}

    def current(self) -> Followed | None:
        """Return the feed under the cursor."""
        return self.feeds[self.cursor] if self.feeds else None

    def row_lines(self, index: int, width: int) -> tuple[Line, ...]:
        """Return a feed's two lines."""
        each = self.feeds[index]
        fresh = self.fresh.get(each.feed.number, 0)
        return feed_lines(each.feed, len(each.waiting), fresh, width, self.clock())


class EntryList(Rows):
    """Entries that are no articles."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        super().__init__()
        self.clock = clock
        self.entries: tuple[KnownEntry, ...] = ()

    def current(self) -> KnownEntry | None:
        """Return the entry under the cursor."""
        return self.entries[self.cursor] if self.entries else None

    def row_lines(self, index: int, width: int) -> tuple[Line, ...]:
        """Return an entry's two lines."""
        return entry_lines(self.entries[index].entry, width, self.clock())
