"""Texts made to do harm are judged in bounded work, and a claim in them is still one."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import pytest

from tests.changes.stories import change, only_edit
from tuireader.changes import compare
from tuireader.extraction import document
from tuireader.model import Block, Change, ChangeKind, Disclosure, Document, Signal

TARGET = 2.0  # CPU seconds each may take, the diff's part included; on a busy machine, too
SLACK = 5  # for slower ones; what is quadratic takes minutes
SAID = ("not", "may", "Anna Lind", "17", "said", "reportedly", "on Monday", "“odd”", "five percent")


@contextmanager
def bounded() -> Iterator[None]:
    """Fail if the block takes more CPU time than the target and some slack."""
    start = time.process_time()
    yield
    assert time.process_time() - start < TARGET * SLACK


def _judged(before: Sequence[str], after: Sequence[str]) -> Change:
    return compare(document("Bridge", before), document("Bridge", after))


def _prose(words: int, seed: int) -> str:
    """Return sentences of made-up words with numbers, names, quotations and verbs of saying."""
    chance = random.Random(seed)
    told = (
        chance.choice(SAID) if chance.random() < 0.1 else f"w{chance.randrange(5000)}"
        for _ in range(words)
    )
    return " ".join(f"{word}." if chance.random() < 0.07 else word for word in told)


FLOODS: dict[str, Callable[[], tuple[list[str], list[str]]]] = {
    "different words": lambda: (
        [" ".join(f"a{k}" for k in range(100_000))],
        [" ".join(f"b{k}" for k in range(100_000))],
    ),
    "one paragraph for another": lambda: ([_prose(100_000, 1)], [_prose(100_000, 2)]),
    "one sentence for another": lambda: (
        [_prose(100_000, 1).replace(".", "")],
        [_prose(100_000, 2).replace(".", "")],
    ),
    "an equal paragraph a thousand times": lambda: (
        ["Anna Lind said 5 were not hurt."] * 1000,
        ["Anna Lind said 6 were not hurt."] * 1000,
    ),
    "a thousand paragraphs reversed": lambda: (
        [f"Anna Lind said {k} were not hurt on Monday." for k in range(1000)],
        [f"Anna Lind said {k} were not hurt on Monday." for k in reversed(range(1000))],
    ),
    "a word without end": lambda: (["w" * 200_000], ["w" * 199_999 + "v"]),
    "a number without end": lambda: (["1" * 200_000], ["2" * 200_000]),
    "letters of a script without spaces": lambda: (["กขคงจ" * 20_000], ["กขคงฉ" * 20_000]),
    "apostrophes": lambda: (["'a " * 50_000], ["’a " * 50_000]),
    "quotation marks": lambda: (['" ' * 50_000], ["“ " * 50_000]),
    "signs": lambda: (["-" * 100_000], ["–" * 100_000]),
    "dates": lambda: (["4 May 2020 " * 20_000], ["5 May 2020 " * 20_000]),
    "notices": lambda: (
        [f"Correction: An earlier version named pier {k}." for k in range(1000)],
        [f"Correction: An earlier version named quay {k}." for k in range(1000)],
    ),
    "edits that every notice may be about": lambda: (
        [f"Mr. Anna Lind has {k} cows." for k in range(1000)],
        [f"Mr. Anna Lund has {k + 5} cows." for k in range(1000)]
        + [f"Correction: An earlier version misspelled Anna Lund {k}." for k in range(200)],
    ),
}


@pytest.mark.parametrize("flood", FLOODS)
def test_a_flood_is_judged_in_bounded_work(flood: str) -> None:
    before, after = FLOODS[flood]()
    with bounded():
        found = _judged(before, after)
    assert found.kind is not ChangeKind.FURNITURE


def test_a_first_paragraph_without_a_stop_is_judged_in_bounded_work() -> None:
    sides = [
        Document(blocks=(Block(text=" ".join(f"{w}{k} n{k} so it was" for k in range(10_000))),))
        for w in "vw"
    ]
    with bounded():
        assert len(compare(*sides).edits) == 10_000


def test_what_is_too_long_to_be_read_closely_counts_as_a_claim() -> None:
    kept = " ".join(f"w{k}" for k in range(1500))
    found = change(f"It weighs {'nothing ' * 700}{kept}.", f"It weighs {'tons ' * 1000}{kept}.")
    assert only_edit(found).kind is ChangeKind.FACTUAL
    assert found.disclosure is Disclosure.SILENT


def test_the_edits_behind_the_first_thousands_count_as_claims() -> None:
    before = [f"Pier {k} is not open." for k in range(2000)]
    after = [line.replace("not open", "open") for line in before]
    found = _judged(before, after)
    assert len(found.edits) == 2000
    assert all(edit.kind is ChangeKind.FACTUAL for edit in found.edits)
    assert Signal.NEGATION in found.edits[0].signals


def test_the_edits_behind_a_book_of_edits_count_as_claims() -> None:
    def lines(letter: str, said: str) -> list[str]:
        told = " ".join(letter * size for size in range(1, 25))
        return [f"Pier {k} is {said} open {told} at noon." for k in range(400)]

    found = _judged(lines("a", "not"), lines("b", "now"))
    assert len(found.edits) == 400
    assert all(edit.kind is ChangeKind.FACTUAL for edit in found.edits)
    assert Signal.NEGATION in found.edits[0].signals
    assert not found.edits[-1].signals
