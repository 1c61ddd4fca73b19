"""Quiet hours and digests, by the clock on the user's wall."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import datetime

import pytest

from tuireader.errors import UsageError
from tuireader.notifying.hours import Hour, Quiet


@pytest.fixture(params=["UTC", "Asia/Tokyo", "America/Los_Angeles"], autouse=True)
def _zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Live somewhere."""
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def here(text: str) -> datetime:
    """Return the moment at which clocks here show this on 4 May."""
    return datetime.fromisoformat(f"2026-05-04T{text}").astimezone()


def shown(moment: datetime) -> str:
    """Return what clocks here show then."""
    return f"{moment.astimezone():%d %H:%M}"


@pytest.mark.parametrize(
    ("now", "over"),
    [
        ("21:59", "04 21:59"),
        ("22:00", "05 07:00"),
        ("23:30", "05 07:00"),
        ("03:00", "04 07:00"),
        ("07:00", "04 07:00"),
        ("12:00", "04 12:00"),
    ],
)
def test_quiet_hours_span_midnight(now: str, over: str) -> None:
    quiet = Quiet.parse("22:00-07:00")
    assert quiet is not None
    assert shown(quiet.over(here(now))) == over


@pytest.mark.parametrize(("now", "over"), [("12:30", "04 14:00"), ("14:01", "04 14:01")])
def test_quiet_hours_within_a_day(now: str, over: str) -> None:
    quiet = Quiet.parse("12:00-14:00")
    assert quiet is not None
    assert shown(quiet.over(here(now))) == over


def test_a_digest_hour_is_the_next_one() -> None:
    assert shown(Hour.parse("8:00").next_after(here("07:59"))) == "04 08:00"
    assert shown(Hour.parse("8:00").next_after(here("08:01"))) == "05 08:00"


def test_no_hours_are_no_quiet() -> None:
    assert Quiet.parse("  ") is None


@pytest.mark.parametrize("text", ["24:00-07:00", "22-07", "always", "22:00", "22:00-07:60"])
def test_other_texts_are_refused_with_an_example(text: str) -> None:
    with pytest.raises(UsageError) as caught:
        Quiet.parse(text)
    assert caught.value.advice
