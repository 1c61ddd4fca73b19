"""The line of keys at a screen's foot, and the bar that marks a row."""

from __future__ import annotations

from tuireader.rendering.roles import Fragment, Line, Role, line_of
from tuireader.tui.foot import foot

Keys = tuple[tuple[str, str], ...]


def bar_line(keys: Keys, ends: Keys, width: int) -> Line:
    """Return keys with their words, as many as fit, and those of `ends` at the right."""
    return line_of(foot(keys, ends, width))


def barred(line: Line, *, away: bool = False) -> Line:
    """Return a line with a bar in its first cell, which is empty.

    `away`: a thin one, for the cursor of a list while keys go to what stands beside it.
    """
    first, *rest = line or (Fragment(" "),)
    bar = Fragment("▏", Role.DIM) if away else Fragment("▌", Role.ACCENT)
    return bar, first._replace(text=first.text[1:]), *rest
