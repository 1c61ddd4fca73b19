"""How long each wording stood, what came back, and what only flaps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby, pairwise

from tuireader.model import Flag

_TURNS = 3
"""Changes between the same two texts from which on they flap: A, B, A, B."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One text of an article as seen at a moment. `digest`: equal digest, equal text."""

    digest: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A stretch of time in which every look saw the same text.

    `since`: the first look that saw it; `until`: the first that saw another, None while it
    stands. `returned`: the same text stood before.
    """

    digest: str
    since: datetime
    until: datetime | None
    looks: int
    returned: bool = False

    def stood(self, now: datetime) -> timedelta:
        """Return how long the text stood, up to `now` where it still does."""
        return (self.until or now) - self.since


def standings(looks: Sequence[Look]) -> tuple[Standing, ...]:
    """Return the stretches of equal text in looks that are in the order of time."""
    runs = [list(run) for _, run in groupby(looks, key=lambda look: look.digest)]
    ends: list[datetime | None] = [*(run[0].at for run in runs[1:]), None]
    seen: set[str] = set()
    found = []
    for run, until in zip(runs, ends, strict=False):
        digest = run[0].digest
        found.append(
            Standing(
                digest=digest,
                since=run[0].at,
                until=until,
                looks=len(run),
                returned=digest in seen,
            )
        )
        seen.add(digest)
    return tuple(found)


def repeats(looks: Sequence[Look]) -> tuple[Flag, ...]:
    """Return the flags of the newest look: its text came back, or two texts alternate.

    The first return is news (`revert`); from the third turn between the same two texts on it is
    a server that shows one or the other (`revert`, `flapping`): one note, no alarm.
    """
    digests = [digest for digest, _ in groupby(look.digest for look in looks)]
    if len(digests) < _TURNS or looks[-1].digest != digests[-1] or _still(looks):
        return ()
    newest, rival = digests[-1], digests[-2]
    if newest not in digests[:-1]:
        return ()
    turns = sum({one, other} == {newest, rival} for one, other in pairwise(digests))
    return (Flag.REVERT, Flag.FLAPPING) if turns >= _TURNS else (Flag.REVERT,)


def _still(looks: Sequence[Look]) -> bool:
    """Tell whether the newest look saw what the look before it saw."""
    return len(looks) > 1 and looks[-1].digest == looks[-2].digest


def alarms(looks: Sequence[Look]) -> Iterator[Look]:
    """Yield the looks worth telling of: new texts and first returns, flapping only once."""
    told = False
    for count in range(2, len(looks) + 1):
        if _still(looks[:count]):
            continue
        flaps = Flag.FLAPPING in repeats(looks[:count])
        if not (flaps and told):
            yield looks[count - 1]
        told = flaps
