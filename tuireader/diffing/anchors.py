"""Links between equal blocks, and between blocks that differ in little.

Paul Heckel, "A technique for isolating differences between files" (CACM 1978): what stands once
on both sides is surely the same, wherever it stands; its neighbours probably are.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from rapidfuzz.distance import Indel

from tuireader.diffing.backbone import Link, backbone, in_order

_TELLING = 24  # characters; a shorter text may stand anywhere by chance
_ALIKE = 0.80  # Indel similarity that pairs the blocks of a gap of equal length
_COSTLY = 20_000  # characters; Indel takes their square / 64 steps
_DIGITS = re.compile(r"\d+")


class Links:
    """Which block became which, growing. Each block has at most one link.

    `pieces`: further links of blocks without one, to a block that has one (splits and merges).
    """

    def __init__(self, before: Sequence[str], after: Sequence[str]) -> None:
        self.before, self.after = before, after
        self.forth: dict[int, int] = {}
        self.back: dict[int, int] = {}
        self.pieces: list[Link] = []
        self._taken: tuple[set[int], set[int]] = (set(), set())

    def add(self, i: int, j: int) -> bool:
        """Link two blocks; False if one of them is taken."""
        if not self.is_free(i, j):
            return False
        self.forth[i], self.back[j] = j, i
        return True

    def attach(self, i: int, j: int) -> None:
        """Link a piece to the whole it came from or went into."""
        self.pieces.append((i, j))
        if i not in self.forth:
            self._taken[0].add(i)
        if j not in self.back:
            self._taken[1].add(j)

    def is_free(self, i: int | None = None, j: int | None = None) -> bool:
        """Tell whether a block before and a block after (None: any) have no link of any kind."""
        return not (i in self.forth or j in self.back or i in self._taken[0] or j in self._taken[1])

    def telling(self, i: int, j: int) -> bool:
        """Tell whether two blocks say enough to be linked out of order."""
        return min(len(self.before[i]), len(self.after[j])) >= _TELLING

    def free(self) -> tuple[list[int], list[int]]:
        """Return the blocks without a link."""
        return (
            [i for i in range(len(self.before)) if self.is_free(i=i)],
            [j for j in range(len(self.after)) if self.is_free(j=j)],
        )

    def backbone(self) -> list[Link]:
        """Return the links that keep their order."""
        return backbone([((i, j), self.weight(i, j)) for i, j in self.forth.items()])

    def weight(self, i: int, j: int) -> float:
        """Return how much a link should stand still: few moves first, then little moved text."""
        size = min(len(self.before[i]), len(self.after[j]), 900)
        return 1000 + size + (500 if self.before[i] == self.after[j] else 0)

    def gaps(self) -> Iterator[tuple[range, range]]:
        """Yield the stretches between neighbouring links of the backbone."""
        last = (-1, -1)
        for i, j in [*self.backbone(), (len(self.before), len(self.after))]:
            yield range(last[0] + 1, i), range(last[1] + 1, j)
            last = (i, j)


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


def _unique(links: Links) -> Iterator[Link]:
    """Yield the blocks whose text stands once on both sides, of those still free."""
    before, after = links.free()
    counts = Counter(links.before[i] for i in before), Counter(links.after[j] for j in after)
    places = {links.after[j]: j for j in after}
    for i in before:
        text = links.before[i]
        if counts[0][text] == counts[1][text] == 1:
            yield i, places[text]


def spread(links: Links) -> None:
    """Link the neighbours of linked blocks that are equal, or differ in digits only."""
    for key in (str, lambda text: _DIGITS.sub("0", text)):
        _spread(links, key)


def link_alike(links: Links) -> None:
    """Link, one to one, the blocks of gaps with as many blocks before as after."""
    for before, after in list(links.gaps()):
        free = [i for i in before if links.is_free(i=i)]
        free_after = [j for j in after if links.is_free(j=j)]
        if len(free) != len(free_after):
            continue
        for i, j in zip(free, free_after, strict=True):
            if alike(links.before[i], links.after[j]) >= _ALIKE:
                links.add(i, j)


def alike(one: str, other: str) -> float:
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


def _spread(links: Links, key: Callable[[str], str]) -> None:
    """Link the free neighbours of linked blocks whose keys agree, downwards then upwards."""
    keys = [key(text) for text in links.before], [key(text) for text in links.after]
    still = links.backbone()
    moved = sorted(links.forth.items() - set(still))
    for chain in (still, moved):  # what moved may have left its neighbours behind
        for step in (1, -1):
            for i, j in chain[::step]:
                at, other = i + step, j + step
                while (
                    0 <= at < len(keys[0])
                    and 0 <= other < len(keys[1])
                    and keys[0][at] == keys[1][other]
                    and links.add(at, other)
                ):
                    at, other = at + step, other + step
