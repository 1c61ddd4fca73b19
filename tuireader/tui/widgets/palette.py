"""What each role looks like in the colours of a theme.

A plain table and no style sheet, of which Textual would parse and apply a rule a role at the start.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache, partial

from rich.style import Style
from textual.color import BLACK, WHITE, Color

from tuireader.rendering import Role

LEAST = 4.5
"""The contrast that words need (WCAG 2.2, 1.4.3)."""
_MIDDLE = 0.18
"""The luminance from which black stands out more than white."""
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
    page = Color.parse(variables["background"])
    under = page + Color.parse(variables[ground]) if ground else page
    over = under + _ink(ink, variables) if ink else None
    if over is not None and name != Role.RULE:
        over = _readable(
            over, (under,) if ground else (page, page + Color.parse(variables[CURSOR]))
        )
    return Style.parse(letters) + Style.from_color(over and over.rich_color, under.rich_color)


@lru_cache(256)
def _readable(ink: Color, grounds: tuple[Color, ...]) -> Color:
    """Return an ink, strengthened where its words would be hard to read on one of the grounds.

    Ours never are. A terminal's own colours are what the terminal makes of them.
    """
    if any(each.ansi is not None for each in (ink, *grounds)):
        return ink
    strongest = BLACK if _light(grounds[0]) > _MIDDLE else WHITE
    tries = (ink.blend(strongest, tenths / 10, 1.0) for tenths in range(11))
    return next(
        (each for each in tries if min(map(partial(contrast, each), grounds)) >= LEAST), ink
    )


def contrast(ink: Color, ground: Color) -> float:
    """Return how far two colours are apart, 1 to 21 (WCAG 2.2, contrast ratio)."""
    darker, lighter = sorted((_light(ink), _light(ground)))
    return (lighter + 0.05) / (darker + 0.05)


def _light(colour: Color) -> float:
    """Return a colour's relative luminance, 0 to 1, from linear parts of its sRGB values."""
    red, green, blue = (
        each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4
        for each in colour.normalized
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _ink(ink: str, variables: Mapping[str, str]) -> Color:
    name, _, share = ink.partition(" ")
    colour = Color.parse(variables[name])
    return colour.multiply_alpha(int(share[:-1]) / 100) if share else colour
