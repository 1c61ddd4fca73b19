"""Make matches readable: no stray words kept between changes, edits where a person puts them.

diff-match-patch has clean-ups of its own, but the semantic one merges too much and the lossless
one reads character classes, which mean nothing on encoded tokens.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from tuireader.diffing.matching import Match
from tuireader.diffing.passages import Passage, Window
from tuireader.diffing.strays import without_strays
from tuireader.text.sentences import sentences

_SLIDE = 200  # tokens an edit is moved at most, to bound the work on repetitive text
_CLAUSE_ENDS = frozenset(",;:–—、，；：،؛၊")


def tidy(window: Window, matches: Sequence[Match]) -> list[Match] | None:
    """Return matches that read well; each is a part of what was matched, or slid along it.

    None if an edit may slide out of the window.
    """
    edges = _Edges(window.before), _Edges(window.after)
    slid = _slide(window, edges, matches)
    if slid is None:
        return None
    kept = without_strays(window, slid)
    return slid if kept == slid else _slide(window, edges, kept)


def _slide(
    window: Window, edges: tuple[_Edges, _Edges], matches: Sequence[Match]
) -> list[Match] | None:
    """Move each pure insertion and deletion to the best of the places it may stand in.

    None if one of those places may stand outside the window.
    """
    slid: list[Match] = [(0, 0, 0), *matches]
    slid.append((len(window.before.units), len(window.after.units), 0))
    first, last = (1 if window.head else 0), (len(slid) - 3 if window.tail else -1)
    for k in range(len(slid) - 1):
        a, b, length = slid[k]
        a_next, b_next, length_next = slid[k + 1]
        gone, came = a_next > a + length, b_next > b + length
        if gone == came:
            continue
        side = edges[came]
        start, end = (b + length, b_next) if came else (a + length, a_next)
        if not side.slides(start, end, (length, length_next)):
            continue
        left, right = side.room(start, end, (length, length_next))
        if (k == first and k and left == length) or (k == last and right == length_next):
            return None
        by = side.best(range(start - left, start + right + 1), end - start) - start
        slid[k] = (a, b, length + by)
        slid[k + 1] = (a_next + by, b_next + by, length_next - by)
    return [match for match in slid if match[2]]


class _Edges:
    """How good a place for an edit's edge each boundary between tokens is."""

    def __init__(self, passage: Passage) -> None:
        self.passage = passage
        self._sentences: frozenset[int] | None = None

    def slides(self, start: int, end: int, most: tuple[int, int]) -> bool:
        """Tell whether an edit has any room; most haven't."""
        units = self.passage.units
        return bool(
            (most[0] and units[start - 1] == units[end - 1])
            or (most[1] and units[start] == units[end])
        )

    def room(self, start: int, end: int, most: tuple[int, int]) -> tuple[int, int]:
        """Return by how many tokens an edit may be moved to the left, and to the right.

        `most`: the lengths of the matches on its left and right.
        """
        units = self.passage.units
        left = right = 0
        while left < min(most[0], _SLIDE) and units[start - left - 1] == units[end - left - 1]:
            left += 1
        while right < min(most[1], _SLIDE) and units[start + right] == units[end + right]:
            right += 1
        return left, right

    def best(self, places: range, size: int) -> int:
        """Return the best of the places where an edit of some tokens may begin."""
        return max(places, key=lambda k: (self.strength(k) + self.strength(k + size), k))

    def strength(self, k: int) -> int:
        """Return 0 (inside a phrase without spaces) to 5 (the text's end) for before unit k."""
        units, starts = self.passage.units, self.passage.starts
        if k <= 0 or k >= len(units):
            return 5
        last = units[k - 1]
        space = self.passage.text[starts[k - 1] + len(last) : starts[k]]
        if "\n" in space:
            return 5
        if last[-1] in _CLAUSE_ENDS:
            return 3
        if not last[-1].isalnum() and k in self._sentence_starts():
            return 4
        return 2 if space else 0

    def _sentence_starts(self) -> frozenset[int]:
        if self._sentences is None:
            starts = self.passage.starts
            self._sentences = frozenset(
                bisect_left(starts, start) for start, _ in sentences(self.passage.text)
            )
        return self._sentences
