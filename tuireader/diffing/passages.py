"""A text and its tokens, cut once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from tuireader.diffing import encoding
from tuireader.diffing.ends import common_ends
from tuireader.model import Pair
from tuireader.text import chunks
from tuireader.text.chunks import parted
from tuireader.text.words import is_plain, tokens

_KEPT = 2048  # passages kept, so that neighbours in a chain of snapshots share the work
_SHORT = 8_000  # characters of a passage that is kept so
_MARGIN = 40  # characters kept around what differs: an edit may slide that far
_KEPT_LONG = 4  # longer passages kept, enough for one comparison


class Passage:
    """A text cut into pieces: its tokens, each with the white space after it.

    `units`: the tokens without white space.
    """

    __slots__ = ("_starts", "pieces", "text", "units")

    def __init__(self, text: str, pieces: Sequence[str]) -> None:
        self.text = text
        self.pieces = pieces
        self.units = chunks.units_of(pieces)
        self._starts: list[int] | None = None

    @property
    def starts(self) -> list[int]:
        """Return where each unit begins, and where the text ends; bags never ask for it."""
        if self._starts is None:
            self._starts = chunks.starts(self.text, self.pieces)
        return self._starts

    def end(self, k: int) -> int:
        """Return where unit k ends; before the first one, 0."""
        return self.starts[k] + len(self.units[k]) if k >= 0 else 0


@dataclass(frozen=True, slots=True, eq=False)
class Window:
    """What of two texts is worth comparing.

    `head`, `tail`: what was cut off their ends, the same of both.
    """

    before: Passage
    after: Passage
    head: str = ""
    tail: str = ""

    def flipped(self) -> Window:
        """Return the same Window with its sides swapped."""
        return Window(self.after, self.before, self.head, self.tail)


def passage(text: str) -> Passage:
    """Cut a text into a Passage, or remember it."""
    return _remembered(text) if len(text) <= _SHORT else _remembered_long(text)


def window(sides: Pair[str]) -> Window:
    """Cut the stretches of two texts that differ, and a margin, into a Window.

    Only stretches of plain text are cut so: in others a token may depend on what stands far away.
    """
    old, new = sides.before, sides.after
    head, tail = common_ends(old, new)
    start = _open(old, head - _MARGIN)
    end = _shut(sides, len(old) - tail + _MARGIN)
    if start or end < len(old):
        middle, other = old[start:end], new[start : len(new) - len(old) + end]
        if is_plain(middle) and is_plain(other):
            return Window(cut(middle), cut(other), old[:start], old[end:])
    return Window(passage(old), passage(new))


def _open(text: str, at: int) -> int:
    """Return the last place up to `at` where a chunk of text may be cut off, or 0."""
    while at > 0:
        at = text.rfind(" ", 0, at) + 1
        if not at or parted(text, at):
            return at
        at -= 1
    return 0


def _shut(sides: Pair[str], at: int) -> int:
    """Return the first place from `at` on where a common tail may be cut off, or the end.

    Places are those of the text before.
    """
    old, new = sides.before, sides.after
    shift = len(new) - len(old)
    while at < len(old):
        at = old.find(" ", at) + 1
        if not at:
            break
        if parted(old, at) and parted(new, at + shift):
            return at - 1  # without the space
    return len(old)


def joined(texts: tuple[str, ...]) -> Passage:
    """Cut several blocks into one Passage, a newline between them."""
    if len(texts) == 1:
        return passage(texts[0])
    pieces: list[str] = []
    for text in texts:
        part = passage(text)
        if pieces:
            pieces[-1] += "\n" + text[: part.starts[0]]
        pieces += part.pieces
    return Passage("\n".join(texts), pieces)


def cut(text: str) -> Passage:
    """Cut a text into a Passage."""
    if is_plain(text):
        return Passage(text, chunks.plain_pieces(text))
    places = [start for start, _ in tokens(text)]
    return Passage(text, [text[start:end] for start, end in pairwise([*places, len(text)])])


_remembered = lru_cache(maxsize=_KEPT)(cut)
_remembered_long = lru_cache(maxsize=_KEPT_LONG)(cut)


def forget() -> None:
    """Forget what was cut, for measurements."""
    _remembered.cache_clear()
    _remembered_long.cache_clear()
    chunks.forget()
    encoding.forget()
