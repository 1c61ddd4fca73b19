"""Align the blocks of one lane: which became which, and which moved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tuireader.diffing.anchors import Links, link_alike, link_equal
from tuireader.diffing.backbone import Link, crossed
from tuireader.diffing.similar import link_similar

_LIKE_SIZE = 4  # times longer: the shorter of two swapped blocks is then the one that moved


@dataclass(frozen=True, slots=True)
class Group:
    """Blocks that belong in one row; one side is empty where blocks came or went."""

    before: tuple[int, ...]
    after: tuple[int, ...]
    moved: bool = False


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


def _components(links: Links, still: set[Link]) -> list[Group]:
    """Join linked blocks, and their pieces, into groups."""
    group_of: dict[tuple[int, int], set[Link]] = {}
    for link in [*links.forth.items(), *links.pieces]:
        ends = (0, link[0]), (1, link[1])
        merged = {link}.union(*(group_of.get(end, ()) for end in ends))
        for i, j in merged:
            group_of[0, i] = group_of[1, j] = merged
    unique = {min(group): group for group in group_of.values()}
    return [
        Group(
            tuple(sorted({i for i, _ in group})),
            tuple(sorted({j for _, j in group})),
            moved=still.isdisjoint(group),
        )
        for group in unique.values()
    ]
