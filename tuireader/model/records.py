"""What a library answers: hits, traces, faults, what a person ruled."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tuireader.model.listing import ChangeKind, Disclosure, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchHit:
    """A passage that holds what was searched for, in the first snapshot that has it.

    `block`: index into the document's blocks, -1 for the headline. `spans`: characters of
    `text`, end exclusive, in order.
    """

    article: int
    snapshot: int
    block: int
    text: str
    spans: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """When a wording stood in an article. `gone_by`: None while the newest snapshot has it."""

    article: int
    phrase: str
    first_seen: datetime
    first_snapshot: int
    last_seen: datetime
    last_snapshot: int
    gone_by: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Something in the library that isn't what was saved. `record`: which, in its own words."""

    record: str
    fault: str
    article: int | None = None
    snapshot: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Overruling:
    """What a person says of a snapshot's change, beside the program's verdict.

    `noise`: it is nothing. `kind`, `disclosure`: what it is instead; None keeps the program's.
    """

    article: int
    snapshot: int
    at: datetime
    noise: bool = False
    kind: ChangeKind | None = None
    disclosure: Disclosure | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One verdict that is stored, with what a statistic over many needs to know."""

    article: int
    source: str | None
    snapshot: int
    taken_at: datetime
    verdict: Verdict
    overruling: Overruling | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Purgeable:
    """A removed article that a purge would drop for good."""

    article: int
    url: str
    headline: str
    snapshots: int
    removed_at: datetime
