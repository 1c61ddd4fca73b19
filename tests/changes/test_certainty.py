"""What only looks like a change of who, or of how sure: asides, pronouns, bounds of no number."""

from __future__ import annotations

import pytest

from tests.changes.stories import change, only_edit
from tuireader.changes import compare
from tuireader.extraction import document
from tuireader.model import ChangeKind, Signal

HOUSE = "Mara Lind keeps the inn. "


@pytest.mark.parametrize(
    "aside",
    [
        ", who is not known to have enemies,",
        " – who may yet run for mayor again –",
        " (it is said to have had no owner)",
    ],
)
def test_the_negation_or_hedge_of_an_aside_is_its_own(aside: str) -> None:
    found = change("The miller sold the boat.", f"The miller{aside} sold the boat.")
    assert found.kind is ChangeKind.UPDATE


@pytest.mark.parametrize("aside", [" (not)", ", it is said,", " allegedly"])
def test_a_hedge_or_negation_in_a_few_words_is_a_claim(aside: str) -> None:
    found = change("The miller sold the boat.", f"The miller{aside} sold the boat.")
    assert found.kind in (ChangeKind.FACTUAL, ChangeKind.SOURCING)


@pytest.mark.parametrize(("before", "after"), [("She", "Ms Lind"), ("Ms Lind", "She")])
def test_a_pronoun_for_a_name_of_the_story_weighs_little(before: str, after: str) -> None:
    sides = (document("", [HOUSE, f"{word} said it was shut."]) for word in (before, after))
    edit = only_edit(compare(*sides))
    assert (edit.kind, edit.weight) == (ChangeKind.FACTUAL, 0.3)


@pytest.mark.parametrize(("before", "after"), [("She", "Ms Lund"), ("Ms Lund", "She")])
def test_a_name_that_stands_nowhere_else_is_no_pronouns(before: str, after: str) -> None:
    sides = (document("", [HOUSE, f"{word} said it was shut."]) for word in (before, after))
    assert only_edit(compare(*sides)).weight > 0.5


@pytest.mark.parametrize(
    ("before", "after", "hedged"),
    [
        ("They met over the levy.", "They met about the levy.", False),
        ("They lost over 40 boats.", "They lost about 40 boats.", True),
        ("They lost 40 boats.", "They lost over 40 boats.", True),
        ("They lost a hundred boats.", "They lost under a hundred boats.", True),
    ],
)
def test_a_bound_hedges_a_number_only(before: str, after: str, hedged: bool) -> None:
    assert (Signal.HEDGE in only_edit(change(before, after)).signals) is hedged
