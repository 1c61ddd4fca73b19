"""The line of keys at a screen's foot, in plain texts; importing this imports nothing."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeAlias

    Keys: TypeAlias = tuple[tuple[str, str], ...]

_ROOMY = 100
"""Cells from which on the last of `ends`, which Help names as well, always has its place."""


def foot(keys: Keys, ends: Keys, width: int) -> Keys:
    """Return texts and roles: keys with their words, as many as fit, and `ends` at the right.

    `keys`: the most wanted first. One too long for what is left makes room for shorter ones.
    """
    room = width - 1 - _size(ends)
    if width < _ROOMY and len(ends) > 1 and _size(keys) > room:
        room += _size(ends[-1:])
        ends = ends[:-1]
    line = [(" ", "text")]
    used = 1
    for pair in keys:
        if used + _size((pair,)) <= room:
            line.extend(_named(*pair))
            used += _size((pair,))
    last = [piece for pair in ends for piece in _named(*pair)]
    return (*line, (" " * max(0, room + 1 - used), "text"), *last)


def _size(keys: Keys) -> int:
    return sum(len(text) for pair in keys for text, _ in _named(*pair))


def _named(key: str, word: str) -> Keys:
    """Return a key and its word, with the space that parts them from the next."""
    return (key, "key"), (f" {word}  ", "dim")
