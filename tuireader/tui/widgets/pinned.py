"""A sheet that is as high as what it says and does not scroll."""

from __future__ import annotations

from collections.abc import Callable

from textual.geometry import Size
from textual.strip import Strip

from tuireader.rendering import Sheet
from tuireader.tui.widgets.painted import Painted


class Pinned(Painted):
    """Lines that stay where they are; `maker` gets the width, and the height of the screen."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._maker: Callable[[int, int], Sheet] = lambda width, _: Sheet((), width)
        self._sheet = Sheet((), 0)
        self._made_for = (0, 0)

    def show(self, maker: Callable[[int, int], Sheet]) -> None:
        """Show what `maker` makes."""
        self._maker = maker
        self._made_for = (0, 0)
        self.refresh(layout=True)

    def _made(self, width: int) -> Sheet:
        size = (width, self.screen.size.height)
        if self._made_for != size:
            self._sheet = self._maker(*size)
            self._made_for = size
        return self._sheet

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """Return the height of what there is to say."""
        return self._made(width).height

    def render_line(self, y: int) -> Strip:
        """Return a line."""
        width = self.size.width
        sheet = self._made(width)
        return self.paint(sheet.line(y) if y < sheet.height else (), width)
