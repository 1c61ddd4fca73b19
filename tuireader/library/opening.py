"""The library as the rest of the program knows it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from tuireader.library import marking, reading
from tuireader.library.founding import found
from tuireader.library.protocol import Mark, Saving, Wanted
from tuireader.library.storage.engine import LOCK_PATIENCE
from tuireader.library.store import Store
from tuireader.model import (
    Article,
    Check,
    Document,
    Flag,
    Listing,
    Response,
    Snapshot,
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
        """Let go of the files."""
        self._store.database.close()

    @property
    def store(self) -> Store:
        """Return the tables, for what goes beyond the protocol."""
        return self._store

    # -- writing
    def append(self, savings: Sequence[Saving]) -> tuple[Check, ...]:
        """Save captures in one transaction."""
        from tuireader.library.saving import append

        return append(self._store, savings)

    def record(self, check: Check, *, validators: Mapping[str, str] | None = None) -> None:
        """Save a Check that brought no snapshot."""
        marking.record(self._store, check, validators)

    def judge(self, article: int, snapshot: int, verdict: Verdict, flags: Sequence[Flag]) -> None:
        """Replace the program's verdict of a snapshot."""
        marking.judge(self._store, article, snapshot, verdict, flags)

    def mark(self, article: int, mark: Mark, *, at: datetime) -> Listing:  # noqa: ARG002
        """Set read, starred, archived, tags."""
        return marking.mark(self._store, article, mark)

    def remove(self, article: int, *, at: datetime) -> None:
        """Take an article out of sight."""
        marking.remove(self._store, article, at)

    def restore(self, article: int) -> None:
        """Bring a removed article back."""
        marking.restore(self._store, article)

    # -- reading
    def resolve(self, reference: str) -> Article:
        """Find an article by what a person calls it."""
        return reading.resolve(self._store, reference)

    def listings(self, wanted: Wanted = _ANY) -> tuple[Listing, ...]:
        """List articles, the newest news first."""
        return reading.listings(self._store, wanted)

    def listing(self, article: int) -> Listing:
        """Return one article's row."""
        from tuireader.library.codec import listing_from

        return listing_from(self._store.article(article), article)

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

    def validators(self, article: int) -> Mapping[str, str]:
        """Return what the server wants to hear on the next look."""
        return reading.validators(self._store, article)

    def due(self, now: datetime) -> tuple[Article, ...]:
        """Return the articles to be looked at by `now`."""
        from tuireader.library.codec import micros

        return reading.due(self._store, micros(now))

    def articles(self) -> Iterator[Article]:
        """Yield all articles that aren't removed, by number."""
        return reading.articles(self._store)

    def stamp(self) -> int:
        """Return a number that grows with every write of any process."""
        return self._store.engine.version()
