"""Which entries become articles."""

from __future__ import annotations

import pytest

from tuireader.feeds.rules import takes
from tuireader.model import Entry

ENTRY = Entry(
    url="https://gannet.example/1",
    title="Flooding closes the HARBOUR",
    summary="The central  bank's cellar is under water. 東京の洪水",
)


@pytest.mark.parametrize("word", ["harbour", "Harbour", "flood*", "central bank", "bank", "洪水"])
def test_a_word_fits_whole_in_any_case(word: str) -> None:
    assert takes(ENTRY, [word])


@pytest.mark.parametrize("word", ["flood", "arbour", "war", "bank central", "", "*", "[", "大火"])
def test_a_part_of_a_word_does_not_fit(word: str) -> None:
    assert not takes(ENTRY, [word])


def test_one_word_of_several_is_enough() -> None:
    assert takes(ENTRY, ["herring", "harbour"])


def test_no_rule_takes_all_and_an_empty_one_takes_none() -> None:
    assert takes(ENTRY, None)
    assert not takes(ENTRY, [])
