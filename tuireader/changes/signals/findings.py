"""What a detector says of a place."""

from __future__ import annotations

from typing import NamedTuple

from tuireader.model import ChangeKind, Signal


class Finding(NamedTuple):
    """One thing that a place does: the signal, what it makes of the edit, and the words.

    `weight`: 0 to 1, how much of a claim changes, and how sure that is. `signal` is None where
    only a kind can be told.
    """

    signal: Signal | None
    kind: ChangeKind
    weight: float
    before: str = ""
    after: str = ""
