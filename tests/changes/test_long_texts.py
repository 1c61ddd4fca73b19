"""Texts that no person wrote are judged in a time that grows with their length alone."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest

from tests.counting import calls
from tuireader.changes import compare
from tuireader.changes.reading.passages import Passage
from tuireader.changes.reading.setting import Setting
from tuireader.model import Block, Document
from tuireader.text.lexicon import lexicon


def work(before: Sequence[str], after: Sequence[str]) -> int:
    """Return how many calls it takes to compare two documents of some paragraphs."""
    one, other = (
        Document(headline="Bridge", blocks=tuple(Block(text=text) for text in side))
        for side in (before, after)
    )
    return calls(lambda: compare(one, other))


@pytest.mark.parametrize("sign", ["w", "木"])
def test_twice_the_paragraph_takes_about_twice_the_work(sign: str) -> None:
    def text(size: int, factor: int) -> str:
        return " ".join(f"{sign * (k * k * factor % 7 + 1)}" for k in range(size))

    once, twice = (work([text(size, 1)], [text(size, 3)]) for size in (6_000, 12_000))
    assert twice < 2.6 * once


def test_twice_the_passages_that_moved_take_about_twice_the_work() -> None:
    def paragraphs(size: int) -> list[str]:
        """Return paragraphs that no rare word tells apart."""
        chance = random.Random(size)
        return [" ".join(f"w{chance.randrange(200)}" for _ in range(30)) for _ in range(size)]

    def moved(size: int) -> int:
        before = paragraphs(size)
        return work(before, [f"{line} indeed" for line in reversed(before)])

    assert moved(1_600) < 2.6 * moved(800)


@pytest.mark.parametrize("text", ["word " * 20_000, "w" * 100_000])
def test_what_no_person_wrote_as_a_sentence_is_read_in_pieces(text: str) -> None:
    start, end = Passage(text, Setting(lexicon("en"))).sentences_around(50_000, 50_001)
    assert start <= 50_000 < end
    assert end - start < 10_000
