"""Cut a text into what a reader takes as one: words, numbers with their units, links, signs.

Words follow UAX #29 (WB4-WB13), with three additions: a number carries its sign, currency and
unit; an address is one token; scripts without spaces are cut with a dictionary.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

import regex

from tuireader.text.graphemes import grapheme_starts, has_clusters
from tuireader.text.scripts import SPACELESS, dictionary_words

Span = tuple[int, int]
"""Where something stands: characters, end exclusive."""

_CORE = rf"[[\w\p{{M}}\u200c\u200d]--[{SPACELESS}]]"
_JOIN = (  # WB6, WB7, WB11, WB12, WB7b; the colon keeps a time of day in one piece
    r"(?:(?<=\p{L}[\p{M}\u200c\u200d]*)[.'’:·‧＇．](?=\p{L})"
    r"|(?<=\p{Nd})[.,;:'’٫٬](?=\p{Nd})"
    r'|(?<=\p{Hebrew})["״](?=\p{Hebrew}))'
)
_WORD = rf"{_CORE}++(?:{_JOIN}{_CORE}++)*+"
_ADDRESS = (
    r"(?:https?://|www\.)[^\s<>\"“”«»]+(?<![.,;:!?)\]’'])"
    r"|(?<![\w.+\-])[\w.+\-]++@[\w\-]+(?:\.[\w\-]+)+"
)
_SIGN = r"(?:(?<![\w)\]\p{Sc}%‰])[+\-−])?"
_CURRENCY = r"(?:(?<!\w)\p{Lu}{1,3}\p{Sc}|\p{Sc}\s?)?"


def tokens(text: str) -> list[Span]:
    """Return the spans of everything that isn't white space, in order.

    No span begins or ends inside a word or a grapheme; between spans stands white space only.
    """
    spans = list(_raw_tokens(text))
    return list(_whole_graphemes(text, spans)) if has_clusters(text) else spans


def words(text: str) -> list[Span]:
    """Return the spans of the words and numbers of a text, signs left out."""
    return [span for span in tokens(text) if any(map(str.isalnum, text[slice(*span)]))]


def _raw_tokens(text: str) -> Iterator[Span]:
    for match in _pattern().finditer(text):
        start, end = match.span()
        if match.lastgroup is None:
            yield start, end
            continue
        for word in dictionary_words(match.group()):
            yield start, start + len(word)
            start += len(word)


def _whole_graphemes(text: str, spans: list[Span]) -> Iterator[Span]:
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


@cache
def _pattern() -> regex.Pattern[str]:
    units = tomllib.loads(files("tuireader.text").joinpath("data/units.toml").read_text("utf-8"))
    listed = {kind: _alternatives(units[kind]) for kind in ("words", "signs")}
    unit = rf"(?:\s?(?:{listed['signs']})|\s?(?:{listed['words']})(?!\w))?"
    number = rf"{_SIGN}{_CURRENCY}(?=\p{{Nd}}){_WORD}{unit}"
    return regex.compile(
        rf"{_ADDRESS}|{number}|(?:\p{{L}}\.){{2,}}|{_WORD}"
        rf"|(?P<run>[{SPACELESS}][{SPACELESS}\p{{M}}]*+)|(?!\s)\X",
        regex.V1,
    )


def _alternatives(listed: list[str]) -> str:
    """Return a pattern of literals, the longest first."""
    ordered = sorted(set(listed), key=lambda one: (-len(one), one))
    return "|".join(map(regex.escape, ordered))
