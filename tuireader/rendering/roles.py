"""The parts a line on the screen is made of: runs of text that each play a role.

Nothing here knows a colour: a palette (the command line's) or a stylesheet (the reader's) gives
each role its look, and no role says anything that a sign or word in the text doesn't say too.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple, TypeAlias


class Role(StrEnum):
    """What a run of text is for."""

    TEXT = "text"
    DIM = "dim"
    SAME = "same"
    STRONG = "strong"
    HEADLINE = "headline"
    HEADING = "heading"
    STANDFIRST = "standfirst"
    QUOTE = "quote"
    CAPTION = "caption"
    NOTICE = "notice"
    CODE = "code"
    LINK = "link"
    RULE = "rule"
    ACCENT = "accent"
    SILENT = "silent"
    EXPLAINED = "explained"
    DELETED = "deleted"
    INSERTED = "inserted"
    DELETED_WORDS = "deleted-words"
    INSERTED_WORDS = "inserted-words"
    KEY = "key"
    NUMBER = "number"
    FOUND = "found"


class Fragment(NamedTuple):
    """A run of text in one role.

    `link`: an address the run leads to. `column`: the cell, from the line's start, at which the
    terminal's cursor has to be put before the run is printed (-1: where it stands). Terminals
    and width tables disagree about some scripts; what stands in columns must not depend on it.
    """

    text: str
    role: Role = Role.TEXT
    link: str = ""
    column: int = -1


class Span(NamedTuple):
    """A role for part of a text: characters, end exclusive."""

    start: int
    end: int
    role: Role
    link: str = ""


Line: TypeAlias = tuple[Fragment, ...]

_ROLES = {role.value: role for role in Role}


def line_of(pieces: Iterable[tuple[str, str]]) -> Line:
    """Return a line of plain texts and the names of their roles."""
    return tuple(Fragment(text, _ROLES[role]) for text, role in pieces)


_DRAWN = frozenset({Role.LINK, Role.DELETED_WORDS, Role.INSERTED_WORDS})
"""Roles that show on empty cells too."""


def tightened(line: Line) -> Line:
    """Join empty cells to what stands beside them: fewer changes of style, fewer bytes."""
    found: list[Fragment] = []
    for fragment in line:
        last = found[-1] if found else None
        if last is None or fragment.column >= 0:
            found.append(fragment)
        elif _is_blank(fragment) and last.role not in _DRAWN:
            found[-1] = last._replace(text=last.text + fragment.text)
        elif _is_blank(last) and last.column < 0 and fragment.role not in _DRAWN:
            found[-1] = fragment._replace(text=last.text + fragment.text)
        else:
            found.append(fragment)
    return tuple(found)


def _is_blank(fragment: Fragment) -> bool:
    return fragment.role is Role.TEXT and not fragment.text.strip(" ")


def plain(line: Iterable[Fragment]) -> str:
    """Return a line's words without their roles, with nothing trailing."""
    return "".join(fragment.text for fragment in line).rstrip()
