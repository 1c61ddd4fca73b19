"""What can be set, in the words of the settings screen; the config's keys by group."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from tuireader.rendering import length
from tuireader.tui.colours import DEFAULT, SCHEMES
from tuireader.tui.keys import ACTIONS, Action, Place, shown

Value = str | int | float | bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One setting. `choices`: what it goes through; none: it is typed.

    `kind`: what a typed value is turned into. `now`: it holds at once, else from the next start.
    `seconds`: it is a length of time, shown as people say it, too.
    """

    name: str
    title: str
    help: str
    choices: tuple[Value, ...] = ()
    kind: type[str] | type[int] | type[float] = str
    now: bool = False
    seconds: bool = False

    def after(self, value: Value) -> Value:
        """Return the choice after a value."""
        value = value or DEFAULT if self.name == "theme" else value
        known = self.choices.index(value) if value in self.choices else -1
        return self.choices[(known + 1) % len(self.choices)]


@dataclass(frozen=True, slots=True)
class Group:
    """Settings that belong together."""

    title: str
    options: tuple[Option, ...]


def _option(name: str, title: str, help: str, *choices: Value, now: bool = False) -> Option:
    return Option(name=name, title=title, help=help, choices=choices, now=now)


def _number(name: str, title: str, help: str) -> Option:
    return Option(name=name, title=title, help=help, kind=int)


def _seconds(name: str, title: str, help: str) -> Option:
    return Option(name=name, title=title, help=help, kind=float, seconds=True)


def _where(action: Action) -> str:
    """Say on which screens an action is; commas part the keys that are typed for it."""
    if len(action.places) > _MANY:
        return "most screens"
    return ", ".join(place for place in Place if place in action.places)


_MANY = 4
_MINUTE = 60
THEMES = (*SCHEMES, "ansi-dark", "ansi-light")
_LOOK = (
    _option("theme", "Theme", "colours; ansi: the terminal’s own", *THEMES, now=True),
    _option("measure", "Measure", "cells of a line of text at most", 60, 66, 72, 80, 90, now=True),
    _option("panes", "Panes", "how many stand side by side on wide screens", 1, 2),
    _option("mouse", "Mouse", "clicks and wheel; without it the terminal has them", True, False),
    _option("motion", "Motion", "whether anything may glide", True, False, now=True),
)
_LOOKING = (
    _option("contact", "Contact", "where sites can complain; part of the User-Agent"),
    _seconds("gap", "Gap", "seconds between two requests to one host"),
    _number("at_once", "At once", "hosts asked at the same time"),
    _seconds("fastest", "Fastest", "seconds between two looks at an article, at least"),
    _seconds("slowest", "Slowest", "seconds between two looks at an article, at most"),
    _seconds("give_up", "Give up", "seconds without news after which no look is taken"),
    _seconds("feed_gap", "Feeds", "seconds between two looks at a feed"),
    _option("keep_raw", "Raw pages", "keep each page as it came", True, False),
    _number("size_limit", "Size", "bytes of one page at most"),
    _seconds("connect_timeout", "Connect", "seconds to wait for a connection"),
    _seconds("read_timeout", "Silence", "seconds to wait for more of a page"),
    _seconds("total_timeout", "In all", "seconds for a page with its redirects"),
)
_TELLING = (
    _option("on_change", "Command", "gets each change as JSON on its stdin"),
    _option("quiet_hours", "Quiet", "when nobody is told, as 22:00-07:00"),
    _option("changes_feed", "Feed", "a file: an Atom feed of changes is written there"),
)
_KEYS = tuple(
    Option(name=f"keys.{action.id}", title=action.text, help=f"{action.help}: {_where(action)}")
    for action in ACTIONS
)

GROUPS = (
    Group("The look", _LOOK),
    Group("Looking at pages", _LOOKING),
    Group("Being told", _TELLING),
    Group("Keys", _KEYS),
)


def groups(values: Mapping[str, Value]) -> tuple[Group, ...]:
    """Return the groups with what there is to set; what no group knows stands in a last one."""
    known = {option.name for group in GROUPS for option in group.options}
    more = tuple(
        _option(name, name, "", *((True, False) if isinstance(value, bool) else ()))
        for name, value in values.items()
        if name not in known and not name.startswith("keys.")
    )
    found = tuple(
        Group(group.title, tuple(each for each in group.options if _has(values, each)))
        for group in GROUPS
    )
    return (*found, Group("More", more)) if more else found


def _has(values: Mapping[str, Value], option: Option) -> bool:
    return option.name in values or option.name.startswith("keys.")


def usual(name: str) -> str:
    """Return the keys an action has where nobody gave it others, parted by commas."""
    return next(",".join(each.keys) for each in ACTIONS if f"keys.{each.id}" == name)


def said(option: Option, value: Value) -> str:
    """Return a value as the screen shows it."""
    if option.name.startswith("keys."):
        return "  ".join(shown(key.strip()) for key in str(value or usual(option.name)).split(","))
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float) and option.seconds and value >= _MINUTE:
        return f"{value:.12g} = {length(value)}"
    if isinstance(value, float):
        return f"{value:.12g}"
    return str(value or (DEFAULT if option.name == "theme" else "–"))


def read(option: Option, typed: str) -> Value | None:
    """Return what was typed as a value, or None where it can't be one."""
    try:
        value = option.kind(typed)
    except ValueError:
        return None
    return None if isinstance(value, int | float) and not 0 <= value < math.inf else value


def clash(name: str, typed: str, keys: Mapping[str, str]) -> str:
    """Say which other action has one of the keys typed for `keys.ACTION`; "" where none has."""
    wanted = {key.strip() for key in typed.split(",") if key.strip()}
    action = next(each for each in ACTIONS if f"keys.{each.id}" == name)
    for other in ACTIONS:
        own = keys.get(other.id)
        has = set(own.split(",") if own else other.keys)
        if other is not action and other.places & action.places and has & wanted:
            return f"{shown(min(has & wanted))} is for: {other.help}."
    return ""
