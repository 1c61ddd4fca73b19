"""The colours of our themes, as plain data: the list is painted with them before Textual is there.

Contrast on each ground, the cursor's too, is at least 4.5 to 1 for words (WCAG 2.2, 1.4.3);
hairlines are no words.
"""

from __future__ import annotations

DEFAULT = "night"
PLAIN = "ansi-dark"
"""The terminal's own colours; with NO_COLOR, no colour at all."""

NIGHT = {
    "deleted": "#f0a8a0",
    "deleted-ground": "#4a2523",
    "inserted": "#a9d3a6",
    "inserted-ground": "#213b24",
    "notice-text": "#dcc48e",
    "notice-ground": "#26241d",
    "quiet": "#94918a",
    "hairline": "#3b3934",
    "cursor": "#2a2823",
    "match": "#5a4a14",
}
PAPER = {
    "deleted": "#9a2b20",
    "deleted-ground": "#f6d9d2",
    "inserted": "#1f5c2c",
    "inserted-ground": "#d7ead3",
    "notice-text": "#6d4e00",
    "notice-ground": "#f4ecd6",
    "quiet": "#6d6860",
    "hairline": "#d5cfc3",
    "cursor": "#efe8da",
    "match": "#f5df8a",
}

CONTRAST = {
    **NIGHT,
    "deleted": "#ff9f94",
    "deleted-ground": "#6a1a12",
    "inserted": "#a6f5a0",
    "inserted-ground": "#0c4a14",
    "notice-text": "#ffe08a",
    "quiet": "#c8c8c8",
    "hairline": "#8a8a8a",
    "cursor": "#303030",
}
SAFE = {
    **NIGHT,
    "deleted": "#f3b27a",
    "deleted-ground": "#4d3216",
    "inserted": "#9cc9f5",
    "inserted-ground": "#1b3654",
}
ANSI = {
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

SCHEMES: dict[str, tuple[str, str, str, dict[str, str]]] = {
    "night": ("#e8806f", "#e4e0d8", "#1a1916", NIGHT),
    "paper": ("#b3321f", "#262420", "#fbf8f1", PAPER),
    "contrast": ("#ffb000", "#ffffff", "#000000", CONTRAST),
    "blue-orange": ("#f0b060", "#e4e0d8", "#1a1916", SAFE),
}
"""By name: accent, ink, ground, and the variables that the style sheet names."""
