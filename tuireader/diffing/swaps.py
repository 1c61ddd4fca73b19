"""Words in the place of others: the commonest edit, told without cutting the text."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from tuireader.diffing.ends import common_ends
from tuireader.diffing.making import segment
from tuireader.model import Pair, Segment, SegmentOp
from tuireader.text.chunks import STOPS, has_figures, parted
from tuireader.text.words import is_plain

_AROUND = 40  # characters that must be plain: no token reaches farther
_APART = 10  # words from one place to the next: what stands between is never a stray
_MOST = 1_000  # words of a stretch that is looked at

_Swap = tuple[int, str, str]
"""Where a word begins in the text before, the word, and the one after."""


def swapped(sides: Pair[str]) -> tuple[Segment, ...] | None:
    """Return the segments of two texts that differ in single words, far apart; None otherwise.

    What stands between those words is equal, and they stand nowhere else in between, so that
    nothing can be matched otherwise, slid or dropped.
    """
    old, new = sides.before, sides.after
    head, tail = common_ends(old, new)
    if not _clear(sides, head):
        return None
    start = old.rfind(" ", 0, head) + 1
    end = old.find(" ", len(old) - tail)
    end = end if end >= 0 else len(old)
    stretch = Pair(before=old[start:end], after=new[start : end + len(new) - len(old)])
    swaps = _swaps(stretch, start)
    if not swaps or not parted(old, start):
        return None
    if not is_plain(old[max(0, start - _AROUND) : end + _AROUND]) or not is_plain(stretch.after):
        return None
    return _segments(old, swaps)


def _clear(sides: Pair[str], at: int) -> bool:
    """Tell whether two texts go on alike after the word where they part: if not, don't try."""
    end, other_end = sides.before.find(" ", at), sides.after.find(" ", at)
    going_on = sides.before[end : end + _AROUND]
    return end < 0 or going_on == sides.after[other_end : other_end + _AROUND]


def _swaps(stretch: Pair[str], start: int) -> list[_Swap]:
    """Return which words took the place of others in a stretch; none if it is anything else."""
    words, others = stretch.before.split(" "), stretch.after.split(" ")
    if len(words) != len(others) or len(words) > _MOST:
        return []
    places = [k for k, word in enumerate(words) if word != others[k]]
    if len(places) > 1 and not _apart(stretch, words, places):
        return []
    swaps: list[_Swap] = []
    done = 0
    for k in places:
        start += sum(map(len, words[done:k])) + k - done
        done = k
        word, other = _without_stop(words[k], others[k])
        if not (word.isalpha() and other.isalpha()):
            return []  # only words of letters between spaces are sure to be one token
        if len(places) > 1 and (word in stretch.after or other in stretch.before):
            return []
        swaps.append((start, word, other))
    return swaps


def _apart(stretch: Pair[str], words: Sequence[str], places: Sequence[int]) -> bool:
    """Tell whether places are so far apart that no edit reaches from one to the next."""
    return (
        all(following - k >= _APART for k, following in pairwise(places))
        and not has_figures(stretch.before)
        and words == stretch.before.split()
    )


def _without_stop(word: str, other: str) -> tuple[str, str]:
    """Return two words without the stop at their end, if it is the same."""
    if word[-1:] == other[-1:] and word[-1:] in STOPS:
        return word[:-1], other[:-1]
    return word, other


def _segments(text: str, swaps: Sequence[_Swap]) -> tuple[Segment, ...]:
    found: list[Segment] = []
    done = 0
    for start, word, other in swaps:
        if start > done:
            found.append(segment(SegmentOp.EQUAL, text[done:start]))
        found += segment(SegmentOp.DELETE, word), segment(SegmentOp.INSERT, other)
        done = start + len(word)
    if done < len(text):
        found.append(segment(SegmentOp.EQUAL, text[done:]))
    return tuple(found)
