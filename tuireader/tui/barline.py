"""The line of keys at a screen's foot, and the bar that marks a row: needed before Textual is."""

from __future__ import annotations

from tuireader.rendering.roles import Fragment, Line, Role

Keys = tuple[tuple[str, str], ...]


def bar_line(keys: Keys, ends: Keys, width: int) -> Line:
    """Return keys with their words, as many as fit, and those of `ends` at the right."""
    last = [fragment for pair in ends for fragment in _named(*pair)]
    room = width - 1 - sum(len(fragment.text) for fragment in last)
    line: list[Fragment] = [Fragment(" ")]
    used = 1
    for pair in keys:
        named = _named(*pair)
        size = sum(len(fragment.text) for fragment in named)
        if used + size > room:
            break
        line.extend(named)
        used += size
    return (*line, Fragment(" " * max(0, room + 1 - used)), *last)


def _named(key: str, word: str) -> tuple[Fragment, Fragment]:
    """Return a key and its word, with the space that parts them from the next."""
    return Fragment(key, Role.KEY), Fragment(f" {word}  ", Role.DIM)


def barred(line: Line) -> Line:
    """Return a line with a bar in its first cell, which is empty."""
    first, *rest = line or (Fragment(" "),)
    return Fragment("▌", Role.ACCENT), first._replace(text=first.text[1:]), *rest
