"""What each role looks like in the colours of a theme.

A plain table and no style sheet, of which Textual would parse and apply a rule a role at the start.
"""

from __future__ import annotations

from collections.abc import Mapping

from rich.style import Style
from textual.color import Color

from tuireader.rendering import Role

CURSOR = "cursor"
MATCH = "match"

_LOOKS: dict[str, tuple[str, str, str]] = {
    Role.TEXT: ("foreground", "", ""),
    Role.DIM: ("quiet", "", ""),
    Role.SAME: ("foreground 72%", "", ""),
    Role.STRONG: ("foreground", "", "bold"),
    Role.HEADLINE: ("foreground", "", "bold"),
    Role.HEADING: ("foreground", "", "bold"),
    Role.STANDFIRST: ("foreground", "", "italic"),
    Role.QUOTE: ("foreground", "", "italic"),
    Role.CAPTION: ("quiet", "", "italic"),
    Role.NOTICE: ("notice-text", "", ""),
    Role.CODE: ("quiet", "", ""),
    Role.LINK: ("foreground", "", "underline"),
    Role.RULE: ("hairline", "", ""),
    Role.ACCENT: ("accent", "", ""),
    Role.SILENT: ("accent", "", "bold"),
    Role.EXPLAINED: ("notice-text", "", ""),
    Role.DELETED: ("deleted", "", ""),
    Role.INSERTED: ("inserted", "", ""),
    Role.DELETED_WORDS: ("deleted", "deleted-ground", "strike"),
    Role.INSERTED_WORDS: ("inserted", "inserted-ground", "underline"),
    Role.KEY: ("foreground", "", "bold"),
    Role.NUMBER: ("quiet", "", ""),
    Role.FOUND: ("foreground", "match", "bold underline"),
    CURSOR: ("", "cursor", ""),
    MATCH: ("", "match", "reverse"),
}
"""By name: the theme's variables for ink (and how much of it) and ground, how the letters are set.

The cursor and a match are grounds only: whatever stands there keeps its own ink.
"""


def style(name: str, variables: Mapping[str, str]) -> Style:
    """Return the style of a role, the cursor or a match in the colours of a theme."""
    ink, ground, letters = _LOOKS[name]
    under = Color.parse(variables["background"])
    if ground:
        under += Color.parse(variables[ground])
    over = (under + _ink(ink, variables)).rich_color if ink else None
    return Style.parse(letters) + Style.from_color(over, under.rich_color)


def _ink(ink: str, variables: Mapping[str, str]) -> Color:
    name, _, share = ink.partition(" ")
    colour = Color.parse(variables[name])
    return colour.multiply_alpha(int(share[:-1]) / 100) if share else colour
