"""The line of keys at a screen's foot, in plain texts; importing this imports nothing."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeAlias

    Keys: TypeAlias = tuple[tuple[str, str], ...]


def foot(keys: Keys, ends: Keys, width: int) -> Keys:
    """Return texts and roles: keys with their words, as many as fit, and `ends` at the right."""
    last = [piece for pair in ends for piece in _named(*pair)]
    room = width - 1 - sum(len(text) for text, _ in last)
    line = [(" ", "text")]
    used = 1
    for pair in keys:
        named = _named(*pair)
        size = sum(len(text) for text, _ in named)
        if used + size > room:
            break
        line.extend(named)
        used += size
    return (*line, (" " * max(0, room + 1 - used), "text"), *last)


def _named(key: str, word: str) -> Keys:
    """Return a key and its word, with the space that parts them from the next."""
    return (key, "key"), (f" {word}  ", "dim")
