"""Words, numbers and signs with their places: the units in which a change is judged.

Words are UAX #29 words but for two things: a number keeps its separators ("1,5", "10 000",
"14:30"), and in scripts written without spaces every grapheme is a token, so that word lists
work there without a dictionary.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

import regex

_UNSPACED = r"\p{Han}\p{Hiragana}\p{Katakana}ー\p{Thai}\p{Khmer}\p{Lao}\p{Myanmar}"
_SPACED = rf"[[\p{{L}}\p{{M}}]--[{_UNSPACED}]]"
_NUMBER = (
    rf"(?<!{_SPACED})"
    r"(?:\p{Nd}{1,3}(?:[ \u00a0\u202f'’]\p{Nd}{3})+(?:[.,٫]\p{Nd}+)?(?!\p{Nd})"
    r"|\p{Nd}{1,2}h\p{Nd}{2}(?!\p{L})"
    r"|\p{Nd}+(?:[.,:٫٬]\p{Nd}+)*)"
)
_WORD = rf"[[\p{{L}}\p{{M}}\p{{Nd}}_]--[{_UNSPACED}]]+(?:['’ʼ]{_SPACED}+)*"
_TOKEN = regex.compile(
    rf"(?P<number>{_NUMBER})|(?P<unspaced>[{_UNSPACED}]\p{{M}}*)|(?P<word>{_WORD})|(?P<sign>[^\s])",
    regex.V1,
)
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


_KINDS = {
    "number": TokenKind.NUMBER,
    "unspaced": TokenKind.WORD,
    "word": TokenKind.WORD,
    "sign": TokenKind.SIGN,
}


def tokens(text: str, start: int = 0, end: int | None = None) -> tuple[Token, ...]:
    """Cut a text, or a stretch of it, into tokens; white space is no token."""
    return tuple(_tokens(text, start, len(text) if end is None else end))


def _tokens(text: str, start: int, end: int) -> Iterator[Token]:
    for match in _TOKEN.finditer(text, start, end):
        word = match.group()
        yield Token(word, fold(word), match.start(), match.end(), _KINDS[match.lastgroup])


def fold(word: str) -> str:
    """Return a word as word lists hold it: lower case, straight apostrophes."""
    low = word.lower()
    return low if low.isascii() else low.translate(_APOSTROPHES)
