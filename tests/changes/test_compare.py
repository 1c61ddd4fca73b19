"""What holds for every comparison."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.changes.stories import Case, cases, change, only_edit, story
from tuireader.changes import compare
from tuireader.extraction import document
from tuireader.model import (
    Block,
    BlockKind,
    ChangeKind,
    Disclosure,
    Document,
    Link,
    Signal,
)

SOME = tuple(cases())[::7]


@pytest.mark.parametrize("case", SOME, ids=lambda case: case.id)
def test_a_document_does_not_differ_from_itself(case: Case) -> None:
    found = compare(case.after, case.after)
    assert found.kind is ChangeKind.NONE
    assert found.disclosure is Disclosure.NONE
    assert found.edits == ()
    assert found.reasons == ()
    assert found.stats.similarity == 1


@pytest.mark.parametrize("case", SOME, ids=lambda case: case.id)
def test_judging_twice_gives_the_same(case: Case) -> None:
    assert compare(case.before, case.after) == compare(case.before, case.after)


@pytest.mark.parametrize("case", SOME, ids=lambda case: case.id)
def test_swapped_sides_swap_the_words_of_edits(case: Case) -> None:
    there = compare(case.before, case.after).edits
    back = compare(case.after, case.before).edits
    moved = Signal.MOVE
    assert sorted((e.before, e.after) for e in there if moved not in e.signals) == sorted(
        (e.after, e.before) for e in back if moved not in e.signals
    )


@pytest.mark.parametrize("case", SOME, ids=lambda case: case.id)
def test_edits_point_to_rows_and_notices_that_exist(case: Case) -> None:
    found = compare(case.before, case.after)
    for edit in found.edits:
        assert 0 <= edit.row < len(found.rows)
        assert edit.notice is None or 0 <= edit.notice < len(found.notices.added)
        assert 0 <= edit.weight <= 1
    assert 0 <= found.weight <= 1


def test_stats_count_words_and_leave_notices_out() -> None:
    found = change("Six boats sank.", "Ten boats sank.", "Correction: Ten boats sank, not six.")
    assert (found.stats.words_added, found.stats.words_removed) == (1, 1)


def test_a_caption_credit_is_furniture_and_a_caption_is_not() -> None:
    def pictured(text: str) -> Document:
        plain = story("The owl is back.")
        return replace(plain, blocks=(*plain.blocks, Block(kind=BlockKind.CAPTION, text=text)))

    credit = compare(pictured("Photo: Ada Penn"), pictured("Photo: Ben Rook"))
    assert credit.kind is ChangeKind.FURNITURE
    caption = compare(pictured("The owl in May."), pictured("The owl in June."))
    assert caption.kind is ChangeKind.FACTUAL
    assert Signal.CAPTION in only_edit(caption).signals


def test_a_standfirst_carries_its_signal() -> None:
    def led(text: str) -> Document:
        plain = story("The owl is back.")
        return replace(plain, blocks=(Block(kind=BlockKind.STANDFIRST, text=text), *plain.blocks))

    found = compare(led("Six chicks hatched."), led("Nine chicks hatched."))
    assert {Signal.STANDFIRST, Signal.NUMBER} <= set(only_edit(found).signals)


def test_a_list_of_links_is_furniture() -> None:
    def linked(text: str) -> Document:
        plain = story("The owl is back.")
        link = Link(start=0, end=len(text), href="/x")
        block = Block(kind=BlockKind.LIST_ITEM, text=text, links=(link,))
        return replace(plain, blocks=(*plain.blocks, block))

    found = compare(linked("Six walks for May"), linked("Ten kites for June"))
    assert found.kind is ChangeKind.FURNITURE


def test_a_new_author_changes_no_claim_and_another_one_is_sourcing() -> None:
    one = replace(story("The owl is back."), byline=("Ada Penn",))
    both = replace(one, byline=("Ada Penn", "Ben Rook"))
    other = replace(one, byline=("Ben Rook",))
    assert compare(one, both).kind is ChangeKind.COPYEDIT
    found = compare(one, other)
    assert found.kind is ChangeKind.SOURCING
    assert only_edit(found).signals == (Signal.BYLINE,)


def test_a_byline_that_was_only_found_this_time_is_furniture() -> None:
    plain = story("The owl is back.")
    assert compare(plain, replace(plain, byline=("Ada Penn",))).kind is ChangeKind.FURNITURE


def test_a_number_in_its_own_reason() -> None:
    found = change("Wool went up 15 times.", "Wool went up 15 percent.")
    assert found.reasons[0] == "a unit changed: times → percent"


def test_what_happened_is_no_part_of_who_says_it() -> None:
    found = change(
        "Nach Angaben der Leitstelle ertranken die beiden Schafe vor dem Sturm.",
        "Nach Angaben der Leitstelle ertranken die beiden Schafe in den Stunden nach dem Sturm.",
    )
    assert found.kind is ChangeKind.FACTUAL
    assert Signal.ATTRIBUTION not in only_edit(found).signals


def test_a_german_sentence_full_of_nouns_is_no_headline() -> None:
    before = document("", ["Die Wirtin zahlt Miete und Strom."])
    after = document("", ["Die Wirtin zahlt Miete und Strom in den Wochen der Ernte."])
    assert Signal.NAME not in only_edit(compare(before, after)).signals
