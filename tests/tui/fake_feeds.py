"""Subscriptions in memory, and a web that answers as a test says."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from tuireader.errors import NotFoundError, TuireaderError
from tuireader.library.protocol import Feeds
from tuireader.model import Check, CheckStatus, Entry, Feed, KnownEntry
from tuireader.pipeline.feeding import Refreshed

NOON = datetime(2026, 6, 28, 12, 0, tzinfo=UTC)


class FakeFeeds:
    """The library's `Feeds`, in two dictionaries."""

    def __init__(self) -> None:
        self.kept: dict[int, Feed] = {}
        self.entries: dict[int, KnownEntry] = {}

    def add(self, feed: Feed) -> Feed:
        known = next((each for each in self.kept.values() if each.url == feed.url), None)
        number = known.number if known else max(self.kept, default=0) + 1
        self.kept[number] = replace(known or feed, number=number, words=feed.words)
        return self.kept[number]

    def all(self) -> tuple[Feed, ...]:
        return tuple(self.kept.values())

    def find(self, reference: str) -> Feed:
        try:
            return self.kept[int(reference)]
        except KeyError:
            raise NotFoundError(f"There is no feed {reference}.") from None

    def remove(self, number: int) -> None:
        del self.kept[number]
        self.entries = {n: each for n, each in self.entries.items() if each.feed != number}

    def known(self, number: int, entries: Sequence[Entry]) -> tuple[KnownEntry, ...]:
        urls = {entry.url for entry in entries}
        return tuple(each for each in self.entries.values() if each.entry.url in urls)

    def wanted(self, number: int) -> tuple[KnownEntry, ...]:
        return tuple(each for each in self.waiting(number) if each.wanted)

    def waiting(self, number: int, *, limit: int = 100) -> tuple[KnownEntry, ...]:
        found = [e for e in self.entries.values() if e.feed == number and e.article is None]
        return tuple(found[:limit])

    def entry(self, number: int) -> KnownEntry:
        return self.entries[number]

    def keep(self, feed: Feed, entries: Sequence[KnownEntry] = ()) -> Feed:
        self.kept[feed.number] = feed
        for each in entries:
            number = each.number or max(self.entries, default=0) + 1
            self.entries[number] = replace(each, number=number)
        return feed


@dataclass
class FakeSubscriptions:
    """Feeds over a network that is none. `failing`: what any look comes to."""

    feeds: FakeFeeds
    failing: TuireaderError | None = None
    followed: list[str] = field(default_factory=list)
    refreshed: list[int] = field(default_factory=list)

    async def follow(self, url: str, /) -> AsyncIterator[Refreshed]:
        self.followed.append(url)
        if self.failing:
            raise self.failing
        yield Refreshed(feed=subscribe(self.feeds, url, "A new feed"), new=2)

    async def refresh(self, feeds: Sequence[int], /) -> AsyncIterator[Refreshed]:
        for number in feeds:
            self.refreshed.append(number)
            feed = self.feeds.kept[number]
            if self.failing:
                failed = replace(feed, error=str(self.failing), checked_at=NOON)
                yield Refreshed(feed=self.feeds.keep(failed), error=self.failing)
            else:
                yield Refreshed(feed=self.feeds.keep(replace(feed, checked_at=NOON)), new=3)

    async def save(self, entry: int, /) -> AsyncIterator[Check]:
        each = self.feeds.entries[entry]
        self.feeds.entries[entry] = replace(each, article=1)
        yield Check(article=1, url=each.entry.url, at=NOON, status=CheckStatus.NEW, snapshot=1)


def subscribe(feeds: Feeds, url: str, title: str, *entries: str) -> Feed:
    """Follow a feed by hand, with entries that are no articles."""
    host = url.split("/")[2]
    checked = NOON + timedelta(hours=3)
    feed = feeds.add(
        Feed(url=url, title=title, home=f"https://{host}/", added_at=NOON, checked_at=checked)
    )
    known = [
        KnownEntry(
            feed=feed.number,
            entry=Entry(url=f"https://{host}/{n}", title=words, published=NOON),
        )
        for n, words in enumerate(entries)
    ]
    feeds.keep(feed, known)
    return feed
