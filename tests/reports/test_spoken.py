"""Sentences for those who listen: every fact in words, no sign and no column."""

from __future__ import annotations

import re

from tests.tui.fakes import NOW, FakeLibrary
from tests.tui.stories import inquiry, shelf
from tuireader.reports.spoken import change_text, listing_text


def test_an_article_is_one_line_of_sentences() -> None:
    lines = [listing_text(row, NOW) for row in FakeLibrary(shelf()).listings()]
    assert lines[0] == (
        "1. Inquiry into the death of a ferryman opens. Harbour Courier, 4 hours ago, 2 snapshots. "
        "Unread. Changed since you read it: factual, partly disclosed."
    )
    assert lines[2] == ("3. Ferry timetable changes in August. The Gannet, 2 days ago, 1 snapshot.")


def test_a_change_is_told_paragraph_by_paragraph() -> None:
    library = FakeLibrary([inquiry()])
    text = change_text(library.compare(1, None, None))
    assert "From snapshot 1, 2026-06-27 09:00 UTC to snapshot 2, 2026-06-28 12:00 UTC." in text
    assert "Verdict: factual, partly disclosed. 2 edits, 1 of them explained by a notice." in text
    assert "Changed. Before: The man died in custody on Monday, officials said.\n" in text
    assert "After: The man died shortly after his release on Monday, officials said.\n" in text
    assert "“in custody” became “shortly after his release”" in text
    assert "notice 1 explains it" in text
    assert "no notice says so" in text
    assert "The campaign began in January" in text
    assert not re.search("[●△▲◇▽┃│①→─]", text)


def test_what_stayed_can_be_left_out() -> None:
    change = FakeLibrary([inquiry()]).compare(1, None, None)
    assert "The campaign began" not in change_text(change, changes_only=True)
