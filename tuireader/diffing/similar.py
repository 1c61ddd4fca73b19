"""Links between blocks that share their rare words, wherever they stand."""

from __future__ import annotations

from bisect import insort
from collections import defaultdict
from collections.abc import Iterator

from tuireader.diffing.anchors import Links
from tuireader.diffing.backbone import in_order
from tuireader.diffing.bags import Bag, Weights, bag_of
from tuireader.diffing.pieces import HELD, SURELY_HELD, link_pieces

_SURE = 0.42  # weighted Dice that links two blocks in any order
_LIKELY = 0.22  # the same, for blocks that stand in order
_POSTINGS = 40  # a word in more blocks than this finds no candidates
_CANDIDATES = 8  # looked at closely, per block


def link_similar(links: Links) -> None:
    """Link free blocks by weighted Dice, best first: sure ones, then likely ones in order.

    In between, pieces of what is now linked are taken, lest a likely link take them.
    """
    before, after = links.free()
    bags = {i: bag_of(links.before[i]) for i in before}
    others = {j: bag_of(links.after[j]) for j in after}
    scored = sorted(_scored(bags, others), key=lambda one: (-one[0], abs(one[1] - one[2]), one[1:]))
    for score, i, j in scored:
        if score >= _SURE:
            links.add(i, j)
    link_pieces(links, SURELY_HELD)
    chain = links.backbone()
    for score, i, j in scored:
        if score < _SURE and in_order(chain, (i, j)) and links.add(i, j):
            insort(chain, (i, j))
    link_pieces(links, HELD)


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
