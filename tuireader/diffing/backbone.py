"""Which links keep the order of the text: the heaviest increasing subsequence."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

Link = tuple[int, int]
"""Two indexes that belong together: one before, one after."""

_Run = tuple[list[Link], float]
"""Links that no other link can part, neighbours before and after alike; and their weight."""


def backbone(links: Iterable[tuple[Link, float]]) -> list[Link]:
    """Return the heaviest subset of one-to-one links whose two indexes both increase.

    Every other link crosses the backbone: it is a move.
    """
    return _heaviest(_runs(sorted(links)))


def best_in_order(candidates: Iterable[tuple[Link, float]]) -> list[Link]:
    """Return the heaviest subset of candidates whose two indexes both increase strictly.

    Several candidates may share a block; only one of them stays.
    """
    # From the last after index to the first, so that of those with one before index none
    # comes after another.
    ordered = sorted(candidates, key=lambda one: (one[0][0], -one[0][1]))
    return _heaviest([([link], weight) for link, weight in ordered])


def _heaviest(runs: Sequence[_Run]) -> list[Link]:
    """Take n log n steps for n runs: a Fenwick tree holds best totals over after indexes."""
    ranks = {j: rank for rank, j in enumerate(sorted({links[0][1] for links, _ in runs}), 1)}
    tree: list[tuple[float, int]] = [(0.0, -1)] * (len(runs) + 1)
    previous = [-1] * len(runs)
    best = (0.0, -1)
    for k, (links, weight) in enumerate(runs):
        rank = ranks[links[0][1]]
        total, previous[k] = _best_below(tree, rank)
        reached = (total + weight, k)
        _raise(tree, rank, reached)
        if reached[0] > best[0]:
            best = reached
    chain: list[Link] = []
    k = best[1]
    while k >= 0:
        chain += reversed(runs[k][0])
        k = previous[k]
    return chain[::-1]


def _runs(links: Iterable[tuple[Link, float]]) -> list[_Run]:
    runs: list[_Run] = []
    expected: Link | None = None
    for link, weight in links:
        if link == expected:
            run, sum_of_run = runs[-1]
            run.append(link)
            runs[-1] = run, sum_of_run + weight
        else:
            runs.append(([link], weight))
        expected = link[0] + 1, link[1] + 1
    return runs


def _best_below(tree: list[tuple[float, int]], rank: int) -> tuple[float, int]:
    best = (0.0, -1)
    at = rank - 1
    while at > 0:
        if tree[at][0] > best[0]:
            best = tree[at]
        at &= at - 1
    return best


def _raise(tree: list[tuple[float, int]], rank: int, reached: tuple[float, int]) -> None:
    # Whoever stands above a place knows all that it knows: past one that knows better, all do.
    while rank < len(tree) and reached[0] > tree[rank][0]:
        tree[rank] = reached
        rank += rank & -rank


def crossed(chain: Sequence[Link], link: Link) -> Sequence[Link]:
    """Return the links of a backbone that a link outside it crosses."""
    ends = bisect_left(chain, link), bisect_left([j for _, j in chain], link[1])
    return chain[min(ends) : max(ends)]


def in_order(chain: Sequence[Link], link: Link) -> bool:
    """Tell whether a link fits between the links of a backbone without crossing one."""
    at = bisect_left(chain, link)
    left_fits = at == 0 or chain[at - 1][1] < link[1]
    return left_fits and (at == len(chain) or link[1] < chain[at][1])
