"""The bytes of a feed to text, whatever charset they claim."""

from __future__ import annotations

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"<\x00?\x00", "utf-16-le"),
    (b"\x00<\x00?", "utf-16-be"),
)
"""How files begin, and what they are in then (XML 1.0, appendix F)."""

_CLAIM = re.compile(r"(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_LATIN = frozenset({"ascii", "iso8859-1"})
_CLAIMED_WITHIN = 200
_TOLERATED = 0.05
"""Broken characters, of those that aren't ASCII, that UTF-8 may have and still be UTF-8."""


def decode(feed: bytes, content_type: str = "") -> str:
    """Return a feed's text; no bytes make it fail.

    In order: what its first bytes show; UTF-8 where it is valid (text in another charset hardly
    ever is, by chance), or nearly; the charset that the XML declaration names, or the header
    (RFC 7303 would have it the other way round, but servers guess and writers know); Windows-1252.
    """
    for mark, name in _MARKS:
        if feed.startswith(mark):
            return feed.decode(name, "replace").removeprefix("\ufeff")
    text = feed.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    if not broken or broken <= _TOLERATED * sum(sign > "\x7f" for sign in text):
        return text
    declared = feed[:_CLAIMED_WITHIN].partition(b"?>")[0].decode("ascii", "replace")
    for claim in (*_CLAIM.findall(declared), *_CLAIM.findall(content_type)):
        if (claimed := _decode_as(feed, claim)) is not None:
            return claimed
    return feed.decode("cp1252", "replace")


def _decode_as(feed: bytes, claim: str) -> str | None:
    try:
        name = codecs.lookup(claim).name
        return feed.decode("cp1252" if name in _LATIN else name)
    except (LookupError, UnicodeError):
        return None
