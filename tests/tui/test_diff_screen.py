"""What changed: the verdict, the two texts, the way from change to change."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from threading import Event

import pytest

from tests.tui.driving import SIZES, Driver, key_of, reading
from tests.tui.fakes import FakeLibrary
from tests.tui.stories import inquiry, shelf, storm, timetable
from tuireader.model import Block, Change, Document, Notice, NoticeKind
from tuireader.rendering import Layout
from tuireader.tui.screens.diff import DiffScreen


def screen(reader: Driver) -> DiffScreen:
    shown = reader.app.screen
    assert isinstance(shown, DiffScreen)
    return shown


@pytest.mark.parametrize("size", SIZES)
async def test_the_verdict_comes_first_and_the_notice_is_pinned(size: tuple[int, int]) -> None:
    async with reading(shelf(), size) as reader:
        await reader.do("diff")
        await reader.sees("◇ factual · partly disclosed", "1 edit explained by the notice, 1 not")
        await reader.do("bottom")
        text = await reader.sees("The rules are on the port's own pages.")
        assert "◇ factual · partly disclosed" in text
        assert "┃ ① Correction, 28 June" in text


async def test_two_columns_where_they_fit_and_one_where_not() -> None:
    async with reading(shelf(), (120, 40)) as reader:
        await reader.do("diff")
        await reader.sees("- The man died in custody on Monday", "+ The man died shortly after his")
        await reader.pilot.resize_terminal(80, 24)
        await reader.rest()
        assert screen(reader).layout_for(screen(reader).view.size.width) is Layout.INLINE
        await reader.pilot.resize_terminal(120, 40)
        await reader.rest()
        assert screen(reader).layout_for(screen(reader).view.size.width) is Layout.SIDE


async def test_edits_say_whether_a_notice_explains_them() -> None:
    async with reading(shelf(), (120, 40)) as reader:
        await reader.do("diff")
        text = await reader.sees("① explained")
        assert "△ number, silent" in text


async def test_going_from_change_to_change() -> None:
    async with reading(shelf(), (120, 40)) as reader:
        await reader.do("diff")
        await reader.sees("① explained")
        await reader.do("next_change")
        await reader.sees("change 1 of 2 · explained", "▌- The man died")
        await reader.do("next_change")
        await reader.sees("change 2 of 2 · number, silent", "▌- Two hundred")
        await reader.do("next_change")
        await reader.sees("That was the last change.")
        await reader.do("previous_change")
        await reader.sees("change 1 of 2")


async def test_a_change_out_of_sight_is_brought_into_sight() -> None:
    async with reading([inquiry()], (60, 20)) as reader:
        await reader.do("diff", "next_change", "next_change")
        text = await reader.sees("change 2 of 2")
        assert "▌~ Two" in text


async def test_inline_and_back() -> None:
    async with reading(shelf(), (120, 40)) as reader:
        await reader.do("diff", "inline")
        await reader.sees("~ The man died in custody shortly after his release on Monday")
        await reader.do("inline")
        await reader.sees("- The man died in custody on Monday")


async def test_changes_only_folds_and_unfolds() -> None:
    async with reading(shelf(), (120, 40)) as reader:
        await reader.do("diff", "only")
        text = await reader.sees("⋯ 4 paragraphs unchanged")
        assert "Ilse Marrow" not in text
        await reader.do("only")
        await reader.sees("Ilse Marrow")


async def test_older_and_newer_go_from_pair_to_pair() -> None:
    story = inquiry()
    last = story.newest
    third = Document(url=last.url, headline=last.headline, blocks=(Block(text="All gone."),))
    story.texts.append((story.texts[-1][0], third))
    async with reading([story], (120, 40)) as reader:
        await reader.do("diff")
        await reader.sees("snapshot 2", "→  3")
        await reader.do("older")
        await reader.sees("snapshot 1", "→  2")
        await reader.do("older")
        await reader.sees("There is no older pair.")
        await reader.do("newer")
        await reader.sees("snapshot 2", "→  3")


async def test_one_text_is_nothing_to_compare_and_the_screen_says_what_to_do() -> None:
    async with reading([timetable()], (60, 20)) as reader:
        await reader.do("diff")
        await reader.sees("Nothing to compare yet", "r looks at it")


async def test_a_change_that_comes_is_shown() -> None:
    async with reading([timetable()], (120, 40)) as reader:
        new = Document(
            url="https://gannet.example/ferries",
            headline="Ferry timetable changes in August",
            blocks=(Block(text="From 3 August the last boat leaves at ten."),),
        )
        reader.web.coming[1] = new
        await reader.do("diff", "check")
        await reader.sees("△ factual · silent", "leaves at nine", "leaves at ten")


async def test_without_colour_brackets_stand_about_the_words(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with reading([storm()], (120, 40)) as reader:
        await reader.do("diff")
        text = await reader.sees("- [Forty] sheds", "+ [Fourteen] sheds")
        assert "△ number, silent" in text


async def test_the_changes_can_be_copied_as_text() -> None:
    async with reading([storm()], (120, 40)) as reader:
        await reader.do("diff")
        await reader.sees("Forty")
        await reader.do("copy_text")
        await reader.until(lambda: "[-Forty-]{+Fourteen+} sheds" in reader.app.clipboard)
        assert "https://tribune.example/storm" in reader.app.clipboard


def minimap(reader: Driver) -> str:
    """Return what the scroll bar shows, from top to bottom."""
    bar = screen(reader).view.vertical_scrollbar.region
    return "".join(line[bar.x : bar.x + 1] or " " for line in reader.lines[bar.y : bar.bottom])


@pytest.mark.parametrize(("size", "marks"), [((80, 24), "▪△"), ((60, 20), "△")])
async def test_the_scroll_bar_shows_where_the_changes_are(
    size: tuple[int, int], marks: str
) -> None:
    """Where two fall into one cell, the silent one is shown."""
    async with reading([inquiry()], size) as reader:
        await reader.do("diff")
        await reader.sees("◇ factual")
        assert "".join(minimap(reader).split()).strip("▁▂▃▄▅▆▇█") == marks


async def test_matches_show_on_the_scroll_bar_of_an_article() -> None:
    async with reading([inquiry()], (60, 20)) as reader:
        await reader.do("open", "find")
        await reader.type("officials")
        await reader.until(lambda: "▪" in reader.text)


async def test_the_notice_that_explains_a_change_stands_first_when_one_goes_there() -> None:
    story = inquiry()
    when, last = story.texts[-1]
    other = Notice(kind=NoticeKind.UPDATE, text="Update: the hearing was moved to Friday. " * 9)
    story.texts[-1] = (when, replace(last, notices=(other, *last.notices)))
    story.edits = (replace(story.edits[0], notice=1), story.edits[1])
    async with reading([story], (80, 24)) as reader:
        await reader.do("diff")
        text = await reader.sees("┃ ① Update")
        assert "┃ ② Correction" not in text
        await reader.do("next_change")
        await reader.sees("┃ ② Correction, 28 June")


@pytest.mark.parametrize("way", [(), ("open",)])
async def test_what_changed_since_one_read_it(way: tuple[str, ...]) -> None:
    """Opening marks it as read; what was read before that still counts."""
    story = inquiry()
    when, last = story.texts[-1]
    story.texts.append((when, replace(last, blocks=(*last.blocks, Block(text="One more.")))))
    story.read = 1
    async with reading([story], (120, 40)) as reader:
        await reader.do(*way, "since")
        await reader.sees("snapshot 1", "→  3")


async def test_nothing_since_one_read_it_and_never_read_at_all() -> None:
    read, unread = inquiry(), storm()
    read.read = 2
    async with reading([read, unread], (120, 40)) as reader:
        await reader.do("since")
        await reader.sees("Nothing has changed since you read it.")
        await reader.do("down", "since")
        await reader.sees("You have not read it before: d shows its last change.")


class SlowLibrary(FakeLibrary):
    """A library whose comparisons take as long as a test wants."""

    def __init__(self) -> None:
        super().__init__([inquiry()])
        self.go_on = Event()

    def compare(self, article: int, before: int | None, after: int | None) -> Change:
        if before is None:
            self.go_on.wait(10)
        return super().compare(article, before, after)

    @contextmanager
    def comparing(self) -> Iterator[None]:
        """Go on to compare at the end, whatever happened."""
        try:
            yield
        finally:
            self.go_on.set()


async def test_what_is_done_while_the_texts_are_compared_is_done_and_counts() -> None:
    library = SlowLibrary()
    async with reading([], (120, 40), library=library) as reader:
        with library.comparing():
            await reader.pilot.press(key_of("diff"))
            await reader.sees("comparing …")
            await reader.pilot.press(key_of("read"))
            await reader.sees("Marked as read. z undoes.")
            await reader.pilot.press(key_of("star"))
            await reader.sees("It has a star now. z undoes.")
        await reader.sees("◇ factual · partly disclosed")
        await reader.do("read")
        await reader.sees("It counts as unread again.")
        assert library.stories[1].starred


@pytest.mark.parametrize(
    ("action", "words"),
    [
        ("tag", "Commas part tags"),
        ("mute", "Mute a source"),
        ("since", "You have not read it before"),
    ],
)
async def test_what_is_asked_while_the_texts_are_compared_is_answered(
    action: str, words: str
) -> None:
    library = SlowLibrary()
    async with reading([], (120, 40), library=library) as reader:
        with library.comparing():
            await reader.pilot.press(key_of("diff"))
            await reader.sees("comparing …")
            await reader.pilot.press(key_of(action))
            await reader.sees(words)


async def test_another_pair_asked_for_while_the_texts_are_compared_comes_after_it() -> None:
    library = SlowLibrary()
    last = library.stories[1].newest
    third = replace(last, blocks=(Block(text="All gone."),))
    library.stories[1].texts.append((library.stories[1].texts[-1][0], third))
    async with reading([], (120, 40), library=library) as reader:
        with library.comparing():
            await reader.pilot.press(key_of("diff"))
            await reader.sees("comparing …")
            await reader.pilot.press(key_of("older"))
        await reader.sees("snapshot 1", "→  2")
