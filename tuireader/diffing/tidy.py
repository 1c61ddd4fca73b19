"""Make matches readable: no stray words kept between changes, edits where a person puts them.

diff-match-patch has clean-ups of its own, but the semantic one merges too much and the lossless
one reads character classes, which mean nothing on encoded tokens.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from tuireader.diffing.matching import Match
from tuireader.diffing.passages import Passage
from tuireader.model import Pair
from tuireader.text.sentences import sentences

_STRAY_WORDS = 1  # as many words, or fewer, kept between two changes are chance
_STRAY_INK = 3  # the same in characters, whatever the words
_SLIDE = 200  # tokens an edit is moved at most, to bound the work on repetitive text
_CLAUSE_ENDS = frozenset(",;:–—、，；：،؛၊")


def tidy(sides: Pair[Passage], matches: Sequence[Match]) -> list[Match]:
    """Return matches that read well; each is a part of what was matched, or slid along it."""
    slid = _slide(sides, matches)
    kept = list(_without_strays(sides, slid))
    return kept if len(kept) == len(slid) else _slide(sides, kept)


def _without_strays(sides: Pair[Passage], matches: Sequence[Match]) -> Iterator[Match]:
    """Yield the matches that aren't stray words between two changes."""
    units = sides.before.units
    ends = len(units), len(sides.after.units)
    for a, b, length in matches:
        inside = (a or b) and (a + length, b + length) != ends
        if not (inside and _is_stray(units[a : a + length])):
            yield a, b, length


def _is_stray(units: Sequence[str]) -> bool:
    if len(units) > 8:
        return False
    words = [unit for unit in units if any(map(str.isalnum, unit))]
    return len(words) <= _STRAY_WORDS or sum(map(len, words)) <= _STRAY_INK


def _slide(sides: Pair[Passage], matches: Sequence[Match]) -> list[Match]:
    """Move each pure insertion and deletion to the best of the places it may stand in."""
    edges = Pair(before=_Edges(sides.before), after=_Edges(sides.after))
    slid: list[Match] = [(0, 0, 0), *matches]
    slid.append((len(sides.before.units), len(sides.after.units), 0))
    for k in range(len(slid) - 1):
        (a, b, length), (a_next, b_next, length_next) = slid[k], slid[k + 1]
        if a + length == a_next and b + length != b_next:
            by = _best_slide(edges.after, (b + length, b_next), (length, length_next))
        elif b + length == b_next and a + length != a_next:
            by = _best_slide(edges.before, (a + length, a_next), (length, length_next))
        else:
            continue
        slid[k] = (a, b, length + by)
        slid[k + 1] = (a_next + by, b_next + by, length_next - by)
    return [match for match in slid if match[2]]


def _best_slide(edges: _Edges, edit: tuple[int, int], room: tuple[int, int]) -> int:
    """Return by how many tokens an edit is best moved, left being negative.

    `room`: the lengths of the matches on its left and right.
    """
    start, end = edit
    units = edges.passage.units
    left = right = 0
    while left < min(room[0], _SLIDE) and units[start - left - 1] == units[end - left - 1]:
        left += 1
    while right < min(room[1], _SLIDE) and units[start + right] == units[end + right]:
        right += 1
    if not left and not right:
        return 0
    return max(
        range(-left, right + 1),
        key=lambda by: (edges.strength(start + by) + edges.strength(end + by), by),
    )


class _Edges:
    """How good a place for an edit's edge each boundary between tokens is."""

    def __init__(self, passage: Passage) -> None:
        self.passage = passage
        self._sentences: frozenset[int] | None = None

    def strength(self, k: int) -> int:
        """Return 0 (inside a phrase without spaces) to 5 (the text's end) for before unit k."""
        passage = self.passage
        if k <= 0 or k >= len(passage.units):
            return 5
        space = passage.text[passage.end(k - 1) : passage.start(k)]
        if "\n" in space:
            return 5
        last = passage.units[k - 1][-1]
        if last in _CLAUSE_ENDS:
            return 3
        if not last.isalnum() and k in self._sentence_starts():
            return 4
        return 2 if space else 0

    def _sentence_starts(self) -> frozenset[int]:
        if self._sentences is None:
            starts = self.passage.starts
            self._sentences = frozenset(
                bisect_left(starts, start) for start, _ in sentences(self.passage.text)
            )
        return self._sentences
