"""What changed between two Documents."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Generic, TypeVar

from tuireader.model.document import Notice
from tuireader.model.listing import ChangeKind, Disclosure, Verdict

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair(Generic[T]):
    """Two of a kind, told apart by time."""

    before: T
    after: T


class RowOp(StrEnum):
    """How the blocks of a Row relate."""

    EQUAL = "equal"
    EDIT = "edit"
    INSERT = "insert"
    DELETE = "delete"
    SPLIT = "split"
    MERGE = "merge"


class SegmentOp(StrEnum):
    """What happened to a run of words."""

    EQUAL = "equal"
    DELETE = "delete"
    INSERT = "insert"


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A run of words of one Row."""

    op: SegmentOp
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One aligned pair of passages. `before`, `after`: indexes into the documents' blocks.

    Segments without `insert` concatenate to the before blocks' text (joined by a newline),
    without `delete` to the after blocks'.
    """

    op: RowOp
    moved: bool = False
    before: tuple[int, ...] = ()
    after: tuple[int, ...] = ()
    segments: tuple[Segment, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A passage that changed its place inside a block or between blocks."""

    text: str
    before: int
    after: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Diff:
    """What diffing found: rows in the order of the after side, and moved passages."""

    rows: tuple[Row, ...]
    moves: tuple[Move, ...] = ()


class Signal(StrEnum):
    """What an Edit touches."""

    NUMBER = "number"
    UNIT = "unit"
    DATE = "date"
    NAME = "name"
    NEGATION = "negation"
    MODAL = "modal"
    HEDGE = "hedge"
    ATTRIBUTION = "attribution"
    QUOTE = "quote"
    TENSE = "tense"
    HEADLINE = "headline"
    BYLINE = "byline"
    STANDFIRST = "standfirst"
    CAPTION = "caption"
    SPELLING = "spelling"
    PUNCTUATION = "punctuation"
    MOVE = "move"
    ADDED_CLAIM = "added-claim"
    REMOVED_CLAIM = "removed-claim"


class Flag(StrEnum):
    """What else is worth knowing about a Change."""

    EUPHEMISM = "euphemism"
    MODIFIED_UNCHANGED = "modified-unchanged"
    MODIFIED_ONLY = "modified-only"
    PUBLISHED_MOVED = "published-moved"
    REVERT = "revert"
    FLAPPING = "flapping"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One place in a Change. `row`: index into rows; `notice`: into the notices added."""

    before: str
    after: str
    row: int
    kind: ChangeKind
    signals: tuple[Signal, ...] = ()
    weight: float = 0.0
    notice: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """An edit of an earlier Change that a notice explains only now.

    `snapshot`, `taken_at`: which snapshot first had the edited text; `edit.notice`: index into
    the notices that this Change added; `hours`: how long the edit stood undisclosed, None where
    a notice had told it before.
    """

    snapshot: int
    taken_at: datetime
    edit: Edit
    hours: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """Which Document stands on one side of a Change."""

    snapshot: int | None = None
    taken_at: datetime | None = None
    digest: str = ""
    headline: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeChanges:
    """Notices that came, went and stayed."""

    added: tuple[Notice, ...] = ()
    removed: tuple[Notice, ...] = ()
    kept: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Stats:
    """How much differs: words added and removed, and 0 to 1 of how alike the texts are."""

    words_added: int = 0
    words_removed: int = 0
    similarity: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What differs between two Documents, and what it amounts to."""

    article: int | None = None
    sides: Pair[Side]
    kind: ChangeKind
    disclosure: Disclosure
    weight: float
    reasons: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    moves: tuple[Move, ...] = ()
    edits: tuple[Edit, ...] = ()
    notices: NoticeChanges = NoticeChanges()
    flags: tuple[Flag, ...] = ()
    stats: Stats = Stats()
    settles: tuple[Settled, ...] = ()

    @property
    def verdict(self) -> Verdict:
        """Return the short form."""
        return Verdict(kind=self.kind, disclosure=self.disclosure, weight=self.weight)
