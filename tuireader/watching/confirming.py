"""Which changes to tell, and when: once a second look agrees, and never twice."""

from __future__ import annotations

from collections.abc import Collection, Mapping, MutableMapping, Sequence
from typing import NamedTuple

from tuireader.model import Check, CheckStatus, Flag, Origin, Snapshot

_NO_PAGE = (CheckStatus.FAILED, CheckStatus.BLOCKED)


class Tell(NamedTuple):
    """What is to be told: a snapshot's change. `flapping`: it came and went at once."""

    article: int
    snapshot: int
    flapping: bool = False


def found_by_others(
    looks: Sequence[Check], history: Mapping[int, Snapshot], check: Check
) -> int | None:
    """Return the snapshot whose change somebody else's look found just before this one.

    Our own would be waiting already. What came from a file or an archive is nobody's news.
    """
    earlier = [look for look in looks if look.at < check.at and look.status not in _NO_PAGE]
    if not earlier or earlier[-1].status is not CheckStatus.CHANGED:
        return None
    found = history.get(earlier[-1].snapshot or 0)
    if found is None or found.origin is not Origin.FETCH or Flag.FLAPPING in found.flags:
        return None
    return found.number


def settle(
    check: Check,
    flags: Mapping[int, Collection[Flag]],
    unconfirmed: MutableMapping[int, int],
) -> Tell | None:
    """Learn from a look, and return the change that is now sure enough to be told.

    A change waits for a second look. If that finds the text as it was before, a server gives two
    texts in turn: that is told once, and its later turns never. A change upon a change confirms
    the first. Looks that brought no page leave things as they are.

    Args:
        check: the look.
        flags: of the article's snapshots, by number.
        unconfirmed: article → snapshot whose change still waits; kept up to date here.
    """
    waiting = unconfirmed.get(check.article)
    if check.status in _NO_PAGE or check.status is CheckStatus.NEW:
        return None
    unconfirmed.pop(check.article, None)
    if check.status is not CheckStatus.CHANGED or check.snapshot is None:
        return None if waiting is None else Tell(check.article, waiting)
    if Flag.FLAPPING not in flags.get(check.snapshot, ()):
        unconfirmed[check.article] = check.snapshot
        return None if waiting is None else Tell(check.article, waiting)
    if waiting is None or Flag.FLAPPING in flags.get(waiting, ()):
        return None
    return Tell(check.article, waiting, flapping=True)
