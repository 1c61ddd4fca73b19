"""What a Change is as a whole, where claims changed in a story that grew."""

from __future__ import annotations

from tests.changes.stories import story
from tuireader.changes import compare
from tuireader.model import ChangeKind, Disclosure

LEAD = "The ferry to Ossel ran aground on Monday and 12 passengers were hurt."
QUIET = tuple(f"Pier {name} was painted in the spring." for name in ("one", "two", "three", "four"))
NEWS = tuple(
    f"The harbour master of {name} told the council how the crew had left the bridge that night."
    for name in ("Ossel", "Merrow", "Tarn", "Brand", "Igna", "Lind", "Penn", "Rook")
)


def test_a_toll_that_rose_in_a_story_told_anew_is_an_update_and_still_needs_telling() -> None:
    found = compare(story(LEAD, *QUIET), story(LEAD.replace("12", "15"), *QUIET, *NEWS))
    assert found.kind is ChangeKind.UPDATE
    assert found.disclosure is Disclosure.SILENT


def test_a_number_that_changed_beside_one_new_sentence_is_a_changed_claim() -> None:
    found = compare(story(LEAD, *QUIET), story(LEAD.replace("12", "15"), *QUIET, NEWS[0]))
    assert found.kind is ChangeKind.FACTUAL


def test_a_story_that_only_grew_is_no_rewrite() -> None:
    found = compare(story(LEAD, *QUIET), story(LEAD, *QUIET[:3], *NEWS))
    assert found.stats.similarity < 0.5
    assert found.kind is ChangeKind.UPDATE


def test_a_story_of_which_half_was_replaced_is_a_rewrite() -> None:
    found = compare(story(LEAD, *QUIET), story(LEAD, *NEWS))
    assert found.kind is ChangeKind.REWRITE
