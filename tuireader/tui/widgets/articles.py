"""The list of articles: rows come in blocks, when they come into sight."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from textual.message import Message

from tuireader.rendering import Fragment, Line, Role, listing
from tuireader.tui.widgets.rows import Rows

if TYPE_CHECKING:
    from tuireader.model import Listing

BLOCK = 64
"""Rows that are asked for at once: more than any screen shows."""
_FRESH = 30
"""Seconds for which an age that was put into words stays true enough."""
_MADE = 300
"""Rows whose lines are kept: a few pages on the largest screens."""
_KEPT = 24
"""Blocks kept in memory."""


class ArticleList(Rows):
    """Articles, two lines each.

    Attributes:
        stamp: grows with each new list; rows of an earlier one are not taken.
    """

    class Wanted(Message):
        """Rows came into sight that are not there yet."""

        def __init__(self, stamp: int, first: int) -> None:
            super().__init__()
            self.stamp = stamp
            self.first = first

    def __init__(self, clock: Callable[[], datetime]) -> None:
        super().__init__()
        self.clock = clock
        self.stamp = 0
        self._blocks: dict[int, list[Listing]] = {}
        self._asked: set[int] = set()
        self._lines: dict[int, tuple[Line, Line]] = {}
        self._lines_for = (0, 0)

    def renew(self) -> int:
        """Begin a new list; what is shown stays until its rows come."""
        self.stamp += 1
        self._asked = set()
        return self.stamp

    def fill(self, first: int, rows: Sequence[Listing]) -> None:
        """Take some rows."""
        for start in range(0, max(1, len(rows)), BLOCK):
            block = (first + start) // BLOCK
            self._blocks[block] = list(rows[start : start + BLOCK])
            self._asked.discard(block)
        self._lines.clear()
        while len(self._blocks) > _KEPT:
            near = self.cursor // BLOCK
            del self._blocks[max(self._blocks, key=lambda each: abs(each - near))]
        self.refresh()

    def clear_rows(self) -> None:
        """Forget all rows."""
        self._blocks.clear()
        self._lines.clear()
        self._asked.clear()

    def at(self, index: int) -> Listing | None:
        """Return a row, or None while it is on its way."""
        block, offset = divmod(index, BLOCK)
        rows = self._blocks.get(block)
        if rows is not None:
            return rows[offset] if offset < len(rows) else None
        if block not in self._asked and index < self.count:
            self._asked.add(block)
            self.post_message(self.Wanted(self.stamp, block * BLOCK))
        return None

    def current(self) -> Listing | None:
        """Return the row under the cursor."""
        return self.at(self.cursor) if self.count else None

    def index_of(self, article: int) -> int | None:
        """Return where an article stands, as far as its row is there."""
        for block, rows in self._blocks.items():
            for offset, row in enumerate(rows):
                if row.article == article:
                    return block * BLOCK + offset
        return None

    def put(self, shown: Listing) -> None:
        """Replace an article's row where it is there."""
        index = self.index_of(shown.article)
        if index is not None:
            block, offset = divmod(index, BLOCK)
            self._blocks[block][offset] = shown
            self._lines.clear()
            self.repaint(index)

    def row_lines(self, index: int, width: int) -> tuple[Line, ...]:
        """Return an article's two lines."""
        row = self.at(index)
        if row is None:
            return (Fragment("     …", Role.DIM),), ()
        now = self.clock()
        made_for = (width, int(now.timestamp()) // _FRESH)
        if self._lines_for != made_for or len(self._lines) > _MADE:
            self._lines.clear()
            self._lines_for = made_for
        lines = self._lines.get(index)
        if lines is None:
            lines = self._lines[index] = listing(row, width, now)
        return lines
