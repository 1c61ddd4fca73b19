"""The list: what it shows, how one moves, what one does with an article."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.tui.driving import SIZES, Driver, lending, reading
from tests.tui.fake_feeds import subscribe
from tests.tui.fakes import NOW, SETTINGS, FakeLibrary, FakeWeb, services
from tests.tui.stories import inquiry, many, shelf, storm
from tuireader.tui.app import Reader
from tuireader.tui.screens.article import ArticleScreen
from tuireader.tui.screens.library import LibraryScreen
from tuireader.tui.widgets.articles import ArticleList
from tuireader.tui.widgets.bars import Masthead


@pytest.mark.parametrize("size", SIZES)
async def test_the_list_shows_sign_headline_source_age_and_snapshots(
    size: tuple[int, int],
) -> None:
    async with reading(shelf(), size) as reader:
        text = await reader.sees("3 articles · 1 new silent edit")
        assert "▌● ◇ Inquiry into the death of a ferryman opens" in text
        assert "▌    Harbour Courier · 4 h · factual" in text
        assert " ● △ Port authority counts the storm's damage" in text
        assert "   · Ferry timetable changes in August" in text


@pytest.mark.parametrize("size", SIZES)
async def test_every_line_fits_and_the_bar_ends_with_help(size: tuple[int, int]) -> None:
    async with reading(shelf(), size) as reader:
        lines = reader.lines
        assert len(lines) == size[1]
        assert all(len(line) <= size[0] for line in lines)
        assert lines[-1].removesuffix("  ^p palette").endswith("q quit  ? help")


async def test_a_wide_screen_shows_the_text_beside_the_list() -> None:
    async with reading(shelf(), (100, 30)) as reader:
        await reader.sees("The campaign began in January", "◇ factual · partly disclosed")


async def test_a_narrow_screen_opens_the_text_on_enter() -> None:
    async with reading(shelf(), (99, 30)) as reader:
        assert "The campaign began" not in reader.text
        await reader.do("open")
        assert isinstance(reader.app.screen, ArticleScreen)
        await reader.sees("The campaign began in January")


async def test_the_pane_follows_the_cursor() -> None:
    async with reading(shelf()) as reader:
        await reader.do("down")
        await reader.sees("Fourteen sheds lost their roofs")


async def test_a_key_typed_right_after_a_move_is_about_the_article_moved_to() -> None:
    async with reading(shelf(), (80, 24)) as reader:
        screen = reader.app.screen
        assert isinstance(screen, LibraryScreen)
        screen.action_down()
        screen.action_diff()
        await reader.sees("What changed", "Port authority counts")


async def test_an_empty_library_says_what_to_do() -> None:
    async with reading([], (60, 20)) as reader:
        await reader.sees("No articles yet", "D   look around", "f   follow", "a   save an article")


async def test_an_empty_library_opens_the_demo_and_is_there_again() -> None:
    async with reading([], (80, 24)) as reader:
        with lending(reader):
            await reader.do("demo")
        assert reader.web.programs.given == [("demo",)]
        await reader.sees("No articles yet")


async def test_an_empty_library_asks_for_a_first_feed() -> None:
    async with reading([], (80, 24)) as reader:
        await reader.do("first_feed")
        await reader.sees("Follow a feed", "https://…")


async def test_the_welcome_goes_when_another_process_saves_something() -> None:
    async with reading([], (80, 24)) as reader:
        reader.app._glance()
        await reader.rest()
        reader.library.stories[1] = inquiry()
        reader.library.writes += 1
        reader.app._glance()
        await reader.sees("1 article", "Inquiry into the death")


async def test_the_welcome_is_left_like_the_list() -> None:
    async with reading([], (80, 24)) as reader:
        await reader.do("leave")
        await reader.until(lambda: not reader.app.is_running)


async def test_moving_through_a_long_list_loads_what_comes_into_sight() -> None:
    async with reading(many(500), (80, 24)) as reader:
        await reader.sees("500 articles")
        await reader.do("bottom")
        await reader.sees("▌● · Short story number 499")
        await reader.do("top")
        await reader.sees("▌● · Short story number 0")


async def test_the_list_never_asks_for_more_than_it_shows() -> None:
    library = FakeLibrary(many(500))
    async with reading([], (80, 24), library=library) as reader:
        await reader.sees("500 articles")
        rows = [wanted for wanted in library.asked if wanted.limit != 1 and not wanted.silent]
        assert {(wanted.offset, wanted.limit) for wanted in rows} == {(0, 64)}


async def test_search_narrows_the_list_as_one_types_and_esc_widens_it() -> None:
    async with reading(shelf(), (80, 24)) as reader:
        await reader.do("find")
        await reader.type("storm")
        text = await reader.sees("1 article", "“storm”")
        assert "Ferry timetable" not in text
        await reader.pilot.press("escape")
        await reader.sees("Ferry timetable", "Inquiry")


async def test_a_search_without_result_says_so() -> None:
    async with reading(shelf(), (80, 24)) as reader:
        await reader.do("find")
        await reader.type("zebra")
        await reader.sees("No headline fits.", "then s searches every text")


async def test_q_in_the_search_line_is_a_letter() -> None:
    async with reading(shelf(), (80, 24)) as reader:
        await reader.do("find")
        await reader.type("inq")
        await reader.sees("“inq”", "Inquiry")
        assert reader.app.is_running


async def test_filters_go_round() -> None:
    async with reading(shelf(), (80, 24)) as reader:
        await reader.do("filter", "filter", "filter")
        text = await reader.sees("1 silent")
        assert "Port authority" in text
        assert "Inquiry" not in text
        await reader.do("filter")
        await reader.sees("No article is starred.")


async def test_an_article_is_marked_starred_archived() -> None:
    async with reading(shelf(), (80, 24)) as reader:
        story = reader.library.stories[1]
        await reader.do("read", "star")
        await reader.sees("▌  ◇ Inquiry into the death of a ferryman opens ★")
        assert (story.unread, story.starred) == (False, True)
        await reader.do("archive")
        await reader.until(lambda: "Inquiry" not in reader.text)
        assert story.archived


async def test_what_was_removed_comes_back() -> None:
    async with reading(shelf(), (80, 24)) as reader:
        await reader.do("remove")
        await reader.sees("2 articles", "Removed. z undoes.")
        assert "Inquiry" not in reader.text
        await reader.do("undo")
        await reader.sees("▌● ◇ Inquiry")


async def test_the_cursor_stays_on_its_article_when_the_list_changes() -> None:
    async with reading(shelf(), (80, 24)) as reader:
        await reader.do("down")
        stories = reader.library.stories
        reader.library.stories = {9: inquiry(), **stories}
        assert isinstance(reader.app.screen, LibraryScreen)
        reader.app.screen.reload()
        await reader.sees("4 articles", "▌● △ Port authority")


async def test_rows_of_an_older_list_are_not_taken() -> None:
    async with reading(shelf(), (80, 24)) as reader:
        screen = reader.app.screen
        assert isinstance(screen, LibraryScreen)
        screen.query_words = "storm"
        screen.reload()
        screen.query_words = ""
        screen.reload()
        await reader.sees("3 articles", "Ferry timetable")


async def test_the_browser_gets_the_address_and_the_clipboard_too() -> None:
    async with reading(shelf(), (80, 24)) as reader:
        await reader.do("browse", "copy_link")
        await reader.until(
            lambda: reader.web.programs.browsed == ["https://courier.example/inquiry"]
        )
        assert reader.app.clipboard == "https://courier.example/inquiry"
        await reader.sees("sent to the terminal's clipboard")


async def test_a_double_click_opens_an_article() -> None:
    async with reading(shelf(), (80, 24)) as reader:
        articles = reader.app.screen.query_one(ArticleList)
        await reader.pilot.click(articles, offset=(8, 2))
        await reader.pilot.click(articles, offset=(8, 2), times=2)
        await reader.until(lambda: isinstance(reader.app.screen, ArticleScreen))
        await reader.sees("Fourteen sheds")


async def test_resizing_at_any_moment_keeps_the_cursor_in_sight() -> None:
    async with reading([*many(40), storm()], (120, 40)) as reader:
        await reader.do("bottom")
        for size in ((60, 20), (20, 5), (120, 40), (80, 24)):
            await reader.pilot.resize_terminal(*size)
            await reader.rest()
            assert len(reader.lines) == size[1]
        await reader.sees("▌● △ Port authority counts")


async def test_tab_goes_to_the_pane_and_back() -> None:
    async with reading(shelf()) as reader:
        screen = reader.app.screen
        assert isinstance(screen, LibraryScreen)
        await reader.do("pane")
        assert screen.pane.has_focus
        await reader.do("pane")
        assert screen.articles.has_focus


async def test_q_leaves_a_filter_first_and_then_the_reader() -> None:
    async with reading(shelf(), (80, 24)) as reader:
        await reader.do("filter", "leave")
        await reader.sees("3 articles")
        await reader.do("leave")
        assert not reader.app.is_running


async def test_one_escape_too_many_leaves_the_filter_but_never_the_reader() -> None:
    async with reading(shelf(), (80, 24)) as reader:
        await reader.do("filter")
        await reader.pilot.press("escape", "escape", "left", "h")
        await reader.sees("3 articles")
        assert reader.app.is_running


def coming(*minutes: int) -> FakeLibrary:
    """Return a library with looks to come, so many minutes from now."""
    library = FakeLibrary(shelf())
    library.checks_to_come = [NOW + timedelta(minutes=each) for each in minutes]
    return library


async def test_the_head_says_what_is_due() -> None:
    async with reading([], (120, 40), library=coming(-5, -1, 4)) as reader:
        await reader.sees("Library  3 articles · 1 new silent edit · 2 due")
        assert "next" not in reader.lines[0]


async def test_the_head_says_which_feeds_are_due_and_counts_them_in_what_is_to_come() -> None:
    library = coming(20)
    for minutes, host in ((2, "a"), (26, "b"), (40, "c")):
        feed = subscribe(library.feeds, f"https://{host}.example/feed", host)
        library.feeds.keep(replace(feed, checked_at=NOW - timedelta(minutes=minutes)))
    async with reading([], (120, 40), library=library) as reader:
        await reader.sees("Library  3 articles · 1 new silent edit · 1 feed due")
        library.feeds.keep(replace(library.feeds.find("3"), checked_at=NOW))
        screen = reader.app.screen
        assert isinstance(screen, LibraryScreen)
        screen._look_out()
        await reader.until(lambda: reader.lines[0].endswith("next due in 4 min"))


async def test_samples_are_never_due_and_said_to_be_samples() -> None:
    library = coming(-5, -1)
    offline = replace(services(library), offline=True)
    app = Reader(offline, SETTINGS)
    async with app.run_test(size=(120, 40)) as pilot:
        driver = Driver(app, pilot, library, FakeWeb(library))
        await driver.until(lambda: driver.lines[0].endswith("made-up stories, offline"))
        assert " due" not in driver.lines[0]


async def test_the_head_says_when_the_next_look_is_and_whether_a_watch_sees_to_it() -> None:
    async with reading([], (120, 40), library=coming(4, 90)) as reader:
        await reader.until(lambda: reader.lines[0].endswith("next due in 4 min"))
        reader.web.watched = True
        screen = reader.app.screen
        assert isinstance(screen, LibraryScreen)
        screen._look_out()  # what a timer does
        await reader.until(lambda: reader.lines[0].endswith("watching · next in 4 min"))


async def test_what_is_to_come_gives_way_to_what_is_there_and_what_goes_on() -> None:
    async with reading([], (120, 40), library=coming(4)) as reader:
        await reader.until(lambda: reader.lines[0].endswith("next due in 4 min"))
        await reader.pilot.resize_terminal(58, 20)
        await reader.until(lambda: reader.lines[0].endswith("1 new silent edit"))
        reader.app.screen.query_one(Masthead).activity = "looking …"
        await reader.until(lambda: reader.lines[0].endswith("looking …"))


@pytest.mark.parametrize("way", [["page_down"], ["down"] * 12, ["bottom"], ["bottom", "up"]])
async def test_a_list_of_odd_height_never_begins_on_half_a_row(way: list[str]) -> None:
    async with reading(many(60), (80, 25)) as reader:
        assert reader.app.screen.query_one(ArticleList).inner_height % 2
        await reader.do(*way)
        assert "short story" in reader.lines[2].casefold()
        assert sum(line.startswith("▌") for line in reader.lines) == 2, "the cursor's whole row"


async def test_the_first_frame_is_painted_once(monkeypatch: pytest.MonkeyPatch) -> None:
    frames: list[object] = []
    monkeypatch.setattr(Reader, "_display", lambda _, screen, frame: frames.append(frame))
    library = FakeLibrary(many(30))
    app = Reader(services(library), SETTINGS, library.listings())
    seen: list[int] = []
    monkeypatch.setattr(Reader, "_release", lambda _: seen.append(len(frames)))
    async with app.run_test(size=(120, 40)) as pilot:
        while not seen:
            await pilot.pause()
    assert seen == [1]
