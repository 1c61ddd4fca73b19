"""Cut a text into what a reader takes as one: words, numbers with their units, links, signs.

Words follow UAX #29 (WB4-WB13), with three additions: a number carries its sign, currency and
unit; an address is one token; scripts without spaces are cut with a dictionary.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import accumulate, pairwise
from operator import add

import regex

from tuireader.text.chunks import plain_pieces, starts, units_of
from tuireader.text.grammar import full_pattern
from tuireader.text.graphemes import grapheme_starts, has_clusters
from tuireader.text.scripts import SPACELESS, dictionary_words

Span = tuple[int, int]
"""Where something stands: characters, end exclusive."""

# Latin, Greek, Cyrillic, Armenian, Hebrew and Arabic letters, and the usual signs.
_NOT_PLAIN = re.compile(
    "[^\t\n -~\xa0-\xac\xae-\u02ff\u0370-\u0482\u048a-\u058f\u05be\u05d0-\u05f4"
    "\u060c\u061b\u061f-\u064a\u0660-\u066f\u0671-\u06d4\u06f0-\u06ff"
    "\u1e00-\u1fff\u2010-\u2027\u2030-\u203e\u2041-\u2053\u20a0-\u20c0\u2100-\u218b\u2190-\u2211]"
)
_SPACELESS = regex.compile(f"[{SPACELESS}]")
_FIRST_SPACELESS = "\u0e01"  # of Thai, the first of those scripts


def tokens(text: str) -> list[Span]:
    """Return the spans of everything that isn't white space, in order.

    No span begins or ends inside a word or a grapheme; between spans stands white space only.
    """
    if is_plain(text):
        pieces = plain_pieces(text)
        places = starts(text, pieces)
        return list(zip(places, map(add, places, map(len, units_of(pieces))), strict=False))
    spans = _raw_tokens(text)
    return list(_whole_graphemes(text, spans) if has_clusters(text) else spans)


def words(text: str) -> list[Span]:
    """Return the spans of the words and numbers of a text, signs left out."""
    return [span for span in tokens(text) if any(map(str.isalnum, text[slice(*span)]))]


def is_plain(text: str) -> bool:
    """Tell whether every character is surely a grapheme, and words have spaces between them."""
    return text.isascii() or _NOT_PLAIN.search(text) is None


def _raw_tokens(text: str) -> Iterator[Span]:
    for match in full_pattern().finditer(text):
        start, end = match.span()
        if text[start] < _FIRST_SPACELESS or not _SPACELESS.match(text, start):
            yield start, end
        else:
            sizes = map(len, dictionary_words(match.group()))
            yield from pairwise(accumulate(sizes, initial=start))


def _whole_graphemes(text: str, spans: Iterable[Span]) -> Iterator[Span]:
    """Widen spans to the graphemes they cut, and join those that then overlap."""
    starts = grapheme_starts(text)
    held: Span | None = None
    for start, end in spans:
        while start not in starts:
            start -= 1
        while end not in starts:
            end += 1
        if held and start < held[1]:
            held = held[0], max(end, held[1])
            continue
        if held:
            yield held
        held = start, end
    if held:
        yield held
