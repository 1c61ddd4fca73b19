"""The bytes of a feed to a Channel: RSS, Atom and JSON Feed, broken ones too."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from tuireader.errors import UnreadablePageError
from tuireader.feeds.channel import Channel
from tuireader.feeds.decoding import decode
from tuireader.feeds.json_feed import read_json_feed
from tuireader.feeds.links import web_address
from tuireader.feeds.markup import open_markup
from tuireader.feeds.prose import plain
from tuireader.model import Entry
from tuireader.text.cleaning import clean

LARGEST = 5_000_000
"""Bytes of a feed that are looked at."""

MOST_ENTRIES = 2_000
"""Entries of one feed that are read, the first ones; feeds of a whole archive have more."""

_PAGE = re.compile(r"<(?:html|head|body|meta|title|link|script|style)\b", re.IGNORECASE)
"""How a page begins, behind its document type; no feed's root element is called so."""

_TITLE = 120
"""Characters of its summary that an entry without a title is called by."""


def read_feed(feed: bytes, *, url: str = "", content_type: str = "") -> Channel:
    """Read a feed.

    Args:
        feed: its bytes as they came, decompressed.
        url: where it came from; relative addresses in it start there.
        content_type: the header, of which the charset is one claim among others.

    Raises:
        UnreadablePageError: it is no feed, or one that attacks its reader.
    """
    data = feed[:LARGEST]
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"["):
        return _bounded(read_json_feed(decode(data, content_type), url))
    markup = open_markup(data, content_type)
    channel = None if _PAGE.match(markup) else _read_xml(markup, url)
    if channel:
        return _bounded(channel)
    raise UnreadablePageError(f"{url or 'This'} is no feed.", "Name the address of a feed.")


def _bounded(channel: Channel) -> Channel:
    return replace(channel, entries=channel.entries[:MOST_ENTRIES])


def _read_xml(markup: str, url: str) -> Channel | None:
    """Read RSS or Atom with feedparser, which falls back on a lenient parser for broken XML.

    It gets a stream (a text could be taken for a file's name), in a charset that is known.

    Raises:
        UnreadablePageError: the parser stumbled over it.
    """
    import feedparser

    try:
        read = feedparser.parse(
            BytesIO(markup.encode("utf-8")),
            response_headers={
                "content-type": "application/xml; charset=utf-8",
                "content-location": url,
            },
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except Exception as error:
        # It raises whatever its insides raise: KeyError and ValueError have been seen.
        raise UnreadablePageError(
            f"{url or 'The feed'} is broken in a way that can't be mended: {error!r}.",
            "Try again later.",
        ) from error
    version = read.get("version", "")
    if not version and not read.entries:
        return None
    atom = version.startswith("atom")
    home = web_address(read.feed.get("link"), url)
    entries = (_entry(found, home or url, atom=atom) for found in read.entries)
    return Channel(
        title=_text(read.feed, "title", atom=atom),
        home=home,
        entries=tuple(entry for entry in entries if entry.url),
    )


def _entry(found: Any, base: str, *, atom: bool) -> Entry:
    """Return an entry; its URL is empty where it leads nowhere."""
    name = found.get("id") or ""
    summary = _text(found, "summary", atom=atom)
    # FeedBurner's links count clicks; the publisher's own address stands beside them.
    address = (
        web_address(found.get("feedburner_origlink"), base)
        or web_address(found.get("link"), base)
        or web_address(name)
    )
    return Entry(
        id=clean(name),
        url=address,
        title=_text(found, "title", atom=atom) or summary[:_TITLE],
        published=_time(dict.get(found, "published_parsed")),
        updated=_time(dict.get(found, "updated_parsed")),
        summary=summary,
    )


def _text(found: Any, key: str, *, atom: bool) -> str:
    """Return a text. Atom says whether it is HTML; in RSS it is, whatever the parser guesses."""
    text = found.get(key) or ""
    detail = found.get(f"{key}_detail") or {}
    return clean(text) if atom and detail.get("type") == "text/plain" else plain(text)


def _time(parsed: Any) -> datetime | None:
    """Return a parsed time, which is in UTC; a leap second is the one before it."""
    try:
        year, month, day, hour, minute, second = parsed[:6]
        return datetime(year, month, day, hour, minute, min(second, 59), tzinfo=UTC)
    except (TypeError, ValueError, OverflowError):
        return None
