"""Which edits a notice explains, and what that makes of the Change."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.changes.stories import change, only_edit, story
from tuireader.changes import Seen, compare, settle, settled_by
from tuireader.model import Disclosure, Flag, Pair

KILN = "The kiln was built in 1902."
KILN_RIGHT = "The kiln was built in 1920."
JUGS = "The potter sells 200 jugs a year."
JUGS_RIGHT = "The potter sells 20 jugs a year."
KILN_NOTE = (
    "Correction: An earlier version of this article said the kiln was built in 1902. It was 1920."
)
JUGS_NOTE = (
    "Correction: An earlier version of this article said the potter sells 200 jugs. He sells 20."
)


def test_each_edit_points_to_its_own_notice() -> None:
    found = compare(story(KILN, JUGS), story(KILN_RIGHT, JUGS_RIGHT, KILN_NOTE, JUGS_NOTE))
    assert found.disclosure is Disclosure.DISCLOSED
    explained = {edit.before: found.notices.added[edit.notice or 0].text for edit in found.edits}
    assert explained == {"1902": KILN_NOTE, "200": JUGS_NOTE}


def test_an_edit_left_over_makes_it_partly_disclosed() -> None:
    found = compare(story(KILN, JUGS), story(KILN_RIGHT, JUGS_RIGHT, KILN_NOTE))
    assert found.disclosure is Disclosure.PARTLY
    assert [edit.notice for edit in found.edits] == [0, None]
    assert "a claim changed that no notice explains" in found.reasons


def test_a_notice_explains_the_headline_too() -> None:
    note = (
        "Correction: An earlier version of this article said six sailors were rescued. It was nine."
    )
    found = compare(
        story("Six sailors were rescued.", headline="Six sailors rescued"),
        story("Nine sailors were rescued.", note, headline="Nine sailors rescued"),
    )
    assert found.disclosure is Disclosure.DISCLOSED
    assert [edit.notice for edit in found.edits] == [0, 0]


def test_the_date_of_a_notice_explains_no_number() -> None:
    note = "This article was amended on 20 May 2031 to correct the spelling of a name."
    found = change("The inn has 2 rooms.", "The inn has 20 rooms.", note)
    assert only_edit(found).notice is None


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("The man died in custody.", "The man died after custody.", "died in custody"),
        ("The boat left before noon.", "The boat left after noon.", "left before noon"),
    ],
)
def test_small_words_are_explained_by_a_notice_that_quotes_them_in_their_phrase(
    before: str, after: str, said: str
) -> None:
    start = "Correction: An earlier version of this article said"
    assert only_edit(change(before, after, f"{start} that it {said}.")).notice == 0
    other = f"{start} the tea was sold before dusk in the yard after rain."
    assert only_edit(change(before, after, other)).notice is None


def test_wording_never_seen_is_stated_by_the_publisher() -> None:
    found = change(JUGS_RIGHT, JUGS_RIGHT, KILN_NOTE)
    assert found.disclosure is Disclosure.UNOBSERVED
    assert f"stated by the publisher: {KILN_NOTE}" in found.reasons[-1]


def test_a_reworded_notice_is_kept() -> None:
    longer = KILN_NOTE.replace("It was 1920.", "It was built in 1920.")
    found = compare(story(KILN_RIGHT, KILN_NOTE), story(KILN_RIGHT, longer))
    assert found.notices.added == found.notices.removed == ()
    assert found.disclosure is Disclosure.NONE


def test_a_notice_taken_down_is_told() -> None:
    found = compare(story(KILN_RIGHT, KILN_NOTE), story(KILN_RIGHT))
    assert found.disclosure is Disclosure.NOTICE_REMOVED
    assert found.reasons[-1].startswith("a notice was taken down: Correction:")


def test_an_update_that_changes_a_fact_is_a_euphemism() -> None:
    note = "Update: This article has been updated to say that the kiln was built in 1920, not 1902."
    found = change(KILN, KILN_RIGHT, note)
    assert Flag.EUPHEMISM in found.flags
    assert "AP and Reuters" in found.reasons[-1]


def test_a_correction_is_no_euphemism() -> None:
    assert change(KILN, KILN_RIGHT, KILN_NOTE).flags == ()


def test_a_notice_that_names_only_the_topic_means_the_only_edit() -> None:
    note = "Correction: The name of the street was wrong."
    assert only_edit(change("It is in Mill Lane.", "It is in Mill Road.", note)).notice == 0
    two = compare(
        story("It is in Mill Lane.", JUGS), story("It is in Mill Road.", JUGS_RIGHT, note)
    )
    assert two.disclosure is Disclosure.PARTLY
    assert only_edit(change(JUGS, JUGS_RIGHT, note)).notice is None


def test_an_editors_note_about_something_else_explains_nothing() -> None:
    note = "Editor's note: This article has descriptions that may upset some readers."
    assert change(KILN, KILN_RIGHT, note).disclosure is Disclosure.SILENT


def test_a_later_notice_settles_a_silent_change() -> None:
    sides = Pair(before=story(KILN), after=story(KILN_RIGHT))
    assert compare(sides.before, sides.after).disclosure is Disclosure.SILENT
    settled = settle(sides, story(KILN_RIGHT, "The oven is warm.", KILN_NOTE))
    assert settled.disclosure is Disclosure.DISCLOSED


def test_an_unrelated_later_notice_settles_nothing() -> None:
    sides = Pair(before=story(KILN), after=story(KILN_RIGHT))
    assert settle(sides, story(KILN_RIGHT, JUGS_NOTE)).disclosure is not Disclosure.DISCLOSED


def test_the_first_snapshot_whose_notice_explains_it_settles_it() -> None:
    sides = Pair(before=story(KILN), after=story(KILN_RIGHT))
    later = [
        Seen(day, datetime(2031, 5, day, tzinfo=UTC), story(KILN_RIGHT, *notes))
        for day, notes in ((2, ()), (3, (JUGS_NOTE,)), (4, (JUGS_NOTE, KILN_NOTE)))
    ]
    assert settled_by(sides, later) == later[2]
    assert settled_by(sides, later[:2]) is None
