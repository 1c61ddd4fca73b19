"""A notice that comes a snapshot or more after the edit it explains."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import pairwise

import pytest

from tests.changes.stories import story
from tuireader.changes import Seen, compare, look_back
from tuireader.model import Change, Disclosure, Document, Flag, Pair

KILN = "The kiln was built in 1902."
KILN_RIGHT = "The kiln was built in 1920."
JUGS = "The potter sells 200 jugs a year."
JUGS_RIGHT = "The potter sells 20 jugs a year."
KILN_NOTE = (
    "Correction: An earlier version of this article said the kiln was built in 1902. It was 1920."
)
BOTH_NOTE = f"{KILN_NOTE} It also said that the potter sells 200 jugs a year; the number is 20."


def newest(*stories: Document) -> Change:
    """Judge the last of some stories, an hour apart, by all of those before it."""
    seen = [Seen(n, datetime(2031, 5, 4, n, tzinfo=UTC), text) for n, text in enumerate(stories, 1)]
    *earlier, last = (Pair(before=one, after=other) for one, other in pairwise(seen))
    change = compare(last.before.document, last.after.document)
    return look_back(change, last, earlier)


def test_a_notice_that_comes_later_discloses_the_earlier_edit() -> None:
    found = newest(story(KILN), story(KILN_RIGHT), story(KILN_RIGHT, KILN_NOTE))
    assert found.disclosure is Disclosure.DISCLOSED
    (settled,) = found.settles
    assert (settled.snapshot, settled.edit.before, settled.edit.after) == (2, "1902", "1920")
    assert (settled.edit.notice, settled.hours) == (0, 1.0)
    assert found.reasons[-1] == (
        "a notice explains an earlier edit, seen in snapshot 2 and undisclosed for 1 hour: "
        "1902 → 1920"
    )


def test_the_time_runs_from_the_edit_however_many_snapshots_lie_between() -> None:
    between = story(KILN_RIGHT, "The oven is warm.")
    found = newest(
        story(KILN), story(KILN_RIGHT), between, story(KILN_RIGHT, "The oven is warm.", KILN_NOTE)
    )
    assert [(s.snapshot, s.hours) for s in found.settles] == [(2, 2.0)]


def test_wording_no_snapshot_had_stays_unobserved() -> None:
    found = newest(story(JUGS), story(JUGS_RIGHT), story(JUGS_RIGHT, KILN_NOTE))
    assert found.disclosure is Disclosure.UNOBSERVED
    assert found.settles == ()


def test_an_edit_told_at_the_time_was_not_undisclosed() -> None:
    """The custody sample: the second note says the first one again, and what it left out."""
    found = newest(
        story(KILN, JUGS),
        story(KILN_RIGHT, JUGS_RIGHT, KILN_NOTE),
        story(KILN_RIGHT, JUGS_RIGHT, BOTH_NOTE),
    )
    assert found.disclosure is Disclosure.DISCLOSED
    assert [(s.edit.before, s.hours) for s in found.settles] == [("1902", None), ("200", 1.0)]


def test_a_silent_edit_beside_a_late_notice_stays_silent() -> None:
    late = "Correction: An earlier version of this article said the kiln was built in 1902."
    found = newest(story(KILN, JUGS), story(KILN_RIGHT, JUGS), story(KILN_RIGHT, JUGS_RIGHT, late))
    assert found.disclosure is Disclosure.SILENT
    assert [settled.edit.before for settled in found.settles] == ["1902"]
    assert "no notice explains it" in found.reasons


def test_a_notice_goes_to_the_edit_it_names_and_not_to_its_neighbour() -> None:
    """Alone, the year beside it would be what the note is about."""
    found = newest(
        story("The kiln was built in 1902.", "Its oven is from 1911."),
        story("The kiln was built in 1920.", "Its oven is from 1911."),
        story("The kiln was built in 1920.", "Its oven is from 1912.", KILN_NOTE),
    )
    assert found.disclosure is Disclosure.SILENT
    assert [edit.notice for edit in found.edits] == [None]
    assert [settled.edit.after for settled in found.settles] == ["1920"]


def test_a_notice_that_comes_with_its_edit_looks_no_further() -> None:
    found = newest(story(JUGS), story(JUGS_RIGHT, KILN), story(JUGS_RIGHT, KILN_RIGHT, KILN_NOTE))
    assert found.disclosure is Disclosure.DISCLOSED
    assert found.settles == ()


def test_a_late_clarification_of_a_changed_fact_is_a_euphemism() -> None:
    soft = "Clarification: This article now says that the kiln was built in 1920, not in 1902."
    found = newest(story(KILN), story(KILN_RIGHT), story(KILN_RIGHT, soft))
    assert found.flags == (Flag.EUPHEMISM,)
    assert found.settles


@pytest.mark.parametrize(
    "note",
    [
        "Update: This story has been updated with a comment from the potter.",
        "Editor's note: This article has descriptions that may upset some readers.",
    ],
)
def test_a_note_about_something_else_settles_nothing(note: str) -> None:
    found = newest(story(KILN), story(KILN_RIGHT), story(KILN_RIGHT, note))
    assert found.settles == ()
    assert found.disclosure is Disclosure.NONE


def test_a_change_without_a_new_notice_is_left_as_it_is() -> None:
    found = newest(story(KILN), story(KILN_RIGHT), story(KILN_RIGHT, "The oven is warm."))
    assert found == compare(story(KILN_RIGHT), story(KILN_RIGHT, "The oven is warm."))
