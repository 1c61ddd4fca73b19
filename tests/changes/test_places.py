"""Rows become places: tight, one a sentence, without what only moved and without notices."""

from __future__ import annotations

from tuireader.changes.places import Place, places
from tuireader.changes.reading.setting import Setting
from tuireader.model import (
    Block,
    BlockKind,
    Diff,
    Document,
    Move,
    Pair,
    Row,
    RowOp,
    Segment,
    SegmentOp,
)
from tuireader.text.lexicon import lexicon

SETTING = Setting(lexicon("en"))
EQUAL, DELETE, INSERT = SegmentOp.EQUAL, SegmentOp.DELETE, SegmentOp.INSERT


def found(*segments: tuple[SegmentOp, str], moves: tuple[Move, ...] = ()) -> list[Place]:
    """Return the places of one edited paragraph."""
    parts = tuple(Segment(op=op, text=text) for op, text in segments)
    texts = ["".join(s.text for s in parts if s.op is not op) for op in (INSERT, DELETE)]
    sides = Pair(
        before=Document(blocks=(Block(text=texts[0]),)),
        after=Document(blocks=(Block(text=texts[1]),)),
    )
    row = Row(op=RowOp.EDIT, before=(0,), after=(0,), segments=parts)
    return list(places(sides, Diff(rows=(row,), moves=moves), (), SETTING))


def words(listed: list[Place]) -> list[tuple[str, str]]:
    return [(place.before.text, place.after.text) for place in listed]


def test_fewer_than_three_unchanged_words_join_two_runs() -> None:
    joined = found(
        (EQUAL, "Tea "), (DELETE, "for"), (INSERT, "with"), (EQUAL, " two kings "),
        (DELETE, "and"), (INSERT, "or"), (EQUAL, " cake."),
    )  # fmt: skip
    assert words(joined) == [("for two kings and", "with two kings or")]


def test_three_unchanged_words_keep_two_runs_apart() -> None:
    apart = found(
        (DELETE, "Six"), (INSERT, "Ten"), (EQUAL, " boats left the "),
        (DELETE, "bay"), (INSERT, "port"), (EQUAL, "."),
    )  # fmt: skip
    assert words(apart) == [("Six", "Ten"), ("bay", "port")]


def test_two_unchanged_words_of_great_length_keep_two_runs_apart() -> None:
    """Scripts without spaces may have no words to count; an address is long, too."""
    long = f" quay{'y' * 120} "
    apart = found(
        (DELETE, "Six"), (INSERT, "Ten"), (EQUAL, long),
        (DELETE, "bay"), (INSERT, "port"), (EQUAL, "."),
    )  # fmt: skip
    assert words(apart) == [("Six", "Ten"), ("bay", "port")]


def test_a_sentence_end_keeps_two_runs_apart() -> None:
    apart = found(
        (EQUAL, "It cost "), (DELETE, "six"), (INSERT, "ten"), (EQUAL, ". "),
        (DELETE, "Rain"), (INSERT, "Snow"), (EQUAL, " fell."),
    )  # fmt: skip
    assert words(apart) == [("six", "ten"), ("Rain", "Snow")]


def test_a_run_over_two_sentences_is_cut_where_both_sides_have_two() -> None:
    cut = found((DELETE, "It cost six. Rain fell."), (INSERT, "It was ten. Snow lay."))
    assert words(cut) == [("cost six", "was ten"), ("Rain fell", "Snow lay")]


def test_words_shared_at_the_ends_are_no_part_of_a_place() -> None:
    tight = found((EQUAL, "He "), (DELETE, "died in bed there"), (INSERT, "died at sea there"))
    assert words(tight) == [("in bed", "at sea")]


def test_white_space_alone_is_no_place() -> None:
    assert found((EQUAL, "One."), (DELETE, " "), (INSERT, "  "), (EQUAL, "Two.")) == []


def test_a_moved_passage_is_no_place() -> None:
    move = Move(text="Tea was served.", before=0, after=0)
    moved = found(
        (DELETE, "Tea was served. "), (EQUAL, "Rain fell all day."), (INSERT, " Tea was served."),
        moves=(move,),
    )  # fmt: skip
    assert moved == []


def test_a_notice_glued_to_a_paragraph_is_no_place() -> None:
    note = "Correction: The boat is blue."
    sides = Pair(
        before=Document(blocks=(Block(text="The boat sank."),)),
        after=Document(blocks=(Block(text=f"The boat sank. {note}"),)),
    )
    segments = (
        Segment(op=EQUAL, text="The boat sank."),
        Segment(op=INSERT, text=f" {note}"),
    )
    row = Row(op=RowOp.EDIT, before=(0,), after=(0,), segments=segments)
    assert list(places(sides, Diff(rows=(row,)), (note,), SETTING)) == []


def test_a_row_of_notices_has_no_place() -> None:
    block = Block(kind=BlockKind.NOTICE, text="Correction: The boat is blue.")
    sides = Pair(before=Document(), after=Document(blocks=(block,)))
    row = Row(op=RowOp.INSERT, after=(0,), segments=(Segment(op=INSERT, text=block.text),))
    assert list(places(sides, Diff(rows=(row,)), (), SETTING)) == []
