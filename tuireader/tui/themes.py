"""Our themes: paper by day and by night, one accent; high contrast; safe for the colour-blind.

The variables below are what the style sheet names; a theme of Textual's own gets them from
`variables`, so that any of them works.
"""

from __future__ import annotations

from textual.theme import Theme

DEFAULT = "night"
PLAIN = "ansi-dark"
"""The terminal's own colours; with NO_COLOR, no colour at all."""

_NIGHT = {
    "deleted": "#f0a8a0",
    "deleted-ground": "#4a2523",
    "inserted": "#a9d3a6",
    "inserted-ground": "#213b24",
    "notice-text": "#dcc48e",
    "notice-ground": "#26241d",
    "quiet": "#8d8a83",
    "hairline": "#3b3934",
    "cursor": "#2a2823",
    "match": "#5a4a14",
}
_PAPER = {
    "deleted": "#9a2b20",
    "deleted-ground": "#f6d9d2",
    "inserted": "#1f5c2c",
    "inserted-ground": "#d7ead3",
    "notice-text": "#6d4e00",
    "notice-ground": "#f4ecd6",
    "quiet": "#77726a",
    "hairline": "#d5cfc3",
    "cursor": "#efe8da",
    "match": "#f5df8a",
}

_CONTRAST = {
    **_NIGHT,
    "deleted": "#ff9f94",
    "deleted-ground": "#6a1a12",
    "inserted": "#a6f5a0",
    "inserted-ground": "#0c4a14",
    "notice-text": "#ffe08a",
    "quiet": "#c8c8c8",
    "hairline": "#8a8a8a",
    "cursor": "#303030",
}
_SAFE = {
    **_NIGHT,
    "deleted": "#f3b27a",
    "deleted-ground": "#4d3216",
    "inserted": "#9cc9f5",
    "inserted-ground": "#1b3654",
}
_ANSI = {
    "deleted": "ansi_red",
    "deleted-ground": "ansi_default",
    "inserted": "ansi_green",
    "inserted-ground": "ansi_default",
    "notice-text": "ansi_yellow",
    "notice-ground": "ansi_default",
    "quiet": "ansi_default",
    "hairline": "ansi_default",
    "cursor": "ansi_default",
    "match": "ansi_default",
}


def variables(dark: bool, ansi: bool) -> dict[str, str]:
    """Return our variables for a theme that knows none of them."""
    return _ANSI if ansi else _NIGHT if dark else _PAPER


def _theme(name: str, accent: str, ink: str, ground: str, ours: dict[str, str]) -> Theme:
    dark = ours is not _PAPER
    return Theme(
        name=name,
        primary=accent,
        secondary=accent,
        accent=accent,
        warning=ours["notice-text"],
        error=accent,
        success=ours["inserted"],
        foreground=ink,
        background=ground,
        surface=ground,
        panel=ours["cursor"],
        dark=dark,
        variables=ours,
    )


THEMES = (
    _theme("night", "#e8806f", "#e4e0d8", "#1a1916", _NIGHT),
    _theme("paper", "#b3321f", "#262420", "#fbf8f1", _PAPER),
    _theme("contrast", "#ffb000", "#ffffff", "#000000", _CONTRAST),
    _theme("blue-orange", "#f0b060", "#e4e0d8", "#1a1916", _SAFE),
)
