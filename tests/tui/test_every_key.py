"""Every key of the table does something on each of its screens, or says why it can't."""

from __future__ import annotations

import pytest

from tests.tui.driving import Driver, reading
from tests.tui.fakes import FakeLibrary
from tests.tui.stories import shelf
from tuireader.tui.keys import Place, actions
from tuireader.tui.screens.article import ArticleScreen
from tuireader.tui.screens.base import ReaderScreen
from tuireader.tui.screens.changes import ChangesScreen
from tuireader.tui.screens.diff import DiffScreen
from tuireader.tui.screens.feeds import FeedsScreen
from tuireader.tui.screens.help import HelpScreen
from tuireader.tui.screens.library import LibraryScreen
from tuireader.tui.screens.search import SearchScreen
from tuireader.tui.screens.settings import SettingsScreen
from tuireader.tui.screens.sources import SourcesScreen
from tuireader.tui.screens.timeline import TimelineScreen
from tuireader.tui.screens.trace import TraceScreen
from tuireader.tui.screens.welcome import WelcomeScreen

SCREENS: dict[Place, type[ReaderScreen]] = {
    Place.LIBRARY: LibraryScreen,
    Place.ARTICLE: ArticleScreen,
    Place.TIMELINE: TimelineScreen,
    Place.DIFF: DiffScreen,
    Place.CHANGES: ChangesScreen,
    Place.HELP: HelpScreen,
    Place.SEARCH: SearchScreen,
    Place.TRACE: TraceScreen,
    Place.SOURCES: SourcesScreen,
    Place.FEEDS: FeedsScreen,
    Place.WELCOME: WelcomeScreen,
    Place.SETTINGS: SettingsScreen,
}
_APPS = {"command_palette", "quit"}
"""Done by the app on every screen."""
_MOVES = {"down", "up", "page_down", "page_up", "top", "bottom"}
"""They may find themselves at an end."""


@pytest.mark.parametrize("place", Place)
def test_every_action_of_a_screen_is_one_the_screen_knows(place: Place) -> None:
    wanted = {each.id for each in actions(place)} - _APPS
    assert {name for name in wanted if not hasattr(SCREENS[place], f"action_{name}")} == set()


async def _pressed(reader: Driver, name: str) -> bool:
    """Press an action's key, go back, and tell whether anything was to be seen."""
    home = reader.app.screen
    assert isinstance(home, ReaderScreen)
    home.say("")
    await reader.rest()
    before = reader.text
    await reader.do(name)
    seen = reader.text != before or reader.app.screen is not home
    while reader.app.screen is not home:
        reader.app.pop_screen()
        await reader.rest()
    return seen


@pytest.mark.parametrize("way", [(), ("inbox",), ("sources",), ("feeds",), ("search",)])
async def test_where_a_list_is_empty_each_key_says_so(way: tuple[str, ...]) -> None:
    """A library whose filter leaves nothing, and lists in which nothing ever stood."""
    library = FakeLibrary([] if way else shelf())
    async with reading([], (60, 20), library=library) as reader:
        if not way:
            await reader.do(*["filter"] * 4)  # the starred ones, of which there are none
            assert "No article is starred." in reader.text
        await reader.do(*way)
        screen = reader.app.screen
        assert isinstance(screen, ReaderScreen)
        if way == ("search",):  # from the line one types in to the list
            await reader.pilot.press("tab")
        leaving = {"back", "leave", "quit", "show_all", "filter", "refresh_all"}
        names = {each.id for each in actions(screen.PLACE)} - _MOVES - leaving
        silent = {name for name in sorted(names) if not await _pressed(reader, name)}
        assert silent == set()


async def test_keys_that_have_nothing_to_do_say_so() -> None:
    async with reading(shelf(), (60, 20)) as reader:
        await reader.do("stop")
        assert "Nothing is under way." in reader.text
        await reader.do("pane")
        assert "There is one pane at this width" in reader.text
        await reader.do("show_all")
        assert "All articles are shown; q leaves the reader." in reader.text
