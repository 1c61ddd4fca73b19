"""One word in the place of another: the commonest edit, told without cutting the text."""

from __future__ import annotations

from tuireader.diffing.ends import common_ends
from tuireader.diffing.making import segment
from tuireader.model import Pair, Segment, SegmentOp
from tuireader.text.chunks import STOPS, parted
from tuireader.text.words import is_plain

_AROUND = 40  # characters that must be plain: no token reaches farther


def swapped(sides: Pair[str]) -> tuple[Segment, ...] | None:
    """Return the segments of two texts that differ in a single word; None if in anything else.

    What stands on either side of the word is equal, so that nothing could be matched otherwise,
    slid or dropped. Only words of letters between spaces are sure to be one token.
    """
    old, new = sides.before, sides.after
    head, tail = common_ends(old, new)
    start = old.rfind(" ", 0, head) + 1
    end = old.find(" ", len(old) - tail)
    end = end if end >= 0 else len(old)
    other_end = end + len(new) - len(old)
    if end - start > 1 and old[end - 1] in STOPS and end > len(old) - tail:
        end, other_end = end - 1, other_end - 1
    word, other = old[start:end], new[start:other_end]
    if not (word.isalpha() and other.isalpha() and is_plain(other) and parted(old, start)):
        return None
    if not is_plain(old[max(0, start - _AROUND) : end + _AROUND]):
        return None
    found = (
        (SegmentOp.EQUAL, old[:start]),
        (SegmentOp.DELETE, word),
        (SegmentOp.INSERT, other),
        (SegmentOp.EQUAL, old[end:]),
    )
    return tuple([segment(op, text) for op, text in found if text])
