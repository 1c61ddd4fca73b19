"""Cut plain text fast: at its spaces first, then each chunk by what the same chunk gave before.

A pattern takes three times as long a token. Only near figures and currency signs does a token
reach over a space ("5 percent", "$ 3"), so those stretches alone are left to the pattern.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from tuireader.text.grammar import CURRENCY, plain_pattern

STOPS = ".,;:!?"
"""What most often stands at a word's end, as a token of its own."""

_FIGURES = re.compile(rf"[\d{CURRENCY}]")
_UNIT = 2  # words a unit of measure has at most
_KEPT = 50_000  # chunks remembered
_LONG = 40  # characters of a chunk that won't come again
_FIGURE = "\ue000"  # no unit of plain text: stands for those of a chunk with figures


class _Units(dict[str, tuple[str, ...]]):
    """The tokens of each chunk that is more than letters, cut when it is first met."""

    def __missing__(self, chunk: str) -> tuple[str, ...]:
        units: tuple[str, ...]
        if chunk[-1] in STOPS and chunk[:-1].isalpha():
            units = (chunk[:-1], chunk[-1])
        elif _FIGURES.search(chunk):
            units = (_FIGURE,)
        else:
            units = tuple(plain_pattern().findall(chunk))
        if len(chunk) < _LONG:
            if len(self) >= _KEPT:
                self.clear()
            self[chunk] = units
        return units


_UNITS = _Units()


def plain_tokens(text: str) -> list[str]:
    """Return the tokens of a plain text."""
    chunks = text.split()
    if " ".join(chunks) != text:
        return plain_pattern().findall(text)
    units = _units(chunks)
    if _FIGURE not in units:
        return units
    units = []
    for first, last, figures in _stretches(chunks):
        part = chunks[first:last]
        units += plain_pattern().findall(" ".join(part)) if figures else _units(part)
    return units


def starts(text: str, units: Iterable[str]) -> list[int]:
    """Return where each unit of a text begins, if white space alone stands between them."""
    found = []
    at = 0
    for unit in units:
        at = text.index(unit, at)
        found.append(at)
        at += len(unit)
    return found


def forget() -> None:
    """Forget what chunks gave, for measurements."""
    _UNITS.clear()


def parted(text: str, at: int) -> bool:
    """Tell whether no token of a plain text reaches over the space before `at`."""
    start = at
    for _ in range(_UNIT + 1):
        start = text.rfind(" ", 0, start) if start > 0 else start
    return not _FIGURES.search(text, max(start, 0), at)


def _units(chunks: Iterable[str]) -> list[str]:
    units: list[str] = []
    for chunk in chunks:
        if chunk.isalpha():
            units.append(chunk)
        else:
            units += _UNITS[chunk]
    return units


def _stretches(chunks: Sequence[str]) -> Iterator[tuple[int, int, bool]]:
    """Yield from and up to which chunk stretches with figures go, and those without (False).

    A stretch with figures has room for a unit after each of them.
    """
    figures = [k for k, chunk in enumerate(chunks) if _units([chunk]) == [_FIGURE]]
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
