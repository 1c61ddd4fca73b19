"""Sentences for those who listen: every fact in words, no sign and no column."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from tests.tui.fakes import NOW, FakeLibrary, Story
from tests.tui.stories import inquiry, shelf
from tuireader.model import (
    Block,
    BlockKind,
    ChangeKind,
    Edit,
    Notice,
    NoticeKind,
    Row,
    RowOp,
    Segment,
    SegmentOp,
)
from tuireader.reports.spoken import change_text, lasting, listing_text, story_text


def added(words: str) -> Segment:
    """Return a segment that only the later text has."""
    return Segment(op=SegmentOp.INSERT, text=words)


def test_an_article_is_one_line_of_sentences() -> None:
    lines = [listing_text(row, NOW) for row in FakeLibrary(shelf()).listings()]
    assert lines[0] == (
        "1. Inquiry into the death of a ferryman opens. Harbour Courier, 4 hours ago, 2 snapshots. "
        "Unread. Changed: factual, partly disclosed."
    )
    assert lines[2] == ("3. Ferry timetable changes in August. The Gannet, 2 days ago, 1 snapshot.")


def test_what_changed_since_it_was_read_is_told_from_what_was_never_read() -> None:
    library = FakeLibrary(shelf())
    library.stories[1].unread, library.stories[1].read = False, 1
    (first, *_) = library.listings()
    assert first.changed
    assert "2 snapshots. Changed since you read it: factual" in listing_text(first, NOW)


def test_a_story_is_told_with_who_when_and_what_is_no_paragraph() -> None:
    blocks = (
        Block(kind=BlockKind.HEADING, text="What was said"),
        Block(text="Nothing."),
        Block(kind=BlockKind.CAPTION, text="The quay"),
    )
    late = Notice(kind=NoticeKind.CORRECTION, text="Correction: it was not so.")
    story = replace(
        inquiry().newest, byline=("M. Osei",), published=NOW, blocks=blocks, notices=(late,)
    )
    library = FakeLibrary([Story([(NOW, story)])])
    (snapshot,) = library.history(1)
    assert story_text(story, snapshot).split("\n\n") == [
        "Inquiry into the death of a ferryman opens",
        "Harbour Courier. By M. Osei. Published 28 June 2026 at 16:00 UTC. "
        "Snapshot 1, taken 28 June 2026 at 16:00 UTC.",
        "Heading: What was said",
        "Nothing.",
        "Picture: The quay",
        "Note of the publisher: Correction: it was not so.",
    ]


def test_words_just_told_are_not_told_again() -> None:
    row = Row(op=RowOp.INSERT, before=(), after=(0,), segments=(added("All new."),))
    edit = Edit(before="", after="All new.", row=0, kind=ChangeKind.UPDATE)
    change = FakeLibrary([inquiry()]).compare(1, None, None)
    text = change_text(replace(change, rows=(row,), edits=(edit,)))
    assert "Added: All new.\nEdit: update." in text


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (12, "less than a minute"),
        (3600, "1 hour"),
        (97_380, "1 day and 3 hours"),
        (31_536_000 * 2 + 61, "2 years and 1 minute"),
    ],
)
def test_lengths_of_time_are_told_in_two_units(seconds: int, words: str) -> None:
    assert lasting(seconds) == words


def test_a_change_is_told_paragraph_by_paragraph() -> None:
    library = FakeLibrary([inquiry()])
    text = change_text(library.compare(1, None, None))
    first, second = "snapshot 1 of 27 June 2026 at 09:00 UTC", "snapshot 2 of 28 June 2026 at 12:00"
    assert f"From {first} to {second} UTC." in text
    assert "Verdict: factual, partly disclosed. 2 edits, 1 of them explained by a notice." in text
    assert "Changed.\nEdit: “in custody” became “shortly after his release”" in text
    assert "Before: The man died in custody on Monday, officials said.\n" in text
    assert "After: The man died shortly after his release on Monday, officials said.\n" in text
    assert "notice 1 explains it" in text
    assert "no notice says so" in text
    assert "The campaign began in January" in text
    assert not re.search("[●△▲◇▽┃│①→─]", text)


def test_what_stayed_can_be_left_out() -> None:
    change = FakeLibrary([inquiry()]).compare(1, None, None)
    assert "The campaign began" not in change_text(change, changes_only=True)
