"""What a reader does to articles, and takes back."""

from __future__ import annotations

import pytest

from tests.tui.driving import SIZES, Driver, reading
from tests.tui.stories import inquiry, many, shelf
from tuireader.model import Mute
from tuireader.tui.keys import ACTIONS


async def answer(reader: Driver, action: str, words: str) -> None:
    """Call a dialog, replace what stands in it, and press Enter."""
    await reader.do(action)
    await reader.pilot.press("end", *["ctrl+u"])
    await reader.type(words)
    await reader.pilot.press("enter")
    await reader.rest()


@pytest.mark.parametrize("size", SIZES)
async def test_tags_are_asked_for_shown_in_the_list_and_taken_back(size: tuple[int, int]) -> None:
    async with reading(shelf(), size) as reader:
        await answer(reader, "tag", "to quote, harbour")
        await reader.sees("· #harbour", "Tagged harbour, to quote. z undoes.")
        await reader.do("tag")
        await reader.sees("harbour, to quote", "Commas part tags")
        await reader.pilot.press("escape")
        await reader.do("undo")
        await reader.until(lambda: "#harbour" not in reader.text)


async def test_everything_done_is_taken_back_in_turn() -> None:
    async with reading(shelf(), (80, 24)) as reader:
        story = reader.library.stories[1]
        await reader.do("star", "archive")
        await reader.until(lambda: story.archived)
        assert story.starred
        await reader.do("undo")
        await reader.until(lambda: not story.archived)
        assert story.starred
        await reader.do("undo")
        await reader.until(lambda: not story.starred)
        await reader.do("undo")
        await reader.sees("There is nothing to take back.")


async def test_all_that_is_shown_is_marked_as_read_and_taken_back() -> None:
    async with reading(many(500), (80, 24)) as reader:
        await reader.do("read_all")
        await reader.sees("Marked 500 articles as read. z undoes.")
        assert not any(story.unread for story in reader.library.stories.values())
        await reader.do("undo")
        await reader.sees("500 articles as before.")
        assert all(story.unread for story in reader.library.stories.values())


async def test_marking_all_as_read_is_about_what_is_searched_for_only() -> None:
    async with reading(shelf(), (80, 24)) as reader:
        await reader.do("find")
        await reader.type("storm")
        await reader.pilot.press("enter")
        await reader.sees("1 article")
        await reader.do("read_all")
        await reader.sees("Marked 1 article as read.")
        assert reader.library.stories[1].unread


async def test_a_muted_source_leaves_the_list_and_a_filter_shows_it() -> None:
    async with reading(shelf(), (80, 24)) as reader:
        await reader.do("mute")
        await reader.sees("source: Harbour Courier")
        await reader.pilot.press("enter")
        await reader.sees("Muted “Harbour Courier”", "2 articles")
        assert reader.library.mutes() == (Mute(source="Harbour Courier"),)
        while "1 muted" not in reader.text:
            await reader.do("filter")
        await reader.do("mute")
        await reader.sees("“Harbour Courier” is no longer muted.", "No article is muted")
        await reader.do("undo")
        await reader.sees("1 muted")


async def test_a_phrase_is_muted_in_the_inbox_too() -> None:
    async with reading(shelf(), (80, 24)) as reader:
        await reader.do("inbox")
        await reader.sees("2 changes")
        await answer(reader, "mute", "Storm")
        await reader.sees("1 change · 1 unread")


async def test_nothing_is_muted_where_nothing_is_named() -> None:
    async with reading(shelf(), (80, 24)) as reader:
        await answer(reader, "mute", "source:")
        await reader.sees("3 articles")
        assert reader.library.mutes() == ()


async def test_an_article_removed_while_it_is_open_can_be_brought_back_there() -> None:
    async with reading([inquiry()], (80, 24)) as reader:
        await reader.do("open", "remove")
        await reader.sees("Removed. z undoes.")
        await reader.do("undo")
        await reader.sees("It is back.")
        assert reader.library.listings()


async def test_words_about_a_deed_are_never_read_as_markup() -> None:
    async with reading(shelf(), (99, 24)) as reader:
        await answer(reader, "tag", "[red]x[/], [@click=quit]y")
        await reader.sees("#[@click=quit]y · #[red]x[/]")


def test_no_screen_gives_one_key_to_two_actions() -> None:
    for action in ACTIONS:
        for other in ACTIONS:
            shared = set(action.keys) & set(other.keys)
            assert action is other or not (shared and action.places & other.places), (
                action.id,
                other.id,
                shared,
            )
