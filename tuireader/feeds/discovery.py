"""What a page names in its head: its feeds, and its own address.

Feeds by `<link rel="alternate">` with a feed's type, as browsers and readers agreed on
(https://www.rssboard.org/rss-autodiscovery) and HTML took over (the `alternate` link type); its
own address by `<link rel="canonical">` (RFC 6596).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from tuireader.feeds.decoding import decode
from tuireader.feeds.links import web_address

_TYPES = (
    "application/rss+xml",
    "application/atom+xml",
    "application/rdf+xml",
    "application/feed+json",
)
_TAG = re.compile(r"<(link|base)\s([^<>]{1,4000})>", re.IGNORECASE)
_ATTRIBUTE = re.compile(
    r"(?<![a-z-])([a-z-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE
)
_LOOKED_AT = 1_000_000
"""Bytes of a page that are searched."""


def discover(page: bytes, *, url: str, content_type: str = "") -> tuple[str, ...]:
    """Return the addresses of a page's feeds, the likeliest first.

    Publishers put their own order; only feeds of readers' comments go last.
    """
    found: list[tuple[bool, int, str]] = []
    for values, address in _links(page, url, content_type):
        if _is_feed(values):
            about_comments = "comment" in f"{values.get('title', '')} {address}".lower()
            found.append((about_comments, len(found), address))
    return tuple(dict.fromkeys(address for _, _, address in sorted(found)))


def own_address(page: bytes, *, url: str, content_type: str = "") -> str | None:
    """Return the address that a page gives as its own, None where it gives none."""
    for values, address in _links(page, url, content_type):
        if "canonical" in values.get("rel", "").lower().split():
            return address
    return None


def _links(page: bytes, url: str, content_type: str) -> Iterator[tuple[dict[str, str], str]]:
    """Yield the attributes and the absolute address of each `<link>` that has one."""
    text = _without_comments(decode(page[:_LOOKED_AT], content_type))
    base = url
    for tag in _TAG.finditer(text):
        values = {
            m[1].lower(): unescape(m[2] or m[3] or m[4] or "") for m in _ATTRIBUTE.finditer(tag[2])
        }
        if tag[1].lower() == "base":
            base = web_address(values.get("href"), url) or base
        elif address := web_address(values.get("href"), base):
            yield values, address


def _is_feed(values: dict[str, str]) -> bool:
    kind = values.get("type", "").partition(";")[0].strip().lower()
    return kind in _TYPES and "alternate" in values.get("rel", "").lower().split()


def _without_comments(text: str) -> str:
    """Drop `<!-- … -->`, in which pages keep what they no longer want."""
    first, *rest = text.split("<!--")
    return first + "".join(part.partition("-->")[2] for part in rest)
