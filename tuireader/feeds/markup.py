"""XML from anywhere, made safe to parse: no document type is left in it."""

from __future__ import annotations

import re
import sys

from tuireader.errors import UnreadablePageError
from tuireader.feeds.decoding import decode

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 (2.2) forbids outright, and feeds hold all the same."""

_FAR = re.compile(r"&#(?:[xX]([\da-fA-F]{6,})|(\d{7,}));")
"""References to characters that may be beyond the last one, U+10FFFF."""

_DOCTYPE = "<!DOCTYPE"
_ASIDE = re.compile(r"\s+|<\?.*?\?>|<!--.*?-->", re.DOTALL)
_TOKEN = re.compile(
    r"<!--.*?-->|<\?.*?\?>|\"[^\"]*\"|'[^']*'|<!ENTITY\s+(?P<kind>%|[^\s%]+)"
    r"|[\[\]<>]|[^\[\]<>\"']+",
    re.DOTALL | re.IGNORECASE,
)
_START = re.compile(r"<(?:\?xml|rss|feed|rdf:rdf|opml|channel)\b", re.IGNORECASE)
_MOST_DIGITS = 7
_LONGEST_TYPE = 10_000
"""Characters of a document type; the longest that feeds had in earnest were of a few hundred."""

_RUBBISH = 20_000
"""Characters before a feed's beginning that are passed over: a server's own warnings, mostly."""


def open_markup(data: bytes, content_type: str = "") -> str:
    """Return XML as text from its root element on, without any document type.

    A document type says nothing that a feed's reader needs, and everything that makes one unsafe:
    entities that unfold into gigabytes, entities that name files and other hosts.

    Raises:
        UnreadablePageError: it declares entities of its own.
    """
    text = _FAR.sub(_in_range, _ILLEGAL.sub("", decode(data, content_type)).lstrip())
    if not text.startswith("<") and (start := _START.search(text, 0, _RUBBISH)):
        text = text[start.start() :]
    at = _past_asides(text, 0)
    while text[at : at + len(_DOCTYPE)].upper() == _DOCTYPE:
        at = _past_asides(text, _past_doctype(text, at))
    return text[at:]


def _in_range(reference: re.Match[str]) -> str:
    digits, base = (reference[1], 16) if reference[1] else (reference[2], 10)
    number = digits.lstrip("0") or "0"
    known = len(number) <= _MOST_DIGITS and int(number, base) <= sys.maxunicode
    return reference[0] if known else "\ufffd"


def _past_asides(text: str, at: int) -> int:
    """Return where white space, comments and processing instructions end."""
    while aside := _ASIDE.match(text, at):
        at = aside.end()
    return at


def _past_doctype(text: str, at: int) -> int:
    """Return where a document type ends.

    Raises:
        UnreadablePageError: it declares a general entity, or has no end. Parameter entities are
            let pass: old feeds use one to bring in the names of accented letters, which parsers
            know anyway.
    """
    depth = 0
    for token in _TOKEN.finditer(text, at, at + _LONGEST_TYPE):
        kind, sign = token["kind"], token[0]
        if kind and kind != "%":
            raise UnreadablePageError(
                "The XML declares entities of its own, which is how feeds attack their readers.",
                "It was not read.",
            )
        depth += (sign in ("<", "[")) + bool(kind) - (sign in (">", "]"))
        if depth <= 0:
            return token.end()
    raise UnreadablePageError("The XML's document type has no end.", "It was not read.")
