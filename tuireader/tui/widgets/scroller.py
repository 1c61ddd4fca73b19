"""What all scrolling widgets share: a height in lines, of which only those in sight are made."""

from __future__ import annotations

from textual.geometry import Size
from textual.scroll_view import ScrollView

from tuireader.tui.widgets.painted import Painted


class Scroller(Painted, ScrollView, can_focus=True):
    """Lines that scroll."""

    @property
    def inner_width(self) -> int:
        """Return the cells a line may take, 0 before the first layout."""
        return self.scrollable_content_region.width

    @property
    def inner_height(self) -> int:
        """Return how many lines are in sight."""
        return self.scrollable_content_region.height

    def set_height(self, lines: int) -> None:
        """Say how many lines there are.

        Textual measures a widget when its size changes, not when its contents do, so the
        scroll bar is told here, as Textual's own lists tell it.
        """
        size = Size(self.inner_width, lines)
        self.virtual_size = size
        self._scroll_update(size)

    def jump(self, y: int) -> None:
        """Put the line `y` at the top of the view, as far as there are lines below it."""
        self.scroll_to(0, y, animate=False, force=True)
