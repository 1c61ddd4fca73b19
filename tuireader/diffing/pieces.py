"""Splits and merges: blocks that are a piece of a block linked elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from tuireader.diffing.backbone import Link
from tuireader.diffing.bags import Bag, Bags, Weighed, Weights
from tuireader.diffing.links import Links

WHOLLY_HELD = 0.9
SURELY_HELD = 0.65
HELD = 0.45
"""Shares of a piece's weight that must stand in what is left of the whole."""

_PART = 0.25  # share that makes a whole one of several a piece was put together from
_MANY = 8  # different words that hardly stand in another block by chance
_FLOOR = 0.5  # what is left counts as at least this share of the piece, or chance would do
_PAST = 2  # linked blocks to either side a whole is looked for at, where a piece is held wholly
_REACH = 3  # free blocks between a piece and the block whose whole it may belong to


@dataclass(frozen=True, slots=True)
class _View:
    """One direction: pieces on one side, wholes on the other.

    `owner`: piece → whole, `partner`: whole → piece, both from the links. `still`: the pieces of
    links that keep their order.
    """

    wholes: Bags
    pieces: Bags
    owner: Mapping[int, int]
    partner: Mapping[int, int]
    still: Set[int]


def link_pieces(links: Links, least: float) -> None:
    """Attach the pieces split off a linked block, or merged into one."""
    chain = links.backbone()
    still = {i for i, _ in chain}, {j for _, j in chain}
    splits = _View(links.bags.before, links.bags.after, links.back, links.forth, still[1])
    merges = _View(links.bags.after, links.bags.before, links.forth, links.back, still[0])
    before, after = links.free()
    for piece, whole in list(_attached(splits, after, least)):
        links.attach(whole, piece)
    for piece, whole in list(_attached(merges, before, least)):
        links.attach(piece, whole)


def _attached(view: _View, free: Sequence[int], least: float) -> Iterator[Link]:
    """Yield (piece, whole) for each free piece that a neighbour's whole holds."""
    past = _PAST if least >= WHOLLY_HELD else 1
    near = {p: around for p in free if (around := _near(view, p, past))}
    pieces = {p: view.pieces[p] for p in near}
    wholes = {w: view.wholes[w] for found in near.values() for w in found}
    weigh = Weights([*wholes.values(), *pieces.values()]).weighed
    bags = {p: weigh(bag) for p, bag in pieces.items()}
    left = {w: weigh(_minus(bag, view.pieces[view.partner[w]])) for w, bag in wholes.items()}
    known = {p: _shares(bags[p], found, left) for p, found in near.items()}
    held = [(-shares[w], p, w) for p, shares in known.items() for w in shares]
    changed: set[int] = set()  # wholes of which less is left than when shares were last taken
    for _, p, w in sorted(one for one in held if -one[0] >= _PART):
        shares = known[p] if changed.isdisjoint(near[p]) else _shares(bags[p], near[p], left)
        if shares[w] >= _PART and sum(shares.values()) >= least:
            yield p, w
            changed.add(w)
            whole, piece = left[w].bag, bags[p].bag
            left[w] = weigh(_minus(whole, piece))
            bags[p] = weigh(_minus(piece, whole) or piece)


def _shares(piece: Weighed, wholes: Iterable[int], left: Mapping[int, Weighed]) -> dict[int, float]:
    """Return how much of a piece stands in what is left of each whole, or the other way round."""
    size = piece.total
    shares: dict[int, float] = {}
    for w in wholes:
        shared, rest = piece.shared(left[w]), left[w].total
        no_chance = len(left[w].bag) >= _MANY and shared >= SURELY_HELD * rest
        floor = _FLOOR / 2 if no_chance else _FLOOR
        shares[w] = shared / (min(size, max(rest, floor * size)) or 1)
    return shares


def _near(view: _View, piece: int, past: int) -> list[int]:
    """Return the wholes of the nearest linked blocks above and below, unless they are equal.

    What moved in between hides none of those that stayed, of which up to `past` are looked at.
    """
    found: set[int] = set()
    for step in (-1, 1):
        stayed = 0
        for at in range(piece + step, piece + step * (_REACH + 2), step):
            whole = view.owner.get(at)
            if whole is None:
                continue
            if view.wholes.texts[whole] != view.pieces.texts[at]:
                found.add(whole)
            stayed += at in view.still
            if stayed == past:
                break
    return sorted(found)


def _minus(bag: Bag, other: Bag) -> Bag:
    return {
        word: count - other.get(word, 0)
        for word, count in bag.items()
        if count > other.get(word, 0)
    }
