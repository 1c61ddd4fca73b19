"""What counts as the same letters when somebody searches."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from unicodedata import normalize

_ALIKE = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′ʼ＇", "'"),
        **dict.fromkeys("“”„‟″«»＂", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("\u00a0\u2007\u2009\u202f\u3000\t\n", " "),
    }
)
"""Typographic twins of a quote, a dash, a space: nobody types them; each is one character."""


def fold(text: str) -> str:
    """Return a text as it is compared: without case, with plain quotes, dashes and spaces.

    Half a surrogate pair, which no index takes, becomes a question mark.
    """
    folded = text.translate(_ALIKE).casefold()
    return folded if folded.isascii() else folded.encode("utf-8", "replace").decode("utf-8")


def asked(words: str) -> str:
    """Return what somebody typed or pasted, folded: what is saved is NFC, that need not be."""
    return fold(normalize("NFC", words))


def terms(query: str) -> tuple[str, ...]:
    """Return what must all be found: the query's words, and its quoted phrases whole."""
    lexer = shlex.shlex(asked(query), posix=True)
    lexer.whitespace_split = True
    lexer.quotes = '"'
    lexer.escape = lexer.commenters = ""
    try:
        found = list(lexer)
    except ValueError:
        found = asked(query).replace('"', " ").split()
    return tuple(dict.fromkeys(term for term in found if term.strip()))


def places(text: str, wanted: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """Return where folded terms stand in a text (characters, end exclusive), in order.

    Nothing if one of them is missing; places that overlap are joined.
    """
    folded = fold(text)
    origin = range(len(text) + 1) if len(folded) == len(text) else _origin(text)
    found: list[tuple[int, int]] = []
    for term in wanted:
        at = folded.find(term)
        if at < 0:
            return ()
        while at >= 0:
            end = at + len(term)
            found.append((origin[at], max(origin[end], origin[at] + 1)))
            at = folded.find(term, end)
    return tuple(_joined(sorted(found)))


def _origin(text: str) -> list[int]:
    """Return, for every character of the folded text, the one it came from (ß folds to two)."""
    origin = [index for index, letter in enumerate(text) for _ in fold(letter)]
    return [*origin, len(text)]


def _joined(found: list[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in found:
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
