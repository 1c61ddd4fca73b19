"""When an article is looked at again."""

from datetime import UTC, datetime, timedelta

import pytest

from tuireader.model import Check, CheckStatus
from tuireader.schedule import SLOWEST, next_check

START = datetime(2026, 3, 1, 8, tzinfo=UTC)


def looks(*entries: tuple[float, CheckStatus]) -> list[Check]:
    """Make a history from hours since the start and statuses."""
    return [
        Check(article=1, url="https://a.example/1", at=START + timedelta(hours=h), status=status)
        for h, status in entries
    ]


def test_an_article_never_looked_at_is_due_now() -> None:
    assert next_check([], START) == START


@pytest.mark.parametrize("status", [CheckStatus.NEW, CheckStatus.CHANGED])
def test_news_is_confirmed_by_a_second_look_at_once(status: CheckStatus) -> None:
    assert next_check(looks((0, status)), START) == START


@pytest.mark.parametrize(
    ("age_hours", "gap"),
    [
        (1, timedelta(minutes=15)),
        (5, timedelta(hours=1)),
        (48, timedelta(hours=3)),
        (24 * 10, timedelta(days=3)),
        (24 * 400, timedelta(days=30)),
    ],
)
def test_looks_thin_out_as_a_story_ages(age_hours: float, gap: timedelta) -> None:
    now = START + timedelta(hours=age_hours)
    history = looks((0, CheckStatus.NEW), (age_hours, CheckStatus.UNCHANGED))
    assert next_check(history, now) == now + gap


def test_a_late_change_makes_the_story_young_again() -> None:
    now = START + timedelta(hours=301)
    history = looks((0, CheckStatus.NEW), (300, CheckStatus.CHANGED), (301, CheckStatus.UNCHANGED))
    assert next_check(history, now) == now + timedelta(minutes=15)


def test_failures_in_a_row_double_the_gap_and_one_success_resets_it() -> None:
    failed = CheckStatus.FAILED
    history = looks((0, CheckStatus.NEW), (1, failed), (1, failed), (1, failed))
    now = START + timedelta(hours=1)
    assert next_check(history, now) == now + timedelta(minutes=15) * 8
    recovered = [*history, *looks((1, CheckStatus.UNCHANGED))]
    assert next_check(recovered, now) == now + timedelta(minutes=15)


def test_endless_failures_never_push_the_next_look_beyond_the_slowest_gap() -> None:
    history = looks((0, CheckStatus.NEW), *[(500, CheckStatus.BLOCKED)] * 200)
    now = START + timedelta(hours=500)
    assert next_check(history, now) == now + SLOWEST


def test_a_gone_article_is_not_looked_at_again() -> None:
    assert next_check(looks((0, CheckStatus.NEW), (1, CheckStatus.GONE)), START) is None
