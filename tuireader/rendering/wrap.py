"""Where lines break: offsets only, so that long texts cost little.

Text whose characters are known to take one cell each (most of what is printed in Latin, Greek
and Cyrillic letters) is cut with `str.rfind`. Anything else is measured grapheme by grapheme, with
the width table of Rich; a grapheme is never cut. Between wide characters (Chinese, Japanese)
a line may end anywhere but before closing and after opening marks (the rule called kinsoku).
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator
from functools import lru_cache
from unicodedata import category

_SIMPLE = re.compile(
    r"[ -~\xa0-\xac\xae-\u02ff\u0370-\u0377\u037a-\u0482\u048a-\u052f‐-‧‰-⁞₠-₿─-╿▫]*"
)
_SURE = (
    *((0x20, 0x7E), (0xA0, 0xAC), (0xAE, 0x2FF), (0x370, 0x482), (0x48A, 0x58F), (0x1E00, 0x200A)),
    *((0x2010, 0x2027), (0x2030, 0x205E), (0x2070, 0x20CF), (0x2100, 0x2BFF), (0x2E80, 0x3098)),
    *((0x309B, 0xA4CF), (0xAC00, 0xD7A3), (0xF900, 0xFAFF), (0xFF01, 0xFFEE)),
)
_NOT_FIRST = frozenset("、。，．！？）」』】〉》〕’”：；・ーぁぃぅぇぉっゃゅょァィゥェォッャュョ")
_NOT_LAST = frozenset("（「『【〈《〔‘“")


def cell_len(text: str) -> int:
    """Return the width of any text; Rich's table is imported when a text first needs it."""
    from rich.cells import cell_len as measured

    return measured(text)


def graphemes(text: str) -> list[tuple[int, int, int]]:
    """Return where each grapheme of a text begins and ends, and how many cells it may take."""
    from rich.cells import split_graphemes

    return [
        (start, stop, size if stop - start == 1 and size else _most(text[start:stop], size))
        for start, stop, size in split_graphemes(text)[0]
    ]


def _most(grapheme: str, size: int) -> int:
    """Return the most cells a terminal gives a grapheme that Rich's table gives `size`.

    Terminals that know no graphemes add up its characters, and give vowel signs that stand beside
    their letter a cell. A line that is set for fewer would run into what stands at its right.
    """
    apart = sum(1 if category(each) == "Mc" else cell_len(each) for each in grapheme)
    return max(size, apart)


def is_simple(text: str) -> bool:
    """Tell whether every character is known to take exactly one cell on any terminal."""
    return text.isascii() or _SIMPLE.fullmatch(text) is not None


def is_sure(text: str) -> bool:
    """Tell whether terminals and width tables agree how many cells a text takes.

    They don't about scripts whose signs join or stack, and about emoji.
    """
    return text.isascii() or all(map(_is_sure, text))


@lru_cache(4096)
def _is_sure(character: str) -> bool:
    """Tell it of one character; a pattern of these ranges takes longer to build than a page."""
    point = ord(character)
    return any(first <= point <= last for first, last in _SURE)


def cells(text: str) -> int:
    """Return the width of a text in cells."""
    return len(text) if is_simple(text) else cell_len(text)


def spare(text: str) -> int:
    """Return how many cells more a text may take on some terminals."""
    return 0 if is_sure(text) else sum(each[2] for each in graphemes(text)) - cell_len(text)


def breaks(text: str, width: int) -> array[int]:
    """Return the offset at which each line starts when `text` is set `width` cells wide.

    A newline ends a line. Spaces at a line's end don't count and belong to that line.
    """
    width = max(1, width)
    cut = _simple_breaks if is_simple(text.replace("\n", " ")) else _measured_breaks
    starts = array("l", [0])
    begin = 0
    while (newline := text.find("\n", begin)) != -1:
        starts.extend(cut(text, begin, newline, width))
        starts.append(newline + 1)
        begin = newline + 1
    starts.extend(cut(text, begin, len(text), width))
    return starts


def _simple_breaks(text: str, begin: int, end: int, width: int) -> list[int]:
    """Return where further lines start in text[begin:end], one cell a character."""
    found: list[int] = []
    while end - begin > width:
        space = text.rfind(" ", begin, begin + width + 1)
        begin = space + 1 if space > begin else begin + width
        while begin < end and text[begin] == " ":
            begin += 1
        if begin < end:
            found.append(begin)
    return found


def _measured_breaks(text: str, begin: int, end: int, width: int) -> Iterator[int]:
    """Yield where further lines start in text[begin:end], measuring each grapheme."""
    chance = line = begin
    used = since = 0  # cells on the line, and those of them after the last chance to break
    previous = ""  # empty while the line holds nothing but spaces
    for start, stop, size in graphemes(text[begin:end]):
        at, grapheme = begin + start, text[begin + start : begin + stop]
        if previous and _may_break(previous, grapheme, size):
            chance, since = at, 0
        while grapheme != " " and used + size > width and at > line:
            line, used = (chance, since) if chance > line else (at, 0)
            yield line
        used, since = used + size, since + size
        if previous or grapheme != " ":
            previous = grapheme


def _may_break(before: str, after: str, size: int) -> bool:
    """Tell whether a line may end between two graphemes; `size`: the cells of the second."""
    if before == " ":
        return after != " "
    wide = size == 2 or cell_len(before) == 2
    return wide and after != " " and after[0] not in _NOT_FIRST and before[0] not in _NOT_LAST


def fit(text: str, width: int) -> str:
    """Return the text cut to `width` cells, with an ellipsis where something is left out."""
    if is_simple(text):
        if len(text) <= width:
            return text
        return text[: max(0, width - 1)].rstrip() + "…" if width > 0 else ""
    if is_sure(text) and cell_len(text) <= width:
        return text
    used, end = 0, 0  # end: of what leaves a cell for the ellipsis
    for _, stop, size in graphemes(text):
        used += size
        if used > width:
            return text[:end].rstrip() + "…" if width > 0 else ""
        if used < width:
            end = stop
    return text
