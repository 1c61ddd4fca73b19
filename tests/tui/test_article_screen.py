"""Reading one article."""

from __future__ import annotations

import pytest

from tests.tui.driving import SIZES, Driver, reading
from tests.tui.fakes import NOW, Story
from tests.tui.stories import inquiry, shelf
from tuireader.model import Block, Document
from tuireader.tui.screens.article import ArticleScreen
from tuireader.tui.screens.library import LibraryScreen


def screen(reader: Driver) -> ArticleScreen:
    shown = reader.app.screen
    assert isinstance(shown, ArticleScreen)
    return shown


@pytest.mark.parametrize("size", SIZES)
async def test_the_text_is_set_with_its_notices_quotes_and_lists(size: tuple[int, int]) -> None:
    async with reading(shelf(), size) as reader:
        await reader.do("open")
        await reader.sees("Harbour Courier · Mia Osterhout", "◇ factual · partly disclosed")
        await reader.do("bottom")
        text = await reader.sees("• The first hearing is on Friday.")
        assert "│ We will ask until somebody answers." in text
        assert "┃ " in text


async def test_reading_an_article_marks_it_as_read() -> None:
    async with reading(shelf(), (80, 24)) as reader:
        await reader.do("open")
        await reader.until(lambda: not reader.library.stories[1].unread)
        await reader.do("read")
        await reader.until(lambda: reader.library.stories[1].unread)
        await reader.sees("It counts as unread again.")


async def test_older_and_newer_go_through_its_texts() -> None:
    async with reading(shelf(), (80, 24)) as reader:
        await reader.do("open", "older")
        await reader.sees("snapshot 1", "text 1 of 2", "The man died in custody")
        await reader.do("older")
        await reader.sees("There is no older text.")
        await reader.do("newer")
        await reader.sees("snapshot 2", "shortly after his release")


async def test_search_in_the_text_goes_from_match_to_match() -> None:
    async with reading(shelf(), (60, 20)) as reader:
        await reader.do("open", "find")
        await reader.type("officials")
        await reader.sees("match 1 of 1", "officials said")
        await reader.pilot.press("enter")
        await reader.do("next_match")
        await reader.sees("match 1 of 1")
        await reader.pilot.press("escape")
        await reader.rest()
        assert isinstance(reader.app.screen, LibraryScreen)


async def test_a_change_that_comes_while_reading_is_told_and_the_place_kept() -> None:
    story = inquiry()
    async with reading([story], (60, 20)) as reader:
        await reader.do("open", "page_down")
        assert screen(reader).text.scroll_offset.y > 0
        top = reader.lines[2]
        new = story.newest
        changed = Document(
            url=new.url, headline=new.headline, blocks=(*new.blocks, Block(text="One more."))
        )
        reader.web.coming[1] = changed
        await reader.do("check")
        await reader.until(lambda: len(screen(reader).text.shown.texts) == 3)  # type: ignore[union-attr]
        assert reader.lines[2] == top
        await reader.sees("d shows what")


async def test_a_look_that_finds_nothing_says_so() -> None:
    async with reading(shelf(), (80, 24)) as reader:
        await reader.do("open", "check")
        await reader.sees("Looked: nothing new.")
        assert reader.web.looked == [[1]]


async def test_a_page_turn_keeps_a_line_in_sight() -> None:
    async with reading(shelf(), (60, 12)) as reader:
        await reader.do("open")
        last = reader.lines[-2]
        assert last
        await reader.do("page_down")
        assert reader.lines[2] == last


async def test_links_lead_to_the_browser() -> None:
    async with reading(shelf(), (120, 40)) as reader:
        await reader.do("open")
        await reader.sees("the port's own pages")
        y = next(i for i, line in enumerate(reader.lines) if "own pages" in line)
        x = reader.lines[y].index("own pages")
        await reader.pilot.click(offset=(x, y))
        await reader.until(lambda: reader.web.programs.browsed == ["https://port.example/rules"])


async def test_selected_words_can_be_copied() -> None:
    async with reading(shelf(), (120, 40)) as reader:
        await reader.do("open")
        await reader.sees("What is known")
        y = next(i for i, line in enumerate(reader.lines) if "What is known" in line)
        x = reader.lines[y].index("What")
        await reader.pilot.mouse_down(offset=(x, y))
        await reader.pilot.hover(offset=(x + 6, y))
        await reader.pilot.mouse_up(offset=(x + 6, y))
        await reader.rest()
        assert reader.app.screen.get_selected_text() == "What is"
        await reader.pilot.press("ctrl+c")
        await reader.until(lambda: reader.app.clipboard == "What is")


async def test_the_text_goes_to_the_clipboard_whole() -> None:
    async with reading(shelf(), (60, 20)) as reader:
        await reader.do("open", "copy_text")
        await reader.until(lambda: "The second is not set." in reader.app.clipboard)


async def test_a_text_without_a_byline_is_copied_without_a_gap_for_one() -> None:
    text = Document(
        url="https://gannet.example/short", headline="Short", blocks=(Block(text="All of it."),)
    )
    async with reading([Story([(NOW, text)])], (60, 20)) as reader:
        await reader.do("open", "copy_text")
        await reader.until(lambda: reader.app.clipboard == "Short\n\nAll of it.")
