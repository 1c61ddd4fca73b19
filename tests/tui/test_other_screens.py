"""The timeline, help, the palette, adding."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.tui.driving import SIZES, reading
from tests.tui.fakes import NOW, SETTINGS
from tests.tui.stories import inquiry, shelf, storm
from tuireader.tui.app import Reader
from tuireader.tui.foot import foot
from tuireader.tui.keys import ACTIONS, Place, actions, bar, ends, table
from tuireader.tui.screens.add import AddDialog
from tuireader.tui.screens.article import ArticleScreen
from tuireader.tui.screens.diff import DiffScreen
from tuireader.tui.screens.library import LibraryScreen
from tuireader.tui.screens.welcome import WelcomeScreen


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
        text = await reader.sees(f"keys of the {place.value} screen", "Signs", "changed silently")
        assert all(action.help in text for action in actions(place))


@pytest.mark.parametrize("place", [Place.LIBRARY, Place.ARTICLE, Place.DIFF])
async def test_help_is_seen_whole_in_two_columns_on_a_wide_screen(place: Place) -> None:
    ways = {Place.LIBRARY: (), Place.ARTICLE: ("open",), Place.DIFF: ("diff",)}
    async with reading([storm()], (120, 40)) as reader:
        await reader.do(*ways[place], "help")
        text = await reader.sees("Here", "Everywhere", "starred by you")
        assert all(action.help in text for action in actions(place))
        first = next(line for line in reader.lines if "Here" in line)
        assert "Everywhere" in first


async def test_words_of_the_help_that_don_t_fit_go_on_below_their_kind() -> None:
    async with reading([storm()], (60, 70)) as reader:
        await reader.do("help")
        await reader.sees("Here")
        index = next(i for i, line in enumerate(reader.lines) if "in the text" in line)
        assert reader.lines[index].strip() == "/             search in headlines, or in the text"


async def test_welcome_and_help_say_of_q_what_it_does_there() -> None:
    async with reading([], (80, 50)) as reader:
        text = await reader.sees("q   leave the reader")
        assert "filter" not in text


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
        await reader.until(lambda: "Diff: what changed" not in reader.text)
        await reader.sees("Read: open what the cursor is on")
        await reader.pilot.press("enter")
        await reader.until(lambda: isinstance(reader.app.screen, ArticleScreen))


async def test_the_palette_knows_the_words_of_the_foot_and_begins_with_what_is_wanted_most() -> (
    None
):
    async with reading(shelf(), (80, 24)) as reader:
        await reader.do("command_palette")
        await reader.sees("Diff: what changed, side by side", "Timeline: every text it had")
        assert "Down: a line down" not in reader.text
        await reader.type("star")
        await reader.sees("Star: put a star on it, or take it off")


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


def _foot(place: Place, width: int) -> str:
    line = foot(bar(place.value), ends(place.value), width)
    return "".join(text for text, _ in line)


def test_the_diff_s_foot_names_folding_and_evidence_at_eighty_columns() -> None:
    assert "c fold" in _foot(Place.DIFF, 80)
    assert "e evidence" in _foot(Place.DIFF, 80)


@pytest.mark.parametrize("width", [60, 80, 100, 120])
def test_the_foot_keeps_to_its_width_and_names_the_way_out(width: int) -> None:
    for place in Place:
        line = _foot(place, width)
        assert len(line) == width
        assert "q quit" in line or "q back" in line
        assert "? help" in line or place is Place.HELP
        assert "^p palette" in line or width < 100


def test_keys_too_long_for_the_foot_make_room_for_shorter_ones() -> None:
    keys = (("a", "word"), ("b", "a very long phrase indeed"), ("c", "short"))
    line = "".join(text for text, _ in foot(keys, (("q", "back"),), 32))
    assert line == " a word  c short        q back  "


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


async def test_leaving_while_a_screen_is_still_being_built_is_no_crash() -> None:
    for steps in range(12):
        async with reading([], (80, 24)) as reader:
            reader.app.push_screen(WelcomeScreen())
            for _ in range(steps):
                await asyncio.sleep(0)
            reader.app.exit()
        assert not reader.app.return_code
