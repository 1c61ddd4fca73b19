"""Which notices came, went, stayed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from rapidfuzz.fuzz import token_set_ratio

from tuireader.model import Notice, NoticeChanges
from tuireader.notices import is_news

_MOST = 40
"""Notices among which one in other words is looked for; no story has as many."""
_REWORDED = 75
"""Token set ratio, 0 to 100, from which one notice is the other one in other words."""


def compare(before: Sequence[Notice], after: Sequence[Notice]) -> NoticeChanges:
    """Match the notices of both sides: equal ones first, then those that were only reworded.

    A reworded notice that says more than before counts as added: what is new in it may explain an
    edit. One that tells news is part of the story: what is new in it is an edit itself.
    """
    standing = Counter(map(_wording, after))
    gone = [notice for notice in before if not _taken(notice, standing)]
    stood = Counter(map(_wording, before))
    new: list[Notice] = []
    kept: list[Notice] = []
    for notice in after:
        (kept if _taken(notice, stood) else new).append(notice)
    added = []
    for notice in new:
        twin = max(gone[:_MOST], key=lambda other: _alike(other, notice), default=None)
        if twin is not None and _alike(twin, notice) >= _REWORDED:
            gone.remove(twin)
            if _says_more(twin, notice) and not is_news(notice.text):
                added.append(notice)
            else:
                kept.append(notice)
        else:
            added.append(notice)
    return NoticeChanges(added=tuple(added), removed=tuple(gone), kept=tuple(kept))


def _wording(notice: Notice) -> str:
    return " ".join(notice.text.split())


def _taken(notice: Notice, wordings: Counter[str]) -> bool:
    """Tell whether a wording is left among some, and take it from them."""
    wording = _wording(notice)
    wordings[wording] -= 1
    return wordings[wording] >= 0


def _alike(one: Notice, other: Notice) -> float:
    return token_set_ratio(one.text.lower(), other.text.lower())


def _says_more(before: Notice, after: Notice) -> bool:
    return len(after.text.split()) > 1.25 * len(before.text.split())
