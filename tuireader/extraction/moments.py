"""Read the times that pages give for themselves; every result is aware, in UTC."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone

_LOOSE = re.compile(
    r"(?P<date>\d{4}-\d\d?-\d\d?)(?:[T ]+(?P<time>\d\d?:\d\d(?::\d\d)?)(?:[.,]\d+)?"
    r"\s*(?P<zone>Z|UTC|GMT|[+-]\d\d:?\d\d)?)?",
    re.IGNORECASE,
)
_COMPACT = re.compile(r"^(\d{4})(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)?)?Z?$")
_SECONDS = re.compile(r"^1\d{9}(?:\d{3})?$")
_MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec"
_IN_ADDRESS = re.compile(
    r"/((?:19|20)\d\d)/(\d\d?|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6})"
    r"/(\d\d?)(?=/|$)"
)
_EARLIEST, _LATEST = 1800, 2200
_LAST_DAY = f"{_LATEST - 1}-12-31"
_MOST_SEARCHED = 1_000_000
"""Characters of markup in which a day is searched."""


def moment(value: object) -> datetime | None:
    """Return the time that `value` says, in UTC; a time without a zone counts as UTC."""
    if isinstance(value, (int, float)):
        value = str(int(value))
    if not isinstance(value, str):
        return None
    text = value.strip()[:80]
    for reader in (_iso, _loose, _compact, _epoch, _mail):
        try:
            found = reader(text)
        except (ValueError, OverflowError, TypeError, IndexError):
            continue
        if found is not None:
            return _sane(found)
    return None


def day_in(markup: str, url: str) -> datetime | None:
    """Search the day a page was published: in its address, else in all of it with htmldate.

    htmldate's extensive search reads "yesterday", and its own last day is today: left out and
    given, so that a page says the same on every day it is read.
    """
    if (found := _day_in_address(url)) or len(markup) > _MOST_SEARCHED:
        return found
    from htmldate import find_date  # rarely needed, and slow to import

    return moment(
        find_date(
            markup, extensive_search=False, original_date=True, url=url or None, max_date=_LAST_DAY
        )
    )


def _day_in_address(url: str) -> datetime | None:
    """Return the day whose year, month and day are folders of an address: `/2020/may/04/`."""
    match = _IN_ADDRESS.search(url.partition("?")[0].lower())
    if not match:
        return None
    year, month, day = match.groups()
    number = int(month) if month.isdigit() else _MONTHS.index(month[:3]) // 3 + 1
    try:
        return datetime(int(year), number, int(day), tzinfo=UTC)
    except ValueError:
        return None


def aware(found: datetime) -> datetime:
    """Return a time with its zone; one without counts as UTC, on every machine."""
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _sane(found: datetime) -> datetime | None:
    try:
        found = aware(found).astimezone(UTC)
    except (OverflowError, ValueError):
        return None
    return found if _EARLIEST <= found.year <= _LATEST else None


def _iso(text: str) -> datetime | None:
    return datetime.fromisoformat(text)


def _loose(text: str) -> datetime | None:
    match = _LOOSE.match(text)
    if not match:
        return None
    year, month, day = (int(part) for part in match["date"].split("-"))
    clock = [int(part) for part in (match["time"] or "0:0").split(":")]
    second = clock[2] if len(clock) > 2 else 0
    return datetime(year, month, day, clock[0], clock[1], second, tzinfo=_zone(match["zone"]))


def _zone(text: str | None) -> timezone:
    if not text or text[0] not in "+-":
        return UTC
    digits = text[1:].replace(":", "")
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:] or 0))
    return timezone(-offset if text[0] == "-" else offset)


def _compact(text: str) -> datetime | None:
    match = _COMPACT.match(text)
    if not match:
        return None
    parts = [int(part) for part in match.groups() if part]
    return datetime(*parts[:6], tzinfo=UTC)  # type: ignore[arg-type, misc]


def _epoch(text: str) -> datetime | None:
    if not _SECONDS.match(text):
        return None
    return datetime.fromtimestamp(int(text[:10]), UTC)


def _mail(text: str) -> datetime | None:
    from email.utils import parsedate_to_datetime  # rarely needed, and slow to import

    return parsedate_to_datetime(text)
