"""Searching everything, and tracing a wording."""

from __future__ import annotations

import threading

import pytest

from tests.tui.driving import SIZES, Driver, reading
from tests.tui.fakes import FakeLibrary
from tests.tui.stories import hostile, inquiry, shelf
from tuireader.errors import LibraryError
from tuireader.model import SearchHit
from tuireader.tui.screens.article import ArticleScreen
from tuireader.tui.screens.diff import DiffScreen
from tuireader.tui.screens.library import LibraryScreen
from tuireader.tui.screens.search import SearchScreen
from tuireader.tui.screens.trace import TraceScreen


async def search(reader: Driver, words: str) -> None:
    """Open the search screen and type."""
    await reader.do("search")
    await reader.type(words)


@pytest.mark.parametrize("size", SIZES)
async def test_an_empty_box_teaches_what_can_be_asked(size: tuple[int, int]) -> None:
    async with reading(shelf(), size) as reader:
        await reader.do("search")
        text = await reader.sees("those that were replaced", "silent:yes", "kind:factual")
        assert "first seen before that day" in text
        assert "^t traces the words." in text


@pytest.mark.parametrize("size", SIZES)
async def test_what_fits_appears_as_one_types(size: tuple[int, int]) -> None:
    async with reading(shelf(), size) as reader:
        await search(reader, "in custody")
        await reader.sees("2 passages", "The man died in custody", "■ stands since 28 June 12:00")
        await reader.sees("□ gone by 28 June 12:00, stood 1 d 3 h · snapshot 1")


async def test_filters_are_chips_and_half_a_filter_says_what_it_may_be() -> None:
    async with reading(shelf(), (80, 24)) as reader:
        await search(reader, "died source:harbour kind:x")
        await reader.sees("[source harbour]", "[kind x] ? furniture copyedit")
        await reader.sees("3 passages")


async def test_filters_alone_list_articles() -> None:
    async with reading(shelf(), (80, 24)) as reader:
        await search(reader, "silent:yes")
        text = await reader.sees("1 article", "△ factual · silent", "2 snapshots since")
        assert "Port authority counts" in text
        assert "Inquiry" not in text


async def test_dates_are_of_the_first_sight() -> None:
    async with reading(shelf(), (80, 24)) as reader:
        await search(reader, "release after:2026-06-28")
        await reader.sees("2 passages")
        await reader.pilot.press("ctrl+u")
        await reader.type("release before:2026-06-28")
        await reader.sees("Nothing fits.", "Without the filters there may be more")


async def test_enter_opens_the_snapshot_that_held_the_passage_at_its_place() -> None:
    async with reading(shelf(), (60, 20)) as reader:
        await search(reader, "in custody on")
        await reader.sees("□ gone by")
        await reader.pilot.press("enter")
        await reader.sees("snapshot 1, taken", "The man died in custody")
        assert isinstance(reader.app.screen, ArticleScreen)


async def test_a_passage_that_stands_is_opened_in_the_newest_text() -> None:
    async with reading(shelf(), (60, 20)) as reader:
        await search(reader, "own pages")
        await reader.sees("■ stands")
        await reader.pilot.press("enter")
        await reader.sees("snapshot 2, taken", "The rules are on the port's own pages[1].")


async def test_the_change_that_took_a_passage_away_is_a_key_from_it() -> None:
    async with reading([inquiry()], (120, 40)) as reader:
        await search(reader, "Two hundred")
        await reader.sees("□ gone by")
        await reader.pilot.press("tab")
        await reader.do("diff")
        assert isinstance(reader.app.screen, DiffScreen)
        await reader.sees("snapshot 1", "→  2")


async def test_arrows_move_in_the_list_while_words_are_typed() -> None:
    async with reading(shelf(), (80, 24)) as reader:
        await search(reader, "died")
        await reader.sees("3 passages")
        await reader.pilot.press("down")
        await reader.sees("▌    The man died shortly after his release")
        await reader.type(" shortly")
        await reader.sees("2 passages")


