"""The looks of all roles, once a screen: what the style sheet says of each."""

from __future__ import annotations

from typing import ClassVar

from rich.style import Style
from textual.widget import Widget

from tuireader.rendering import Role

CURSOR = "cursor"
MATCH = "match"
_GROUNDS = (CURSOR, MATCH)
_NAMES = (*(role.value for role in Role), *_GROUNDS)


class Palette(Widget):
    """Never in sight. Textual styles each component of each widget; here they are styled once."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"role--{name}" for name in _NAMES}

    def style(self, name: str) -> Style:
        """Return the style of a role over the screen's background, or that of a ground.

        A ground gives its background only: whatever stands there keeps its own colour.
        """
        style = self.get_component_rich_style(f"role--{name}")
        if name in _GROUNDS:
            return Style(bgcolor=style.bgcolor, reverse=style.reverse, bold=style.bold)
        return style
