"""A notice may come long after the edit it explains: look for that edit in what was seen before.

Without a look back such a notice seems to speak of wording nobody saw, and a small edit that came
with it seems to be what it is about.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from tuireader.changes import disclosure, reasons
from tuireader.changes.compare import Weighed, weigh
from tuireader.changes.matching import BOTH, ONE
from tuireader.model import Change, Document, Flag, Notice, NoticeKind, Pair, Settled

_HOUR = timedelta(hours=1)
_CLOSE = 0.1
"""How far the match of an earlier edit may stay behind the best one."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A snapshot of an article: its number, when it was taken, what it said."""

    number: int
    at: datetime
    document: Document


@dataclass(frozen=True, slots=True)
class _Looked:
    """A pair of snapshots; `scores`: how far each notice (a column) means each edit (a row)."""

    pair: Pair[Seen]
    weighed: Weighed
    scores: list[list[float]]


def look_back(change: Change, sides: Pair[Seen], earlier: Sequence[Pair[Seen]]) -> Change:
    """Judge a Change's disclosure again, knowing what was seen before it.

    A new notice that speaks of an edit between two earlier snapshots discloses that edit: it is
    named in `settles`, with the time it stood undisclosed. Edits of the Change itself that the
    notice fits worse are no longer held to be explained.

    Args:
        change: what `compare` found between `sides`.
        sides: the two snapshots compared.
        earlier: the article's changes before this one, the oldest first.
    """
    added = change.notices.added
    if not added or not earlier:
        return change
    own = _look(sides, added, came_with=True)
    looked = [_look(pair, added) for pair in earlier]
    best = [_best((own, *looked), k) for k in range(len(added))]
    settles = tuple(
        settled
        for i, one in enumerate(looked)
        for settled in _settled(one, looked[i:], sides.after.at, _wanted(best, added))
    )
    return _judged_again(change, own, best, settles) if settles else change


def _look(pair: Pair[Seen], notices: Sequence[Notice], *, came_with: bool = False) -> _Looked:
    weighed = weigh(Pair(before=pair.before.document, after=pair.after.document))
    found = disclosure.scores(weighed.judged, notices, weighed.setting, came_with=came_with)
    return _Looked(pair, weighed, found)


def _best(looked: Sequence[_Looked], k: int) -> float:
    return max((row[k] for one in looked for row in one.scores), default=0.0)


def _wanted(best: Sequence[float], notices: Sequence[Notice]) -> list[float]:
    """Return for each notice the least match that an earlier edit must have.

    It must fit as well as the best edit does, or have both wordings in the notice. A note that
    is called an update tells news as a rule: it must name what was wrong.
    """
    floors = (ONE if one.kind is NoticeKind.UPDATE else disclosure.LEAST for one in notices)
    return [max(floor, min(BOTH, top - _CLOSE)) for floor, top in zip(floors, best, strict=True)]


def _settled(
    one: _Looked, since: Sequence[_Looked], now: datetime, wanted: Sequence[float]
) -> Iterator[Settled]:
    """Yield the edits of an earlier pair that a new notice is about."""
    told = _told(one, [looked.pair.after.document for looked in since])
    for judged, scores, was_told in zip(one.weighed.judged, one.scores, told, strict=True):
        fitting = [k for k, score in enumerate(scores) if score >= wanted[k]]
        if not fitting:
            continue
        seen = one.pair.after
        yield Settled(
            snapshot=seen.number,
            taken_at=seen.at,
            edit=replace(judged.edit, notice=max(fitting, key=lambda k: scores[k])),
            hours=None if was_told else (now - seen.at) / _HOUR,
        )


def _told(one: _Looked, documents: Sequence[Document]) -> list[bool]:
    """Tell for each edit of a pair whether a notice seen since explained it already."""
    known = {notice.text for notice in one.pair.before.document.notices}
    notices = {n.text: n for document in documents for n in document.notices if n.text not in known}
    links = disclosure.links(one.weighed.judged, tuple(notices.values()), one.weighed.setting)
    return [link is not None for link in links]


def _judged_again(
    change: Change, own: _Looked, best: Sequence[float], settles: tuple[Settled, ...]
) -> Change:
    """Return the Change with the notices that speak of earlier edits taken for what they are."""
    links = disclosure.chosen(own.scores, best)
    edits = tuple(replace(e, notice=k) for e, k in zip(change.edits, links, strict=True))
    found = disclosure.of_edits(edits, change.kind, change.notices, settles)
    flags = tuple(flag for flag in change.flags if flag is not Flag.EUPHEMISM)
    return replace(
        change,
        disclosure=found.disclosure,
        edits=edits,
        flags=(*found.flags, *flags),
        settles=settles,
        reasons=reasons.explain_again(change, found, settles),
    )
