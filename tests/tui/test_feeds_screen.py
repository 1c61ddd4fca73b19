"""What is followed, and the entries that no article was made of."""

from __future__ import annotations

import pytest

from tests.tui.driving import SIZES, Driver, reading
from tests.tui.fake_feeds import FakeSubscriptions, subscribe
from tests.tui.fakes import FakeLibrary
from tests.tui.stories import shelf
from tuireader.errors import TuireaderError
from tuireader.tui.screens.library import LibraryScreen
from tuireader.tui.subscribing import rule_of, rule_text

GANNET = "https://gannet.example/feed"
TERN = "https://tern.example/feed"


def followed() -> FakeLibrary:
    """Return a library that follows two feeds, the second with two entries that wait."""
    library = FakeLibrary(shelf())
    subscribe(library.feeds, TERN, "The Tern")
    subscribe(library.feeds, GANNET, "The Gannet", "Gull stops the ferry", "Market closes early")
    return library


def web(reader: Driver) -> FakeSubscriptions:
    found = reader.app.services.subscriptions
    assert isinstance(found, FakeSubscriptions)
    return found


@pytest.mark.parametrize("size", SIZES)
async def test_feeds_stand_with_their_last_look_rule_and_counts(size: tuple[int, int]) -> None:
    async with reading([], size, library=followed()) as reader:
        await reader.do("feeds")
        text = await reader.sees("2 feeds · 2 entries not saved", "The Gannet", "The Tern")
        assert "looked at 1 h ago · saves all" in text
        assert "0 saved · 2 waiting" in text


async def test_no_feeds_yet_says_how_to_follow_one() -> None:
    async with reading([], (60, 20)) as reader:
        await reader.do("feeds")
        await reader.sees("No feeds yet.", "a   follows one: type its address")


async def test_wide_screens_show_the_entries_beside_the_feeds() -> None:
    async with reading([], (120, 40), library=followed()) as reader:
        await reader.do("feeds")
        await reader.sees("Gull stops the ferry", "Market closes early", "4 h · gannet.example")
        await reader.do("down")
        await reader.sees("It has shown nothing.")


@pytest.mark.parametrize("size", SIZES)
async def test_an_entry_is_saved_with_a_key_and_taken_back(size: tuple[int, int]) -> None:
    async with reading([], size, library=followed()) as reader:
        await reader.do("feeds", "open")
        await reader.sees("Gull stops the ferry")
        await reader.do("save_entry")
        await reader.sees("Market closes early", "Saved.")
        await reader.until(lambda: "Gull stops" not in reader.text)
        await reader.do("undo")
        await reader.until(lambda: reader.library.stories[1].removed)


async def test_enter_opens_the_entries_and_then_saves() -> None:
    async with reading([], (80, 24), library=followed()) as reader:
        await reader.do("feeds", "open", "down", "open")
        await reader.until(lambda: "Market closes" not in reader.text)
        assert "Gull stops the ferry" in reader.text


async def test_back_leads_from_the_entries_to_the_feeds_and_on() -> None:
    async with reading([], (80, 24), library=followed()) as reader:
        await reader.do("feeds", "open", "back")
        await reader.sees("The Tern")
        await reader.do("back")
        await reader.until(lambda: isinstance(reader.app.screen, LibraryScreen))


async def test_following_asks_for_an_address() -> None:
    async with reading([], (80, 24), library=followed()) as reader:
        await reader.do("feeds", "follow")
        await reader.sees("Follow a feed")
        await reader.type("https://egret.example/news")
        await reader.pilot.press("enter")
        await reader.sees("3 feeds", "A new feed: 2 new, 0 saved.")
        assert web(reader).followed == ["https://egret.example/news"]


async def test_a_feed_that_cannot_be_had_is_explained() -> None:
    async with reading([], (80, 24), library=followed()) as reader:
        web(reader).failing = TuireaderError("egret.example names no feed.", "Name another.")
        await reader.do("feeds", "follow")
        await reader.type("egret.example")
        await reader.pilot.press("enter")
        await reader.sees("egret.example names no feed. Name another.", "2 feeds")


async def test_refreshing_tells_what_is_new() -> None:
    async with reading([], (80, 24), library=followed()) as reader:
        await reader.do("feeds", "refresh")
        await reader.sees("The Gannet: 3 new, 0 saved.", "3 new")
        await reader.do("refresh_all")
        await reader.until(lambda: len(web(reader).refreshed) == 3)


async def test_a_feed_that_failed_says_why_and_how_long_ago() -> None:
    async with reading([], (80, 24), library=followed()) as reader:
        web(reader).failing = TuireaderError("gannet.example doesn’t answer.")
        await reader.do("feeds", "refresh")
        await reader.sees(
            "! The Gannet", "failed 4 h ago: gannet.example doesn’t answer.", "1 failed"
        )


async def test_unfollowing_is_undone_with_its_entries() -> None:
    async with reading([], (120, 40), library=followed()) as reader:
        await reader.do("feeds", "unfollow")
        await reader.sees("1 feed", "The Gannet is followed no more. z undoes.")
        await reader.do("undo")
        await reader.sees("2 feeds · 2 entries not saved", "The Gannet is followed again.")
        await reader.do("up")
        await reader.sees("Gull stops the ferry")


async def test_the_rule_is_asked_for_shown_and_undone() -> None:
    async with reading([], (80, 24), library=followed()) as reader:
        await reader.do("feeds", "rule")
        await reader.sees("Save which entries?")
        await reader.type("flood*, harbour")
        await reader.pilot.press("enter")
        await reader.sees("It saves flood*, harbour. z undoes.", "1 h ago · saves flood*, harbour")
        await reader.do("undo")
        await reader.sees("1 h ago · saves all")


@pytest.mark.parametrize("rule", [None, (), ("flood*",), ("a b", "c")])
def test_a_rule_is_read_as_it_is_written(rule: tuple[str, ...] | None) -> None:
    assert rule_of(rule_text(rule)) == rule


async def test_looks_under_way_can_be_stopped() -> None:
    async with reading([], (80, 24), library=followed()) as reader:
        await reader.do("feeds", "stop")
        await reader.do("refresh_all", "stop")
        await reader.until(lambda: "of 2 feeds" not in reader.text)


@pytest.mark.parametrize("size", [(120, 40), (60, 20)])
async def test_hostile_titles_are_words(size: tuple[int, int]) -> None:
    library = followed()
    name = "[bold]Loud[/] [@click=app.quit]x[/]"
    subscribe(library.feeds, "https://a.example/x", name, "[/red] entry")
    async with reading([], size, library=library) as reader:
        await reader.do("feeds")
        await reader.sees("[bold]Loud[/]")
        await reader.do("open")
        await reader.sees("[/red] entry")
        await reader.do("refresh")
        await reader.sees("[bold]Loud[/] [@click=app.quit]x[/]: 3 new")
