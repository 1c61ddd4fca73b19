"""Retry-After in both its forms, and a User-Agent that can't be abused."""

from __future__ import annotations

from datetime import UTC, datetime

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tuireader.fetching.headers import request_headers, retry_after
from tuireader.fetching.settings import FetchSettings, user_agent

NOW = datetime(2026, 6, 27, 8, 0, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120),
        (" 0 ", 0),
        ("Sat, 27 Jun 2026 08:01:30 GMT", 90),
        ("Sat, 27 Jun 2026 08:01:30 -0000", 90),
        ("Sat, 27 Jun 2026 07:00:00 GMT", 0),
        ("soon", None),
        ("", None),
        ("-5", None),
        ("1.5", None),
        ("٣", None),
        ("Sat, 99 Jun 2026 08:01:30 GMT", None),
    ],
)
def test_retry_after_holds_seconds_or_a_date(value: str, seconds: float | None) -> None:
    assert retry_after(value, NOW) == seconds


@given(st.text())
def test_retry_after_never_breaks_on_what_a_server_says(value: str) -> None:
    assert (retry_after(value, NOW) or 0) >= 0


@given(st.text())
def test_a_contact_cannot_forge_a_header(contact: str) -> None:
    agent = user_agent(contact)
    assert agent.isascii()
    assert agent.isprintable()
    assert agent.count("(") == agent.count(")") == 1


@pytest.mark.parametrize(
    ("url", "sent"),
    [
        ("https://gannet.example/a?id=1", True),
        ("https://gannet.example/a?id=2", False),
        ("https://gannet.example/a", False),
        ("http://gannet.example/a?id=1", False),
        ("https://gannet.example.evil.example/a?id=1", False),
        ("https://www.gannet.example/a?id=1", False),
    ],
)
def test_a_cookie_for_one_article_goes_to_its_address_alone(url: str, sent: bool) -> None:
    settings = FetchSettings(headers={"https://gannet.example/a?id=1": {"Cookie": "reader=ola"}})
    headers = request_headers(settings, httpx.URL(url), {})
    assert headers.get("Cookie") == ("reader=ola" if sent else None)


def test_headers_for_something_that_is_no_place_are_never_sent() -> None:
    settings = FetchSettings(headers={"http://[": {"Cookie": "reader=ola"}})
    assert "Cookie" not in request_headers(settings, httpx.URL("http://gannet.example/"), {})
