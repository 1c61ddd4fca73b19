"""When an article is looked at again."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tuireader.model import Check, CheckStatus, Listing
from tuireader.schedule import Habit, Limits, next_check, source_habits

START = datetime(2026, 3, 1, 8, tzinfo=UTC)
LIMITS = Limits()
NEW, CHANGED, UNCHANGED = CheckStatus.NEW, CheckStatus.CHANGED, CheckStatus.UNCHANGED
FAILED, BLOCKED, GONE = CheckStatus.FAILED, CheckStatus.BLOCKED, CheckStatus.GONE


def looks(*entries: tuple[float, CheckStatus], url: str = "https://a.example/1") -> list[Check]:
    """Make a history from hours since the start and statuses."""
    return [
        Check(article=1, url=url, at=START + timedelta(hours=h), status=status)
        for h, status in entries
    ]


def gap(history: list[Check], limits: Limits = LIMITS) -> timedelta:
    """Return how long the schedule waits after the last look."""
    due = next_check(history, history[-1].at, limits=limits)
    assert due is not None
    return due - history[-1].at


def test_an_article_never_looked_at_is_due_now() -> None:
    assert next_check([], START) == START


@pytest.mark.parametrize("status", [NEW, CHANGED])
def test_news_is_confirmed_by_a_second_look_at_once(status: CheckStatus) -> None:
    assert next_check(looks((0, status)), START) == START


def test_an_edit_right_after_saving_is_confirmed_too() -> None:
    history = looks((0, NEW), (0.01, CHANGED))
    assert next_check(history, history[-1].at) == history[-1].at


def test_a_server_that_alternates_is_not_asked_again_and_again() -> None:
    flickering = looks((5, CHANGED), (5.001, CHANGED), (5.002, CHANGED), (5.003, CHANGED))
    assert gap(flickering) >= LIMITS.fastest


def test_looks_thin_out_as_a_story_ages() -> None:
    ages = (1, 5, 24, 24 * 7, 24 * 30)
    gaps = [gap(looks((0, NEW), (0, UNCHANGED), (age, UNCHANGED))) for age in ages]
    assert gaps == sorted(gaps)
    assert gaps[0] < timedelta(hours=3)
    assert gaps[-1] > timedelta(days=3)


def test_a_story_that_was_edited_often_is_looked_at_more_often() -> None:
    calm = looks((0, NEW), *[(hour, UNCHANGED) for hour in range(1, 13)])
    busy = looks((0, NEW), *[(hour, CHANGED) for hour in range(1, 12)], (12, UNCHANGED))
    assert gap(busy) * 4 < gap(calm)


def test_a_late_change_makes_the_story_young_again() -> None:
    old = looks((0, NEW), (1, UNCHANGED), (300, UNCHANGED), (301, UNCHANGED))
    edited = looks((0, NEW), (1, UNCHANGED), (300, CHANGED), (300.01, UNCHANGED))
    assert gap(edited) * 4 < gap(old)


LIVE = [(n / 4, CHANGED) for n in range(1, 33)]
"""A story that is written anew four times an hour for eight hours."""


def test_a_story_that_is_being_written_is_looked_at_every_few_minutes() -> None:
    assert gap(looks((0, NEW), *LIVE, (8.01, UNCHANGED))) < timedelta(minutes=8)


def test_a_story_that_was_written_all_day_is_left_alone_the_day_after() -> None:
    after = [(8 + n / 10, UNCHANGED) for n in range(1, 160)]
    assert gap(looks((0, NEW), *LIVE, *after)) > timedelta(hours=2)


def test_a_quiet_story_of_five_hours_is_never_left_alone_for_four() -> None:
    ages = (0.2, 0.5, 1, 1.5, 2, 3, 4)
    for url in map("https://a.example/{}".format, range(100)):
        seen = looks((0, NEW), *[(age, UNCHANGED) for age in ages], (5, UNCHANGED), url=url)
        assert gap(seen) < timedelta(hours=4)


def test_how_often_we_looked_does_not_make_a_quiet_story_busy() -> None:
    often = looks((0, NEW), *[(n / 10, UNCHANGED) for n in range(1, 241)])
    seldom = looks((0, NEW), (1, UNCHANGED), (24, UNCHANGED))
    assert gap(often) / gap(seldom) == pytest.approx(1, abs=0.25)


def test_failures_in_a_row_double_the_gap_and_one_success_resets_it() -> None:
    calm = gap(looks((0, NEW), (10, UNCHANGED)))
    assert gap(looks((0, NEW), (10, UNCHANGED), *[(10, FAILED)] * 3)) > calm * 5
    assert gap(looks((0, NEW), *[(10, FAILED)] * 3, (10, UNCHANGED))) < calm * 2


def test_a_failed_look_tells_nothing_about_how_often_a_story_is_edited() -> None:
    history = looks((0, NEW), (1, FAILED), (2, BLOCKED), (3, UNCHANGED))
    without = looks((0, NEW), (3, UNCHANGED))
    assert gap(history) / gap(without) == pytest.approx(1, abs=0.25)


def test_endless_failures_never_push_the_next_look_beyond_the_slowest_gap() -> None:
    assert gap(looks((0, NEW), *[(500, BLOCKED)] * 200)) == LIMITS.slowest


def test_a_gone_article_is_looked_at_ever_more_seldom_since_it_may_come_back() -> None:
    gaps = [gap(looks((0, NEW), *[(24, GONE)] * times)) for times in (3, 4, 5, 6)]
    assert gaps == sorted(gaps)
    assert gaps[-1] > gaps[0] * 4
    silent = looks((0, NEW), (24 * 361, GONE))
    assert next_check(silent, silent[-1].at) is None


@pytest.mark.parametrize("status", [FAILED, BLOCKED, GONE])
def test_the_first_look_in_vain_is_repeated_soon_however_old_the_story(
    status: CheckStatus,
) -> None:
    assert gap(looks((0, NEW), (2000, UNCHANGED), (2100, status))) < timedelta(hours=1.2)


def test_after_a_year_of_silence_nobody_looks_any_more() -> None:
    history = looks((0, NEW), (24 * 361, UNCHANGED))
    assert next_check(history, history[-1].at) is None
    woken = looks((0, NEW), (24 * 361, CHANGED), (24 * 361.1, UNCHANGED))
    assert next_check(woken, woken[-1].at) is not None


def test_stories_saved_together_do_not_stay_together_and_the_same_one_never_varies() -> None:
    entries = ((0, NEW), (0, UNCHANGED), (30, UNCHANGED))
    gaps = [gap(looks(*entries, url=f"https://a.example/{n}")) for n in range(50)]
    assert len(set(gaps)) > 40
    assert max(gaps) < min(gaps) * 1.3
    assert gap(looks(*entries)) == gap(looks(*entries))


def test_looks_filed_out_of_order_count_at_their_times() -> None:
    history = looks((0, NEW), (5, CHANGED), (6, UNCHANGED))
    assert next_check(history[::-1], history[-1].at) == next_check(history, history[-1].at)


def test_a_greater_eagerness_limit_costs_fewer_looks() -> None:
    history = looks((0, NEW), (0, UNCHANGED), (20, UNCHANGED))
    assert gap(history, replace(LIMITS, eagerness=0.5)) > gap(history)


@given(
    st.lists(
        st.tuples(st.floats(0, 5000), st.sampled_from([NEW, CHANGED, UNCHANGED, FAILED, BLOCKED])),
        min_size=1,
        max_size=30,
    )
)
def test_every_gap_is_within_the_limits_or_the_look_confirms_news(
    entries: list[tuple[float, CheckStatus]],
) -> None:
    history = sorted(looks(*entries), key=lambda check: check.at)
    due = next_check(history, history[-1].at)
    if due is None or history[-1].status in (NEW, CHANGED):
        return
    assert LIMITS.fastest <= due - history[-1].at <= LIMITS.slowest


def listing(number: int, source: str, texts: int) -> Listing:
    """Make a row of the list: an article first seen at the start."""
    return Listing(
        article=number, url=f"https://{source}/{number}", headline="", source=source,
        snapshots=texts, texts=texts, first=START, last=START, status=UNCHANGED,
        unread=False, changed=False,
    )  # fmt: skip


def test_a_source_that_edits_often_is_looked_at_more_often_from_the_start() -> None:
    rows = [listing(n, "busy.example", 9) for n in range(9)]
    rows += [listing(n, "calm.example", 1) for n in range(9)]
    habits = source_habits(rows, START + timedelta(days=7))
    history = looks((0, NEW), (0, UNCHANGED), (2, UNCHANGED))
    busy, calm = (
        next_check(history, history[-1].at, habit=habits[name])
        for name in ("busy.example", "calm.example")
    )
    assert busy is not None
    assert calm is not None
    assert busy < calm
    assert isinstance(habits["calm.example"], Habit)
