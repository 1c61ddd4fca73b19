"""What two texts share at their beginning and end."""

from __future__ import annotations

from rapidfuzz.distance import Postfix, Prefix


def common_ends(one: str, other: str) -> tuple[int, int]:
    """Return how many characters two texts share at their head and, of the rest, at the tail."""
    head = Prefix.similarity(one, other)
    return head, min(Postfix.similarity(one, other), len(one) - head, len(other) - head)
