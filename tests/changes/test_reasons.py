"""Why, in plain words."""

from __future__ import annotations

import pytest

from tests.changes.stories import change, story
from tuireader.changes import compare


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        ("Six boats sank.", "Ten boats sank.", "a number changed: Six boats → Ten boats"),
        ("It sank on Monday.", "It sank on Friday.", "a date changed: Monday → Friday"),
        ("He can land.", "He can't land.", "a negation was added: can't"),
        ("He stole it.", "He allegedly stole it.", "how sure it is was added: allegedly"),
        ("It leaks, police said.", "It leaks, he said.", "who says it changed: police → he"),
        ("The comittee met.", "The committee met.", "the spelling changed: comittee → committee"),
        ("Then it rained.", "Then, it rained.", "the punctuation was added: ,"),
    ],
)
def test_a_reason_names_what_changed(before: str, after: str, reason: str) -> None:
    assert reason in change(before, after).reasons


def test_a_reason_begins_and_ends_with_words() -> None:
    found = change("It is Ida Holm's, a retired pilot, they said.", "It is Ida Holm's, they said.")
    assert "taken out: a retired pilot" in found.reasons


def test_the_month_of_may_is_no_modal() -> None:
    (edit,) = change("The gate was shut on Monday.", "The gate was shut on 4 May.").edits
    assert [signal.value for signal in edit.signals] == ["date"]


def test_a_silent_change_says_that_no_notice_explains_it() -> None:
    assert change("Six boats sank.", "Ten boats sank.").reasons[-1] == "no notice explains it"


def test_what_cannot_be_told_is_said() -> None:
    (reason, _) = change("They sat in a barn.", "They sat in a boat.").reasons
    assert reason == (
        "other words, perhaps another claim (can't tell without knowing the world): barn → boat"
    )


def test_many_edits_are_summed_up() -> None:
    numbers = range(20, 40)
    found = compare(
        story(*(f"Boat {n} has {n} oars and a red sail." for n in numbers)),
        story(*(f"Boat {n} has {n + 50} oars and a red sail." for n in numbers)),
    )
    assert any(reason.startswith("and ") and reason.endswith(" more") for reason in found.reasons)
    assert len(found.reasons) < len(numbers)


def test_a_long_passage_is_cut_short() -> None:
    found = compare(story("Tea."), story("Tea.", "word " * 60))
    assert all(len(reason) < 120 for reason in found.reasons)
