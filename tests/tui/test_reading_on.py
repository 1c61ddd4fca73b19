"""Reading on: the place one was at, lines as long as one likes, the next unread article."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

from tests.tui.driving import Driver, reading
from tests.tui.fakes import NOW, FakeLibrary, Story
from tests.tui.stories import inquiry, shelf
from tuireader.model import Block, Document
from tuireader.tui.screens.article import ArticleScreen
from tuireader.tui.widgets.reading import moved


def long(count: int = 60, word: str = "passage") -> Document:
    blocks = tuple(Block(text=f"{word} {number} of a long story") for number in range(count))
    return Document(url="https://gannet.example/long", headline="A long one", blocks=blocks)


def screen(reader: Driver) -> ArticleScreen:
    shown = reader.app.screen
    assert isinstance(shown, ArticleScreen)
    return shown


async def test_the_place_is_remembered_when_the_reader_is_opened_again() -> None:
    library = FakeLibrary([Story([(NOW, long())])])
    async with reading([], (80, 24), library=library) as reader:
        await reader.do("open", "page_down", "page_down")
        top = next(line for line in reader.lines if "passage" in line)
        await reader.do("back")
    async with reading([], (80, 24), library=library) as reader:
        await reader.do("open")
        await reader.sees("You were here before. g goes to the beginning.")
        assert next(line for line in reader.lines if "passage" in line) == top


async def test_the_place_is_remembered_when_the_reader_is_left_from_the_text() -> None:
    library = FakeLibrary([Story([(NOW, long())])])
    async with reading([], (80, 24), library=library) as reader:
        await reader.do("open", "page_down")
    await asyncio.get_running_loop().shutdown_default_executor()  # as the program does at its end
    assert library.stories[1].place > 1


async def test_what_was_read_to_its_end_begins_at_its_beginning() -> None:
    library = FakeLibrary([Story([(NOW, long())])])
    async with reading([], (80, 24), library=library) as reader:
        await reader.do("open", "bottom", "back", "open")
        await reader.sees("A long one", "passage 0 of")


async def test_a_story_that_changes_while_it_is_open_says_so_and_stays_in_place() -> None:
    story = Story([(NOW - timedelta(hours=1), long())])
    async with reading([story], (80, 24)) as reader:
        reader.app._glance()
        await reader.do("open", "page_down", "page_down")
        top = next(line for line in reader.lines if "passage" in line)
        before = long().blocks
        new = Block(text="A new passage that stands before all others.")
        story.texts.append((NOW, replace(long(), blocks=(new, *before))))
        reader.library.writes += 1
        reader.app._glance()
        await reader.sees("This story changed just now: d shows what.")
        assert next(line for line in reader.lines if "passage" in line) == top


async def test_what_is_searched_for_stays_marked_when_nothing_changed() -> None:
    async with reading([inquiry()], (80, 24)) as reader:
        await reader.do("open", "find")
        await reader.type("officials")
        matched = dict(screen(reader).text._matched)
        assert matched
        await reader.pilot.press("enter")
        await reader.do("star")
        await reader.sees("It has a star now.")
        assert screen(reader).text._matched == matched


def test_a_place_follows_its_passage_through_an_edit() -> None:
    before = long(5)
    edited = replace(before, blocks=(*before.blocks[:2], Block(text="other"), *before.blocks[3:]))
    assert moved(2.5, before, edited) == 2.5
    assert moved(1.0, before, replace(before, blocks=before.blocks[1:])) == 0.0
    assert moved(3.25, before, long(9, "nothing")) == 3.25


async def test_lines_are_made_longer_and_shorter() -> None:
    words = Document(url="", headline="H", blocks=(Block(text="word " * 100),))
    async with reading([Story([(NOW, words)])], (120, 40)) as reader:
        await reader.do("open")

        def longest() -> int:
            return max(len(line.strip()) for line in reader.lines if "word" in line)

        assert longest() <= 72
        await reader.do("wider", "wider")
        await reader.sees("Lines of 80 cells.")
        assert 72 < longest() <= 80
        for _ in range(20):
            await reader.do("narrower")
        await reader.sees("Lines of 20 cells.")
        assert longest() <= 20


async def test_space_at_the_end_goes_on_to_the_next_unread_article() -> None:
    async with reading(shelf(), (80, 40)) as reader:
        await reader.do("open")
        await reader.sees("Inquiry into the death")
        await reader.do("page_down")
        await reader.sees("Fourteen sheds lost their roofs")
        await reader.do("page_down")
        await reader.sees("Nothing else is unread.")
        await reader.do("back")
        await reader.sees("3 articles")


async def test_the_next_unread_article_is_opened_from_the_list_too() -> None:
    async with reading(shelf(), (80, 24)) as reader:
        await reader.do("read", "down", "next_unread")
        await reader.sees("Port authority counts", "snapshot 2, taken")
