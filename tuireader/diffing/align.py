"""Align the blocks of one lane: which became which, and which moved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tuireader.diffing.anchors import Links, link_alike, link_equal
from tuireader.diffing.backbone import Link
from tuireader.diffing.similar import link_similar


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
    chain = set(links.backbone())
    gone, came = links.free()
    return [
        *_components(links, chain),
        *(Group((i,), ()) for i in gone),
        *(Group((), (j,)) for j in came),
    ]


def _components(links: Links, chain: set[Link]) -> list[Group]:
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
            moved=chain.isdisjoint(group),
        )
        for group in unique.values()
    ]
