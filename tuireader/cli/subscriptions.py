"""What the reader asks for about feeds, done away from its event loop."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tuireader.cli.background import Background
from tuireader.cli.context import utc_now

if TYPE_CHECKING:
    from tuireader.cli.work import Work
    from tuireader.model import Check
    from tuireader.pipeline.feeding import Feeding, Refreshed


@dataclass(frozen=True, slots=True)
class Subscriptions:
    """Feeds, with the library and the web that `work` has."""

    work: Work

    def follow(self, url: str, /) -> AsyncIterator[Refreshed]:
        """Follow a feed, or the feed that a page names."""
        address = url if "://" in url or url.startswith("feed:") else f"https://{url}"
        return Background(lambda: self._follow(address)).results()

    def refresh(self, feeds: Sequence[int], /) -> AsyncIterator[Refreshed]:
        """Look at feeds; yield what each brought as it ends."""
        return Background(lambda: self._refresh(feeds)).results()

    def save(self, entry: int, /) -> AsyncIterator[Check]:
        """Make an article of an entry."""
        return Background(lambda: self._save(entry)).results()

    @asynccontextmanager
    async def _feeding(self) -> AsyncIterator[Feeding]:
        from tuireader.pipeline.feeding import Feeding

        with self.work.open() as library:
            async with self.work.fetching() as fetch:
                yield Feeding(library, fetch, utc_now, limits=self.work.limits)

    async def _follow(self, typed: str) -> AsyncIterator[Refreshed]:
        from tuireader.pipeline.feeding import web_address
        from tuireader.pipeline.sources import without_login

        url = without_login(web_address(typed))
        self.work.note_login(url, web_address(typed))
        async with self._feeding() as feeding:
            yield await feeding.subscribe(url)

    async def _refresh(self, feeds: Sequence[int]) -> AsyncIterator[Refreshed]:
        import asyncio

        async with self._feeding() as feeding:
            named = [feeding.library.feeds.find(str(number)) for number in feeds]
            looks = [asyncio.ensure_future(feeding.refresh(feed)) for feed in named]
            try:
                for ended in asyncio.as_completed(looks):
                    yield await ended
            finally:
                for look in looks:
                    look.cancel()

    async def _save(self, entry: int) -> AsyncIterator[Check]:
        async with self._feeding() as feeding:
            chosen = feeding.library.feeds.entry(entry)
            feed = feeding.library.feeds.find(str(chosen.feed))
            for check in await feeding.save(feed, [chosen]):
                yield check
