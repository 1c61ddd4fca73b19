"""Parse HTML into an lxml tree in bounded time and memory."""

from __future__ import annotations

import re

from lxml import etree

from tuireader.extraction.warnings import Warn

_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>", re.IGNORECASE)
_SURROGATE = re.compile("[\ud800-\udfff]")
_NESTED = re.compile(
    r"(<([a-z][a-z0-9]{0,15})\b[^<>]{0,400}>\s{0,40})(?:<\2\b[^<>]{0,400}>\s{0,40}){40,}", re.I
)
LARGEST = 12_000_000
"""Characters of markup that are looked at; the rest of a larger page is cut off."""


def parse(markup: str) -> tuple[etree._Element | None, list[Warn]]:
    """Parse markup leniently; return its root (None if there is no element) and warnings.

    libxml2 stops where tags are nested too deep (2,048 levels), losing the rest of the page, so
    runs of the same start tag are collapsed and the page is parsed again.
    """
    warnings: list[Warn] = []
    if len(markup) > LARGEST:
        markup = markup[:LARGEST]
        warnings.append(Warn.TRUNCATED)
    markup = _SURROGATE.sub("\ufffd", _DECLARATION.sub("", markup).replace("\x00", ""))
    root, too_deep = _parse(markup)
    if too_deep:
        warnings.append(Warn.TOO_DEEP)
        root, _ = _parse(_NESTED.sub(r"\1", markup))
    return root, warnings


def _parse(markup: str) -> tuple[etree._Element | None, bool]:
    parser = etree.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, no_network=True
    )
    try:
        root = etree.fromstring(markup.encode("utf-8"), parser)
    except etree.XMLSyntaxError:
        return None, False
    too_deep = any(
        "depth" in entry.message
        for entry in parser.error_log
        if entry.type == 117 or "depth" in entry.message
    )
    return root, too_deep
