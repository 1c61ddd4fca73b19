"""Which tokens of two passages are the same ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from diff_match_patch import diff_match_patch
from rapidfuzz.distance import LCSseq

from tuireader.diffing.backbone import backbone
from tuireader.diffing.encoding import codes_for
from tuireader.diffing.ends import common_ends

Match = tuple[int, int, int]
"""A run of equal units: where it begins before, where after, how many."""

_FEW = 100  # cells (units before × after) up to which diff-match-patch compares
_MANY = 100_000_000  # cells beyond which a longest common subsequence takes too much memory
_GRAMS = (8, 3, 1)  # units in a row that, standing once on both sides, cut what is too long


def match(before: Sequence[str], after: Sequence[str]) -> list[Match]:
    """Return runs of equal units, in order, from a longest common subsequence.

    Each unit is written as one character, since the engines compare characters.
    """
    codes = codes_for(len(before) + len(after))
    old, new = codes.encoded(before), codes.encoded(after)
    if codes.exhausted:
        return []
    found = _trimmed(old, new, _GRAMS)
    return found if len(old) * len(new) <= _MANY else list(_joined(found))


def _trimmed(old: str, new: str, grams: Sequence[int]) -> list[Match]:
    """Match the common head and tail, then what is left between them."""
    head, tail = common_ends(old, new)
    found = [(0, 0, head)] if head else []
    inner, other = old[head : len(old) - tail], new[head : len(new) - tail]
    cells = len(inner) * len(other)
    if cells > _MANY:
        anchored = _by_anchors(inner, other, grams) if grams else ()
        found += [(a + head, b + head, length) for a, b, length in anchored]
    elif cells > _FEW:
        found += _by_bits(inner, other, head)
    elif not set(inner).isdisjoint(other):
        found += _by_characters(inner, other, head)
    if tail:
        found.append((len(old) - tail, len(new) - tail, tail))
    return found


def _by_characters(old: str, new: str, at: int) -> Iterator[Match]:
    engine = diff_match_patch()
    engine.Diff_Timeout = 0  # a deadline would make the answer depend on the machine
    a = b = at
    for op, run in engine.diff_main(old, new, False):
        if op == engine.DIFF_EQUAL:
            yield a, b, len(run)
        a += len(run) if op != engine.DIFF_INSERT else 0
        b += len(run) if op != engine.DIFF_DELETE else 0


def _by_bits(old: str, new: str, at: int) -> list[Match]:
    """Match bit-parallel (Hyyrö 2004): what diff-match-patch takes seconds for."""
    blocks = LCSseq.editops(old, new).as_matching_blocks()
    return [(at + block.a, at + block.b, block.size) for block in blocks if block.size]


def _by_anchors(old: str, new: str, grams: Sequence[int]) -> Iterator[Match]:
    """Match runs of units that stand once on both sides (patience), then between them.

    What no such run cuts short enough is taken as replaced: texts of more than 10,000 units
    that share no three in a row have nothing to show a reader.
    """
    size, finer = grams[0], grams[1:]
    places, places_after = _once(old, size), _once(new, size)
    links = [((a, places_after[gram]), 1.0) for gram, a in places.items() if gram in places_after]
    a = b = 0
    for start, other in [*backbone(links), (len(old), len(new))]:
        if start < a or other < b:
            continue  # overlaps the match before, which grew over it
        inner = _trimmed(old[a:start], new[b:other], finer)
        yield from ((a + i, b + j, length) for i, j, length in inner)
        length = min(size, len(old) - start)
        if length:
            yield start, other, length
        a, b = start + length, other + length


def _once(text: str, size: int) -> dict[str, int]:
    """Return where each run of `size` characters stands that stands once."""
    places: dict[str, int] = {}
    for k in range(len(text) - size + 1):
        gram = text[k : k + size]
        places[gram] = -1 if gram in places else k
    return {gram: k for gram, k in places.items() if k >= 0}


def _joined(matches: Iterable[Match]) -> Iterator[Match]:
    """Join matches that touch on both sides."""
    held: Match | None = None
    for a, b, length in matches:
        if held and (held[0] + held[2], held[1] + held[2]) == (a, b):
            held = held[0], held[1], held[2] + length
            continue
        if held:
            yield held
        held = a, b, length
    if held:
        yield held
