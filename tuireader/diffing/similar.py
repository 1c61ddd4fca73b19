"""Links between blocks that share their rare words, wherever they stand."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from tuireader.diffing.anchors import Links
from tuireader.diffing.backbone import Link, in_order
from tuireader.diffing.passages import passage

_SURE = 0.50  # weighted Dice that links two blocks in any order
_LIKELY = 0.22  # the same, for blocks that stand in order
_POSTINGS = 40  # a word in more blocks than this finds no candidates
_CANDIDATES = 8  # looked at closely, per block

Bag = dict[str, int]


class Weights:
    """How telling each word is: its inverse document frequency among some bags."""

    def __init__(self, bags: Sequence[Bag]) -> None:
        counts = Counter(word for bag in bags for word in bag)
        self._of = {word: math.log(1 + len(bags) / count) for word, count in counts.items()}

    def __getitem__(self, word: str) -> float:
        return self._of[word]

    def total(self, bag: Bag) -> float:
        """Return the weight of a whole bag."""
        return sum(self._of[word] * count for word, count in bag.items())

    def shared(self, one: Bag, other: Bag) -> float:
        """Return the weight of what two bags share."""
        if len(one) > len(other):
            one, other = other, one
        return sum(
            self._of[word] * min(count, other[word]) for word, count in one.items() if word in other
        )


def bag_of(text: str) -> Bag:
    """Return the words of a text with their counts."""
    return Counter(passage(text).units)


def link_similar(links: Links) -> None:
    """Link free blocks by weighted Dice, best first: sure ones, then likely ones in order."""
    before, after = links.free()
    if not before or not after:
        return
    bags = {i: bag_of(links.before[i]) for i in before}
    others = {j: bag_of(links.after[j]) for j in after}
    scored = sorted(_scored(bags, others), key=lambda one: (-one[0], abs(one[1] - one[2]), one[1:]))
    for score, i, j in scored:
        if score >= _SURE:
            links.add(i, j)
    chain = links.backbone()
    for score, i, j in scored:
        if score < _SURE and in_order(chain, (i, j)) and links.add(i, j):
            _insert(chain, (i, j))


def _insert(chain: list[Link], link: Link) -> None:
    chain.append(link)
    chain.sort()


def _scored(bags: dict[int, Bag], others: dict[int, Bag]) -> Iterator[tuple[float, int, int]]:
    weights = Weights([*bags.values(), *others.values()])
    totals = {j: weights.total(bag) for j, bag in others.items()}
    index: defaultdict[str, list[int]] = defaultdict(list)
    for j, bag in others.items():
        for word in bag:
            index[word].append(j)
    for i, bag in bags.items():
        total = weights.total(bag)
        for j in _candidates(bag, index, weights):
            score = 2 * weights.shared(bag, others[j]) / (total + totals[j] or 1)
            if score >= _LIKELY:
                yield score, i, j


def _candidates(bag: Bag, index: dict[str, list[int]], weights: Weights) -> list[int]:
    """Return the blocks that share the most telling words with a bag."""
    found: defaultdict[int, float] = defaultdict(float)
    for word in bag:
        postings = index.get(word, ())
        if len(postings) <= _POSTINGS:
            for j in postings:
                found[j] += weights[word]
    return sorted(found, key=lambda j: (-found[j], j))[:_CANDIDATES]
