"""Align the blocks of one lane: which became which, and which moved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tuireader.diffing.anchors import link_alike, link_equal
from tuireader.diffing.backbone import Link, crossed
from tuireader.diffing.links import Links
from tuireader.diffing.similar import link_similar

_LIKE_SIZE = 4  # times longer: the shorter of two swapped blocks is then the one that moved


class Group(NamedTuple):
    """Blocks that belong in one row; one side is empty where blocks came or went."""

    before: tuple[int, ...]
    after: tuple[int, ...]
    moved: bool = False

    def flipped(self) -> Group:
        """Return the same Group with its sides swapped."""
        return Group(self.after, self.before, self.moved)


def align(before: Sequence[str], after: Sequence[str]) -> list[Group]:
    """Put every block of two texts in exactly one Group."""
    links = Links(before, after)
    link_equal(links)
    link_alike(links)
    link_similar(links)
    gone, came = links.free()
    return [
        *_components(links, _still(links)),
        *(Group((i,), ()) for i in gone),
        *(Group((), (j,)) for j in came),
    ]


def _still(links: Links) -> set[Link]:
    """Return the links that didn't move: the backbone, less the partners of plain swaps.

    Which of two neighbours of like size changed places can't be told, so both did.
    """
    chain = links.backbone()
    still = set(chain)
    for link in sorted(links.forth.items() - still):
        others = crossed(chain, link)
        if len(others) == 1:
            sizes = [len(links.before[i]) for i, _ in (link, others[0])]
            if max(sizes) <= _LIKE_SIZE * min(sizes):
                still.discard(others[0])
    return still


def _components(links: Links, still: set[Link]) -> Iterator[Group]:
    """Join linked blocks, and their pieces, into groups."""
    joined = {i for i, _ in links.pieces}, {j for _, j in links.pieces}
    of_before: dict[int, set[Link]] = {}
    for i, j in links.forth.items():
        if i in joined[0] or j in joined[1]:
            of_before[i] = {(i, j)}
        else:
            yield Group((i,), (j,), (i, j) not in still)
    of_after = {links.forth[i]: group for i, group in of_before.items()}
    for i, j in links.pieces:
        merged = {(i, j)} | of_before.get(i, set()) | of_after.get(j, set())
        for a, b in merged:
            of_before[a] = of_after[b] = merged
    for i, group in of_before.items():
        if i == min(group)[0]:
            yield _group(group, moved=still.isdisjoint(group))


def _group(links: set[Link], *, moved: bool) -> Group:
    before, after = {i for i, _ in links}, {j for _, j in links}
    return Group(tuple(sorted(before)), tuple(sorted(after)), moved)
