"""Feeds are looked at in turn: what they show becomes articles, what they call updated is seen."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta

from tuireader.library.protocol import Library
from tuireader.model import Feed
from tuireader.pipeline import Clock
from tuireader.pipeline.feeding import Refreshed
from tuireader.schedule import next_feed_check

LOG = logging.getLogger(__name__)

NAP = 30.0
"""Seconds between two looks at which feeds are due."""


@dataclass(frozen=True, slots=True)
class FeedRounds:
    """Refreshes feeds. `gap`: how long after a look the next is due; `said` hears of trouble."""

    library: Library
    refresh: Callable[[Feed], Awaitable[Refreshed]]
    clock: Clock
    gap: timedelta
    said: Callable[[str], None]

    async def run(self) -> None:
        """Look at feeds as they become due, until cancelled."""
        while True:
            await self.once()
            await asyncio.sleep(NAP)

    async def once(self) -> None:
        """Look at the feeds that are due."""
        now = self.clock()
        feeds = self.library.feeds.all()
        due = [feed for feed in feeds if next_feed_check(feed, self.gap, now) <= now]
        await asyncio.gather(*map(self._refresh, due))

    async def _refresh(self, feed: Feed) -> None:
        try:
            refreshed = await self.refresh(feed)
        except Exception as error:
            # One feed that breaks the reader must not end the rounds of all the others.
            LOG.exception("refreshing %s", feed.url)
            self.said(f"{feed.url}: {type(error).__name__}: {error}")
            return
        if refreshed.error:
            self.said(f"{feed.url}: {refreshed.error}")
        elif refreshed.new:
            self.said(f"{refreshed.feed.title or feed.url}: {refreshed.new} new entries")
