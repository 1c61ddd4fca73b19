"""What workers tell screens: workers never touch a widget themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, dataclass_transform

from textual.message import Message

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime
    from pathlib import Path

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


@dataclass_transform()
class News(Message):
    """What a worker found: a subclass names its values as a dataclass does.

    Making two dozen real dataclasses would take a tenth of the time until the first frame.
    """

    def __init__(self, *values: object, **named: object) -> None:
        super().__init__()
        self.__dict__.update(zip(type(self).__annotations__, values, strict=False), **named)


class Spot(NamedTuple):
    """A passage of a text, and the characters of it that matter."""

    text: str
    spans: Sequence[tuple[int, int]]


class Failed(News):
    """Something asked for could not be had."""

    error: TuireaderError


class PageLoaded(News):
    """Some rows of the list came. `stamp`: of the list they belong to."""

    stamp: int
    first: int
    rows: Sequence[Listing]


class Counted(News):
    """How many rows the list has, and how many of them changed silently and are unread.

    `stamp`: of the list that was counted. `count` None: all its rows were loaded at once.
    """

    stamp: int
    count: int | None
    silent: int


class Outlook(News):
    """What is to come: how many articles are due, and feeds, when the next is, who sees to it.

    `following` None: nothing is to come; `watched`: whether a watch runs.
    """

    due: int
    feeds: int
    following: datetime | None
    watched: bool


class Opened(News):
    """A document came. `texts`: every text the article had; `snapshot` None: it has none yet."""

    listing: Listing
    texts: tuple[Snapshot, ...]
    snapshot: Snapshot | None
    document: Document | None


class HistoryLoaded(News):
    """An article's history came."""

    listing: Listing
    looks: tuple[Look, ...]


class Compared(News):
    """A Change came with its documents; None where the article has one text only."""

    listing: Listing
    texts: tuple[Snapshot, ...]
    change: Change | None = None
    sides: Pair[Document] | None = None


class Reported(News):
    """Evidence of a change was written. `opened`: whether a browser shows it."""

    file: Path
    opened: bool


class InboxLoaded(News):
    """What publishers changed came."""

    rows: tuple[InboxRow, ...]


class RowCompared(News):
    """What a row of the inbox says came; None where it can't be told."""

    row: InboxRow
    change: Change | None


class AccountsLoaded(News):
    """The ledger came."""

    accounts: tuple[Account, ...]


class Checked(News):
    """A look ended: the one numbered `done` from 1, of `count`, or of who knows how many."""

    check: Check
    done: int
    count: int | None


class Swept(News):
    """A run of looks started, or ended after `count`."""

    count: int
    started: bool = False


class Marked(News):
    """An article was marked; this is its row now."""

    listing: Listing


class Known(News):
    """An article's row came, and `then` goes on with it."""

    listing: Listing
    then: Callable[[Listing], object]


class Sought(News):
    """The words in the search line are other ones now."""

    words: str


class SoughtEnough(News):
    """Typing in the search line is over."""


class Next(News):
    """The next unread article was found; None: there is none."""

    listing: Listing | None


class Done(News):
    """Something was done to articles, or undone."""

    deed: Deed
    undone: bool = False


class LibraryGrew(News):
    """Something was written to the library, by this process or another."""

    stamp: int


class FeedsLoaded(News):
    """The feeds and their waiting entries came."""

    feeds: tuple[Followed, ...]


class FeedLooked(News):
    """A look at a feed ended, the one numbered `done` of `count`; None: a run began, or ended."""

    refreshed: Refreshed | None
    done: int
    count: int


class Since(News):
    """Which text somebody read last came, and which is the newest; None: they read none."""

    article: int
    before: int | None
    after: int | None


class Searched(News):
    """What fits a query came."""

    query: Query
    found: tuple[Found, ...]


class Traced(News):
    """Since when some of what was found stands, came. `stamp`: of the list it belongs to."""

    stamp: int
    first: int
    found: tuple[Found, ...]


class TracksLoaded(News):
    """Where a wording stood came."""

    tracks: tuple[Track, ...]


class LookCompared(News):
    """What a snapshot changed came."""

    snapshot: int
    change: Change
