"""Our themes: paper by day and by night, one accent; high contrast; safe for the colour-blind.

The variables are what the style sheet names; a theme of Textual's own gets them from `variables`,
so that any of them works.
"""

from __future__ import annotations

from dataclasses import replace

from textual.theme import BUILTIN_THEMES, Theme

from tuireader.tui.colours import ANSI, NIGHT, PAPER, PLAIN, SCHEMES


def variables(dark: bool, ansi: bool) -> dict[str, str]:
    """Return our variables for a theme that knows none of them."""
    return ANSI if ansi else NIGHT if dark else PAPER


def _theme(name: str) -> Theme:
    accent, ink, ground, ours = SCHEMES[name]
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
        dark=ours is not PAPER,
        variables=ours,
    )


_ANSI_DARK = replace(BUILTIN_THEMES[PLAIN], accent="ansi_magenta")
"""Textual's own has a green accent: a silent change would look like inserted words."""
THEMES = (*map(_theme, SCHEMES), _ANSI_DARK)
