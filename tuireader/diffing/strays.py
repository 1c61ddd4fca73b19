"""Drop words that two texts share by chance between two changes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from tuireader.diffing.matching import Match
from tuireader.diffing.passages import Window

_WORDS = 1  # as many words, or fewer, kept between two changes are chance
_INK = 3  # the same in characters, whatever the words
_UNITS = 8  # signs included
_GAP = 40  # units of a gap that is searched for a run; longer ones are rewritten


def without_strays(window: Window, matches: Sequence[Match]) -> list[Match]:
    """Return the matches that say something.

    A longest common subsequence may be made of scattered words where as many in a row would do:
    where strays were dropped, the longest run that both sides share takes their place.
    """
    kept: list[Match] = []
    a = b = lost = 0
    for match, stray in [*_told(window, matches), ((*_ends(window), 0), None)]:
        if stray is not None:
            lost += stray
            continue
        if lost > _WORDS:
            kept += _runs(window, range(a, match[0]), range(b, match[1]))
        if match[2]:
            kept.append(match)
        a, b, lost = match[0] + match[2], match[1] + match[2], 0
    return kept


def _told(window: Window, matches: Sequence[Match]) -> Iterator[tuple[Match, int | None]]:
    """Yield each match with None, or with how many words it has if it is a stray.

    No stray is what has several words, stands beside no change, or is a word between mere signs.
    """
    units, others = window.before.units, window.after.units
    end = other_end = 0
    for match, after in zip(matches, [*matches[1:], (*_ends(window), 0)], strict=False):
        a, b, length = match
        stop, other_stop = a + length, b + length
        stray: int | None = None
        inside = (a > end or b > other_end) and (after[0] > stop or after[1] > other_stop)
        if inside and length <= _UNITS:
            words = _words(units[a:stop])
            around = (
                units[end:a],
                others[other_end:b],
                units[stop : after[0]],
                others[other_stop : after[1]],
            )
            if not _says(words) and (not words or any(map(_has_word, around))):
                stray = len(words)
        yield match, stray
        end, other_end = stop, other_stop


def _runs(window: Window, before: range, after: range) -> Iterator[Match]:
    """Yield the longest runs that two ranges of units share, from left to right."""
    if len(before) > _GAP or len(after) > _GAP:
        return
    units, others = window.before.units, window.after.units
    pairs = list(pairwise(units[before.start : before.stop]))
    places = dict(zip(pairwise(others[after.start : after.stop]), after, strict=False))
    if places.keys().isdisjoint(pairs):
        return
    longest = 0, 0, 0
    for a, pair in zip(before, pairs, strict=False):
        if pair in places:
            b = places[pair]
            most = min(before.stop - a, after.stop - b)
            length = next((k for k in range(2, most) if units[a + k] != others[b + k]), most)
            longest = max(longest, (length, a, b))
    length, a, b = longest
    if length and _says(_words(units[a : a + length])):
        yield from _runs(window, range(before.start, a), range(after.start, b))
        yield a, b, length
        yield from _runs(window, range(a + length, before.stop), range(b + length, after.stop))


def _ends(window: Window) -> tuple[int, int]:
    return len(window.before.units), len(window.after.units)


def _says(words: Sequence[str]) -> bool:
    return len(words) > _WORDS and sum(map(len, words)) > _INK


def _words(units: Sequence[str]) -> list[str]:
    return [unit for unit in units if _is_word(unit)]


def _has_word(units: Sequence[str]) -> bool:
    return any(map(_is_word, units))


def _is_word(unit: str) -> bool:
    return unit.isalpha() or any(map(str.isalnum, unit))
