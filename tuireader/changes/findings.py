"""What a detector says of a place."""

from __future__ import annotations

from dataclasses import dataclass

from tuireader.changes.places import Place
from tuireader.model import ChangeKind, Signal
from tuireader.text.lexicon import Lexicon


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that a place does: the signal, what it makes of the edit, and the words.

    `weight`: 0 to 1, how much of a claim changes, and how sure that is. `signal` is None where
    only a kind can be told.
    """

    signal: Signal | None
    kind: ChangeKind
    weight: float
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What the detectors know besides the place itself.

    `capitals`: folded words that stand with a capital inside a sentence of either Document;
    `lowered`: words that stand without one.
    """

    words: Lexicon
    capitals: frozenset[str] = frozenset()
    lowered: frozenset[str] = frozenset()


__all__ = ["Finding", "Place", "Setting"]
