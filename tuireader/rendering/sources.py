"""The ledger as a picture: a source is a bar of kinds, a meter of silence, a point in time."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from tuireader.changes.ledger import Account
from tuireader.model import ChangeKind, Disclosure
from tuireader.rendering.roles import Fragment, Line, Role
from tuireader.rendering.times import length
from tuireader.rendering.wrap import cells, fit

KINDS: tuple[tuple[ChangeKind, str, Role], ...] = (
    (ChangeKind.FACTUAL, "█", Role.ACCENT),
    (ChangeKind.SOURCING, "▓", Role.ACCENT),
    (ChangeKind.REWRITE, "▚", Role.EXPLAINED),
    (ChangeKind.UPDATE, "▒", Role.DIM),
    (ChangeKind.COPYEDIT, "░", Role.DIM),
)
"""The weightiest first: sign and role of each kind."""
_MARGIN = 3
_GAP = 3
_MONTH = 720
"""Hours at the right end of the time scale, which is logarithmic."""


class Widths(NamedTuple):
    """Cells of each column."""

    name: int
    bar: int
    meter: int
    track: int

    @classmethod
    def fitting(cls, width: int) -> Widths:
        """Return columns that fill `width` cells, from 60 on."""
        room = width - _MARGIN - 3 * _GAP - 1
        name = max(14, min(30, room // 4))
        track = max(11, min(22, room // 6))
        meter = max(9, min(15, room // 8))
        return cls(name, max(8, min(50, room - name - track - meter)), meter, track)


_NAMES = (
    (("source",), ("changes by kind", "changes"), ("silent",), ("until a notice", "to a notice")),
    (("",), ("",), ("of factual", "factual"), ("at once     ", "0 h")),
)
"""The two lines of names, a column an entry: the first form that fits is shown."""


def heads(width: int) -> tuple[Line, ...]:
    """Return the columns' names, and the signs of the kinds: above them where they are wider."""
    columns = Widths.fitting(width)
    legend = [
        fragment
        for kind, sign, role in KINDS
        for fragment in (Fragment(sign, role), Fragment(f" {kind.value} ", Role.DIM))
    ]
    size = sum(cells(fragment.text) for fragment in legend) - 1
    rows = [
        [_first(forms, room) for forms, room in zip(line, columns, strict=True)] for line in _NAMES
    ]
    rows[1][3] = rows[1][3].rstrip()
    rows[1][3] += "1 mo".rjust(columns.track - len(rows[1][3]))
    first, second = (_row(row, columns, Role.DIM) for row in rows)
    if size > columns.bar:
        return (Fragment(" " * _MARGIN), *legend), first, second
    before = Fragment(" " * (_MARGIN + columns.name + _GAP))
    legend.append(Fragment(" " * (columns.bar - size + _GAP - 1)))
    return first, (before, *legend, *second[3:])


def _first(forms: Sequence[str], width: int) -> str:
    """Return the first form that fits, else the shortest."""
    return next((each for each in forms if len(each) <= width), forms[-1])


def source_lines(account: Account, most: int, width: int) -> tuple[Line, Line]:
    """Return a source's two lines: the picture, and its numbers in words.

    Args:
        account: the source's changes.
        most: changes of the source that has the most: its bar is the longest.
        width: in cells, from 60 on.
    """
    columns = Widths.fitting(width)
    shown = account.count
    first: list[Fragment] = [Fragment(" " * _MARGIN)]
    name = _left(account.source, columns.name)
    first += [Fragment(name, Role.STRONG), Fragment(" " * _GAP)]
    first += [*bar(account, columns.bar, most), Fragment(" " * _GAP)]
    first += [*meter(account, columns.meter), Fragment(" " * _GAP)]
    first += track(account.median_hours, columns.track) if _needs(account) else []
    factual = account.changes.get(ChangeKind.FACTUAL, 0)
    kinds = " ".join(
        f"{account.changes[kind]} {kind.value}" for kind, _, _ in KINDS if account.changes.get(kind)
    )
    words = (
        _count(account.articles, "article"),
        _or(kinds, f"{shown} changes", columns.bar) if shown else "nothing changed",
        f"{account.silent_factual} of {factual}" if factual else "",
        _notice(account.median_hours) if _needs(account) else "",
    )
    return tuple(first), _row(words, columns, Role.DIM)


def bar(account: Account, width: int, most: int) -> list[Fragment]:
    """Return a bar `width` cells wide, to the scale of `most`; no kind that is there vanishes."""
    room = max(1, round(account.count * width / most)) if account.count else 0
    present = [(kind, sign, role) for kind, sign, role in KINDS if account.changes.get(kind)]
    room = max(room, len(present))
    parts, used = [], 0
    for index, (kind, sign, role) in enumerate(present):
        share = round(account.changes[kind] * room / account.count)
        left = len(present) - index - 1
        size = max(1, min(share, room - used - left)) if left else room - used
        parts.append(Fragment(sign * size, role))
        used += size
    return [*parts, Fragment(" " * (width - used))]


def meter(account: Account, width: int) -> list[Fragment]:
    """Return how many of the factual changes were silent: filled cells, of all."""
    factual = account.changes.get(ChangeKind.FACTUAL, 0)
    if not factual:
        return [Fragment(" " * width)]
    exact = account.silent_factual * width / factual
    filled = round(exact)
    if account.silent_factual:  # some is never none, nor all but all
        filled = max(1, min(filled, width - (account.silent_factual < factual)))
    return [
        Fragment("▰" * filled, Role.SILENT),
        Fragment("▱" * (width - filled), Role.EXPLAINED),
    ]


def track(hours: float | None, width: int) -> list[Fragment]:
    """Return the median time to a notice as a point between `at once` and a month."""
    if hours is None:
        return [Fragment("·" * width, Role.RULE)]
    part = math.log1p(min(max(hours, 0), _MONTH)) / math.log1p(_MONTH)
    at = round(part * (width - 1))
    before, after = "─" * at, "─" * (width - at - 1)
    return [
        Fragment(before, Role.RULE),
        Fragment("●", Role.EXPLAINED),
        Fragment(after, Role.RULE),
    ]


def _needs(account: Account) -> bool:
    """Tell whether anything a source changed asked for a notice."""
    return any(count for each, count in account.disclosure.items() if each is not Disclosure.NONE)


def _notice(hours: float | None) -> str:
    if hours is None:
        return "no notice"
    return length(hours * 3600) if hours else "at once"


def _row(words: Sequence[str], columns: Widths, role: Role) -> Line:
    line = [Fragment(" " * _MARGIN)]
    for text, width in zip(words, columns, strict=True):
        line.append(Fragment(_left(text, width) + " " * _GAP, role))
    return tuple(line)


def _or(words: str, short: str, width: int) -> str:
    return words if len(words) <= width else short


def _count(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def _left(text: str, width: int) -> str:
    fitting = fit(text, width)
    return fitting + " " * (width - cells(fitting))
