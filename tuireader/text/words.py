"""Cut a text into what a reader takes as one: words, numbers with their units, links, signs.

Words follow UAX #29 (WB4-WB13), with three additions: a number carries its sign, currency and
unit; an address is one token; scripts without spaces are cut with a dictionary.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

import regex

from tuireader.text.graphemes import grapheme_starts
from tuireader.text.scripts import SPACELESS, dictionary_words

Span = tuple[int, int]
"""Where something stands: characters, end exclusive."""

# The grammar of a token, written once for two engines: `regex` knows every character's
# properties, the standard library's `re` is several times faster and enough for plain text.
_GRAMMAR = r"""
(?:https?://|www\.)[^\s<>"“”«»]+(?<![.,;:!?)\]’'])        # an address
|(?<![\w.+\-])[\w.+\-]++@[\w\-]+(?:\.[\w\-]+)+             # a mailbox
|(?:(?<![\w)\]{SC}%‰])[+\-−])?                             # a number: its sign,
    (?:(?<!\w)[A-Z]{{1,3}}[{SC}]|[{SC}]\s?)?               # its currency,
    (?={ND}){WORD}                                         # its figures,
    (?:(?!\s?[{SC}]\s?{ND})\s?(?:{SIGNS})|\s?(?:{UNITS})(?!\w))?  # its unit
|(?:{L}\.){{2,}}                                           # an abbreviation
|{WORD}
|(?!\s){GRAPHEME}
"""
_WORD = r"""{CORE}++(?:(?:(?<={L})[.'’:·‧＇．](?={L})       # WB6, WB7
    |(?<={ND})[.,;:'’٫٬](?={ND})                           # WB11, WB12; the colon for clock times
    |(?<=[א-ת])["״](?=[א-ת])                               # WB7b, WB7c
    ){CORE}++)*+"""
_ANY = {
    "L": r"\p{L}",
    "ND": r"\p{Nd}",
    "SC": r"\p{Sc}",
    "CORE": rf"[[\w\p{{M}}\u200c\u200d]--[{SPACELESS}]]",
    "GRAPHEME": rf"(?:[{SPACELESS}][{SPACELESS}\p{{M}}]*+|\X)",
}
_PLAIN = {
    "L": r"[^\W\d_]",
    "ND": r"\d",
    "SC": "$¢£¤¥֏؋৲৳৻૱௹฿៛₠-⃀﷼﹩＄￠￡￥￦",
    "CORE": r"\w",
    "GRAPHEME": r".",
}
# Latin, Greek, Cyrillic, Armenian, Hebrew and Arabic letters, and the usual signs.
_NOT_PLAIN = re.compile(
    "[^\t\n -~\xa0-\xac\xae-\u02ff\u0370-\u0482\u048a-\u058f\u05be\u05d0-\u05f4"
    "\u060c\u061b\u061f-\u064a\u0660-\u066f\u0671-\u06d4\u06f0-\u06ff"
    "\u1e00-\u1fff\u2010-\u2027\u2030-\u203e\u2041-\u2053\u20a0-\u20c0\u2100-\u218b\u2190-\u2211]"
)
_SPACELESS = regex.compile(f"[{SPACELESS}]")


def tokens(text: str) -> list[Span]:
    """Return the spans of everything that isn't white space, in order.

    No span begins or ends inside a word or a grapheme; between spans stands white space only.
    """
    if is_plain(text):
        return [match.span() for match in _plain_pattern().finditer(text)]
    return list(_whole_graphemes(text, list(_raw_tokens(text))))


def words(text: str) -> list[Span]:
    """Return the spans of the words and numbers of a text, signs left out."""
    return [span for span in tokens(text) if any(map(str.isalnum, text[slice(*span)]))]


def plain_tokens(text: str, start: int) -> Iterator[Span]:
    """Yield the spans of a plain text from a place where a token may begin.

    Whether a token begins there, and where it ends, depends on the character before it and on
    the few words after it, never on what stands further away.
    """
    return (match.span() for match in _plain_pattern().finditer(text, start))


def is_plain(text: str) -> bool:
    """Tell whether every character is surely a grapheme, and words have spaces between them."""
    return text.isascii() or _NOT_PLAIN.search(text) is None


def _raw_tokens(text: str) -> Iterator[Span]:
    for match in _pattern().finditer(text):
        start, end = match.span()
        if not _SPACELESS.match(text, start):
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
    return regex.compile(_grammar(_ANY), regex.V1 | regex.VERBOSE)


@cache
def _plain_pattern() -> re.Pattern[str]:
    # Most tokens are a word before a space or a comma: found at once, nothing else could match.
    shortcut = r"[a-zA-Z]++(?=[ ,]|$)"
    return re.compile(f"{shortcut}|{_grammar(_PLAIN)}", re.VERBOSE | re.DOTALL)


def _grammar(classes: Mapping[str, str]) -> str:
    source = files("tuireader.text").joinpath("data/units.toml").read_text("utf-8")
    units = tomllib.loads(source)
    return _GRAMMAR.format(
        WORD=_WORD.format(**classes),
        UNITS=_alternatives(units["words"]),
        SIGNS=_alternatives(units["signs"]),
        **classes,
    )


def _alternatives(listed: list[str]) -> str:
    """Return a pattern of literals, the longest first."""
    ordered = sorted(set(listed), key=lambda one: (-len(one), one))
    return "|".join(map(re.escape, ordered))
