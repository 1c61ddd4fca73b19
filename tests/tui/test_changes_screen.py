"""The inbox of changes, and the ledger of sources."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.tui.driving import SIZES, reading
from tests.tui.fakes import NOW, Story
from tests.tui.stories import hostile, inquiry, shelf, storm
from tuireader.model import Block, ChangeKind, Document, Edit, Overruling
from tuireader.tui.screens.changes import ChangesScreen
from tuireader.tui.screens.diff import DiffScreen


def twice() -> Story:
    """Return a story that changed twice, the first time silently."""
    story = storm()
    third = replace(story.newest, blocks=(*story.newest.blocks, Block(text="More on Monday.")))
    story.texts.append((NOW - timedelta(hours=1), third))
    return story


@pytest.mark.parametrize("size", SIZES)
async def test_the_inbox_lists_changes_with_their_words(size: tuple[int, int]) -> None:
    async with reading(shelf(), size) as reader:
        await reader.do("inbox")
        text = await reader.sees("2 changes · 2 unread", "▌● ◇ “in custody” → ")
        assert "● △ “Forty” → “Fourteen”" in text


async def test_every_change_of_an_article_is_a_row_the_newest_first() -> None:
    async with reading([twice(), inquiry()], (120, 40)) as reader:
        await reader.do("inbox")
        text = await reader.sees("3 changes · 3 unread")
        ages = [line for line in text.splitlines() if "storm's damage" in line]
        assert [" · 1 h · " in line for line in ages] == [True, False]
        await reader.do("down", "down", "open")
        await reader.sees("snapshot 1", "→  2")


async def test_a_change_is_marked_as_seen_and_undone() -> None:
    async with reading(shelf(), (80, 24)) as reader:
        await reader.do("inbox")
        await reader.sees("2 unread")
        await reader.do("read")
        await reader.sees("1 unread", "▌  ◇ “in custody”")
        await reader.do("undo")
        await reader.sees("2 unread", "▌● ◇ “in custody”")
        await reader.do("undo")
        await reader.sees("There is nothing to take back.")


async def test_a_change_marked_in_the_diff_is_seen_on_the_way_back() -> None:
    async with reading(shelf(), (80, 24)) as reader:
        await reader.do("inbox", "open")
        await reader.sees("in custody")
        await reader.do("read", "back")
        await reader.sees("1 unread", "▌  ◇ “in custody”")


async def test_a_seen_change_can_be_unread_again() -> None:
    async with reading(shelf(), (80, 24)) as reader:
        await reader.do("inbox", "read")
        await reader.sees("1 unread")
        await reader.do("read")
        await reader.sees("2 unread")
        assert reader.library.listing(1).changed


async def test_changes_before_the_last_reading_are_seen() -> None:
    story = twice()
    story.read = 2
    async with reading([story], (80, 24)) as reader:
        await reader.do("inbox")
        await reader.sees("2 changes · 1 unread")


async def test_a_change_opens_as_a_diff() -> None:
    async with reading(shelf(), (80, 24)) as reader:
        await reader.do("inbox", "open")
        assert isinstance(reader.app.screen, DiffScreen)


async def test_filters_by_disclosure_and_kind_and_the_silent_factual_first() -> None:
    update = inquiry()
    update.kind = ChangeKind.UPDATE
    async with reading([update, storm()], (120, 40)) as reader:
        await reader.do("inbox")
        text = await reader.sees("2 changes")
        assert text.index("in custody") < text.index("Forty")
        await reader.do("silent_first")
        text = await reader.sees("· silent factual first")
        assert text.index("Forty") < text.index("in custody")
        await reader.do("silent_first", "disclosures", "disclosures")
        text = await reader.sees("1 change · 1 unread · silent")
        assert "in custody" not in text
        await reader.do("kinds", "kinds")
        await reader.sees("0 changes", "silent · sourcing", "No change is so.")


async def test_unread_ones_alone() -> None:
    async with reading(shelf(), (80, 24)) as reader:
        await reader.do("inbox", "read", "disclosures")
        text = await reader.sees("1 change · 1 unread · unread")
        assert "in custody" not in text


async def test_what_a_person_called_noise_is_left_out_and_their_verdict_counts() -> None:
    noise, ruled = inquiry(), storm()
    noise.rulings = {2: Overruling(article=1, snapshot=2, at=NOW, noise=True)}
    ruled.rulings = {2: Overruling(article=2, snapshot=2, at=NOW, kind=ChangeKind.SOURCING)}
    async with reading([noise, ruled], (80, 24)) as reader:
        await reader.do("inbox")
        await reader.sees("1 change", "sourcing · silent")


async def test_an_inbox_without_changes_says_what_to_do() -> None:
    async with reading([], (80, 24)) as reader:
        await reader.do("inbox")
        await reader.sees("Nothing was changed yet.", "R looks at every article that is due.")


async def test_only_the_rows_in_sight_are_compared() -> None:
    async with reading(_changed(60), (80, 24)) as reader:
        await reader.do("inbox")
        await reader.sees("60 changes", "“old 0” → “new 0”", "“old 9” → “new 9”")
        screen = reader.app.screen
        assert isinstance(screen, ChangesScreen)
        assert sum(row.change is not None for row in screen.rows.rows) < 20
        await reader.do("bottom")
        await reader.sees("“old 59” → “new 59”")


def _changed(count: int) -> Sequence[Story]:
    found = []
    for index in range(count):
        texts = [
            Document(
                url=f"https://tern.example/{index}",
                headline=f"Story {index}",
                source="Tern",
                blocks=(Block(text=f"It was {word} {index} then."),),
            )
            for word in ("old", "new")
        ]
        when = NOW - timedelta(hours=index + 1)
        edit = Edit(
            before=f"old {index}", after=f"new {index}", row=1, kind=ChangeKind.FACTUAL, weight=0.5
        )
        found.append(Story([(when - timedelta(hours=1), texts[0]), (when, texts[1])], (edit,)))
    return found


@pytest.mark.parametrize("size", SIZES)
async def test_sources_are_a_picture(size: tuple[int, int]) -> None:
    async with reading(shelf(), size) as reader:
        await reader.do("sources")
        text = await reader.sees("2 sources · 2 changes · 1 factual and silent")
        assert "Coast Tribune" in text
        assert "▰" in text
        assert "1 of 1" in text
        assert "at once" in text
        assert "no notice" in text


async def test_a_source_opens_as_its_changes() -> None:
    async with reading(shelf(), (80, 24)) as reader:
        await reader.do("sources", "open")
        assert isinstance(reader.app.screen, ChangesScreen)
        text = await reader.sees("Coast Tribune  1 change", "“Forty” → “Fourteen”")
        assert "in custody" not in text
        await reader.do("back")
        await reader.sees("▌  Coast Tribune")


async def test_no_sources_yet_says_what_to_do() -> None:
    async with reading([], (60, 20)) as reader:
        await reader.do("sources")
        await reader.sees("No source yet: nothing is saved.", "a saves an article.")


async def test_hostile_sources_are_words() -> None:
    story = hostile()
    when, first = story.texts[0]
    story.texts.append((when, replace(first, blocks=(Block(text="[/] other"),))))
    async with reading([story], (80, 24)) as reader:
        await reader.do("inbox")
        await reader.sees("[red]Red[/]")
        await reader.do("back", "sources", "open")
        await reader.sees("[red]Red[/]  1 change")
