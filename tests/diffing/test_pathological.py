"""Texts that freeze or break other diffs: right answers, in bounded work."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.diffing.helpers import body, compared, edited, marked
from tuireader.model import Diff, SegmentOp

SAME = "The same line again and again."
TARGET = 2.0  # CPU seconds each may take; the slowest took 1.2 on a busy machine of two cores
SLACK = 5  # for slower ones; what is quadratic takes minutes


@contextmanager
def bounded() -> Iterator[None]:
    """Fail if the block takes more CPU time than the target and some slack."""
    start = time.process_time()
    yield
    assert time.process_time() - start < TARGET * SLACK


def _text(found: Diff, left_out: SegmentOp) -> str:
    return "\n".join(
        "".join(s.text for s in row.segments if s.op is not left_out) for row in body(found)
    )


def test_a_hundred_thousand_different_words_against_others() -> None:
    before = " ".join(f"a{k}" for k in range(100_000))
    after = " ".join(f"b{k}" for k in range(100_000))
    with bounded():
        found = compared([before], [after])
    assert _text(found, SegmentOp.INSERT).strip() == before


def test_one_huge_paragraph_is_compared_word_by_word() -> None:
    words = [f"word{k * 7919 % 100_003}" for k in range(100_000)]
    changed = [*words[:500], "changed", *words[501:70_000], "more", *words[70_000:]]
    with bounded():
        (row,) = body(compared([" ".join(words)], [" ".join(changed)]))
    assert [s.text for s in row.segments if s.op is not SegmentOp.EQUAL] == [
        words[500],
        "changed",
        "more ",
    ]


def test_one_huge_paragraph_of_few_words_shuffled() -> None:
    before = " ".join(f"w{k * k % 997}" for k in range(100_000))
    after = " ".join(f"w{k * k * 3 % 991}" for k in range(100_000))
    with bounded():
        found = compared([before], [after])
    assert _text(found, SegmentOp.DELETE).strip() == after


def test_a_huge_paragraph_of_one_word_grows() -> None:
    with bounded():
        found = edited("ha " * 50_000 + "end", "ha " * 60_000 + "end")
    assert found.count("{") == 1


def test_a_thousand_equal_paragraphs() -> None:
    with bounded():
        found = compared(
            ["The same line again and again."] * 1000, ["The same line again and again."] * 900
        )
    assert [row.op.value for row in body(found)].count("delete") == 100
    assert not any(row.moved for row in found.rows)


def test_a_thousand_paragraphs_reversed() -> None:
    lines = [f"Paragraph {k} of a long and winding tale" for k in range(1000)]
    with bounded():
        found = compared(lines, lines[::-1])
    assert all(len(row.before) == len(row.after) == 1 for row in found.rows)
    assert sum(row.moved for row in found.rows) >= 998


def test_a_thousand_paragraphs_that_differ_in_one_word() -> None:
    before = [f"The same long line of words but for x{k}x here." for k in range(1000)]
    after = [f"The same long line of words but for y{k}y here." for k in range(1000)]
    with bounded():
        found = compared(before, after)
    assert {row.op.value for row in body(found)} == {"edit"}


def test_a_word_of_two_hundred_thousand_letters() -> None:
    with bounded():
        found = edited("a " + "x" * 200_000 + " b", "a " + "x" * 199_999 + "y b")
    assert found.startswith("a [x")
    assert found.endswith("y} b")


def test_a_heap_of_combining_marks_is_one_grapheme() -> None:
    with bounded():
        found = edited("a" + "\u0301" * 20_000 + " b", "a" + "\u0301" * 20_000 + " c")
    assert found.endswith("[b]{c}")


def test_a_wall_of_flags() -> None:
    with bounded():
        found = edited("🇫🇮" * 20_000, "🇫🇮" * 20_000 + "🇸🇪")
    assert found.endswith("{🇸🇪}")


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("", "", ""),
        ("a \x00 b", "a \x00 c", "a \x00 [b]{c}"),
        ("a \ud800 b", "a \udfff b", "a [\ud800]{\udfff} b"),
        ("ทุก\ud800คน", "ทุก\ud800คน ดี", "ทุก\ud800คน{ ดี}"),
        ("قال الرئيس اليوم", "قال الوزير اليوم", "قال [الرئيس]{الوزير} اليوم"),
        (" \u0301x y", " \u0301x z", " \u0301x [y]{z}"),
        ("…", "…!", "…{!}"),
    ],
)
def test_odd_characters(before: str, after: str, expected: str) -> None:
    assert edited(before, after) == expected


def test_nothing_becomes_something() -> None:
    assert [marked(row) for row in body(compared([""], ["new"]))] == ["", "{new}"]


def test_the_texts_zero_and_nothing_differ() -> None:
    assert [marked(row) for row in body(compared(["\x00", "tail"], ["", "tail"]))][-1] == "tail"
