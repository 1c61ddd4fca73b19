"""Choosing words with the arrow keys: what the mouse does by dragging."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from textual.geometry import Offset
from textual.selection import Selection

from tuireader.rendering import Sheet, plain

if TYPE_CHECKING:
    from collections.abc import Callable

_WORD = r"\w(?:[\w'’.,-]*\w)?"


class Word(NamedTuple):
    """A word on the sheet: its line, and its characters there, end exclusive."""

    y: int
    start: int
    stop: int


class Chooser:
    """A cursor that goes from word to word, and what it has passed since it was fixed.

    Attributes:
        cursor: the word it stands on; None where the sheet has none.
        fixed: the word at which choosing began; None: the cursor's own.
    """

    def __init__(self, sheet: Sheet, y: int) -> None:
        self.sheet = sheet
        self.fixed: Word | None = None
        self.cursor = self._in_line(y) or self._beyond(y, 1) or self._beyond(y, -1)

    def _words(self, y: int) -> list[Word]:
        text = plain(self.sheet.line(y))
        return [Word(y, found.start(), found.end()) for found in re.finditer(_WORD, text)]

    def _in_line(self, y: int) -> Word | None:
        words = self._words(y) if 0 <= y < self.sheet.height else []
        return words[0] if words else None

    def _beyond(self, y: int, way: int) -> Word | None:
        """Return the nearest word of the lines after `y`, or before it."""
        y += way
        while 0 <= y < self.sheet.height:
            words = self._words(y)
            if words:
                return words[0] if way > 0 else words[-1]
            y += way
        return None

    def step(self, way: int) -> None:
        """Go a word on, or back."""
        if self.cursor is None:
            return
        words = self._words(self.cursor.y)
        index = words.index(self.cursor) + way
        inside = words[index] if 0 <= index < len(words) else None
        self.cursor = inside or self._beyond(self.cursor.y, way) or self.cursor

    def climb(self, way: int) -> None:
        """Go a line down, or up, to the word that stands nearest."""
        if self.cursor is None:
            return
        there = self._beyond(self.cursor.y, way)
        if there is not None:
            start = self.cursor.start
            self.cursor = min(self._words(there.y), key=lambda word: abs(word.start - start))

    def fix(self) -> None:
        """Begin to choose at the cursor, or begin anew."""
        self.fixed = self.cursor if self.fixed is None else None

    def press(self, key: str) -> bool:
        """Do what a key does while words are being chosen, and tell whether it does anything."""
        deed = _KEYS.get(key)
        if deed is not None:
            deed(self)
        return deed is not None

    @property
    def selection(self) -> Selection | None:
        """Return what is chosen, the cursor's word included."""
        if self.cursor is None:
            return None
        first, last = sorted((self.cursor, self.fixed or self.cursor))
        return Selection(Offset(first.start, first.y), Offset(last.stop, last.y))


_KEYS: dict[str, Callable[[Chooser], None]] = {
    "left": lambda chooser: chooser.step(-1),
    "right": lambda chooser: chooser.step(1),
    "up": lambda chooser: chooser.climb(-1),
    "down": lambda chooser: chooser.climb(1),
    "v": lambda chooser: chooser.fix(),
    "space": lambda chooser: chooser.fix(),
}
"""What each key does while words are being chosen."""
HINT = "Arrows go from word to word · v begins and ends · w traces the words · Esc leaves"
