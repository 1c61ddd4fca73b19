"""Drop words that two texts share by chance between two changes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from tuireader.diffing.matching import Match
from tuireader.diffing.passages import Window

_WORDS = 1  # as many words, or fewer, kept between two changes are chance
_INK = 3  # the same in characters, whatever the words
_UNITS = 8  # signs included
_CELLS = 10_000  # units before × after of a gap that is searched for a run


def without_strays(window: Window, matches: Sequence[Match]) -> list[Match]:
    """Return the matches that say something.

    A longest common subsequence may be made of scattered words where as many in a row would do:
    where strays were dropped, the longest run that both sides share takes their place.
    """
    kept = list(_telling(window, matches))
    return kept if len(kept) == len(matches) else list(_with_runs(window, kept, matches))


def _telling(window: Window, matches: Sequence[Match]) -> Iterator[Match]:
    """Yield matches of several words, those beside no change, and words between mere signs."""
    units, others = window.before.units, window.after.units
    around = [(0, 0, 0), *matches, (len(units), len(others), 0)]
    for last, match, following in zip(around, around[1:], around[2:], strict=False):
        a, b, length = match
        words = _words(units[a : a + length]) if length <= _UNITS else ()
        if length > _UNITS or _says(words):
            yield match
            continue
        left = [*units[last[0] + last[2] : a], *others[last[1] + last[2] : b]]
        right = [*units[a + length : following[0]], *others[b + length : following[1]]]
        if not (left and right) or (words and not _words(left) and not _words(right)):
            yield match


def _with_runs(window: Window, kept: Sequence[Match], matches: Sequence[Match]) -> Iterator[Match]:
    """Yield the kept matches, and the runs that stand where others were dropped."""
    ends = len(window.before.units), len(window.after.units)
    dropped = sorted(set(matches) - set(kept), reverse=True)
    a = b = 0
    for match in [*kept, (*ends, 0)]:
        if dropped and dropped[-1] < match:
            yield from _runs(window, range(a, match[0]), range(b, match[1]))
        while dropped and dropped[-1] < match:
            dropped.pop()
        if match[2]:
            yield match
        a, b = match[0] + match[2], match[1] + match[2]


def _runs(window: Window, before: range, after: range) -> Iterator[Match]:
    """Yield the longest runs that two ranges of units share, from left to right."""
    if not 0 < len(before) * len(after) <= _CELLS:
        return
    units = window.before.units[before.start : before.stop]
    others = window.after.units[after.start : after.stop]
    found = SequenceMatcher(None, units, others, autojunk=False).find_longest_match()
    if _says(_words(units[found.a : found.a + found.size])):
        a, b = before.start + found.a, after.start + found.b
        yield from _runs(window, range(before.start, a), range(after.start, b))
        yield a, b, found.size
        rest = range(a + found.size, before.stop), range(b + found.size, after.stop)
        yield from _runs(window, *rest)


def _says(words: Sequence[str]) -> bool:
    return len(words) > _WORDS and sum(map(len, words)) > _INK


def _words(units: Sequence[str]) -> list[str]:
    return [unit for unit in units if unit.isalpha() or any(map(str.isalnum, unit))]
