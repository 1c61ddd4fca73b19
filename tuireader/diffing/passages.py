"""A text and its tokens, cut once."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache

from tuireader.diffing.ends import common_ends
from tuireader.text.words import is_plain, plain_tokens, tokens

_KEPT = 2048  # passages kept, so that neighbours in a chain of snapshots share the work
_SHORT = 8_000  # characters of a passage that is kept so
_MARGIN = 4  # tokens before the first difference that may depend on it: a number and its unit
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


def revised(old: Passage, text: str) -> Passage:
    """Cut what a Passage has become, re-using its tokens at the head and tail they share.

    The result is that of `passage(text)`. Only plain texts are cut so: in others a token may
    depend on what stands far away.
    """
    head, tail = common_ends(old.text, text)
    if 2 * (head + tail) < len(text) or not (is_plain(text) and is_plain(old.text)):
        return passage(text)
    shift = len(text) - len(old.text)
    kept = max(0, bisect_left(old.starts, head) - _MARGIN)
    units, starts = list(old.units[:kept]), old.starts[:kept]
    for start, end in plain_tokens(text, old.start(kept) if kept else 0):
        if start > len(text) - tail:  # one character of the shared tail stands before it
            again = bisect_left(old.starts, start - shift)
            if old.start(again) == start - shift:
                units += old.units[again:]
                starts.extend([place + shift for place in old.starts[again:]])
                break
        units.append(text[start:end])
        starts.append(start)
    return Passage(text, tuple(units), starts)


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
