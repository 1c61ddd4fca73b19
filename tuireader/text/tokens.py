"""Words, numbers and signs with their places: the units in which a change is judged.

Words are UAX #29 words but for two things: a number keeps its separators ("1,5", "10 000",
"14:30"), and in scripts written without spaces every grapheme is a token, so that word lists
work there without a dictionary.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

import regex

_PATTERN = r"""
    (?P<number>(?<!{letter})
        (?:{digit}{{1,3}}(?:[\ \u00a0\u202f'’]{digit}{{3}})+(?:[.,٫]{digit}+)?(?!{digit})
        |{digit}{{1,2}}h{digit}{{2}}(?!{letter})
        |{digit}+(?:[.,:٫٬]{digit}+)*))
  | {unspaced}(?P<word>{part}+(?:['’ʼ]{letter}+)*)
  | (?P<sign>\S)
"""
_UNSPACED = r"\p{Han}\p{Hiragana}\p{Katakana}ー\p{Thai}\p{Khmer}\p{Lao}\p{Myanmar}"
_JOINERS = "\u17d2\u1039"
"""Khmer and Burmese signs that put the next letter under the one before."""
_ANY = regex.compile(
    _PATTERN.format(
        digit=r"\p{Nd}",
        letter=rf"[[\p{{L}}\p{{M}}]--[{_UNSPACED}]]",
        part=rf"[[\p{{L}}\p{{M}}\p{{N}}_]--[{_UNSPACED}]]",
        unspaced=rf"(?P<unspaced>[{_UNSPACED}](?:[{_JOINERS}][{_UNSPACED}]|\p{{M}})*+) | ",
    ),
    regex.V1 | regex.X,
)
_PLAIN = re.compile(
    _PATTERN.format(digit=r"\d", letter=r"[^\W\d_]", part=r"\w", unspaced=""), re.VERBOSE
)
_IS_PLAIN = re.compile(
    r"[\x00-\u02af\u0370-\u0482\u048a-\u052f\u2010-\u205e\u20a0-\u20bf\u2100-\u214f]*"
)
"""Latin, Greek and Cyrillic without combining marks: the standard library's `re` cuts them alike
and twice as fast."""
_SPACED = re.compile(r"\d\s\d")
"""Where a number may hold a space ("10 000")."""

_APOSTROPHES = str.maketrans("’ʼ", "''")


class TokenKind(StrEnum):
    """What a Token is made of."""

    WORD = "word"
    NUMBER = "number"
    SIGN = "sign"


class Token(NamedTuple):
    """A word, a number or one sign. `start`, `end`: characters; `low`: folded for look-ups."""

    text: str
    low: str
    start: int
    end: int
    kind: TokenKind

    @property
    def is_word(self) -> bool:
        """Tell whether this is a word or a number, no sign."""
        return self.kind is not TokenKind.SIGN


_KINDS: dict[str | None, TokenKind] = {
    "number": TokenKind.NUMBER,
    "unspaced": TokenKind.WORD,
    "word": TokenKind.WORD,
    "sign": TokenKind.SIGN,
}
_new = tuple.__new__  # a named tuple's own way takes twice as long
_KEPT = 10_000  # chunks remembered
_LONG = 40  # characters of a chunk that won't come again


class _Chunks(dict[str, tuple[Token, ...]]):
    """The tokens of each chunk of plain text, cut when it is first met; places count from it."""

    def __missing__(self, chunk: str) -> tuple[Token, ...]:
        cut = tuple(_cut(_PLAIN, chunk, 0, len(chunk)))
        if len(chunk) < _LONG:
            if len(self) >= _KEPT:
                self.clear()
            self[chunk] = cut
        return cut


_CHUNKS = _Chunks()


def tokens(text: str, start: int = 0, end: int | None = None) -> tuple[Token, ...]:
    """Cut a text, or a stretch of it, into tokens; white space is no token.

    Plain text is cut at its spaces first, then each chunk by what the same chunk gave before.
    """
    last = len(text) if end is None else end
    if not _IS_PLAIN.fullmatch(text, start, last):
        return tuple(_cut(_ANY, text, start, last))
    if _SPACED.search(text, start, last) or _amid_word(text, start):
        return tuple(_cut(_PLAIN, text, start, last))
    found = []
    at = start
    for chunk in text[start:last].split():
        at = text.index(chunk, at)
        for word, low, first, stop, kind in _CHUNKS[chunk]:
            found.append(_new(Token, (word, low, at + first, at + stop, kind)))
        at += len(chunk)
    return tuple(found)


def _amid_word(text: str, start: int) -> bool:
    """Tell whether a digit stands behind a letter: it is no number then ("F16")."""
    return text[start : start + 1].isdigit() and text[start - 1 : start].isalpha()


def _cut(
    pattern: re.Pattern[str] | regex.Pattern[str], text: str, start: int, end: int
) -> Iterator[Token]:
    for match in pattern.finditer(text, start, end):
        yield _new(Token, (match[0], fold(match[0]), *match.span(), _KINDS[match.lastgroup]))


@lru_cache(maxsize=1 << 14)
def fold(word: str) -> str:
    """Return a word as word lists hold it: lower case, straight apostrophes."""
    low = word.lower()
    return low if low.isascii() else low.translate(_APOSTROPHES)
