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
    strays = dict(_strays(window, matches))
    if not strays:
        return list(matches)
    kept: list[Match] = []
    a = b = lost = 0
    for k, match in enumerate([*matches, (*_ends(window), 0)]):
        if k in strays:
            lost += strays[k]
            continue
        if lost > _WORDS:
            kept += _runs(window, range(a, match[0]), range(b, match[1]))
        if match[2]:
            kept.append(match)
        a, b, lost = match[0] + match[2], match[1] + match[2], 0
    return kept


def _strays(window: Window, matches: Sequence[Match]) -> Iterator[tuple[int, int]]:
    """Yield which matches are strays, each with how many words it has.

    No stray is what has several words, stands beside no change, or is a word between mere signs.
    """
    units, others = window.before.units, window.after.units
    following = [*matches[1:], (*_ends(window), 0)]
    end = other_end = 0
    for k, (a, b, length) in enumerate(matches):
        stop, other_stop = a + length, b + length
        if length <= _UNITS and (a > end or b > other_end) and not _says(units[a:stop]):
            next_a, next_b, _ = following[k]
            if next_a > stop or next_b > other_stop:
                words = sum(map(_is_word, units[a:stop]))
                around = (
                    units[end:a],
                    others[other_end:b],
                    units[stop:next_a],
                    others[other_stop:next_b],
                )
                if not words or any(map(_has_word, around)):
                    yield k, words
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
    if length and _says(units[a : a + length]):
        yield from _runs(window, range(before.start, a), range(after.start, b))
        yield a, b, length
        yield from _runs(window, range(a + length, before.stop), range(b + length, after.stop))


def _ends(window: Window) -> tuple[int, int]:
    return len(window.before.units), len(window.after.units)


def _says(units: Sequence[str]) -> bool:
    """Tell whether some units are more than a stray word; the first ones mostly are."""
    words = ink = 0
    for unit in units:
        if _is_word(unit):
            words, ink = words + 1, ink + len(unit)
            if words > _WORDS and ink > _INK:
                return True
    return False


def _has_word(units: Sequence[str]) -> bool:
    return any(map(_is_word, units))


def _is_word(unit: str) -> bool:
    return unit.isalpha() or any(map(str.isalnum, unit))
