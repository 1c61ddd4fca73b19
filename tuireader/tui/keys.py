"""The screens by name, and the keys on each; the actions themselves are in `actions`."""

from __future__ import annotations

from enum import StrEnum

from tuireader.tui.actions import ACTIONS, Action, actions, bar, ends, shown

__all__ = ["ACTIONS", "Action", "Place", "actions", "bar", "ends", "shown", "table"]


class Place(StrEnum):
    """A screen, as the table knows it."""

    LIBRARY = "library"
    ARTICLE = "article"
    TIMELINE = "timeline"
    DIFF = "diff"
    CHANGES = "changes"
    HELP = "help"
    SEARCH = "search"
    TRACE = "trace"
    SOURCES = "sources"
    FEEDS = "feeds"
    WELCOME = "welcome"
    SETTINGS = "settings"


_ALL = frozenset(Place)


def table() -> str:
    """Return all keys as a Markdown table, for the README."""
    rows = ["| keys | where | what |", "|---|---|---|"]
    for action in ACTIONS:
        keys = " ".join(f"`{shown(key)}`" for key in action.keys)
        everywhere = action.places >= _ALL - {Place.HELP}
        where = "everywhere" if everywhere else ", ".join(p for p in Place if p in action.places)
        rows.append(f"| {keys} | {where} | {action.help} |")
    return "\n".join(rows) + "\n"
