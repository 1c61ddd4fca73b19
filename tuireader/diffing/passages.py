"""A text and its tokens, cut once."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from functools import lru_cache

from tuireader.text.words import tokens

_KEPT = 2048  # passages kept, so that neighbours in a chain of snapshots share the work
_SHORT = 8_000  # characters of a passage that is kept so
_KEPT_LONG = 4  # longer passages kept, enough for one comparison


@dataclass(frozen=True, slots=True, eq=False)
class Passage:
    """A text cut into units: its tokens without the white space between them.

    `starts[k]`: where `units[k]` begins in `text`.
    """

    text: str
    units: tuple[str, ...]
    starts: array[int]

    def start(self, k: int) -> int:
        """Return where unit k begins; past the last one, where the text ends."""
        return self.starts[k] if k < len(self.starts) else len(self.text)

    def end(self, k: int) -> int:
        """Return where unit k ends; before the first one, 0."""
        return self.starts[k] + len(self.units[k]) if k >= 0 else 0


def passage(text: str) -> Passage:
    """Cut a text into a Passage, or remember it."""
    return _remembered(text) if len(text) <= _SHORT else _remembered_long(text)


def joined(texts: tuple[str, ...]) -> Passage:
    """Cut several blocks into one Passage, a newline between them."""
    if len(texts) == 1:
        return passage(texts[0])
    units: list[str] = []
    starts = array("L")
    at = 0
    for text in texts:
        piece = passage(text)
        units += piece.units
        starts.extend(at + start for start in piece.starts)
        at += len(text) + 1
    return Passage("\n".join(texts), tuple(units), starts)


def _cut(text: str) -> Passage:
    spans = tokens(text)
    units = tuple([text[start:end] for start, end in spans])
    return Passage(text, units, array("L", [start for start, _ in spans]))


_remembered = lru_cache(maxsize=_KEPT)(_cut)
_remembered_long = lru_cache(maxsize=_KEPT_LONG)(_cut)


def forget() -> None:
    """Forget what was cut, for measurements."""
    _remembered.cache_clear()
    _remembered_long.cache_clear()
