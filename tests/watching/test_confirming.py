"""When news of an article are sure enough to be told."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import UTC, datetime, timedelta

import pytest

from tuireader.model import Check, CheckStatus, Flag, Origin, Snapshot
from tuireader.watching.confirming import news_of

NEW, CHANGED, UNCHANGED = CheckStatus.NEW, CheckStatus.CHANGED, CheckStatus.UNCHANGED
GONE, FAILED, BLOCKED = CheckStatus.GONE, CheckStatus.FAILED, CheckStatus.BLOCKED
START = datetime(2026, 5, 1, tzinfo=UTC)


def saved(number: int, flags: Collection[Flag] = (), origin: Origin = Origin.FETCH) -> Snapshot:
    return Snapshot(
        article=1, number=number, taken_at=START, origin=origin, url="", digest="", seal="",
        headline="", flags=tuple(flags),
    )  # fmt: skip


def told(
    *looks: tuple[CheckStatus, int | None],
    flags: Mapping[int, Collection[Flag]] | None = None,
    origins: Mapping[int, Origin] | None = None,
    hours: float = 1,
) -> list[list[str]]:
    """Return what each look, `hours` after the one before, makes sure of: words and snapshots."""
    history = {
        n: saved(n, (flags or {}).get(n, ()), (origins or {}).get(n, Origin.FETCH))
        for _, n in looks
        if n
    }
    checks = [
        Check(article=1, url="", at=START + n * timedelta(hours=hours), status=s, snapshot=i)
        for n, (s, i) in enumerate(looks)
    ]
    found: dict[datetime, list[str]] = {check.at: [] for check in checks}
    for news in news_of(checks, history):
        word = "flapping" if news.flapping else news.event.value
        found[news.at].append(f"{word} {news.snapshot}" if news.snapshot else word)
    return list(found.values())


def test_a_change_is_told_when_a_second_look_finds_the_same() -> None:
    assert told((CHANGED, 2), (UNCHANGED, None), (UNCHANGED, None)) == [[], ["changed 2"], []]


def test_a_change_upon_a_change_confirms_the_first() -> None:
    looks = (CHANGED, 2), (CHANGED, 3), (UNCHANGED, None)
    assert told(*looks) == [[], ["changed 2"], ["changed 3"]]


@pytest.mark.parametrize("status", [FAILED, BLOCKED])
def test_a_look_that_brought_no_page_neither_confirms_nor_forgets(status: CheckStatus) -> None:
    assert told((CHANGED, 2), (status, None), (UNCHANGED, None)) == [[], [], ["changed 2"]]


def test_a_withdrawn_page_confirms_what_was_changed_before() -> None:
    assert told((CHANGED, 2), (GONE, None)) == [[], ["changed 2", "gone"]]


def test_two_texts_in_turn_are_told_once() -> None:
    flapping = dict.fromkeys(range(3, 9), (Flag.REVERT, Flag.FLAPPING))
    looks = [(CHANGED, number) for number in range(2, 9)]
    assert [tell for tell in told(*looks, flags=flapping) if tell] == [["flapping 2"]]


def test_a_revert_that_stays_is_told() -> None:
    looks = (CHANGED, 2), (UNCHANGED, None), (CHANGED, 3), (UNCHANGED, None)
    assert told(*looks, flags={3: (Flag.REVERT,)})[1::2] == [["changed 2"], ["changed 3"]]


def test_a_new_article_is_no_change() -> None:
    assert told((NEW, 1), (UNCHANGED, None)) == [[], []]


def test_what_came_from_a_file_or_an_archive_is_nobody_s_news() -> None:
    looks = (CHANGED, 2), (UNCHANGED, None)
    for origin in (Origin.FILE, Origin.MEMENTO):
        assert told(*looks, origins={2: origin}) == [[], []]


def test_a_page_that_goes_and_comes_back_is_told_both_times() -> None:
    looks = (NEW, 1), (GONE, None), (GONE, None), (UNCHANGED, None), (UNCHANGED, None)
    assert told(*looks) == [[], ["gone"], [], ["back"], []]


def test_a_page_that_comes_back_with_another_text_is_told_as_both() -> None:
    looks = (NEW, 1), (GONE, None), (CHANGED, 2), (UNCHANGED, None)
    assert told(*looks) == [[], ["gone"], ["back"], ["changed 2"]]


def test_a_page_that_goes_and_comes_all_the_time_is_told_once() -> None:
    looks = [(NEW, 1), *[(GONE, None), (UNCHANGED, None)] * 9]
    assert [words for words in told(*looks) if words] == [["gone"], ["back"]]


def test_where_a_page_came_and_went_a_lot_what_lasts_for_a_day_is_told() -> None:
    looks = [(NEW, 1), *[(GONE, None), (UNCHANGED, None)] * 3, *[(GONE, None)] * 4]
    assert [words for words in told(*looks, hours=12) if words] == [["gone"], ["back"], ["gone"]]
