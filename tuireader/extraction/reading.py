"""Turn a page's bytes into text, whatever charset it claims or has."""

from __future__ import annotations

import codecs
import re

from tuireader.extraction.charsets import SAMPLE, known
from tuireader.extraction.warnings import Warn

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_IN_HEADER = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_IN_PAGE = re.compile(
    rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})"
    rb"|<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{2,40})",
    re.IGNORECASE,
)
_MARKUP = re.compile(
    r"<(?:!doctype|\?xml|html|head|body|div|p|article|section|h[1-6]|span|table|a\s|br|img|script)\b",
    re.IGNORECASE,
)
_DECLARED_WITHIN = 8192

_GUESS_OF_SERVERS = frozenset({"cp1252"})
"""Charsets that a server names by default, whatever the page holds."""


def decode(page: bytes, content_type: str = "") -> tuple[str, list[Warn]]:
    """Return a page's text and warnings; no bytes make it fail.

    In order: a byte order mark; UTF-8 where the bytes are valid UTF-8 (other charsets hardly ever
    are by chance), whatever header and page claim; the claims that fit the bytes, the header's
    first unless it is a server's default; what statistics say; UTF-8 with replacements.
    """
    for mark, name in _BOMS:
        if page.startswith(mark):
            return page[len(mark) :].decode(name, "replace"), []
    if name := _wide(page):
        return page.decode(name, "replace"), []
    claims = _claims(page, content_type)
    if b"\x1b$" in page and "iso2022_jp" not in claims:
        claims.append("iso2022_jp")
    for name in claims if "iso2022_jp" in claims else ["utf-8", *claims]:
        if (text := _fits(page, name)) is not None:
            return text, []
    from tuireader.extraction.guessing import guess  # hardly any page comes this far

    return guess(page)


def is_dump(text: str) -> bool:
    """Tell whether a page is plain text: no tag that a page can't do without."""
    return not _MARKUP.search(text, 0, 200_000)


def _wide(page: bytes) -> str:
    """Return UTF-16's name where every other byte is zero, as in markup without a mark."""
    head = page[:400]
    if len(head) < 8:
        return ""
    for offset, name in ((1, "utf-16-le"), (0, "utf-16-be")):
        zeros = head[offset::2]
        if zeros.count(0) > 0.4 * len(zeros) and head[1 - offset :: 2].count(0) < 0.1 * len(zeros):
            return name
    return ""


def _claims(page: bytes, content_type: str) -> list[str]:
    """Return the charsets that header and page name, the more trustworthy first."""
    header = known(match[1]) if (match := _IN_HEADER.search(content_type)) else ""
    inner = _IN_PAGE.search(page[:_DECLARED_WITHIN])
    meta = known((inner[1] or inner[2]).decode("ascii", "replace")) if inner else ""
    names = [meta, header] if header in _GUESS_OF_SERVERS else [header, meta]
    # A page that could be read as ASCII is not UTF-16, whatever it says of itself.
    return [name for name in names if name and not name.startswith(("utf-16", "utf-32", "utf-8"))]


def _fits(page: bytes, name: str) -> str | None:
    try:
        text = page.decode(name)
    except (UnicodeDecodeError, LookupError):
        return None
    return None if name != "utf-8" and _has_controls(text) else text


def _has_controls(text: str) -> bool:
    """Tell whether a text holds many C1 controls, the mark of a wrong single-byte charset."""
    sample = text[:SAMPLE]
    odd = sum(1 for sign in sample if "\x80" <= sign <= "\x9f")
    return odd > 5 and odd > 0.001 * len(sample)
