"""Align the blocks of one lane: which became which, and which moved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tuireader.diffing.anchors import Links, link_alike, link_equal
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
    groups = [Group((i,), (j,), (i, j) not in chain) for i, j in links.forth.items()]
    gone, came = links.free()
    return [*groups, *(Group((i,), ()) for i in gone), *(Group((), (j,)) for j in came)]
