"""JSON Feed (https://www.jsonfeed.org/version/1.1/), and what goes by that name."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from tuireader.errors import UnreadablePageError
from tuireader.feeds.channel import Channel
from tuireader.feeds.links import web_address
from tuireader.feeds.prose import plain
from tuireader.model import Entry
from tuireader.text.cleaning import clean

_TITLE = 120
"""Characters of its text that an item without a title is called by."""


def read_json_feed(text: str, url: str) -> Channel:
    """Read a JSON Feed; items that name no page are left out.

    Raises:
        UnreadablePageError: it is JSON, or nearly, but no feed.
    """
    try:
        feed = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UnreadablePageError(f"{url} is broken JSON.", "Try again later.") from error
    if not isinstance(feed, dict) or not isinstance(feed.get("items"), list):
        raise UnreadablePageError(f"{url} is JSON, but no feed.", "Name the feed's own address.")
    home = web_address(feed.get("home_page_url"), url)
    items = (item for item in feed["items"] if isinstance(item, dict))
    entries = (_entry(item, home or url) for item in items)
    return Channel(
        title=clean(_text(feed, "title")),
        home=home,
        entries=tuple(entry for entry in entries if entry.url),
    )


def _entry(item: dict[str, Any], base: str) -> Entry:
    name = _text(item, "id")
    body = _text(item, "summary") or _text(item, "content_text") or _text(item, "content_html")
    summary = plain(body)
    return Entry(
        id=clean(name),
        url=web_address(item.get("url"), base)
        or web_address(name)
        or web_address(item.get("external_url"), base),
        title=clean(_text(item, "title")) or summary[:_TITLE],
        published=_time(item.get("date_published")),
        updated=_time(item.get("date_modified")),
        summary=summary,
    )


def _text(values: dict[str, Any], key: str) -> str:
    """Return a text; numbers pass, as version 1 of the format allows them for an id."""
    value = values.get(key)
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return value if isinstance(value, str) else str(value) if is_number else ""


def _time(value: object) -> datetime | None:
    """Read a time as RFC 3339 has it; one without a zone is taken as UTC."""
    if not isinstance(value, str):
        return None
    try:
        moment = datetime.fromisoformat(value.strip())
        return moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
