"""The library as the rest of the program knows it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from tuireader.errors import LibraryError
from tuireader.library import marking, moving, muting, reading
from tuireader.library.feeding import FeedBook
from tuireader.library.founding import found
from tuireader.library.protocol import Bookmark, Format, Imported, Mark, Progress, Saving, Wanted
from tuireader.library.storage.engine import LOCK_PATIENCE
from tuireader.library.store import Store
from tuireader.model import (
    Article,
    Check,
    Document,
    Fault,
    Flag,
    Judged,
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

_ANY = Wanted()


class FileLibrary:
    """A `Library` in one file. What each method does is said in the protocol."""

    def __init__(
        self,
        path: Path,
        *,
        read_only: bool = False,
        keep_raw: bool = True,
        patience: float = LOCK_PATIENCE,
    ) -> None:
        self._store = found(path, read_only=read_only, keep_raw=keep_raw, patience=patience)
        self._has_saved = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the files, after indexing a little of what this session saved."""
        if self._has_saved:
            self._has_saved = False
            # The index is made anew from what is saved: whatever stops it now, later will do.
            with suppress(LibraryError):
                from tuireader.library.fulltext import BATCH, catch_up

                catch_up(self._store, at_most=BATCH)
        self._store.database.close()

    @property
    def notes(self) -> tuple[str, ...]:
        """Return what whoever opened it should know, in sentences."""
        return self._store.engine.notes

    @property
    def feeds(self) -> FeedBook:
        """Return the subscriptions."""
        return FeedBook(self._store)

    @property
    def store(self) -> Store:
        """Return the tables, for what goes beyond the protocol."""
        return self._store

    # -- writing
    def append(self, savings: Sequence[Saving]) -> tuple[Check, ...]:
        """Save captures in one transaction."""
        from tuireader.library.saving import append

        self._has_saved = True
        return append(self._store, savings)

    def record(self, check: Check, *, validators: Mapping[str, str] | None = None) -> None:
        """Save a Check that brought no snapshot."""
        marking.record(self._store, check, validators)

    def record_all(self, checks: Sequence[Check]) -> None:
        """Save Checks that brought no snapshot, in one transaction."""
        marking.record_all(self._store, checks)

    def judge(self, article: int, snapshot: int, verdict: Verdict, flags: Sequence[Flag]) -> None:
        """Replace the program's verdict of a snapshot."""
        marking.judge(self._store, article, snapshot, verdict, flags)

    def mark(self, article: int, mark: Mark, *, at: datetime) -> Listing:  # noqa: ARG002
        """Set read, starred, archived, tags, place."""
        return marking.mark(self._store, article, mark)

    def mark_all(self, articles: Sequence[int], mark: Mark, *, at: datetime) -> None:  # noqa: ARG002
        """Set the same on several articles."""
        marking.mark_all(self._store, articles, mark)

    def put_back(self, rows: Sequence[Listing]) -> None:
        """Let articles be marked as they were in these rows."""
        marking.put_back(self._store, rows)

    def mute(self, mute: Mute) -> None:
        """Take a source, or headlines with a phrase, out of the lists."""
        muting.mute(self._store, mute)

    def unmute(self, mute: Mute) -> None:
        """Bring back what a mute hides."""
        muting.unmute(self._store, mute)

    def mutes(self) -> tuple[Mute, ...]:
        """Return what is muted."""
        return muting.mutes(self._store)

    def remove(self, article: int, *, at: datetime) -> None:
        """Take an article out of sight."""
        marking.remove(self._store, article, at)

    def restore(self, article: int) -> None:
        """Bring a removed article back."""
        marking.restore(self._store, article)

    def move(self, article: int, url: str, *, typed: bool) -> bool:
        """Give an article the address it moved to."""
        return moving.move(self._store, article, url, typed=typed)

    def overrule(self, ruling: Overruling) -> None:
        """Lay a person's word over a verdict."""
        from tuireader.library.ruling import overrule

        overrule(self._store, ruling)

    def clear(self, article: int, snapshot: int) -> None:
        """Take back what a person said."""
        from tuireader.library.ruling import clear

        clear(self._store, article, snapshot)

    def purge(self, *, at: datetime) -> tuple[Purgeable, ...]:
        """Drop for good what was removed."""
        from tuireader.library.purging import purge

        return purge(self._store, at)

    def import_from(self, file: Path, progress: Progress | None = None) -> Imported:
        """Take in an exported library."""
        from tuireader.library.exchange import import_from

        return import_from(self._store, file, progress)

    # -- reading
    def resolve(self, reference: str) -> Article:
        """Find an article by what a person calls it."""
        return reading.resolve(self._store, reference)

    def find(self, url: str) -> Article | None:
        """Return the article with exactly this URL."""
        return reading.find(self._store, url)

    def listings(self, wanted: Wanted = _ANY) -> tuple[Listing, ...]:
        """List articles, the newest news first."""
        return reading.listings(self._store, wanted)

    def listing(self, article: int) -> Listing:
        """Return one article's row."""
        return reading.listing(self._store, article)

    def history(self, article: int) -> tuple[Snapshot, ...]:
        """Return an article's snapshots in the order of `taken_at`."""
        return reading.history(self._store, article)

    def document(self, article: int, snapshot: int) -> Document:
        """Return what was read in a snapshot's page."""
        return reading.document(self._store, article, snapshot)

    def response(self, article: int, snapshot: int) -> Response | None:
        """Return a snapshot's raw page, or None where it was not kept."""
        return reading.response(self._store, article, snapshot)

    def checks(self, article: int) -> tuple[Check, ...]:
        """Return an article's looks, the oldest first."""
        return reading.checks(self._store, article)

    def bookmark(self) -> Bookmark:
        """Return where the looks saved so far end."""
        return reading.bookmark(self._store)

    def looks_after(self, mark: Bookmark) -> tuple[Bookmark, tuple[tuple[int, datetime], ...]]:
        """Return article and time of looks saved after a bookmark, and the next one."""
        return reading.looks_after(self._store, mark)

    def validators(self, article: int) -> Mapping[str, str]:
        """Return what the server wants to hear on the next look."""
        return reading.validators(self._store, article)

    def due(self, now: datetime) -> tuple[Article, ...]:
        """Return the articles to be looked at by `now`."""
        from tuireader.library.codec import micros

        return reading.due(self._store, micros(now))

    def ahead(self, now: datetime) -> tuple[int, datetime | None]:
        """Return how many articles are due by `now`, and when the next one is."""
        from tuireader.library.codec import micros

        return reading.ahead(self._store, micros(now))

    def articles(self) -> Iterator[Article]:
        """Yield all articles that aren't removed, by number."""
        return reading.articles(self._store)

    def stamp(self) -> int:
        """Return a number that grows with every write of any process."""
        return self._store.engine.version()

    def overrulings(self, article: int) -> Mapping[int, Overruling]:
        """Return what a person said of an article's changes."""
        from tuireader.library.ruling import overrulings

        return overrulings(self._store, article)

    def judged(self, *, since: datetime | None = None) -> Iterator[Judged]:
        """Yield all verdicts since then."""
        from tuireader.library.ruling import judged

        return judged(self._store, since)

    def search(self, query: str, *, limit: int = 50) -> tuple[SearchHit, ...]:
        """Find passages in all snapshots."""
        from tuireader.library.searching import search

        return search(self._store, query, limit)

    def trace(self, phrase: str, *, article: int | None = None) -> tuple[Trace, ...]:
        """Tell when a wording appeared and vanished."""
        from tuireader.library.searching import trace

        return trace(self._store, phrase, article)

    def verify(self) -> Iterator[Fault]:
        """Check everything; yield what is wrong."""
        from tuireader.library.verifying import verify

        return verify(self._store)

    def purgeable(self) -> tuple[Purgeable, ...]:
        """Return what `purge` would drop."""
        from tuireader.library.purging import purgeable

        return purgeable(self._store)

    def export_to(
        self, file: Path, form: Format = Format.TINYDB, progress: Progress | None = None
    ) -> int:
        """Write the whole library to a file."""
        from tuireader.library.exchange import export_to

        return export_to(self._store, file, form, progress)
