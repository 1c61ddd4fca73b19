"""Which tokens of two passages are the same ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from diff_match_patch import diff_match_patch
from rapidfuzz.distance import LCSseq

from tuireader.diffing.encoding import CAPACITY, encoded

Match = tuple[int, int, int]
"""A run of equal units: where it begins before, where after, how many."""

_FEW_CELLS = 1000


def match(before: Sequence[str], after: Sequence[str]) -> list[Match]:
    """Return runs of equal units, in order, from a longest common subsequence."""
    head = 0
    shorter = min(len(before), len(after))
    while head < shorter and before[head] == after[head]:
        head += 1
    tail = 0
    while tail < shorter - head and before[-1 - tail] == after[-1 - tail]:
        tail += 1
    runs: list[Match] = [(0, 0, head)] if head else []
    old, new = before[head : len(before) - tail], after[head : len(after) - tail]
    runs += [(a + head, b + head, n) for a, b, n in _engine(old, new)]
    if tail:
        runs.append((len(before) - tail, len(after) - tail, tail))
    return runs


def _engine(before: Sequence[str], after: Sequence[str]) -> Iterator[Match]:
    if not before or not after:
        return
    codes: dict[str, str] = {}
    old, new = encoded(before, codes), encoded(after, codes)
    if len(codes) > CAPACITY:
        return
    if len(before) * len(after) > _FEW_CELLS:
        for block in LCSseq.opcodes(old, new):
            if block.tag == "equal":
                yield block.src_start, block.dest_start, block.src_end - block.src_start
        return
    engine = diff_match_patch()
    engine.Diff_Timeout = 0  # a deadline would make the answer depend on the machine
    a = b = 0
    for op, run in engine.diff_main(old, new, False):
        if op == 0:
            yield a, b, len(run)
        a += len(run) if op <= 0 else 0
        b += len(run) if op >= 0 else 0
