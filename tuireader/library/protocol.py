"""What everybody above may ask of a library; no word of how it is stored."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, NamedTuple, Protocol, Self

from tuireader.errors import LibraryError

if TYPE_CHECKING:
    from tuireader.model import (
        Article,
        Capture,
        Check,
        CheckStatus,
        Document,
        Entry,
        Fault,
        Feed,
        Flag,
        Judged,
        KnownEntry,
        Listing,
        Mute,
        Overruling,
        Purgeable,
        Response,
        SearchHit,
        Snapshot,
        Trace,
        Verdict,
    )

Progress = Callable[[int, int | None], None]
"""Told how many records are done, and of how many where that is known."""


Bookmark = tuple[int, int]
"""How far somebody has read the looks, whoever made them: a number of snapshots, one of checks."""


class Format(StrEnum):
    """What a whole library can be exported as."""

    TINYDB = "tinydb"
    JSONL = "jsonl"
    WARC = "warc"


class Imported(NamedTuple):
    """How many records an exported library had, and how many of them weren't here yet."""

    read: int
    new: int


class StaleError(LibraryError):
    """Another process saved a snapshot in between: judge again against the new one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Saving:
    """A Capture and its judgement, ready to be appended.

    `article`: the URL it is filed under (made into an Article if there is none yet).
    `previous`: the number of the snapshot that `verdict` was judged against: the newest not
    blocked one with `taken_at` at or before the capture's; None if there is none.
    `typed`: a person named the article's host; once somebody did, that stays.
    """

    article: str
    capture: Capture
    status: CheckStatus
    previous: int | None = None
    verdict: Verdict | None = None
    flags: tuple[Flag, ...] = ()
    blocked: bool = False
    next_check: datetime | None = None
    tags: tuple[str, ...] = ()
    typed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which articles to list; None or empty means any. Newest news first."""

    unread: bool | None = None
    changed: bool | None = None
    silent: bool | None = None
    starred: bool | None = None
    archived: bool | None = False
    muted: bool | None = False
    removed: bool = False
    tag: str | None = None
    source: str | None = None
    query: str | None = None
    limit: int | None = None
    offset: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What to set on an article; None leaves a thing as it is.

    `tags`: all it shall have. `place`: how far it is read: a block, and the share of it that is.
    """

    read: bool | None = None
    starred: bool | None = None
    archived: bool | None = None
    tag: str | None = None
    untag: str | None = None
    tags: tuple[str, ...] | None = None
    place: float | None = None


class Feeds(Protocol):
    """The subscriptions. Every call that writes returns once the write is on disk."""

    def add(self, feed: Feed) -> Feed:
        """Subscribe; a feed that is there already gets the title and the rule given."""

    def all(self) -> tuple[Feed, ...]:
        """Return the feeds, by number."""

    def find(self, reference: str) -> Feed:
        """Find a feed by its number, its URL, or an unambiguous part of its title.

        Raises:
            NotFoundError: none fits, or several do (the message names them).
        """

    def remove(self, number: int) -> None:
        """Unsubscribe; the articles that it led to stay."""

    def known(self, number: int, entries: Sequence[Entry]) -> tuple[KnownEntry, ...]:
        """Return what the feed has shown with the URL or the id of one of these."""

    def wanted(self, number: int) -> tuple[KnownEntry, ...]:
        """Return the entries that are to be articles and aren't yet, the oldest first."""

    def waiting(self, number: int, *, limit: int = 100) -> tuple[KnownEntry, ...]:
        """Return the entries that nobody has made articles, the newest first."""

    def entry(self, number: int) -> KnownEntry:
        """Return one entry of any feed.

        Raises:
            NotFoundError: there is none with this number.
        """

    def keep(self, feed: Feed, entries: Sequence[KnownEntry] = ()) -> Feed:
        """Save a feed's state and what is new about its entries, all or none."""


