"""The timeline, help, the palette, adding."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.tui.driving import SIZES, reading
from tests.tui.fakes import NOW, SETTINGS
from tests.tui.stories import inquiry, shelf, storm
from tuireader.tui.app import Reader
from tuireader.tui.keys import ACTIONS, Place, actions, bar, table
from tuireader.tui.screens.add import AddDialog
from tuireader.tui.screens.article import ArticleScreen
from tuireader.tui.screens.diff import DiffScreen
from tuireader.tui.screens.library import LibraryScreen


@pytest.mark.parametrize("size", SIZES)
async def test_the_timeline_tells_what_each_text_changed(size: tuple[int, int]) -> None:
    async with reading(shelf(), size) as reader:
        await reader.do("timeline")
        text = await reader.sees("first saved", "◇ factual · partly disclosed", "“in custody” →")
        assert "stood 1 d 3 h" in text


async def test_the_timeline_shows_weights_over_time_and_texts_that_came_back() -> None:
    story = inquiry()
    story.texts.append((NOW - timedelta(hours=1), story.texts[0][1]))
    async with reading([story], (120, 40)) as reader:
        await reader.do("timeline")
        text = await reader.sees("↺ snapshot 1 again", "27 June 09:00  ─")
        track = next(line for line in text.splitlines() if "27 June 09:00  ─" in line)
        assert track.endswith("now")
        assert track.count("▇") == 2


async def test_the_timeline_opens_the_change_under_the_cursor() -> None:
    async with reading([inquiry()], (120, 40)) as reader:
        await reader.do("timeline", "open")
        assert isinstance(reader.app.screen, DiffScreen)
        await reader.sees("snapshot 1", "→  2")
        await reader.do("back", "up", "open")
        await reader.sees("This is the first text")


@pytest.mark.parametrize("place", [Place.LIBRARY, Place.DIFF])
async def test_help_names_every_key_of_its_screen(place: Place) -> None:
    async with reading([storm()], (80, 70)) as reader:
        if place is Place.DIFF:
            await reader.do("diff")
        await reader.do("help")
        text = await reader.sees(
            f"keys of the {place.value} screen", "Signs", "△  changed silently"
        )
        assert all(action.help in text for action in actions(place))


async def test_adding_saves_what_was_typed() -> None:
    async with reading([], (80, 24)) as reader:
        await reader.do("add")
        assert isinstance(reader.app.screen, AddDialog)
        await reader.type("https://x.example/story")
        await reader.pilot.press("enter")
        await reader.sees("Saved from https://x.example/story", "1 article")
        assert reader.web.added == ["https://x.example/story"]


async def test_adding_nonsense_is_explained_and_esc_leaves() -> None:
    async with reading([], (80, 24)) as reader:
        await reader.do("add")
        await reader.type("two words")
        await reader.pilot.press("enter")
        await reader.sees("That is no address.")
        await reader.pilot.press("escape")
        await reader.until(lambda: not isinstance(reader.app.screen, AddDialog))
        assert reader.web.added == []


async def test_checking_all_that_are_due_says_when_none_is() -> None:
    async with reading(shelf(), (80, 24)) as reader:
        await reader.do("check_due")
        await reader.sees("Nothing is due.")
        assert reader.web.looked == [None]


async def test_the_palette_does_what_the_keys_do() -> None:
    async with reading(shelf(), (80, 24)) as reader:
        await reader.do("command_palette")
        await reader.type("open what")
        await reader.until(lambda: "Open what the cursor is on" in reader.text)
        await reader.pilot.press("enter")
        await reader.until(lambda: isinstance(reader.app.screen, ArticleScreen))


async def test_the_user_s_own_keys_work_and_are_shown() -> None:
    own = replace(SETTINGS, keys={"diff": "w"})
    async with reading([storm()], (80, 24), own) as reader:
        assert "w diff" in reader.text
        await reader.pilot.press("w")
        await reader.rest()
        assert isinstance(reader.app.screen, DiffScreen)
        await reader.do("back", "help")
        await reader.sees("w ", "what changed, side by side")


def test_no_key_has_two_meanings_on_a_screen() -> None:
    for place in Place:
        keys = [key for action in actions(place) for key in action.keys]
        assert len(keys) == len(set(keys)), place


def test_ids_are_unique_and_every_action_has_a_method() -> None:
    from tuireader.tui.screens.changes import ChangesScreen
    from tuireader.tui.screens.feeds import FeedsScreen
    from tuireader.tui.screens.help import HelpScreen
    from tuireader.tui.screens.search import SearchScreen
    from tuireader.tui.screens.settings import SettingsScreen
    from tuireader.tui.screens.sources import SourcesScreen
    from tuireader.tui.screens.timeline import TimelineScreen
    from tuireader.tui.screens.trace import TraceScreen

    assert len({action.id for action in ACTIONS}) == len(ACTIONS)
    screens = (
        LibraryScreen,
        ArticleScreen,
        TimelineScreen,
        DiffScreen,
        ChangesScreen,
        HelpScreen,
        SearchScreen,
        TraceScreen,
        SourcesScreen,
        FeedsScreen,
        SettingsScreen,
    )
    for screen in screens:
        for action in actions(screen.PLACE):
            name = f"action_{action.id}"
            assert hasattr(screen, name) or hasattr(Reader, name), (screen, action.id)


def test_the_bar_shows_pairs_of_keys_together() -> None:
    shown = dict(bar(Place.DIFF))
    assert shown["n/N"] == "change"
    assert shown["[ ]"] == "snapshot"


def test_the_key_table_names_every_action() -> None:
    written = table()
    assert all(action.help in written for action in ACTIONS)
    assert "| `Enter` `l` `→` |" in written


@pytest.mark.parametrize(
    "way",
    [("inbox",), ("search",), ("sources",), ("feeds",), ("settings",), ("timeline",), ("diff",)],
)
async def test_every_screen_bears_any_size_at_any_moment(way: tuple[str, ...]) -> None:
    async with reading(shelf(), (120, 40)) as reader:
        await reader.do(*way)
        if way == ("search",):
            await reader.type("died kind:")
        for size in ((60, 20), (20, 5), (3, 2), (200, 60), (80, 24)):
            await reader.pilot.resize_terminal(*size)
            await reader.rest()
            assert all(len(line) <= size[0] for line in reader.lines)
        assert reader.lines[0].strip()
