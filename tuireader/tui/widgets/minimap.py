"""A scroll bar with marks on it: where in a long text something changed, or was found."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from rich.console import Console, ConsoleOptions, RenderResult
from rich.segment import Segment
from rich.style import Style
from textual.scrollbar import ScrollBarRender


class Mark(NamedTuple):
    """A sign on the bar."""

    character: str
    style: Style


Marks = Callable[[int], Mapping[int, Mark]]
"""Given the bar's height in cells, returns what stands in which of them."""


def marked(marks: Marks) -> type[ScrollBarRender]:
    """Return a renderer, as Textual takes it, that puts `marks` on the bar."""

    class Marked(ScrollBarRender):
        def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
            """Yield the bar, a cell a line."""
            there = marks(options.height or console.height)
            y = 0
            for segment in console.render(_plain(self), options):
                mark = there.get(y)
                if segment.text == "\n":
                    y += 1
                elif mark is not None:
                    yield Segment(mark.character, _over(segment.style, mark.style))
                    continue
                yield segment

    return Marked


def _plain(bar: ScrollBarRender) -> ScrollBarRender:
    """Return the bar without marks."""
    return ScrollBarRender(
        virtual_size=bar.virtual_size,
        window_size=bar.window_size,
        position=bar.position,
        thickness=bar.thickness,
        vertical=bar.vertical,
        style=bar.style,
    )


def _over(under: Style | None, mark: Style) -> Style:
    """Return a mark's style on the bar's ground, with what a click there does."""
    if under is None:
        return mark
    ground = under.color if under.reverse else under.bgcolor
    return Style(color=mark.color, bgcolor=ground, bold=True) + Style.from_meta(under.meta)