class Library(Protocol):
    """Everything saved. Every call that writes returns once the write is on disk.

    Raises (any call): LibraryError and its kin where the library can't be used; NotFoundError
    for an article or snapshot that is not there.
    """

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...

    def close(self) -> None:
        """Let go of the files; a second call does nothing."""

    # -- writing
    def append(self, savings: Sequence[Saving]) -> tuple[Check, ...]:
        """Save captures in one transaction, one Check each; all or none.

        Raises:
            StaleError: some `previous` is no longer the snapshot before; nothing was saved.
        """

    def record(self, check: Check, *, validators: Mapping[str, str] | None = None) -> None:
        """Save a Check that brought no snapshot (304, gone, failed)."""

    def record_all(self, checks: Sequence[Check]) -> None:
        """Save Checks that brought no snapshot, in one transaction.

        Raises:
            NotFoundError: some article isn't there any more; nothing was saved.
        """

    def judge(self, article: int, snapshot: int, verdict: Verdict, flags: Sequence[Flag]) -> None:
        """Replace the verdict of a snapshot whose neighbour before it is a new one."""

    def mark(self, article: int, mark: Mark, *, at: datetime) -> Listing:
        """Set read, starred, archived, tags, place."""

    def mark_all(self, articles: Sequence[int], mark: Mark, *, at: datetime) -> None:
        """Set the same on several articles, in one transaction."""

    def put_back(self, rows: Sequence[Listing]) -> None:
        """Let articles be read, starred, archived and tagged as they were in these rows."""

    def mute(self, mute: Mute) -> None:
        """Take a source, or headlines with a phrase, out of the lists, now and later."""

    def unmute(self, mute: Mute) -> None:
        """Bring back what a mute hides, unless another does."""

    def mutes(self) -> tuple[Mute, ...]:
        """Return what is muted, in the order it was."""

    def remove(self, article: int, *, at: datetime) -> None:
        """Take an article out of sight; `restore` brings it back."""

    def restore(self, article: int) -> None:
        """Bring a removed article back."""

    def move(self, article: int, url: str, *, typed: bool) -> bool:
        """Give an article the address it moved to, unless another has it; tell whether it did.

        `resolve` finds it by its former addresses, too.
        """

    def overrule(self, ruling: Overruling) -> None:
        """Lay a person's word over a verdict; what they said of that snapshot is replaced."""

    def clear(self, article: int, snapshot: int) -> None:
        """Take back what a person said of a snapshot's change."""

    def purge(self, *, at: datetime) -> tuple[Purgeable, ...]:
        """Drop for good what was removed, all but the seals; return what was dropped."""

    def import_from(self, file: Path, progress: Progress | None = None) -> Imported:
        """Take in an exported library beside what is here.

        The file's form is told by its beginning. Nothing is doubled: an article is known by
        its URL, or one it had before, a snapshot by its seal.

        Raises:
            LibraryError: the file can't be read, or holds no library.
        """

    @property
    def feeds(self) -> Feeds:
        """Return the subscriptions."""

    # -- reading
    def resolve(self, reference: str) -> Article:
        """Find an article by its number, its URL, or an unambiguous part of its headline.

        Raises:
            NotFoundError: none fits, or several do (the message names them).
        """

    def find(self, url: str) -> Article | None:
        """Return the article with exactly this URL, where there is one; quick in any library."""

    def listings(self, wanted: Wanted = ...) -> tuple[Listing, ...]:
        """List articles, the one with the newest snapshot or change first."""

    def listing(self, article: int) -> Listing:
        """Return one article's row."""

    def history(self, article: int) -> tuple[Snapshot, ...]:
        """Return an article's snapshots in the order of `taken_at`."""

    def document(self, article: int, snapshot: int) -> Document:
        """Return what was read in a snapshot's page.

        Raises:
            DamagedLibraryError: the text's sha-256 is not the one that was saved.
        """

    def response(self, article: int, snapshot: int) -> Response | None:
        """Return a snapshot's raw page with its headers, or None where it was not kept."""

    def checks(self, article: int) -> tuple[Check, ...]:
        """Return an article's looks, the oldest first."""

    def bookmark(self) -> Bookmark:
        """Return where the looks saved so far end."""

    def looks_after(self, mark: Bookmark) -> tuple[Bookmark, tuple[tuple[int, datetime], ...]]:
        """Return article and time of looks saved after a bookmark, and the next bookmark.

        They come in the order of saving, some hundreds a call; none is left out or comes twice.
        """

    def validators(self, article: int) -> Mapping[str, str]:
        """Return `etag` and `last-modified` as the server last gave them, where it did."""

    def due(self, now: datetime) -> tuple[Article, ...]:
        """Return the articles to be looked at by `now`, the longest overdue first."""

    def ahead(self, now: datetime) -> tuple[int, datetime | None]:
        """Return how many articles are due by `now`, and when the next one is."""

    def articles(self) -> Iterator[Article]:
        """Yield all articles that aren't removed, by number."""

    def stamp(self) -> int:
        """Return a number that grows with every write of any process: has anything changed?"""

    def overrulings(self, article: int) -> Mapping[int, Overruling]:
        """Return what a person said of an article's changes, by snapshot."""

    def judged(self, *, since: datetime | None = None) -> Iterator[Judged]:
        """Yield all verdicts on snapshots taken since then, in the order of saving."""

    def search(self, query: str, *, limit: int = 50) -> tuple[SearchHit, ...]:
        """Find passages, of all snapshots, that hold every word and "quoted phrase" given.

        Case and typographic quotes make no difference; parts of words are found. A passage
        that stands in many snapshots is one hit, in the first. The newest come first.
        """

    def trace(self, phrase: str, *, article: int | None = None) -> tuple[Trace, ...]:
        """Tell when a wording appeared and vanished, in one article or in all."""

    def verify(self) -> Iterator[Fault]:
        """Check every record's digest and the chain of seals; yield what is wrong, if anything."""

    def purgeable(self) -> tuple[Purgeable, ...]:
        """Return what `purge` would drop."""

    def export_to(self, file: Path, form: Format = ..., progress: Progress | None = None) -> int:
        """Write the whole library to a file; return how many records it has.

        Raises:
            DamagedLibraryError: the file is written, but without the records it names.
            LibraryError: the file can't be written.
        """
