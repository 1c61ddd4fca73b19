"""Turn a draft's pieces into clean text with its links."""

from __future__ import annotations

import re
from typing import Final

from tuireader.extraction.addresses import safe_address
from tuireader.model import Link
from tuireader.text.cleaning import clean, clean_lines

Pieces = list[tuple[str, str | None]]
LINE_BREAK: Final = ("\n", None)
"""What stands in a draft's pieces for a single `br`; text of a page is never only that piece."""

IDEOGRAPH = 2.5
"""What one character of a script without spaces counts for, in characters of an alphabet."""

_WORDS = re.compile(r"\w+")
_LINE_END = re.compile(r"[.!?…。！？؟।][»«“”\"’')\]」』）]*$")
LONG_LINE = 80
"""Characters: lines at least this long that end in a full stop are paragraphs of their own."""


def plain(pieces: Pieces) -> str:
    """Return the pieces' text, cleaned, on one line."""
    if len(pieces) == 1:
        return clean(pieces[0][0])
    return clean("".join(text for text, _ in pieces))


def key_of(text: str) -> str:
    """Return a text's words alone, to compare texts by."""
    return " ".join(_WORDS.findall(text.casefold()))


def weight_of(text: str) -> float:
    """Return what one of a text's characters counts for, judged by three of them."""
    if text.isascii():
        return 1.0
    length = len(text)
    some = (text[at : at + 1] for at in (length // 4, length // 2, 3 * length // 4))
    return IDEOGRAPH if sum("\u2e80" <= sign <= "\ud7ff" for sign in some) >= 2 else 1.0


def preformatted(pieces: Pieces) -> str:
    """Return the pieces' text, cleaned, with its lines."""
    return clean_lines("".join(text for text, _ in pieces))


def links_in(text: str, pieces: Pieces, base: str) -> tuple[Link, ...]:
    """Return where in the pieces' cleaned text the links stand."""
    links: list[Link] = []
    at = 0
    for piece, href in pieces:
        if href is None or not (core := clean(piece)):
            continue
        start = text.find(core, at)
        address = safe_address(href, base)
        if start < 0:
            continue
        at = start + len(core)
        if address:
            links.append(Link(start=start, end=at, href=address))
    return _joined(links)


def _joined(links: list[Link]) -> tuple[Link, ...]:
    """Join neighbouring pieces of the same link."""
    joined: list[Link] = []
    for link in links:
        last = joined[-1] if joined else None
        if last and last.href == link.href and link.start - last.end <= 1:
            joined[-1] = Link(start=last.start, end=link.end, href=link.href)
        else:
            joined.append(link)
    return tuple(joined)


def lines(pieces: Pieces) -> list[Pieces]:
    """Cut pieces at their single line breaks."""
    parts: list[Pieces] = [[]]
    for piece in pieces:
        if piece == LINE_BREAK:
            parts.append([])
        else:
            parts[-1].append(piece)
    return parts


def is_paragraph(text: str) -> bool:
    """Tell whether a line is a paragraph of its own: long, and ending as sentences do."""
    return len(text) >= LONG_LINE and bool(_LINE_END.search(text))
