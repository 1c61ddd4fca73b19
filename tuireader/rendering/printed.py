"""A sheet as Rich prints it: for the command line, which has a palette and no stylesheet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.control import Control
from rich.segment import Segment
from rich.style import Style

from tuireader.rendering.roles import Fragment, Line, Role
from tuireader.rendering.sheet import Sheet

ANSI: Mapping[Role, Style] = {
    Role.DIM: Style(dim=True),
    Role.SAME: Style(),
    Role.STRONG: Style(bold=True),
    Role.HEADLINE: Style(bold=True),
    Role.HEADING: Style(bold=True),
    Role.STANDFIRST: Style(italic=True),
    Role.QUOTE: Style(italic=True),
    Role.CAPTION: Style(dim=True),
    Role.NOTICE: Style(color="yellow"),
    Role.CODE: Style(dim=True),
    Role.LINK: Style(underline=True),
    Role.RULE: Style(dim=True),
    Role.ACCENT: Style(color="red"),
    Role.SILENT: Style(color="red", bold=True),
    Role.EXPLAINED: Style(color="yellow"),
    Role.DELETED: Style(color="red"),
    Role.INSERTED: Style(color="green"),
    Role.DELETED_WORDS: Style(color="red", strike=True),
    Role.INSERTED_WORDS: Style(color="green", underline=True),
    Role.KEY: Style(bold=True),
    Role.NUMBER: Style(dim=True),
    Role.FOUND: Style(bold=True, underline=True),
}
"""The terminal's own sixteen colours, so that any theme of the terminal fits."""


class Printer(Console):
    """A Rich console that leaves a closed pipe to whoever runs the program."""

    def on_broken_pipe(self) -> None:
        """Raise, where Rich would end the program as failed."""
        raise BrokenPipeError


class Printed:
    """A sheet for a Rich console. Without colour its words alone say everything."""

    def __init__(self, sheet: Sheet, palette: Mapping[Role, Style] = ANSI) -> None:
        self.sheet = sheet
        self.palette = palette

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the sheet's lines as segments."""
        moves = console.is_terminal and not console.is_dumb_terminal
        for line in self.sheet.lines():
            yield from self._segments(line, moves)
            yield Segment.line()

    def _segments(self, line: Line, moves: bool) -> Iterator[RenderableType | Segment]:
        for fragment in line:
            if moves and fragment.column >= 0:
                yield Control.move_to_column(fragment.column)
            yield Segment(fragment.text, self._style(fragment))

    def _style(self, fragment: Fragment) -> Style | None:
        style = self.palette.get(fragment.role)
        if fragment.link.startswith(("http://", "https://")):
            return (style or Style()) + Style(link=fragment.link)
        return style
