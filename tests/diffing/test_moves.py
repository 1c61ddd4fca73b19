"""Sentences and passages that changed their place."""

from __future__ import annotations

from tests.diffing.helpers import compared

WARNED = "The union had warned of worn cables in three letters since the spring."
CLOSED = "The harbour was closed on Friday after a crane fell into the water. Divers came at dusk."
MAYOR = "Mayor Lena Holm said an inquiry would begin soon. She gave no date for its report."
FERRY = "Two ferries were sent back to the mainland. Their passengers slept in a gymnasium."


def test_a_sentence_moved_to_another_paragraph_is_named() -> None:
    found = compared([f"{CLOSED} {WARNED}", MAYOR, FERRY], [CLOSED, MAYOR, f"{WARNED} {FERRY}"])
    assert [(move.text, move.before, move.after) for move in found.moves] == [(WARNED, 0, 2)]


def test_a_sentence_moved_inside_its_paragraph_is_named() -> None:
    found = compared([f"{WARNED} {CLOSED} {MAYOR}"], [f"{CLOSED} {MAYOR} {WARNED}"])
    assert [(move.text, move.before, move.after) for move in found.moves] == [(WARNED, 0, 0)]


def test_neighbouring_sentences_that_moved_together_are_one_move() -> None:
    found = compared([f"{CLOSED} {WARNED}", MAYOR, FERRY], [WARNED, MAYOR, f"{FERRY} {CLOSED}"])
    assert [(move.text, move.before, move.after) for move in found.moves] == [(CLOSED, 0, 2)]


def test_a_sentence_of_a_deleted_paragraph_kept_elsewhere_is_named() -> None:
    found = compared([CLOSED, f"{WARNED} Aft moorings split."], [f"{CLOSED} {WARNED}"])
    assert WARNED in [move.text for move in found.moves] or found.rows[1].op.value == "merge"


def test_a_long_part_of_a_sentence_is_a_moved_passage() -> None:
    passage = "after months of talks in which both sides accused each other of bad faith"
    found = compared(
        [f"The deal was signed {passage}, officials said.", CLOSED, MAYOR],
        ["The deal was signed, officials said.", CLOSED, f"{MAYOR} It came {passage}."],
    )
    assert [move.text for move in found.moves] == [passage]


def test_a_whole_moved_paragraph_is_a_row_not_a_move() -> None:
    found = compared([CLOSED, MAYOR, FERRY], [FERRY, CLOSED, MAYOR])
    assert not found.moves
    assert [row.moved for row in found.rows[1:]] == [True, False, False]


def test_short_phrases_that_stand_in_two_places_are_no_moves() -> None:
    found = compared(
        [f"{CLOSED} He declined to comment.", MAYOR], [CLOSED, f"{MAYOR} He declined to comment."]
    )
    assert [move.text for move in found.moves] == ["He declined to comment."]
    found = compared([f"{CLOSED} He left.", MAYOR], [CLOSED, f"{MAYOR} He left."])
    assert not found.moves
