"""The ledger as a table: a source a line, with a bar of how its changes were disclosed."""

from __future__ import annotations

from collections.abc import Sequence

from tuireader.changes.ledger import Account
from tuireader.model import Disclosure
from tuireader.rendering.passage import Blank, Fixed, Passage
from tuireader.rendering.roles import Fragment, Line, Role
from tuireader.rendering.sheet import Sheet
from tuireader.rendering.times import length
from tuireader.rendering.wrap import cells, fit

_BARS = (
    (Disclosure.SILENT, "█", "silent", Role.SILENT),
    (Disclosure.NOTICE_REMOVED, "▽", "notice removed", Role.SILENT),
    (Disclosure.PARTLY, "▓", "partly disclosed", Role.EXPLAINED),
    (Disclosure.UNOBSERVED, "▚", "disclosed, not observed", Role.EXPLAINED),
    (Disclosure.DISCLOSED, "▒", "disclosed", Role.EXPLAINED),
    (Disclosure.NONE, "░", "nothing to disclose", Role.DIM),
)
_HEADS = ("articles", "changes", "silent factual", "to a notice")
_LONGEST_BAR = 30
_SHORTEST_BAR = 8
_SOURCE = 28
_SHORTEST_NAME = 10
_GAP = 2


def ledger(accounts: Sequence[Account], width: int) -> Sheet:
    """Return the accounts as a sheet, each line at most `width` cells wide, from 60 on.

    Bars are drawn to one scale: the source with the most changes has the longest. Where there is
    no room for them the numbers stand alone.
    """
    numbers = sum(len(head) + _GAP for head in _HEADS)
    bar = max(_SHORTEST_BAR, min(_LONGEST_BAR, width - numbers - _SOURCE - _GAP))
    if width < numbers + bar + _GAP + _SHORTEST_NAME:
        bar = 0
    name = max(_SHORTEST_NAME, min(_SOURCE, width - numbers - bar - _GAP))
    most = max((account.count for account in accounts), default=0)
    heads = [Fragment(_left("source", name) + " " * _GAP + " " * bar, Role.DIM)]
    heads += [Fragment(" " * _GAP + head, Role.DIM) for head in _HEADS]
    lines = [_line(account, name, _bar(account, bar, most)) for account in accounts]
    legend = "  ".join(f"{sign} {words}" for _, sign, words, _ in _BARS)
    parts = (Fixed(tuple(heads), *lines), Blank(), Passage(legend, width, role=Role.DIM))
    return Sheet(parts if bar else parts[:1], width)


def _line(account: Account, name: int, bar: list[Fragment]) -> Line:
    hours = account.median_hours
    values = (
        str(account.articles),
        str(account.count),
        str(account.silent_factual or "-"),
        "-" if hours is None else length(hours * 3600) if hours else "at once",
    )
    silent = Role.SILENT if account.silent_factual else Role.TEXT
    roles = (Role.TEXT, Role.TEXT, silent, Role.TEXT)
    numbers = [
        Fragment(" " * _GAP + value.rjust(len(head)), role)
        for value, head, role in zip(values, _HEADS, roles, strict=True)
    ]
    return (Fragment(_left(account.source, name) + " " * _GAP, Role.STRONG), *bar, *numbers)


def _bar(account: Account, width: int, most: int) -> list[Fragment]:
    """Return a bar `width` cells wide; what is there at all has a cell at least."""
    parts, used = [], 0
    for disclosure, sign, _, role in _BARS:
        count = account.told.get(disclosure, 0)
        size = min(width - used, max(1, round(count * width / most))) if count else 0
        used += size
        parts.append(Fragment(sign * size, role))
    return [*parts, Fragment(" " * (width - used))]


def _left(text: str, width: int) -> str:
    """Return a text at the left of so many cells."""
    fitting = fit(text, width)
    return fitting + " " * (width - cells(fitting))
