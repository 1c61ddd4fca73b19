"""Bags of words, and how telling each word is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import chain
from math import fsum, log
from operator import mul
from typing import NamedTuple

from tuireader.diffing.passages import passage

Bag = dict[str, int]


class Weights:
    """How telling each word is: its inverse document frequency among some bags.

    A word of one bag weighs as much as a word of two, lest unshared words drown the shared ones.
    """

    def __init__(self, bags: Sequence[Bag]) -> None:
        counts = Counter(chain.from_iterable(bags))
        self._of = {word: log(1 + len(bags) / max(2, count)) for word, count in counts.items()}

    def __getitem__(self, word: str) -> float:
        return self._of[word]

    def weighed(self, bag: Bag) -> Weighed:
        """Return a bag with its weight, which is asked for time and again."""
        total = fsum(map(mul, map(self._of.__getitem__, bag), bag.values()))
        return Weighed(bag, total, self._of)


class Weighed(NamedTuple):
    """A bag, its weight, and how telling each word is."""

    bag: Bag
    total: float
    telling: Mapping[str, float]

    def shared(self, other: Weighed) -> float:
        """Return the weight of what two bags share."""
        of, one, two = self.telling, self.bag, other.bag
        # Summed exactly, since the order of what two sets share differs from run to run. Most
        # words stand once in a bag: those aren't counted on the other side.
        return fsum(
            [
                of[word] if one[word] == 1 else of[word] * min(one[word], two[word])
                for word in one.keys() & two.keys()
            ]
        )


class Bags:
    """The bags of some texts, each made when it is first asked for."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.texts = texts
        self._made: dict[int, Bag] = {}

    def __getitem__(self, index: int) -> Bag:
        if index not in self._made:
            self._made[index] = Counter(passage(self.texts[index]).units)
        return self._made[index]
