"""What the reader asks of the program around it; no word of how it is done."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol, TypeAlias

if TYPE_CHECKING:
    from tuireader.changes.ledger import Account
    from tuireader.library.protocol import Feeds, Mark, Wanted
    from tuireader.model import (
        Change,
        Check,
        Document,
        Listing,
        Mute,
        Overruling,
        SearchHit,
        Snapshot,
        Trace,
    )
    from tuireader.pipeline.feeding import Refreshed


class Shelf(Protocol):
    """The part of `library.protocol.Library` that the reader uses."""

    @property
    def feeds(self) -> Feeds:
        """Return the subscriptions."""

    def mark(self, article: int, mark: Mark, *, at: datetime) -> Listing:
        """Set read, starred, archived, tags, place."""

    def mark_all(self, articles: Sequence[int], mark: Mark, *, at: datetime) -> None:
        """Set the same on several articles, in one transaction."""

    def put_back(self, rows: Sequence[Listing]) -> None:
        """Let articles be read, starred, archived and tagged as they were in these rows."""

    def mute(self, mute: Mute) -> None:
        """Take a source, or headlines with a phrase, out of the lists."""

    def unmute(self, mute: Mute) -> None:
        """Bring back what a mute hides, unless another does."""

    def mutes(self) -> tuple[Mute, ...]:
        """Return what is muted."""

    def remove(self, article: int, *, at: datetime) -> None:
        """Take an article out of sight."""

    def restore(self, article: int) -> None:
        """Bring a removed article back."""

    def listings(self, wanted: Wanted = ...) -> tuple[Listing, ...]:
        """List articles, the newest news first."""

    def listing(self, article: int) -> Listing:
        """Return one article's row."""

    def history(self, article: int) -> tuple[Snapshot, ...]:
        """Return an article's snapshots in the order of `taken_at`."""

    def document(self, article: int, snapshot: int) -> Document:
        """Return what was read in a snapshot's page."""

    def checks(self, article: int) -> tuple[Check, ...]:
        """Return an article's looks, the oldest first."""

    def ahead(self, now: datetime) -> tuple[int, datetime | None]:
        """Return how many articles are due by `now`, and when the next one is."""

    def stamp(self) -> int:
        """Return a number that grows with every write of any process."""

    def overrulings(self, article: int) -> Mapping[int, Overruling]:
        """Return what a person said of an article's changes, by snapshot."""

    def search(self, query: str, *, limit: int = 50) -> tuple[SearchHit, ...]:
        """Find passages of all snapshots, the newest first."""

    def trace(self, phrase: str, *, article: int | None = None) -> tuple[Trace, ...]:
        """Tell when a wording appeared and vanished, in one article or in all."""


class Checker(Protocol):
    """Looks at articles now."""

    def __call__(self, articles: Sequence[int] | None, /) -> AsyncIterator[Check]:
        """Yield a Check as each look ends; None: those that are due."""


class Adder(Protocol):
    """Saves an article."""

    def __call__(self, source: str, /) -> AsyncIterator[Check]:
        """Yield a Check for what was saved under an address or a file's name."""


class Subscriptions(Protocol):
    """What is done about feeds over the network."""

    def follow(self, url: str, /) -> AsyncIterator[Refreshed]:
        """Follow a feed, or the feed that a page names; yield what it brought."""

    def refresh(self, feeds: Sequence[int], /) -> AsyncIterator[Refreshed]:
        """Look at feeds now; yield what each brought as it ends."""

    def save(self, entry: int, /) -> AsyncIterator[Check]:
        """Make an article of an entry."""


class Preferences(Protocol):
    """What the user's config says."""

    @property
    def path(self) -> str:
        """Return the config file's name; empty where nothing is written."""

    def values(self) -> Mapping[str, str | int | float | bool]:
        """Return the settings by name; `keys.ACTION` for keys."""

    def set(self, name: str, value: str | float | bool) -> Callable[[], None]:
        """Change a setting in the file, and return what takes it back."""


class Ledger(Protocol):
    """Adds up what each source changed."""

    def __call__(self) -> tuple[Account, ...]:
        """Return an account a source, the one with the most silent factual changes first."""


class Comparer(Protocol):
    """Says what changed between two snapshots of an article."""

    def __call__(self, article: int, before: int | None, after: int | None, /) -> Change:
        """Return the Change; None and None: the last two snapshots that differ."""


class Reporter(Protocol):
    """Writes evidence of a change."""

    def __call__(self, article: int, before: int, after: int, /) -> Path:
        """Write what was seen on both sides, when and where, to a page; return its file."""


Browsed: TypeAlias = Literal["opened", "none", "terminal"]
"""What became of an address: a browser shows it, none does, or the user's wants the terminal."""


class Outside(Protocol):
    """Programs of the user's. All but `copy` and `browse` take the terminal while they run."""

    def copy(self, text: str) -> bool:
        """Put text on this machine's clipboard, and tell whether there is one."""

    def edit(self, text: str, name: str) -> None:
        """Open text in the user's editor."""

    def page(self, text: str) -> None:
        """Show text in the user's pager."""

    def pipe(self, command: str, text: str) -> None:
        """Hand text to a command of the user's shell."""

    def browse(self, url: str) -> Browsed:
        """Open an address in a browser with a window of its own."""

    def browse_here(self, url: str) -> None:
        """Open an address in a browser that lives in the terminal."""

    def demo(self) -> None:
        """Open the reader on the samples."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """Everything the reader reaches outside itself. Calls but `clock` may take their time.

    `feed_gap`: between two looks at a feed; `offline`: these are samples, and nothing is ever due.
    `watched` tells whether a watch is running. All but `clock` and what is asynchronous are called
    from worker threads, one or several at a time.
    """

    library: Shelf
    check: Checker
    add: Adder
    compare: Comparer
    ledger: Ledger
    report: Reporter
    watched: Callable[[], bool]
    subscriptions: Subscriptions
    preferences: Preferences
    clock: Callable[[], datetime]
    outside: Outside
    feed_gap: timedelta = timedelta(minutes=30)
    offline: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How the user wants the reader.

    `theme`: a name, or empty for the default; `measure`: cells of a line of prose; `panes`: 1 or
    2 on wide screens; `mouse`: whether it is used; `motion`: whether anything may glide;
    `colour`: whether there is any; `keys`: from
    an action's name to the keys it shall have, parted by commas; `zone`: for times of day, None
    for the machine's own.
    """

    title: str = "tuireader"
    theme: str = ""
    measure: int = 72
    panes: int = 2
    mouse: bool = True
    motion: bool = True
    colour: bool = True
    keys: Mapping[str, str] = field(default_factory=dict)
    zone: tzinfo | None = None
