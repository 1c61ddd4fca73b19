"""Links between equal blocks, and between blocks that differ in little.

Paul Heckel, "A technique for isolating differences between files" (CACM 1978): what stands once
on both sides is surely the same, wherever it stands; its neighbours probably are.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator

from rapidfuzz.distance import Indel, Prefix

from tuireader.diffing.backbone import Link, in_order
from tuireader.diffing.links import Links

_ALIKE = 0.80  # Indel similarity that pairs the blocks of a gap of equal length
_COSTLY = 20_000  # characters; Indel takes their square / 64 steps
_DIGITS = re.compile(r"\d+")


def link_equal(links: Links) -> None:
    """Link what is equal: the common head and tail, unique texts, then their neighbours.

    A short unique text may stand elsewhere by chance, so it must stand in order.
    """
    _trim(links)
    unique = list(_unique(links))
    for i, j in unique:
        if links.telling(i, j):
            links.add(i, j)
    chain = links.backbone()
    for i, j in unique:
        if in_order(chain, (i, j)):
            links.add(i, j)
    spread(links)


def spread(links: Links) -> None:
    """Link the neighbours of linked blocks that are equal, or differ in digits only."""
    _spread(links, str.__eq__)
    _spread(links, _differ_in_digits)


def drop_chance(links: Links) -> None:
    """Undo the links of short texts that cross others and have no linked neighbour."""
    for i, j in sorted(links.forth.items() - set(links.backbone())):
        beside = links.forth.get(i - 1) == j - 1 or links.forth.get(i + 1) == j + 1
        if not beside and not links.telling(i, j):
            links.drop(i, j)


def link_alike(links: Links) -> None:
    """Link, one to one, the blocks of gaps with as many blocks before as after."""
    for free, others in list(links.gaps()):
        if len(free) == len(others):
            for i, j in zip(free, others, strict=True):
                if _similarity(links.before[i], links.after[j]) >= _ALIKE:
                    links.add(i, j)


def _similarity(one: str, other: str) -> float:
    """Return the Indel similarity of two texts, 0 to 1; 0 where it would cost too much."""
    if max(len(one), len(other)) > _COSTLY:
        return 0.0
    return Indel.normalized_similarity(one, other, score_cutoff=_ALIKE)


def _trim(links: Links) -> None:
    shorter = min(len(links.before), len(links.after))
    head = 0
    while head < shorter and links.before[head] == links.after[head]:
        links.add(head, head)
        head += 1
    tail = 1
    while tail <= shorter - head and links.before[-tail] == links.after[-tail]:
        links.add(len(links.before) - tail, len(links.after) - tail)
        tail += 1


def _unique(links: Links) -> Iterator[Link]:
    """Yield the blocks whose text stands once on both sides, of those still free."""
    before, after = links.free()
    counts = Counter(links.before[i] for i in before), Counter(links.after[j] for j in after)
    places = {links.after[j]: j for j in after}
    for i in before:
        text = links.before[i]
        if counts[0][text] == counts[1][text] == 1:
            yield i, places[text]


def _spread(links: Links, same: Callable[[str, str], bool]) -> None:
    """Link the free neighbours of linked blocks that are the same, downwards then upwards."""
    free, others = links.free()
    if not (free and others):
        return
    still = dict(links.backbone())
    moved = {i: j for i, j in links.forth.items() if still.get(i) != j}
    for chain in filter(None, (still, moved)):  # what moved may have left its neighbours behind
        for step in (1, -1):
            for at in free[::step]:
                if at - step not in chain:
                    continue
                other = chain[at - step] + step
                while (
                    0 <= at < len(links.before)
                    and 0 <= other < len(links.after)
                    and links.is_free(at, other)
                    and same(links.before[at], links.after[other])
                ):
                    links.add(at, other)
                    at, other = at + step, other + step


def _differ_in_digits(one: str, other: str) -> bool:
    at = Prefix.similarity(one, other)
    if not (one[at : at + 1].isdecimal() or other[at : at + 1].isdecimal()):
        return False  # what differs first is no digit
    return _DIGITS.sub("0", one) == _DIGITS.sub("0", other)
