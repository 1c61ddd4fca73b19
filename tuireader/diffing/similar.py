"""Links between blocks that share their rare words, wherever they stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tuireader.diffing.anchors import drop_chance, spread
from tuireader.diffing.backbone import Link, best_in_order, in_order
from tuireader.diffing.bags import Bag, Weights
from tuireader.diffing.links import Links
from tuireader.diffing.pieces import HELD, SURELY_HELD, WHOLLY_HELD, link_pieces

_SURE = 0.42  # weighted Dice that is no chance
_LIKELY = 0.24  # the same, for blocks that stand in order
_INSIDE = 0.55  # Dice that a block wholly inside another is worth, if it stands in order
_SCRAP = 0.30  # the same for a block of few words, which may stand in many
_WORDS = 4  # different words that are more than a scrap
_MANY = 8  # different words that hardly stand in another block by chance
_NOISE = 0.15  # taken off each link's worth, so that two poor links don't beat a good one
_WHOLE = 0.9  # share of a block that makes it held whole
_AT_HOME = 0.4  # what it is worth that a block held whole stands in order, against a move
_KEPT = 1.0  # what a link already made is worth, against likely ones that it crosses
_POSTINGS = 24  # a word in more blocks than this finds no candidates
_CANDIDATES = 5  # looked at closely, per block
_GAP = 36  # pairs of blocks in a gap that are all looked at


@dataclass(frozen=True, slots=True)
class _Candidate:
    """Two free blocks. `held`: share of the lighter one in the other.

    `alike`: weighted Dice, or for a block of many words its share; what counts out of order.
    `inside`: what being held whole is worth in order.
    """

    link: Link
    alike: float
    held: float
    inside: float

    @property
    def worth(self) -> float:
        """Return how good the link is, if it stands in order."""
        return max(self.alike, self.inside * self.held**2)


def link_similar(links: Links) -> None:
    """Link free blocks that share enough: sure ones, moves, then likely ones in order.

    In between, pieces of what is now linked are taken, lest a weaker link take them.
    """
    if not any(links.free()) and len(links.backbone()) == len(links.forth):
        return  # nothing is free, and nothing moved that could be set free
    found = [one for one in _candidates(links) if one.worth >= _LIKELY]
    kept = [(link, _KEPT) for link in links.forth.items()]
    worth = {one.link: one.worth for one in found}
    likely = [(link, value - _NOISE) for link, value in worth.items()]
    still = [link for link in best_in_order([*kept, *likely]) if link in worth] if likely else []
    sure = list(_sure(links, found, worth, still))
    for link in (link for link in sure if link in still):
        links.add(*link)
    link_pieces(links, WHOLLY_HELD)
    for link in sure:
        links.add(*link)
    drop_chance(links)
    spread(links)
    link_pieces(links, SURELY_HELD)
    _link_likely(links, found)
    link_pieces(links, HELD)


def _sure(
    links: Links, found: Iterable[_Candidate], worth: dict[Link, float], still: Iterable[Link]
) -> Iterator[Link]:
    """Yield the sure links: those in order, unless a move is better than what it displaces."""
    forth = dict(still)
    back = {j: i for i, j in forth.items()}
    alike = [one for one in found if one.alike >= _SURE]
    home = {one.link for one in alike if one.held >= _WHOLE}
    for one in sorted(alike, key=lambda one: (-one.alike, one.link)):
        i, j = one.link
        displaced = {(i, forth.get(i, -1)), (back.get(j, -1), j)} & worth.keys()
        if one.link in displaced or not links.telling(i, j):
            continue
        if one.alike > sum(worth[link] + _AT_HOME * (link in home) for link in displaced):
            for gone, other in displaced:
                del forth[gone], back[other]
            forth[i], back[j] = j, i
            worth[one.link] = 2.0  # a move taken is not displaced again
    yield from (link for link in sorted(forth.items()) if worth[link] >= _SURE)


def _link_likely(links: Links, found: Sequence[_Candidate]) -> None:
    chain = links.backbone()
    free = [
        (one.link, one.worth - _NOISE)
        for one in found
        if links.is_free(*one.link) and in_order(chain, one.link)
    ]
    for link in best_in_order(free):
        links.add(*link)


def _candidates(links: Links) -> list[_Candidate]:
    before, after = links.free()
    bags = {i: links.bags.before[i] for i in before}
    others = {j: links.bags.after[j] for j in after}
    weights = Weights([*bags.values(), *others.values()])
    heavy = {i: weights.weighed(bag) for i, bag in bags.items()}
    others_heavy = {j: weights.weighed(bag) for j, bag in others.items()}
    pairs = {*_sharing(bags, others, weights), *_neighbours(links)}
    found = []
    for i, j in sorted(pairs):
        one, other = heavy[i], others_heavy[j]
        shared = one.shared(other)
        alike = 2 * shared / (one.total + other.total or 1)
        held = shared / (min(one.total, other.total) or 1)
        words = min(len(bags[i]), len(others[j]))
        inside = _INSIDE if words >= _WORDS else _SCRAP
        if words >= _MANY:
            alike = max(alike, inside * held**2)
        found.append(_Candidate((i, j), alike, held, inside))
    return found


def _neighbours(links: Links) -> Iterator[Link]:
    """Yield all pairs of free blocks in small gaps."""
    for free, others in links.gaps():
        if len(free) * len(others) <= _GAP:
            yield from ((i, j) for i in free for j in others)


def _sharing(bags: dict[int, Bag], others: dict[int, Bag], weights: Weights) -> Iterator[Link]:
    """Yield, for each block of either side, the blocks that share the most telling words."""
    index: defaultdict[str, list[int]] = defaultdict(list)
    for j, bag in others.items():
        for word in bag:
            index[word].append(j)
    telling = {
        word: (weights[word], places) for word, places in index.items() if len(places) <= _POSTINGS
    }
    found: dict[int, list[tuple[float, int]]] = {j: [] for j in others}
    for i, bag in bags.items():
        shared: defaultdict[int, float] = defaultdict(float)
        for word in filter(telling.__contains__, bag):
            weight, places = telling[word]
            for j in places:
                shared[j] += weight
        best = sorted([(-weight, j) for j, weight in shared.items()])[:_CANDIDATES]
        yield from ((i, j) for _, j in best)
        for j, weight in shared.items():
            found[j].append((-weight, i))
    for j, sharing in found.items():
        yield from ((i, j) for _, i in sorted(sharing)[:_CANDIDATES])
