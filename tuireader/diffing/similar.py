"""Links between blocks that share their rare words, wherever they stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

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


class _Candidate(NamedTuple):
    """Two free blocks. `held`: share of the lighter one in the other.

    `alike`: weighted Dice, or for a block of many words its share; what counts out of order.
    `worth`: how good the link is, if it stands in order: there being held whole counts, too.
    """

    link: Link
    alike: float
    held: float
    worth: float


def link_similar(links: Links) -> None:
    """Link free blocks that share enough: sure ones, moves, then likely ones in order.

    In between, pieces of what is now linked are taken, lest a weaker link take them.
    """
    if not any(links.free()) and len(links.backbone()) == len(links.forth):
        return  # nothing is free, and nothing moved that could be set free
    found = _candidates(links)
    kept = [(link, _KEPT) for link in links.forth.items()]
    worth = {one.link: one.worth for one in found}
    likely = [(link, value - _NOISE) for link, value in worth.items()]
    still = worth.keys() & best_in_order([*kept, *likely]) if likely else set()
    sure = list(_sure(links, found, worth, still))
    for link in filter(still.__contains__, sure):
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
    """Return the free blocks that may belong together."""
    before, after = links.free()
    bags = {i: links.bags.before[i] for i in before}
    others = {j: links.bags.after[j] for j in after}
    weights = Weights([*bags.values(), *others.values()])
    heavy = {i: weights.weighed(bag) for i, bag in bags.items()}
    others_heavy = {j: weights.weighed(bag) for j, bag in others.items()}
    found = []
    for link in sorted({*_sharing(bags, others, weights), *_neighbours(links)}):
        one, other = heavy[link[0]], others_heavy[link[1]]
        shared = one.shared(other)
        alike = 2 * shared / (one.total + other.total or 1)
        held = shared / (min(one.total, other.total) or 1)
        words = min(len(one.bag), len(other.bag))
        held_whole = (_INSIDE if words >= _WORDS else _SCRAP) * held**2
        worth = max(alike, held_whole)
        if worth >= _LIKELY:
            found.append(_Candidate(link, worth if words >= _MANY else alike, held, worth))
    return found


def _neighbours(links: Links) -> Iterator[Link]:
    """Yield all pairs of free blocks in small gaps."""
    for free, others in links.gaps():
        if len(free) * len(others) <= _GAP:
            yield from ((i, j) for i in free for j in others)


def _sharing(bags: dict[int, Bag], others: dict[int, Bag], weights: Weights) -> Iterator[Link]:
    """Yield, for each block of either side, the blocks that share the most telling words."""
    telling = _telling(others, weights)
    shared = [0.0] * (max(others, default=0) + 1)
    best_of = {j: _Best() for j in others}
    for i, bag in bags.items():
        found = [telling[word] for word in bag if word in telling]
        for weight, places in found:
            for j in places:
                shared[j] += weight
        best = _Best()
        for j in sorted({j for _, places in found for j in places}):
            weight, shared[j] = shared[j], 0.0
            if weight > best.least:
                best.add(weight, j)
            if weight > best_of[j].least:
                best_of[j].add(weight, i)
        yield from ((i, j) for j in best.places())
    yield from ((i, j) for j, best in best_of.items() for i in best.places())


def _telling(bags: dict[int, Bag], weights: Weights) -> dict[str, tuple[float, list[int]]]:
    """Return the words that few blocks have: their weight, and the blocks."""
    index: defaultdict[str, list[int]] = defaultdict(list)
    for j, bag in bags.items():
        for word in bag:
            index[word].append(j)
    return {
        word: (weights[word], places) for word, places in index.items() if len(places) <= _POSTINGS
    }


class _Best:
    """The blocks that share most with one, of those asked for in order: the first of equals.

    `least`: what the next one has to share more than.
    """

    __slots__ = ("_found", "least")

    def __init__(self) -> None:
        self._found: list[tuple[float, int]] = []
        self.least = 0.0

    def add(self, weight: float, place: int) -> None:
        """Take a block in; what is surely not among the best is dropped now and then."""
        self._found.append((-weight, place))
        if len(self._found) == 3 * _CANDIDATES:
            self._found.sort()
            del self._found[_CANDIDATES:]
            self.least = -self._found[-1][0]

    def places(self) -> list[int]:
        """Return the best blocks."""
        return [place for _, place in sorted(self._found)[:_CANDIDATES]]
