"""How long each wording stood, what came back, what only flaps."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tuireader.changes import Look, alarms, repeats, standings
from tuireader.model import Flag

START = datetime(2031, 5, 1, tzinfo=UTC)


def looks(texts: str) -> list[Look]:
    """Return a look an hour, each seeing the text of one letter."""
    return [Look(digest=text, at=START + timedelta(hours=i)) for i, text in enumerate(texts)]


def test_each_wording_stands_until_another_is_seen() -> None:
    first, second = standings(looks("AAB"))
    assert (first.since, first.until, first.looks) == (START, START + timedelta(hours=2), 2)
    assert (second.until, second.returned) == (None, False)
    assert second.stood(START + timedelta(hours=5)) == timedelta(hours=3)


def test_a_wording_that_came_back_says_so() -> None:
    assert [standing.returned for standing in standings(looks("ABA"))] == [False, False, True]


@pytest.mark.parametrize(
    ("texts", "flags"),
    [
        ("A", ()),
        ("AB", ()),
        ("ABC", ()),
        ("ABA", (Flag.REVERT,)),
        ("ABAA", ()),
        ("ABCA", (Flag.REVERT,)),
        ("ABAB", (Flag.REVERT, Flag.FLAPPING)),
        ("AABBAAB", (Flag.REVERT, Flag.FLAPPING)),
        ("ABAC", ()),
    ],
)
def test_a_return_is_a_revert_and_three_turns_are_flapping(
    texts: str, flags: tuple[Flag, ...]
) -> None:
    assert repeats(looks(texts)) == flags


def test_flapping_alarms_once() -> None:
    told = [look.digest for look in alarms(looks("ABABABAC"))]
    assert told == ["B", "A", "B", "C"]


def test_no_look_no_standing() -> None:
    assert standings([]) == ()
    assert repeats([]) == ()
