"""Feeds in turn, and what is usual at a source."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from tests.stories import page
from tests.watching.town import START, Watch
from tuireader.errors import ErrorKind, FetchError
from tuireader.library.protocol import Library
from tuireader.model import Feed
from tuireader.pipeline.feeding import Refreshed
from tuireader.schedule import USUAL_HABIT
from tuireader.watching.feed_rounds import FeedRounds
from tuireader.watching.habits import HabitBook

GAP = timedelta(minutes=30)


class Rounds:
    """Feed rounds whose feeds are refreshed by noting it."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.now = START
        self.asked: list[str] = []
        self.said: list[str] = []
        self.broken: dict[str, Exception] = {}
        self.rounds = FeedRounds(library, self.refresh, lambda: self.now, GAP, self.said.append)

    async def refresh(self, feed: Feed) -> Refreshed:
        """Note it; a broken feed fails, or breaks."""
        self.asked.append(feed.url)
        trouble = self.broken.get(feed.url)
        if trouble and not isinstance(trouble, FetchError):
            raise trouble
        checked = replace(feed, checked_at=self.now, error=str(trouble) if trouble else None)
        error = trouble if isinstance(trouble, FetchError) else None
        return Refreshed(feed=self.library.feeds.keep(checked), new=2, error=error)


def subscribed(library: Library, *names: str) -> Rounds:
    """Subscribe to feeds that were never looked at."""
    for name in names:
        library.feeds.add(Feed(url=name, title=name.upper(), added_at=START))
    return Rounds(library)


async def test_a_feed_is_looked_at_when_its_gap_is_over(library: Library) -> None:
    feeds = subscribed(library, "a", "b")
    for minutes in (0, 10, 29, 30, 31):
        feeds.now = START + timedelta(minutes=minutes)
        await feeds.rounds.once()
    assert sorted(feeds.asked) == ["a", "a", "b", "b"]
    assert "A: 2 new entries" in feeds.said


async def test_a_feed_that_fails_is_told_and_left_alone_for_longer(library: Library) -> None:
    feeds = subscribed(library, "a")
    feeds.broken["a"] = FetchError(ErrorKind.HTTP, "It answered 500.")
    for minutes in range(0, 121, 10):
        feeds.now = START + timedelta(minutes=minutes)
        await feeds.rounds.once()
    assert len(feeds.asked) == 2
    assert feeds.said[0] == "a: It answered 500."


async def test_a_feed_that_breaks_the_program_does_not_keep_the_others(library: Library) -> None:
    feeds = subscribed(library, "a", "b")
    feeds.broken["a"] = ZeroDivisionError("boom")
    await feeds.rounds.once()
    assert sorted(feeds.asked) == ["a", "b"]
    assert "a: ZeroDivisionError: boom" in feeds.said


async def test_a_clock_set_back_strands_no_feed(library: Library) -> None:
    feeds = subscribed(library, "a")
    feeds.now = START + timedelta(days=900)
    await feeds.rounds.once()
    feeds.now = START
    await feeds.rounds.once()
    assert len(feeds.asked) == 2


async def test_a_source_s_habits_are_learnt_and_read_again_after_a_day(library: Library) -> None:
    watch = Watch(library)
    book = HabitBook(library, watch.time.clock)
    assert book("a.example") == USUAL_HABIT
    await watch.add("https://a.example/story", page())
    source = library.listing(1).source
    assert book(source) == USUAL_HABIT
    watch.time.now += timedelta(days=2)
    assert book(source).stretch > USUAL_HABIT.stretch
    assert book(None) == USUAL_HABIT