async def test_the_newest_words_win() -> None:
    gate, asked = threading.Event(), []

    class Slow(FakeLibrary):
        def search(self, query: str, *, limit: int = 50) -> tuple[SearchHit, ...]:
            asked.append(query)
            if len(asked) == 1:
                gate.wait(10)
            return super().search(query, limit=limit)

    async with reading([], (80, 24), library=Slow(shelf())) as reader:
        await reader.do("search")
        await reader.pilot.press("f")
        await reader.pilot.press(*"orty")
        await reader.until(lambda: asked == ["f"])
        assert "searching …" in reader.text
        gate.set()
        await reader.sees("1 passage", "Forty sheds")
        assert asked == ["f", "forty"]


async def test_a_library_that_fails_says_so_and_the_next_letter_searches_again() -> None:
    class Broken(FakeLibrary):
        broken = True

        def search(self, query: str, *, limit: int = 50) -> tuple[SearchHit, ...]:
            if self.broken:
                raise LibraryError("The index is damaged.", "Run `tuireader doctor`.")
            return super().search(query, limit=limit)

    library = Broken(shelf())
    async with reading([], (80, 24), library=library) as reader:
        await search(reader, "fort")
        await reader.sees("The index is damaged. Run `tuireader doctor`.")
        library.broken = False
        await reader.type("y")
        await reader.sees("1 passage")


async def test_escape_leads_back() -> None:
    async with reading(shelf(), (80, 24)) as reader:
        await search(reader, "died")
        await reader.pilot.press("escape")
        await reader.until(lambda: isinstance(reader.app.screen, LibraryScreen))


async def test_a_slash_leads_from_the_list_to_the_line() -> None:
    async with reading(shelf(), (80, 24)) as reader:
        await search(reader, "died")
        await reader.pilot.press("tab", "slash")
        await reader.type(" short")
        assert isinstance(reader.app.screen, SearchScreen)
        assert reader.app.screen.wanted.words == "died short"


@pytest.mark.parametrize("size", SIZES)
async def test_words_typed_are_traced_through_all_articles(size: tuple[int, int]) -> None:
    async with reading(shelf(), size) as reader:
        await search(reader, "Two hundred")
        await reader.pilot.press("ctrl+t")
        await reader.sees("“Two hundred”", "in 1 article, gone from 1", "━", "─")
        assert isinstance(reader.app.screen, TraceScreen)
        await reader.do("diff")
        await reader.sees("snapshot 1", "→  2")


async def test_words_chosen_with_the_arrows_are_traced() -> None:
    async with reading([inquiry()], (120, 40)) as reader:
        await reader.do("open")
        await reader.sees("Three hundred")
        await reader.do("choose")
        await reader.sees("Arrows go from word to word")
        while "Three" not in (reader.app.screen.get_selected_text() or ""):
            await reader.pilot.press("down")
        await reader.pilot.press("v", "right", "right")
        assert reader.app.screen.get_selected_text() == "Three hundred people"
        await reader.do("trace")
        await reader.sees("“Three hundred people”", "■ stands since 28 June 12:00")
        await reader.do("open")
        await reader.sees("Three hundred people were held")


async def test_tracing_nothing_says_how_to_choose() -> None:
    async with reading([inquiry()], (80, 24)) as reader:
        await reader.do("open", "trace")
        await reader.sees("Choose words first, with the mouse or with v and the arrows.")


async def test_words_that_never_stood_say_what_else_to_try() -> None:
    async with reading(shelf(), (80, 24)) as reader:
        await search(reader, "release died")
        await reader.pilot.press("ctrl+t")
        await reader.sees("No text ever held these words together.", "s searches")


async def test_hostile_words_are_words() -> None:
    async with reading([hostile()], (80, 24)) as reader:
        await search(reader, "[/zz] link]")
        await reader.sees("Nothing fits.")
        await reader.pilot.press("ctrl+u")
        await reader.type("source:[/] [/nothing")
        await reader.sees("[source [/]]", "[bold]Not bold[/]", "[/nothing]")
        await reader.pilot.press("ctrl+t")
        await reader.sees("“[/nothing”")
