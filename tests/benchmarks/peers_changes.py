"""The noise filters of three trackers of changed news, re-made from what they do.

Each tells of two texts of a story whether its tracker would show the change at all; none tells
what kind of change it is.
"""

from __future__ import annotations

import re
import string
from collections.abc import Callable
from difflib import SequenceMatcher
from itertools import zip_longest

Shows = Callable[[str, str], bool]

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*"
_SPAN = r"(?:hrs?|hours?|mins?|minutes?|secs?|seconds?|days?|weeks?|months?)"
_TIMES = re.compile(
    rf"\d+\s*{_SPAN}\s*(?:ago|read|old)?"
    r"|\b\d{1,2}:\d\d\s*(?:am|pm)?\b"
    r"|\b\d{4}-\d\d-\d\d\b|\b\d{1,2}/\d{1,2}/\d{2,4}\b"
    rf"|\b{_MONTH}\s+\d{{1,2}}(?:,?\s*\d{{4}})?\b"
    rf"|\b\d{{1,2}}\s+{_MONTH}(?:\s+\d{{4}})?\b",
    re.IGNORECASE,
)
_TOKENS = re.compile(r"\s+|\w+|[^\w\s]")
_FEW, _LONG = 10, 200
_ONLY_DIGITS = re.compile(r"[\d\s.,;:!?/\-–—]+")
_NO_LETTER = re.compile(r"[^a-zA-Zא-ת0-9]")


def newsdiff_shows(before: str, after: str) -> bool:
    """Show as rmdes/newsdiff does.

    Times, dates and lengths of time are taken out first; ten changed characters at most that are
    all digits and signs, in a text of more than 200, are boring.
    """
    if _plain(before) == _plain(after):
        return False
    changed = _changed(before, after)
    few = len(changed) <= _FEW and max(len(before), len(after)) > _LONG
    return not (few and _ONLY_DIGITS.fullmatch(changed))


def _plain(text: str) -> str:
    return " ".join(_TIMES.sub("", text).split())


def _changed(before: str, after: str) -> str:
    """Return the words that came or went."""
    one, other = _TOKENS.findall(before), _TOKENS.findall(after)
    codes = SequenceMatcher(None, one, other, autojunk=False).get_opcodes()
    return "".join("".join((*one[a:b], *other[c:d])) for op, a, b, c, d in codes if op != "equal")


def ilnewsdiff_shows(before: str, after: str) -> bool:
    """Show as ILNewsDiff does: from two letters or digits on, or where a question mark came."""
    if ("?" in before) != ("?" in after):
        return True
    one, other = _NO_LETTER.sub("", before), _NO_LETTER.sub("", after)
    if abs(len(one) - len(other)) > 1:
        return True
    at = next((i for i, (a, b) in enumerate(zip_longest(one, other)) if a != b), None)
    if at is None:
        return False
    swapped, put_in, taken_out = (at + 1, at + 1), (at, at + 1), (at + 1, at)
    return all(one[i:] != other[j:] for i, j in (swapped, put_in, taken_out))


def diffengine_shows(before: str, after: str) -> bool:
    """Show as diffengine does: where anything but white space and punctuation differs."""
    return _letters(before) != _letters(after)


_DROPPED = str.maketrans("", "", string.punctuation + string.whitespace)


def _letters(text: str) -> str:
    return text.translate(_DROPPED)


FILTERS: dict[str, Shows] = {
    "rmdes/newsdiff": newsdiff_shows,
    "ILNewsDiff": ilnewsdiff_shows,
    "diffengine": diffengine_shows,
}
