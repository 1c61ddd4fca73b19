"""A paragraph that no person wrote is judged in a time that grows with its length alone."""

from __future__ import annotations

import cProfile
import pstats

import pytest

from tuireader.changes import compare
from tuireader.changes.passages import Passage
from tuireader.changes.setting import Setting
from tuireader.model import Block, Document
from tuireader.text.lexicon import lexicon


def calls(before: str, after: str) -> int:
    """Return how many calls it takes to compare two documents of one paragraph each."""
    sides = [Document(headline="Bridge", blocks=(Block(text=text),)) for text in (before, after)]
    profile = cProfile.Profile()
    profile.runcall(lambda: compare(sides[0], sides[1]))
    profiles = pstats.Stats(profile).get_stats_profile().func_profiles.values()
    return sum(int(one.ncalls.split("/")[0]) for one in profiles)


@pytest.mark.parametrize("sign", ["w", "木"])
def test_twice_the_paragraph_takes_about_twice_the_work(sign: str) -> None:
    def text(size: int, factor: int) -> str:
        return " ".join(f"{sign * (k * k * factor % 7 + 1)}" for k in range(size))

    once, twice = (calls(text(size, 1), text(size, 3)) for size in (6_000, 12_000))
    assert twice < 2.6 * once


@pytest.mark.parametrize("text", ["word " * 20_000, "w" * 100_000])
def test_what_no_person_wrote_as_a_sentence_is_read_in_pieces(text: str) -> None:
    start, end = Passage(text, Setting(lexicon("en"))).sentences_around(50_000, 50_001)
    assert start <= 50_000 < end
    assert end - start < 10_000
