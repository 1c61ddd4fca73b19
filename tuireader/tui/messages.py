"""What workers tell screens: workers never touch a widget themselves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tuireader.changes.ledger import Account
    from tuireader.errors import TuireaderError
    from tuireader.model import Change, Check, Document, Listing, Pair, Snapshot
    from tuireader.pipeline.feeding import Refreshed
    from tuireader.rendering import Look
    from tuireader.tui.deeds import Deed
    from tuireader.tui.finding import Found, Track
    from tuireader.tui.inbox import InboxRow
    from tuireader.tui.queries import Query
    from tuireader.tui.subscribing import Followed


@dataclass
class Failed(Message):
    """Something asked for could not be had."""

    error: TuireaderError


@dataclass
class PageLoaded(Message):
    """Some rows of the list came. `stamp`: of the list they belong to."""

    stamp: int
    first: int
    rows: Sequence[Listing]


@dataclass
class Counted(Message):
    """How many rows the list has, and how many of them changed silently and are unread.

    `stamp`: of the list that was counted. `count` None: all its rows were loaded at once.
    """

    stamp: int
    count: int | None
    silent: int


@dataclass
class Opened(Message):
    """A document came. `texts`: every text the article had; `snapshot` None: it has none yet."""

    listing: Listing
    texts: tuple[Snapshot, ...]
    snapshot: Snapshot | None
    document: Document | None


@dataclass
class HistoryLoaded(Message):
    """An article's history came."""

    listing: Listing
    looks: tuple[Look, ...]


@dataclass
class Compared(Message):
    """A Change came with its documents; None where the article has one text only."""

    listing: Listing
    texts: tuple[Snapshot, ...]
    change: Change | None = None
    sides: Pair[Document] | None = None


@dataclass
class InboxLoaded(Message):
    """What publishers changed came."""

    rows: tuple[InboxRow, ...]


@dataclass
class RowCompared(Message):
    """What a row of the inbox says came; None where it can't be told."""

    row: InboxRow
    change: Change | None


@dataclass
class AccountsLoaded(Message):
    """The ledger came."""

    accounts: tuple[Account, ...]


@dataclass
class Checked(Message):
    """A look ended: the one numbered `done` from 1, of `count`, or of who knows how many."""

    check: Check
    done: int
    count: int | None


@dataclass
class Swept(Message):
    """A run of looks started, or ended after `count`."""

    count: int
    started: bool = False


@dataclass
class Marked(Message):
    """An article was marked; this is its row now."""

    listing: Listing


@dataclass
class Sought(Message):
    """The words in the search line are other ones now."""

    words: str


@dataclass
class SoughtEnough(Message):
    """Typing in the search line is over."""


@dataclass
class Next(Message):
    """The next unread article was found; None: there is none."""

    listing: Listing | None


@dataclass
class Done(Message):
    """Something was done to articles, or undone."""

    deed: Deed
    undone: bool = False


@dataclass
class LibraryGrew(Message):
    """Something was written to the library, by this process or another."""

    stamp: int


@dataclass(frozen=True)
class Spot:
    """A passage of a text, and the characters of it that matter."""

    text: str
    spans: Sequence[tuple[int, int]]


@dataclass
class FeedsLoaded(Message):
    """The feeds and their waiting entries came."""

    feeds: tuple[Followed, ...]


@dataclass
class FeedLooked(Message):
    """A look at a feed ended, the one numbered `done` of `count`; None: a run began, or ended."""

    refreshed: Refreshed | None
    done: int
    count: int


@dataclass
class Since(Message):
    """Which text somebody read last came, and which is the newest; None: they read none."""

    article: int
    before: int | None
    after: int | None


@dataclass
class Searched(Message):
    """What fits a query came."""

    query: Query
    found: tuple[Found, ...]


@dataclass
class Traced(Message):
    """Since when some of what was found stands, came. `stamp`: of the list it belongs to."""

    stamp: int
    first: int
    found: tuple[Found, ...]


@dataclass
class TracksLoaded(Message):
    """Where a wording stood came."""

    tracks: tuple[Track, ...]


@dataclass
class LookCompared(Message):
    """What a snapshot changed came."""

    snapshot: int
    change: Change
