"""What the list of articles shows: all that the reader's first frame needs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class ChangeKind(StrEnum):
    """What a Change, or an Edit, does to the story."""

    NONE = "none"
    FURNITURE = "furniture"
    COPYEDIT = "copyedit"
    FACTUAL = "factual"
    SOURCING = "sourcing"
    UPDATE = "update"
    REWRITE = "rewrite"


NO_NEWS = frozenset((ChangeKind.NONE, ChangeKind.FURNITURE))
"""The story is as it was: what stands around it is kept, and counted and told nowhere."""


class Disclosure(StrEnum):
    """Whether a Notice explains the Edits."""

    NONE = "none"
    DISCLOSED = "disclosed"
    PARTLY = "partly-disclosed"
    SILENT = "silent"
    UNOBSERVED = "disclosed-unobserved"
    NOTICE_REMOVED = "notice-removed"


class CheckStatus(StrEnum):
    """The outcome of one look."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    GONE = "gone"
    BLOCKED = "blocked"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The short form of a judgement. `weight`: 0 (nothing) to 1 (the story says otherwise)."""

    kind: ChangeKind
    disclosure: Disclosure
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """One row of the list of articles. `texts`: how many different texts its snapshots hold.

    `verdict` is the newest that is more than furniture, None where nothing ever changed.
    `changed`: such a change came after the article was last read. `muted`: a mute hides it. `read`:
    the number of snapshots there were when it was last read. `place`: how far it was read: a block,
    and the share of it that was.
    """

    article: int
    url: str
    headline: str
    source: str | None
    snapshots: int
    texts: int
    first: datetime | None
    last: datetime | None
    status: CheckStatus
    unread: bool
    changed: bool
    verdict: Verdict | None = None
    starred: bool = False
    archived: bool = False
    muted: bool = False
    tags: tuple[str, ...] = ()
    read: int = 0
    place: float = 0.0
    next_check: datetime | None = None
