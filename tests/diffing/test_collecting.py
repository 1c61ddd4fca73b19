"""The collector of cycles rests during a comparison, and never for longer."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from tests.benchmarks.texts import Prose
from tests.diffing.helpers import document
from tuireader.diffing import diff, uncollected
from tuireader.model import Pair


@pytest.fixture(autouse=True)
def turned_on() -> Iterator[None]:
    """Leave the collector on, whatever a test does."""
    yield
    gc.enable()


def test_one_round_of_the_collector_at_most_is_made_for_a_comparison() -> None:
    prose = Prose("collector")
    before = prose.text(20_000)
    pair = Pair(before=document(before), after=document(prose.edited(before, 0.2)))
    rounds: list[str] = []
    gc.callbacks.append(lambda phase, _: rounds.append(phase) if phase == "start" else None)
    try:
        diff(pair)
    finally:
        gc.callbacks.pop()
    assert len(rounds) <= 1  # once it is on again
    assert gc.isenabled()


def test_it_is_turned_on_again_after_a_failure() -> None:
    with pytest.raises(KeyError), uncollected():
        raise KeyError
    assert gc.isenabled()


def test_who_had_turned_it_off_keeps_it_off() -> None:
    gc.disable()
    with uncollected():
        assert not gc.isenabled()
    assert not gc.isenabled()


def test_one_comparison_inside_another_leaves_it_off_until_both_are_done() -> None:
    with uncollected():
        with uncollected():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()
