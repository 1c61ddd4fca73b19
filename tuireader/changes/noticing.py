"""Which notices came, went, stayed."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz.fuzz import token_set_ratio

from tuireader.model import Notice, NoticeChanges
from tuireader.notices import is_news

_REWORDED = 75
"""Token set ratio, 0 to 100, from which one notice is the other one in other words."""


def compare(before: Sequence[Notice], after: Sequence[Notice]) -> NoticeChanges:
    """Match the notices of both sides: equal ones first, then those that were only reworded.

    A reworded notice that says more than before counts as added: what is new in it may explain an
    edit. One that tells news is part of the story: what is new in it is an edit itself.
    """
    gone, new = list(before), []
    kept = []
    for notice in after:
        twin = next((other for other in gone if _same(other, notice)), None)
        if twin is None:
            new.append(notice)
        else:
            gone.remove(twin)
            kept.append(notice)
    added = []
    for notice in new:
        twin = max(gone, key=lambda other: _alike(other, notice), default=None)
        if twin is not None and _alike(twin, notice) >= _REWORDED:
            gone.remove(twin)
            if _says_more(twin, notice) and not is_news(notice.text):
                added.append(notice)
            else:
                kept.append(notice)
        else:
            added.append(notice)
    return NoticeChanges(added=tuple(added), removed=tuple(gone), kept=tuple(kept))


def _same(one: Notice, other: Notice) -> bool:
    return one.text.split() == other.text.split()


def _alike(one: Notice, other: Notice) -> float:
    return token_set_ratio(one.text.lower(), other.text.lower())


def _says_more(before: Notice, after: Notice) -> bool:
    return len(after.text.split()) > 1.25 * len(before.text.split())
