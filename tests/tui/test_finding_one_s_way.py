"""Where one is, what the keys do from there, and what is new since last time."""

from __future__ import annotations

import threading

import pytest

from tests.tui.driving import SIZES, Driver, reading
from tests.tui.fake_feeds import subscribe
from tests.tui.fakes import FakeLibrary
from tests.tui.stories import inquiry, shelf
from tuireader.model import Change
from tuireader.tui.widgets.reading import Reading


class Slow(FakeLibrary):
    """A library whose comparisons end when they are let."""

    def __init__(self) -> None:
        super().__init__([inquiry()])
        self.done = threading.Event()

    def compare(self, article: int, before: int | None, after: int | None) -> Change:
        self.done.wait(20)
        return super().compare(article, before, after)


async def test_a_diff_says_that_it_is_on_its_way() -> None:
    library = Slow()
    async with reading([], (80, 24), library=library) as reader:
        await reader.pilot.press("d")
        try:
            await reader.sees("comparing …")
        finally:
            library.done.set()
        await reader.sees("partly disclosed")
        assert "comparing …" not in reader.text


@pytest.mark.parametrize(
    ("action", "title"),
    [("inbox", "Changes"), ("sources", "Sources"), ("feeds", "Feeds"), ("settings", "Settings")],
)
@pytest.mark.parametrize("screen", ["open", "diff", "timeline", "feeds", "sources", "settings"])
async def test_what_stands_aside_is_a_key_away_from_everywhere(
    screen: str, action: str, title: str
) -> None:
    if screen == action:
        return
    async with reading(shelf(), (80, 24)) as reader:
        await reader.do(screen, action)
        assert reader.lines[0].startswith(f" {title}")
        await reader.do("back", "back")
        assert reader.lines[0].startswith(" Library")


async def test_the_bar_of_a_diff_says_how_to_mark_and_how_to_leave() -> None:
    async with reading([inquiry()], (120, 40)) as reader:
        await reader.do("diff")
        assert "m mark" in reader.lines[-1]
        assert "q back" in reader.lines[-1]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("screen", ["open", "diff", "timeline", "feeds", "sources", "settings"])
async def test_the_way_back_stands_at_the_foot_of_every_screen(
    size: tuple[int, int], screen: str
) -> None:
    async with reading(shelf(), size) as reader:
        await reader.do(screen)
        assert reader.lines[-1].removesuffix("  ^p palette").endswith("q back  ? help")


async def test_before_the_first_change_there_is_none() -> None:
    async with reading([inquiry()], (120, 40)) as reader:
        await reader.do("diff", "next_change", "previous_change")
        await reader.sees("That was the first change.")


async def test_another_order_of_changes_begins_with_its_first() -> None:
    async with reading(shelf(), (120, 40)) as reader:
        await reader.do("inbox", "bottom", "silent_first")
        assert reader.lines[2].startswith("▌")


async def test_the_cursor_of_the_other_pane_is_a_thin_one() -> None:
    async with reading(shelf(), (120, 40)) as reader:
        subscribe(reader.library.feeds, "https://a.example/feed", "A feed", "An entry")
        assert reader.lines[2].startswith("▌")
        await reader.do("pane")
        assert reader.lines[2].startswith("▏")
        await reader.do("pane", "feeds")
        assert _cursors(reader) == ["▌", "▏"]
        await reader.do("pane")
        assert _cursors(reader) == ["▏", "▌"]


def _cursors(reader: Driver) -> list[str]:
    return [letter for letter in reader.lines[2] if letter in "▌▏"]


async def test_one_entry_is_no_entries() -> None:
    async with reading(shelf(), (120, 40)) as reader:
        subscribe(reader.library.feeds, "https://a.example/feed", "A feed", "An entry")
        await reader.do("feeds")
        await reader.sees("1 entry not saved")


async def test_a_story_tells_that_it_changed_since_it_was_read() -> None:
    story = inquiry()
    story.unread, story.read = False, 1
    async with reading([story], (120, 40)) as reader:
        await reader.do("open")
        await reader.sees("● changed once since you read it   U shows it all")
        await reader.do("diff", "since")
        assert "Nothing has changed" not in reader.text
        await reader.do("back", "back")
        await reader.sees("● changed once since you read it")


async def test_what_is_covered_is_set_for_another_width_when_it_is_seen_again() -> None:
    async with reading([inquiry()], (120, 40)) as reader:
        await reader.sees("What is known")
        pane = reader.app.screen.query_one("#pane", Reading)
        set_for = pane.sheet.width
        await reader.do("open")
        await reader.pilot.resize_terminal(110, 40)
        await reader.rest()
        assert pane.sheet.width == set_for
        await reader.do("back")
        await reader.until(lambda: pane.sheet.width < set_for)


async def test_what_a_dialog_leaves_in_sight_is_set_at_once() -> None:
    async with reading([inquiry()], (120, 40)) as reader:
        await reader.do("open")
        text = reader.app.screen.query_one("#text", Reading)
        set_for = text.sheet.width
        await reader.do("tag")
        await reader.pilot.resize_terminal(60, 40)
        await reader.until(lambda: text.sheet.width < set_for)


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (112, 30), (113, 30), (120, 40)])
async def test_what_a_source_did_stands_below_the_names_of_its_columns(
    size: tuple[int, int],
) -> None:
    async with reading(shelf(), size) as reader:
        await reader.do("sources")
        await reader.sees("▰")
        named = next(line for line in reader.lines if "a notice" in line)
        shown = next(line for line in reader.lines if "▰" in line)
        assert named.index("silent") == shown.index("▰")
