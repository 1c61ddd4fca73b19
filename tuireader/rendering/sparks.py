"""Numbers between 0 and 1 as a line of bars."""

from __future__ import annotations

from collections.abc import Iterable

_BARS = "▁▂▃▄▅▆▇█"


def spark(weights: Iterable[float]) -> str:
    """Return a bar for each weight; anything outside 0 to 1 counts as its nearest end."""
    top = len(_BARS) - 1
    return "".join(_BARS[round(min(1.0, max(0.0, weight)) * top)] for weight in weights)
