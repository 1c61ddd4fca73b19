"""Parse HTML into an lxml tree in bounded time and memory, and look things up in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import cast

from lxml import etree

from tuireader.extraction.bounds import flattened
from tuireader.extraction.warnings import Warn
from tuireader.text.cleaning import clean

_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>", re.IGNORECASE)
_SELF_CLOSED = re.compile(
    r"<(script|style|iframe|textarea|title|div|span|p|a|i|em|b|td|li|ul|noscript|object|canvas)"
    r"(\s[^<>]{0,2000}?)?/>",
    re.IGNORECASE,
)
_LONGEST_LINE = 2000
"""Characters of a headline, a name or a description that are looked at."""

_PREFIX = re.compile(r"xmlns:([A-Za-z]\w{0,20})\s*=\s*[\"']http://www\.w3\.org/1999/xhtml[\"']")
_DECLARED_WITHIN = 2000
_SURROGATE = re.compile("[\ud800-\udfff]")


def parse(markup: str) -> tuple[etree._Element | None, list[Warn]]:
    """Parse markup leniently; return its root (None if there is no element) and warnings.

    libxml2 stops where tags are nested too deep (2,048 levels), losing the rest of the page, so
    runs of the same start tag are collapsed and the page is parsed again. In XHTML an element may
    close itself, which HTML parsers take for a start tag.
    """
    warnings: list[Warn] = []
    if _DECLARATION.match(markup):
        markup = _without_prefix(_DECLARATION.sub("", markup))
        markup = _SELF_CLOSED.sub(r"<\1\2></\1>", markup)
    root, too_deep = _parse(markup)
    if too_deep:
        warnings.append(Warn.TOO_DEEP)
        root, _ = _parse(flattened(markup))
    return root, warnings


def _without_prefix(markup: str) -> str:
    """Take the prefix off all tags of an XHTML page that gives its elements one: `<h:p>`."""
    prefix = _PREFIX.search(markup, 0, _DECLARED_WITHIN)
    return re.sub(rf"(</?){re.escape(prefix[1])}:", r"\1", markup) if prefix else markup


def text_under(element: etree._Element) -> str:
    """Return all text in an element, as it stands."""
    return "".join(texts_under(element))


def line_under(element: etree._Element) -> str:
    """Return the text in an element on one clean line, as long as a headline can be."""
    return line(text_under(element))


def line(text: str) -> str:
    """Return a text on one clean line, as long as a headline can be."""
    return clean(text[:_LONGEST_LINE])


def texts_under(element: etree._Element) -> Iterator[str]:
    """Yield the pieces of text in an element, in order."""
    return cast("Iterator[str]", element.itertext())


def attribute(element: etree._Element, name: str) -> str:
    """Return an attribute's value, or an empty string."""
    return str(element.get(name) or "")


def _encoded(markup: str) -> bytes:
    try:
        return markup.encode("utf-8")
    except UnicodeEncodeError:
        return _SURROGATE.sub("\ufffd", markup).encode("utf-8")


def _parse(markup: str) -> tuple[etree._Element | None, bool]:
    parser = etree.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, no_network=True
    )
    try:
        root = etree.fromstring(_encoded(markup), parser)
    except etree.XMLSyntaxError:
        return None, False
    return root, any("depth" in entry.message for entry in parser.error_log)
