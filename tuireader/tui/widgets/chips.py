"""Filters as chips, below the line they were typed in."""

from __future__ import annotations

from collections.abc import Sequence

from textual.strip import Strip

from tuireader.rendering import Fragment, Role, cells, fit
from tuireader.tui.queries import Chip
from tuireader.tui.widgets.painted import Painted


class Chips(Painted):
    """One line. A filter that makes no sense yet is followed by what it may be."""

    def __init__(self) -> None:
        super().__init__()
        self.chips: Sequence[Chip] = ()

    def show(self, chips: Sequence[Chip]) -> None:
        """Show these."""
        self.chips = chips
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Return the line."""
        width = self.size.width
        if y or not width:
            return Strip.blank(width)
        line = [Fragment(" ")]
        room = width - 2
        for chip in self.chips:
            words = f"[{chip.name} {chip.value}]" if chip.value else f"[{chip.name}]"
            for text, role in (
                (words, Role.DIM if chip.advice else Role.ACCENT),
                (f" ? {chip.advice}" if chip.advice else "", Role.DIM),
                ("  ", Role.TEXT),
            ):
                shown = fit(text, room) if room > 1 else ""
                room -= cells(shown)
                line.append(Fragment(shown, role))
        return self.paint(tuple(line), width)
