"""The open library: its tables by name, and what every part needs to find in them."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, cast

from tinydb.table import Document as Record

from tuireader.errors import NotFoundError
from tuireader.library import schema, seal
from tuireader.library.salvaging import legible_rows
from tuireader.library.storage import Database, Engine, SqliteStorage, SqliteTable, connect
from tuireader.library.storage.faults import damaged_record

if TYPE_CHECKING:
    from tuireader.library.frames import Frames

_TEXTS = {"group": 32, "level": 6, "level_between": 1, "at_hand": 2**20}
_PAGES = {"group": 64, "run": 4, "level": 3, "level_between": 1, "at_hand": 8 * 2**20}
"""Measured on news pages: level 1 packs a page or a text against the one before as small as 3."""


class Head(NamedTuple):
    """What is known of a text without unpacking it; the columns have these names."""

    article: int | None = None
    digest: str = ""
    headline: str | None = ""
    extractor: str | None = ""


class Store:
    """A library's file and its tables. `keep_raw`: whether raw pages are kept at all."""

    def __init__(self, path: Path, *, read_only: bool, keep_raw: bool, patience: float) -> None:
        self.path = path
        self.keep_raw = keep_raw
        self.read_only = read_only
        self.database: Database = connect(
            path,
            layouts=schema.LAYOUTS,
            read_only=read_only,
            patience=patience,
            mark=schema.MARK,
        )
        self.articles = self._table(schema.ARTICLES)
        self.snapshots = self._table(schema.SNAPSHOTS)
        self.checks = self._table(schema.CHECKS)
        self.overrulings = self._table(schema.OVERRULINGS)
        self.feeds = self._table(schema.FEEDS)
        self.entries = self._table(schema.ENTRIES)
        self.formers = self._table(schema.FORMERS)
        self.mutes = self._table(schema.MUTES)
        self.passages = self._table(schema.PASSAGES)
        self.indexed = self._table(schema.INDEXED)
        self._texts = self._table(schema.TEXTS)

    def _table(self, name: str) -> SqliteTable:
        return cast(SqliteTable, self.database.table(name, cache_size=0))

    @property
    def engine(self) -> Engine:
        """Return the connection."""
        return cast(SqliteStorage, self.database.storage).engine

    @cached_property
    def texts(self) -> Frames:
        """Return what was read in the pages."""
        from tuireader.library.frames import Frames

        return Frames(self._texts, **_TEXTS)

    @cached_property
    def pages(self) -> Frames:
        """Return the raw pages with their headers."""
        from tuireader.library.frames import Frames

        return Frames(self._table(schema.PAGES), **_PAGES)

    def article(self, number: int) -> Record:
        """Return an article's record.

        Raises:
            NotFoundError: there is none, or it was purged.
        """
        record = self.articles.get(doc_id=number)
        if record is None or "url" not in record:
            raise _no_article(number)
        return cast(Record, record)

    def url(self, article: int) -> str:
        """Return an article's URL.

        Raises:
            NotFoundError: there is no such article, or it was purged.
        """
        for _, url in self.articles.select(("url",), {"id": article}):
            if url is not None:
                return str(url)
        raise _no_article(article)

    def snapshot(self, article: int, number: int) -> Record:
        """Return a snapshot's record.

        Raises:
            NotFoundError: there is none.
        """
        record = self.snapshots.first({"article": article, "number": number})
        if record is None or "text" not in record:
            url = self.url(article)
            raise NotFoundError(
                f"Article {article} ({url}) has no snapshot {number}.",
                f"`tuireader log {article}` shows those it has.",
            )
        return record

    def history(self, article: int) -> list[Record]:
        """Return the records of an article's snapshots, ordered by time, then number.

        Those of which nothing but the seal is left are no part of it.
        """
        records = [kept for kept in self.snapshots.find({"article": article}) if "text" in kept]
        return sorted(records, key=lambda kept: (kept["taken_at"], kept["number"]))

    @cached_property
    def texts_alike(self) -> Callable[..., list[int]]:
        """Return what tells an article's texts with a digest, given digest and article."""
        return self._texts.finder("digest", "article")

    def last_seal(self) -> str:
        """Return the seal of the snapshot saved last, of whatever article."""
        found = self.snapshots.select(("seal",), order="id DESC", limit=1)
        return str(found[0][1]) if found else seal.START

    def text_record(self, number: int) -> Record:
        """Return a text's record, still packed.

        Raises:
            DamagedLibraryError: it is missing.
        """
        record = self.texts.table.get(doc_id=number)
        if record is None:
            raise damaged_record(schema.TEXTS, number, "it is missing")
        return cast(Record, record)

    def text_heads(self, numbers: Collection[int]) -> dict[int, Head]:
        """Return what is known of texts without unpacking them, by number.

        One that is missing has an empty digest and headline: the others must stay readable.
        """
        heads = dict.fromkeys(numbers, Head())
        for number, *found in legible_rows(self._texts, Head._fields, {}, among=[*numbers]):
            heads[number] = Head._make(found)
        return heads

    def rulings(self, article: int) -> dict[int, Record]:
        """Return what a person ruled, by snapshot."""
        found = self.overrulings.find({"article": article})
        return {record["snapshot"]: record for record in found}


def _no_article(number: int) -> NotFoundError:
    return NotFoundError(
        f"There is no article {number}.", "`tuireader list` shows those there are."
    )
