"""Request and answer headers: conditional requests and Retry-After."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpx

from tuireader.fetching.decoding import ACCEPTED
from tuireader.fetching.settings import FetchSettings, user_agent

_CONDITIONS = {"etag": "If-None-Match", "last-modified": "If-Modified-Since"}


def request_headers(
    settings: FetchSettings, url: httpx.URL, validators: Mapping[str, str]
) -> dict[str, str]:
    """Build the headers of a request.

    Args:
        settings: whose `contact` and `headers` are used.
        url: where it goes; `settings.headers` of its host, of parent domains, and of this very
            address apply, and a name and password in it are sent as Basic credentials (RFC 7617).
        validators: `etag` and `last-modified` as the server last gave them; sent back unchanged
            (RFC 9110, section 13.1), left out where they hold what no header may.
    """
    headers = {
        "User-Agent": user_agent(settings.contact),
        "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
        "Accept-Encoding": ACCEPTED,
    }
    if url.userinfo:
        secret = f"{url.username}:{url.password}".encode()
        headers["Authorization"] = f"Basic {b64encode(secret).decode('ascii')}"
    for place, more in settings.headers.items():
        if _is_at(url, place):
            headers.update(more)
    for name, value in validators.items():
        if name in _CONDITIONS and value and value.isascii() and value.isprintable():
            headers[_CONDITIONS[name]] = value
    return headers


def _is_at(url: httpx.URL, place: str) -> bool:
    """Tell whether an address is at a place: a host with its subdomains, or one whole address."""
    if "://" not in place:
        return f".{url.host}".endswith(f".{place.lower()}")
    try:
        return url.copy_with(userinfo=b"") == httpx.URL(place).copy_with(fragment=None)
    except httpx.InvalidURL:
        return False


def retry_after(value: str, now: datetime) -> float | None:
    """Read a Retry-After header: seconds from `now`, None where it says nothing.

    It holds seconds or a date (RFC 9110, section 10.2.3).
    """
    text = value.strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        when = parsedate_to_datetime(text)
    except ValueError:
        return None
    aware = when if when.tzinfo else when.replace(tzinfo=UTC)
    return max(0.0, (aware - now).total_seconds())
