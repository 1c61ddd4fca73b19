"""No colour at all: greys are colours, too (https://no-color.org)."""

from __future__ import annotations

from functools import lru_cache

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter


class Colourless(LineFilter):
    """Takes foreground and background off everything; bold, underline, strike, links stay."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002
        """Return the segments without colours."""
        return [
            Segment(text, style and _without(style), control) for text, style, control in segments
        ]


@lru_cache(1024)
def _without(style: Style) -> Style:
    """Return a style without its colours; what Textual noted of the place stays."""
    return style.without_color + Style.from_meta(style.meta)


COLOURLESS = Colourless()
"""One for all: strips remember what each filter made of them."""
