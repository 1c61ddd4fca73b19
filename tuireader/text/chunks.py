"""Cut plain text fast: at its spaces first, then each chunk by what the same chunk gave before.

A pattern takes three times as long a token. Only near figures and currency signs does a token
reach over a space ("5 percent", "$ 3"), so those stretches alone are left to the pattern.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, chain, pairwise

from tuireader.text.grammar import CURRENCY, plain_pattern

STOPS = ".,;:!?"
"""What most often stands at a word's end, as a token of its own."""

_FIGURES = re.compile(rf"[\d{CURRENCY}]")
_UNIT = 2  # words a unit of measure has at most
_KEPT = 50_000  # chunks remembered
_LONG = 40  # characters of a chunk that won't come again
_FIGURE = "\ue000"  # no unit of plain text: stands for those of a chunk with figures


class _Pieces(dict[str, tuple[str, ...]]):
    """The pieces of each chunk, cut when it is first met. A chunk's own space is a newline."""

    def __missing__(self, chunk: str) -> tuple[str, ...]:
        pieces: tuple[str, ...]
        bare = chunk.removesuffix("\n")
        if bare.isalpha():
            pieces = (chunk,)
        elif bare[-1] in STOPS and bare[:-1].isalpha():
            pieces = (bare[:-1], chunk[len(bare) - 1 :])
        elif _FIGURES.search(bare):
            pieces = (_FIGURE,)
        else:
            pieces = tuple(_by_pattern(chunk))
        if len(chunk) < _LONG:
            if len(self) >= _KEPT:
                self.clear()
            self[chunk] = pieces
        return pieces


class _Units(dict[str, str]):
    """The token of each piece."""

    def __missing__(self, piece: str) -> str:
        unit = piece.rstrip()
        if len(piece) < _LONG:
            if len(self) >= _KEPT:
                self.clear()
            self[piece] = unit
        return unit


_PIECES, _UNITS = _Pieces(), _Units()


def plain_pieces(text: str) -> list[str]:
    """Cut a plain text at the beginnings of its tokens; white space it begins with is left out.

    How white space is written in a piece is left open, not how much of it there is.
    """
    if "  " in text or text != text.strip() or not text.isprintable():
        return _by_pattern(text)
    chunks = text.replace(" ", "\n").splitlines(keepends=True)
    pieces = _pieces(chunks)
    if _FIGURE not in pieces:
        return pieces
    pieces = []
    for first, last, figures in _stretches(chunks):
        part = chunks[first:last]
        pieces += _by_pattern("".join(part).replace("\n", " ")) if figures else _pieces(part)
    return pieces


def units_of(pieces: Iterable[str]) -> list[str]:
    """Return the tokens of some pieces."""
    return list(map(_UNITS.__getitem__, pieces))


def starts(text: str, pieces: Sequence[str]) -> list[int]:
    """Return where each piece of a text begins, and at last where the text ends."""
    return list(accumulate(map(len, pieces), initial=len(text) - len(text.lstrip())))


def _by_pattern(text: str) -> list[str]:
    starts = [match.start() for match in plain_pattern().finditer(text)]
    return [text[start:end] for start, end in pairwise([*starts, len(text)])]


def forget() -> None:
    """Forget what chunks gave, for measurements."""
    _PIECES.clear()
    _UNITS.clear()


def parted(text: str, at: int) -> bool:
    """Tell whether no token of a plain text reaches over the space before `at`."""
    start = at
    for _ in range(_UNIT + 1):
        start = text.rfind(" ", 0, start) if start > 0 else start
    return not _FIGURES.search(text, max(start, 0), at)


def _pieces(chunks: Iterable[str]) -> list[str]:
    return list(chain.from_iterable(map(_PIECES.__getitem__, chunks)))


def _stretches(chunks: Sequence[str]) -> Iterator[tuple[int, int, bool]]:
    """Yield from and up to which chunk stretches with figures go, and those without (False).

    A stretch with figures has room for a unit after each of them.
    """
    figures = [k for k, chunk in enumerate(chunks) if _PIECES[chunk] == (_FIGURE,)]
    done = last = 0
    for k in figures:
        if k >= last:
            if last:
                yield done, last, True
                done = last
            if k > done:
                yield done, k, False
                done = k
        last = min(k + 1 + _UNIT, len(chunks))
    yield done, last, True
    if last < len(chunks):
        yield last, len(chunks), False
