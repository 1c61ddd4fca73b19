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
        self.vertical_scrollbar.position = self.scroll_y

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Show the lines that came into sight, and the scroll bar where its thumb moved.

        In a long list it seldom does, and painting it costs as much as painting the rows.
        """
        bar = self.vertical_scrollbar
        if self.show_vertical_scrollbar and self._thumb(bar.position) != self._thumb(new_value):
            bar.position = new_value
        if round(old_value) != round(new_value):
            self.refresh(self.size.region)

    def _thumb(self, y: float) -> int:
        """Return where the thumb begins when the line `y` is on top, in eighths of a cell."""
        height, total = self.size.height, max(1, self.virtual_size.height)
        size = max(1, height * height / total)
        return int((height - size) * y / max(1, total - height) * 8)

    def jump(self, y: int) -> None:
        """Put the line `y` at the top of the view, as far as there are lines below it."""
        self.scroll_to(0, y, animate=False, force=True)
