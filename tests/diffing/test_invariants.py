"""What holds for every diff, whatever the texts."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from itertools import pairwise

import regex
from hypothesis import given
from hypothesis import strategies as st

from tests.diffing.helpers import shape
from tuireader.diffing import diff
from tuireader.model import (
    HEADLINE,
    Block,
    BlockKind,
    Diff,
    Document,
    Pair,
    Row,
    RowOp,
    SegmentOp,
)
from tuireader.text.cleaning import clean
from tuireader.text.words import tokens

SHAPES = {  # op: fewest and most blocks before, fewest and most after
    RowOp.EQUAL: (1, 1, 1, 1),
    RowOp.EDIT: (1, 99, 1, 99),
    RowOp.INSERT: (0, 0, 1, 1),
    RowOp.DELETE: (1, 1, 0, 0),
    RowOp.SPLIT: (1, 1, 2, 99),
    RowOp.MERGE: (2, 99, 1, 1),
}
WORDS = [
    *("the", "mayor", "said", "on", "Monday", "that", "12", "people", "left", ",", ".", "“", "It"),
    *(
        "$5,000",
        "isn’t",
        "1.5",
        "percent",
        "a",
        "a",
        "a",
        ".",
        "e\u0301t\u0302",
        "👨\u200d👩\u200d👧",
    ),
    *("ทุกคนมีสิทธิ", "北京", "の市長", "ក្រុមប្រឹក្សា", "भारत", "שלום", "العدد"),
]
sentences = st.lists(st.sampled_from(WORDS), min_size=1, max_size=14).map(" ".join)
texts = st.one_of(
    sentences,
    st.lists(sentences, max_size=3).map(". ".join),
    st.text(max_size=30).map(clean),
)
kinds = st.sampled_from([BlockKind.PARAGRAPH] * 5 + list(BlockKind))
blocks = st.builds(lambda kind, text: Block(kind=kind, text=text), kinds, texts)
documents = st.builds(
    lambda headline, some: Document(headline=headline, blocks=tuple(some)),
    texts,
    st.lists(blocks, max_size=8),
)


@st.composite
def revisions(draw: st.DrawFn) -> Pair[Document]:
    """Draw a document and what might have become of it: shuffled, edited, cut and joined."""
    before = draw(documents)
    after = list(before.blocks)
    for _ in range(draw(st.integers(0, 5))):
        at = draw(st.integers(0, len(after)))
        after[at:at] = draw(st.lists(blocks, max_size=1))
        if after:
            moved = after.pop(draw(st.integers(0, len(after) - 1)))
            cut = draw(st.integers(0, len(moved.text)))
            pieces = [clean(moved.text[:cut]), clean(moved.text[cut:])]
            at = draw(st.integers(0, len(after)))
            after[at:at] = [Block(kind=moved.kind, text=text) for text in pieces if text]
    return Pair(before=before, after=Document(headline=draw(texts), blocks=tuple(after)))


pairs = st.one_of(
    revisions(), st.builds(lambda a, b: Pair(before=a, after=b), documents, documents)
)


def _side(row: Row, left_out: SegmentOp) -> str:
    return "".join(segment.text for segment in row.segments if segment.op is not left_out)


@given(pairs)
def test_segments_concatenate_to_the_blocks_of_both_sides(pair: Pair[Document]) -> None:
    for row in diff(pair).rows:
        before = "\n".join(pair.before.block_text(i) for i in row.before)
        after = "\n".join(pair.after.block_text(j) for j in row.after)
        assert _side(row, SegmentOp.INSERT) == before
        assert _side(row, SegmentOp.DELETE) == after


@given(pairs)
def test_every_block_and_the_headline_stand_in_exactly_one_row(pair: Pair[Document]) -> None:
    rows = diff(pair).rows
    for document, seen in (
        (pair.before, Counter(i for row in rows for i in row.before)),
        (pair.after, Counter(j for row in rows for j in row.after)),
    ):
        assert seen == Counter(range(HEADLINE, len(document.blocks)))
    assert (rows[0].before, rows[0].after) == ((HEADLINE,), (HEADLINE,))


@given(pairs)
def test_rows_have_the_shape_and_the_segments_of_their_operation(pair: Pair[Document]) -> None:
    for row in diff(pair).rows:
        least, most, least_after, most_after = SHAPES[row.op]
        assert least <= len(row.before) <= most
        assert least_after <= len(row.after) <= most_after
        ops = {segment.op.value for segment in row.segments}
        if row.op in (RowOp.EQUAL, RowOp.INSERT, RowOp.DELETE):
            assert ops <= {row.op.value}
        elif row.op is RowOp.EDIT:
            assert ops & {"insert", "delete"}
        assert all(segment.text for segment in row.segments)
        assert not row.moved or (row.before and row.after)


@given(pairs)
def test_rows_stand_in_the_order_of_the_after_side(pair: Pair[Document]) -> None:
    firsts = [row.after[0] for row in diff(pair).rows if row.after]
    assert firsts == sorted(firsts)


@given(pairs)
def test_unmoved_rows_keep_the_order_of_the_before_side_too(pair: Pair[Document]) -> None:
    lanes = {BlockKind.STANDFIRST, BlockKind.CAPTION, BlockKind.NOTICE}
    body = [
        row.before[0]
        for row in diff(pair).rows
        if not row.moved and len(row.before) == len(row.after) == 1 and row.before[0] >= 0
        if pair.before.blocks[row.before[0]].kind not in lanes
        if pair.after.blocks[row.after[0]].kind not in lanes
    ]
    assert body == sorted(body)


@given(documents)
def test_a_document_equals_itself(document: Document) -> None:
    found = diff(Pair(before=document, after=document))
    assert {row.op for row in found.rows} == {RowOp.EQUAL}
    assert not any(row.moved for row in found.rows)
    assert not found.moves


@given(pairs)
def test_swapping_the_sides_swaps_the_operations_exactly(pair: Pair[Document]) -> None:
    there = diff(pair)
    back = diff(Pair(before=pair.after, after=pair.before))
    swapped = {"insert": "delete", "delete": "insert", "split": "merge", "merge": "split"}
    mirrored = Counter(
        (swapped.get(row.op, row.op.value), row.moved, row.after, row.before, _mirrored(row))
        for row in back.rows
    )
    assert mirrored == Counter(
        (row.op.value, row.moved, row.before, row.after, _pieces(row)) for row in there.rows
    )
    assert Counter((m.text, m.after, m.before) for m in back.moves) == Counter(
        (m.text, m.before, m.after) for m in there.moves
    )


def _pieces(row: Row) -> frozenset[tuple[str, int, str]]:
    """Return a row's segments with the ordinal of the equal run they follow."""
    equal = 0
    found = set()
    for segment in row.segments:
        equal += segment.op is SegmentOp.EQUAL
        found.add((segment.op.value, equal, segment.text))
    return frozenset(found)


