"""A list of which only the rows in sight are ever made, be they ten or a hundred thousand."""

from __future__ import annotations

from rich.style import Style
from textual import events
from textual.cache import LRUCache
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip

from tuireader.rendering import Line
from tuireader.tui.barline import barred
from tuireader.tui.widgets.palette import CURSOR
from tuireader.tui.widgets.scroller import Scroller

_KEPT = 500
"""Strips kept: a few pages on the largest screens."""


class Rows(Scroller, can_focus=True):
    """Rows of `HEIGHT` lines each, with a cursor.

    A subclass gives `row_lines`. Each of its lines begins with an empty cell, which the cursor
    takes: a bar that shows where it is on terminals without colour too.
    """

    HEIGHT = 2

    class Moved(Message):
        """The cursor stands on another row."""

        def __init__(self, rows: Rows, index: int) -> None:
            super().__init__()
            self.rows = rows
            self.index = index

    class Chosen(Message):
        """A row was clicked twice, or a click met the cursor's row."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.count = 0
        self.cursor = 0
        self.empty: tuple[Line, ...] = ()
        self._strips: LRUCache[tuple[Line, tuple[int, int], bool], Strip] = LRUCache(_KEPT)

    def row_lines(self, index: int, width: int) -> tuple[Line, ...]:
        """Return a row's lines."""
        raise NotImplementedError

    def can_rest(self, index: int) -> bool:  # noqa: ARG002 - for subclasses
        """Tell whether the cursor may stand on a row."""
        return True

    # -- what is shown
    def reset(self, count: int, cursor: int = 0) -> None:
        """Show so many rows, with the cursor on one of them."""
        self.count = count
        self.cursor = max(0, min(cursor, count - 1))
        self._measure()
        self._reveal()
        self.refresh()

    def on_resize(self, event: events.Resize) -> None:  # noqa: ARG002 - Textual's signature
        """Keep the cursor in sight; the widget may stand in another column now."""
        self._strips.clear()
        self._measure()
        self._reveal()

    def _measure(self) -> None:
        """Say how many lines there are: at the end, too, the view begins with a whole row."""
        self.set_height(self.count * self.HEIGHT + self.inner_height % self.HEIGHT)

    def repaint(self, index: int) -> None:
        """Paint one row again."""
        self.refresh_lines(index * self.HEIGHT, self.HEIGHT)

    def _repaint_cursor(self, index: int) -> None:
        """Paint what the cursor changes in a row: its first line, and the bar in the others."""
        y = index * self.HEIGHT - self.scroll_offset.y
        self.refresh(Region(0, y, self.inner_width, 1))
        self.refresh(Region(0, y + 1, 1, self.HEIGHT - 1))

    # -- the cursor
    def move(self, index: int, *, step: int = 0) -> None:
        """Put the cursor on a row; where it may not rest, go on by `step`'s direction."""
        index = max(0, min(index, self.count - 1))
        way = 1 if step >= 0 else -1
        while 0 <= index < self.count and not self.can_rest(index):
            index += way
        if not 0 <= index < self.count or index == self.cursor:
            return
        before, self.cursor = self.cursor, index
        self._repaint_cursor(before)
        self._repaint_cursor(index)
        self._reveal()
        self.post_message(self.Moved(self, index))

    def step(self, by: int) -> None:
        """Move the cursor by so many rows."""
        self.move(self.cursor + by, step=by)

    @property
    def page(self) -> int:
        """Return how many rows fit the view."""
        return max(1, self.inner_height // self.HEIGHT)

    def _reveal(self) -> None:
        top, height = self.cursor * self.HEIGHT, self.inner_height
        offset = self.scroll_offset.y
        if top < offset:
            self.jump(top)
        elif top + self.HEIGHT > offset + height > 0:
            hidden = -(-(top + self.HEIGHT - height) // self.HEIGHT)  # rows, the half one too
            self.jump(min(top, hidden * self.HEIGHT))

    def on_click(self, event: events.Click) -> None:
        """Move the cursor to the row clicked; on a second click, choose it."""
        index = (event.y + self.scroll_offset.y) // self.HEIGHT
        if not 0 <= index < self.count:
            return
        if index == self.cursor and event.chain > 1:
            self.post_message(self.Chosen())
        self.move(index)

    # -- painting
    def render_line(self, y: int) -> Strip:
        """Return the line at `y` cells below the view's top."""
        width = self.size.width
        if not width:
            return Strip.blank(0)
        if not self.count:
            return self.paint(self.empty[y] if y < len(self.empty) else (), width)
        index, line = divmod(y + self.scroll_offset.y, self.HEIGHT)
        if index >= self.count:
            return self.paint((), width)
        inner = self.inner_width
        lines = self.row_lines(index, inner)
        shown = lines[line] if line < len(lines) else ()
        over = None
        if index == self.cursor and line < len(lines):  # rows may end with empty lines
            shown = barred(shown, away=self._away())
            over = None if line else self.look(CURSOR)
        return self._painted(shown, (width, inner), over)

    def _painted(self, line: Line, widths: tuple[int, int], over: Style | None) -> Strip:
        """Return a line's strip: the same one where it was painted before, on any row.

        Textual remembers with a strip what became of it, down to the bytes for the terminal. So
        a list that scrolls by a row costs little more than the row that came into sight.
        """
        key = (line, widths, over is None)
        strip = self._strips.get(key)
        if strip is None:
            strip = self._strips[key] = self.paint(line, widths[0], over=over).simplify()
        return strip

    def notify_style_update(self) -> None:
        """Forget what was painted in the theme before."""
        self._strips.clear()
        super().notify_style_update()

    def _away(self) -> bool:
        """Tell whether the keys go to another pane; a line one types in leaves them here."""
        return not self.has_focus and isinstance(self.screen.focused, Scroller)

    def on_focus(self) -> None:
        """Show that the keys come here."""
        self.repaint(self.cursor)

    def on_blur(self) -> None:
        """Show that they no longer do."""
        self.repaint(self.cursor)
