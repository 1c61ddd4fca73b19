"""The line at the head of a screen, and the one at its foot."""

from __future__ import annotations

from textual.reactive import reactive
from textual.strip import Strip

from tuireader.rendering import Fragment, Role, cells, fit
from tuireader.tui.barline import Keys, bar_line
from tuireader.tui.widgets.painted import Painted


class Masthead(Painted):
    """Where you are, on the left; what is going on, else what is to come, on the right."""

    title = reactive("")
    detail = reactive("")
    activity = reactive("")
    outlook = reactive("")

    def render_line(self, y: int) -> Strip:
        """Return the line."""
        width = self.size.width
        if y or not width:
            return Strip.blank(width)
        activity = fit(self.activity or self._outlook(width), width // 2)
        room = width - cells(activity) - 3
        title = fit(self.title, room)
        detail = fit(self.detail, room - cells(title) - 2) if room - cells(title) > 6 else ""
        line: list[Fragment] = [Fragment(" "), Fragment(title, Role.HEADLINE), Fragment("  ")]
        line.append(Fragment(detail, Role.DIM))
        used = sum(cells(fragment.text) for fragment in line)
        line.append(Fragment(" " * max(0, width - 1 - used - cells(activity))))
        line.append(Fragment(activity, Role.ACCENT if self.activity else Role.DIM))
        return self.paint(tuple(line), width)

    def _outlook(self, width: int) -> str:
        """Return what is to come where there is room for it beside all the rest."""
        used = sum(cells(text) for text in (self.title, self.detail, self.outlook))
        return self.outlook if used + 6 <= width else ""


class KeyBar(Painted):
    """The keys that matter on this screen, as many as fit; how to find the rest at the right."""

    def __init__(self, keys: Keys, ends: Keys) -> None:
        super().__init__()
        self.keys = keys
        self.ends = ends
        self.message = ""

    def say(self, message: str) -> None:
        """Show a message in place of the keys; an empty one brings the keys back."""
        self.message = message
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Return the line."""
        width = self.size.width
        if y or not width:
            return Strip.blank(width)
        if self.message:
            text = Fragment(fit(self.message, width - 2), Role.ACCENT)
            return self.paint((Fragment(" "), text), width)
        return self.paint(bar_line(self.keys, self.ends, width), width)