def _mirrored(row: Row) -> frozenset[tuple[str, int, str]]:
    swapped = {"insert": "delete", "delete": "insert"}
    return frozenset((swapped.get(op, op), equal, text) for op, equal, text in _pieces(row))


@given(pairs)
def test_no_break_inside_a_token_or_a_grapheme(pair: Pair[Document]) -> None:
    for row in diff(pair).rows:
        for left_out in (SegmentOp.INSERT, SegmentOp.DELETE):
            text = _side(row, left_out)
            inside = {at for start, end in tokens(text) for at in range(start + 1, end)}
            graphemes = {match.start() for match in regex.finditer(r"\X", text)} | {len(text)}
            at = 0
            for segment in row.segments:
                assert at not in inside
                assert at in graphemes
                at += len(segment.text) if segment.op is not left_out else 0


@given(pairs)
def test_moved_texts_stand_in_the_blocks_they_name(pair: Pair[Document]) -> None:
    for move in diff(pair).moves:
        assert move.text in pair.before.block_text(move.before)
        assert move.text in pair.after.block_text(move.after)


@given(pairs)
def test_a_changed_run_is_at_most_one_delete_and_one_insert(pair: Pair[Document]) -> None:
    for row in diff(pair).rows:
        ops = [segment.op for segment in row.segments]
        for op, following in pairwise(ops):
            assert op is not following
            assert (op, following) != (SegmentOp.INSERT, SegmentOp.DELETE)


def test_the_answer_does_not_depend_on_hash_seeds() -> None:
    program = (
        "from tests.benchmarks.texts import Prose\n"
        "from tests.diffing.helpers import compared\n"
        "prose = Prose('seed'); text = prose.text(3000)\n"
        "after = prose.rearranged(prose.edited(text, .3), 1)\n"
        "print(compared(text, after))\n"
    )
    answers = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(answers) == 1
    assert b"moved=True" in answers.pop()


def test_empty_documents_have_the_headline_row_alone() -> None:
    found: Diff = diff(Pair(before=Document(), after=Document()))
    assert [shape(row) for row in found.rows] == [("equal", (HEADLINE,), (HEADLINE,))]
