"""When a change is sure enough to be told."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import UTC, datetime

import pytest

from tuireader.model import Check, CheckStatus, Flag
from tuireader.watching.confirming import Tell, settle

NEW, CHANGED, UNCHANGED = CheckStatus.NEW, CheckStatus.CHANGED, CheckStatus.UNCHANGED


def told(
    *looks: tuple[CheckStatus, int | None], flags: Mapping[int, Collection[Flag]] | None = None
) -> list[Tell | None]:
    """Return what each look makes sure of."""
    waiting: dict[int, int] = {}
    at = datetime(2026, 5, 1, tzinfo=UTC)
    checks = [Check(article=1, url="", at=at, status=s, snapshot=n) for s, n in looks]
    return [settle(check, flags or {}, waiting) for check in checks]


def test_a_change_is_told_when_a_second_look_finds_the_same() -> None:
    assert told((CHANGED, 2), (UNCHANGED, None), (UNCHANGED, None)) == [None, Tell(1, 2), None]


def test_a_change_upon_a_change_confirms_the_first() -> None:
    looks = (CHANGED, 2), (CHANGED, 3), (UNCHANGED, None)
    assert told(*looks) == [None, Tell(1, 2), Tell(1, 3)]


@pytest.mark.parametrize("status", [CheckStatus.FAILED, CheckStatus.BLOCKED])
def test_a_look_that_brought_no_page_neither_confirms_nor_forgets(status: CheckStatus) -> None:
    assert told((CHANGED, 2), (status, None), (UNCHANGED, None)) == [None, None, Tell(1, 2)]


def test_a_withdrawn_page_confirms_what_was_changed_before() -> None:
    assert told((CHANGED, 2), (CheckStatus.GONE, None)) == [None, Tell(1, 2)]


def test_two_texts_in_turn_are_told_once() -> None:
    flapping = dict.fromkeys(range(3, 9), (Flag.REVERT, Flag.FLAPPING))
    looks = [(CHANGED, number) for number in range(2, 9)]
    assert [tell for tell in told(*looks, flags=flapping) if tell] == [Tell(1, 2, flapping=True)]


def test_a_revert_that_stays_is_told() -> None:
    looks = (CHANGED, 2), (UNCHANGED, None), (CHANGED, 3), (UNCHANGED, None)
    assert told(*looks, flags={3: (Flag.REVERT,)})[1::2] == [Tell(1, 2), Tell(1, 3)]


def test_a_new_article_is_no_change() -> None:
    assert told((NEW, 1), (UNCHANGED, None)) == [None, None]
