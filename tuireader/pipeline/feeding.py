"""A feed to articles: fetch it conditionally, see what is new, look at what its rule wants."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from tuireader.errors import FetchError, NotFoundError, TuireaderError, UnreadablePageError
from tuireader.feeds import Channel, discover, read_feed, sift
from tuireader.library.protocol import Library
from tuireader.model import Article, Check, Entry, Feed, KnownEntry, Response
from tuireader.pipeline.flow import Pipeline, usual
from tuireader.pipeline.homes import host_of
from tuireader.pipeline.seams import Clock, Fetch
from tuireader.pipeline.sources import article_address, without_login
from tuireader.schedule import USUAL_LIMITS, Habit, Limits

MOST_TRIES = 5
"""After so many looks in vain an entry is only listed."""

MOST_CANDIDATES = 5
"""Feeds of one page that are tried until one can be read."""

_VALIDATORS = ("etag", "last-modified")

Report = Callable[[Check], None]
"""Told of each look as it ends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refreshed:
    """What a refresh brought. `new`: entries never shown before; `checks`: looks at articles."""

    feed: Feed
    new: int = 0
    checks: tuple[Check, ...] = ()
    error: TuireaderError | None = None


@dataclass(frozen=True, slots=True)
class Feeding:
    """Feeds, with the seams of a Pipeline, which are explained there."""

    library: Library
    fetch: Fetch
    clock: Clock
    report: Report = lambda _check: None
    limits: Limits = USUAL_LIMITS
    habit: Callable[[str | None], Habit] = usual

    async def subscribe(self, url: str, words: tuple[str, ...] | None = None) -> Refreshed:
        """Subscribe to a feed, or to the feed of a page, and take in what it shows.

        Raises:
            FetchError: it can't be fetched.
            UnreadablePageError: neither a feed nor a page that names one.
        """
        address = without_login(web_address(url))
        response, channel = await self._find(address)
        feed = Feed(
            url=response.url,
            title=channel.title,
            home=channel.home,
            words=words,
            typed=host_of(response.url) == host_of(address),
            added_at=self.clock(),
        )
        return await self._take_in(self.library.feeds.add(feed), response, channel)

    async def refresh(self, feed: Feed) -> Refreshed:
        """Look at a feed now. A failure is noted with the feed and returned, never raised."""
        try:
            return await self._refresh(feed)
        except NotFoundError as error:  # somebody unsubscribed meanwhile
            return Refreshed(feed=feed, error=error)

    async def _refresh(self, feed: Feed) -> Refreshed:
        try:
            response = await self.fetch(feed.url, validators=feed.validators, typed=feed.typed)
            channel = None if response.status == 304 else await _read(response)
        except (FetchError, UnreadablePageError) as error:
            failed = replace(feed, checked_at=self.clock(), error=str(error))
            return Refreshed(feed=self.library.feeds.keep(failed), error=error)
        return await self._take_in(feed, response, channel)

    async def save(self, feed: Feed, chosen: Iterable[KnownEntry]) -> tuple[Check, ...]:
        """Make articles of entries, whatever the feed's rule says of them."""
        pipeline = Pipeline(self.library, self.fetch, self.clock, self.limits, self.habit)
        entries = tuple(chosen)
        checks = await asyncio.gather(*(self._look(pipeline, feed, each) for each in entries))
        outcomes = zip(entries, checks, strict=True)
        self.library.feeds.keep(feed, [_after(each, check) for each, check in outcomes])
        return tuple(checks)

    async def _find(self, url: str) -> tuple[Response, Channel]:
        """Fetch a feed, or the first that a page names; the Response has the address to keep."""
        page = await self.fetch(url, typed=True)
        try:
            return replace(page, url=url), await _read(page)
        except UnreadablePageError as error:
            unreadable = error
        found = discover(page.body, url=page.url, content_type=page.content_type)
        for candidate in found[:MOST_CANDIDATES]:
            try:
                response = await self.fetch(candidate, typed=host_of(candidate) == host_of(url))
                return replace(response, url=candidate), await _read(response)
            except (FetchError, UnreadablePageError) as error:
                unreadable = UnreadablePageError(
                    f"{url} names the feed {candidate}, but: {error}", "Name another feed."
                )
        raise unreadable

    async def _take_in(self, feed: Feed, response: Response, channel: Channel | None) -> Refreshed:
        """Note what a feed shows, and look at the articles that follow from it."""
        given = {name: response.headers.get(name, "") for name in _VALIDATORS}
        checked = replace(
            feed,
            title=(channel and channel.title) or feed.title,
            home=(channel and channel.home) or feed.home,
            checked_at=self.clock(),
            error=None,
            validators={k: v for k, v in given.items() if v} if channel else feed.validators,
        )
        feeds = self.library.feeds
        read = [_filed(entry) for entry in channel.entries] if channel else []
        sifted = sift(feed, feeds.known(feed.number, read), read)
        altered = [self._settled(each) for each in (*sifted.new, *sifted.altered)]
        checked = feeds.keep(checked, altered)
        wanted = [each for each in feeds.wanted(feed.number) if each.tries < MOST_TRIES]
        touched = [each for each in sifted.touched if self._is_followed(each)]
        checks = await self.save(checked, [*wanted, *touched])
        return Refreshed(feed=feeds.find(str(feed.number)), new=len(sifted.new), checks=checks)

    async def _look(self, pipeline: Pipeline, feed: Feed, each: KnownEntry) -> Check:
        """Look at an entry's article, which may be as private as the feed, and no more."""
        article = self._article(each)
        url = article.url if article else each.entry.url
        check = await pipeline.look(url, typed=feed.typed and host_of(url) == host_of(feed.url))
        self.report(check)
        return check

    def _settled(self, each: KnownEntry) -> KnownEntry:
        """Note the article that is saved under an entry's address already, if there is one."""
        article = None if each.article else self.library.find(each.entry.url)
        return replace(each, article=article.number) if article else each

    def _is_followed(self, each: KnownEntry) -> bool:
        article = self._article(each)
        return article is not None and article.removed_at is None

    def _article(self, each: KnownEntry) -> Article | None:
        """Return the article that an entry became, wherever it may have moved since."""
        try:
            return self.library.resolve(str(each.article)) if each.article else None
        except NotFoundError:  # it was purged
            return None


async def _read(response: Response) -> Channel:
    """Read a feed away from the event loop."""
    return await asyncio.to_thread(
        read_feed, response.body, url=response.url, content_type=response.content_type
    )


def _filed(entry: Entry) -> Entry:
    return replace(entry, url=article_address(entry.url))


def _after(each: KnownEntry, check: Check) -> KnownEntry:
    """Return an entry as it stands after a look."""
    if check.article:
        return replace(each, article=check.article)
    return replace(each, tries=each.tries + 1)


def web_address(url: str) -> str:
    """Turn the addresses that browsers hand to feed readers, `feed:`, into the web's."""
    text = url.strip()
    if not text.lower().startswith("feed:"):
        return text
    rest = text[5:]
    return f"http:{rest}" if rest.startswith("//") else rest
