"""What two sequences share at their beginning and end."""

from __future__ import annotations

from typing import TypeVar

Slices = TypeVar("Slices", str, tuple[str, ...])


def common_ends(one: Slices, other: Slices) -> tuple[int, int]:
    """Return how many items two sequences share at their head and, of the rest, at their tail."""
    shorter = min(len(one), len(other))
    head = _shared(one, other, shorter, from_end=False)
    return head, _shared(one, other, shorter - head, from_end=True)


def _shared(one: Slices, other: Slices, most: int, *, from_end: bool) -> int:
    """Count shared items by doubling, then halving: slices compare at the speed of memory."""
    low, step = 0, 64
    while low < most:
        high = min(low + step, most)
        if _part(one, low, high, from_end) != _part(other, low, high, from_end):
            break
        low, step = high, step * 2
    else:
        return most
    while low < high - 1:
        middle = (low + high) // 2
        if _part(one, low, middle, from_end) == _part(other, low, middle, from_end):
            low = middle
        else:
            high = middle
    return low


def _part(items: Slices, low: int, high: int, from_end: bool) -> Slices:
    if from_end:
        return items[len(items) - high : len(items) - low]
    return items[low:high]
