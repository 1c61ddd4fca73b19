"""Checking everything that was saved, and naming what isn't what it was."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tinydb.table import Document as Record

from tuireader.errors import DamagedLibraryError, LibraryError
from tuireader.library import seal
from tuireader.library.codec import check_from, moment, overruling_from, response_from
from tuireader.library.reading import document_of
from tuireader.library.storage import SqliteTable
from tuireader.library.storage.rows import physical
from tuireader.library.store import Store
from tuireader.model import Fault, Response

_NOT_AS_SAVED = "its text is not the one that was saved"


def verify(store: Store) -> Iterator[Fault]:
    """Check the file, every record and the chain of seals; yield what is wrong, by name."""
    yield from _file(store)
    yield from _Chain(store).faults()
    yield from _articles(store)
    faults: list[Fault] = []
    for table, read in ((store.checks, check_from), (store.overrulings, overruling_from)):
        for record in _Records(table, faults):
            try:
                read(record)
            except (KeyError, ValueError, TypeError) as error:
                yield Fault(
                    record=f"{table.name} {record.doc_id}",
                    fault=f"it can't be read ({error!r})",
                    article=record.get("article"),
                )
    yield from faults


def _file(store: Store) -> Iterator[Fault]:
    """Ask the engine about its own pages and indexes."""
    try:
        lines = [row[0] for row in store.engine.rows("PRAGMA integrity_check")]
    except LibraryError as error:
        lines = [error.message]
    for line in lines:
        if line != "ok":
            yield Fault(record="file", fault=" ".join(str(line).split()))


class _Records:
    """A table's records, read one by one where a damaged page lets no batch through."""

    def __init__(self, table: SqliteTable, faults: list[Fault], last: int = 0) -> None:
        self._table = table
        self._faults = faults
        self._last = last

    def __iter__(self) -> Iterator[Record]:
        done = 0
        try:
            for record in self._table:
                done = record.doc_id
                yield record
        except (DamagedLibraryError, ValueError):
            yield from self._one_by_one(done + 1)

    def _one_by_one(self, start: int) -> Iterator[Record]:
        for number in range(start, self._end() + 1):
            try:
                record = self._table.get(doc_id=number)
            except (DamagedLibraryError, ValueError) as error:
                why = "it lies on a damaged page" if isinstance(error, LibraryError) else "no JSON"
                self._faults.append(Fault(record=f"{self._table.name} {number}", fault=why))
            else:
                if record is not None:
                    yield record

    def _end(self) -> int:
        """Return the greatest number, asked of an index where the table can't tell."""
        table = physical(self._table.name)
        ways = (f'"{table}"', *(f'"{table}" INDEXED BY "{name}"' for name in self._indexes(table)))
        for way in ways:
            try:
                sql = f"SELECT max(id) FROM (SELECT id FROM {way})"  # noqa: S608
                return max(self._last, self._table.engine.row(sql)[0] or 0)
            except LibraryError:
                continue
        self._faults.append(Fault(record=self._table.name, fault="it can't be read to its end"))
        return self._last

    def _indexes(self, table: str) -> list[str]:
        sql = "SELECT name FROM sqlite_master WHERE type = 'index' AND tbl_name = ?"
        return [row[0] for row in self._table.engine.rows(sql, (table,))]


@dataclass
class _Link:
    """The snapshot before, in the order of saving: the seals that may follow from it."""

    number: int
    seals: tuple[str, ...]


class _Chain:
    """The walk through all snapshots in the order of saving."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._link = _Link(number=0, seals=(seal.START,))
        self._texts: dict[int, str | None] = {}

    def faults(self) -> Iterator[Fault]:
        """Yield what is wrong with snapshots, texts and pages."""
        unreadable: list[Fault] = []
        for record in _Records(self._store.snapshots, unreadable):
            yield from unreadable
            unreadable.clear()
            yield from self._missing(record.doc_id)
            yield from self._snapshot(record)
        yield from unreadable

    def _missing(self, number: int) -> Iterator[Fault]:
        """Name the records left out; the chain can't be followed across them."""
        for gone in range(self._link.number + 1, number):
            yield Fault(record=f"snapshots {gone}", fault="it is missing")
            self._link = _Link(number=gone, seals=())

    def _snapshot(self, record: Record) -> Iterator[Fault]:
        seals: tuple[str, ...] = (record.get("seal", ""),)
        if "text" in record:
            fault = self._text(record)
            if fault:
                yield self._fault(record, fault)
            try:
                made = self._seals(record)
            except (LibraryError, KeyError, ValueError, TypeError) as error:
                yield self._fault(record, f"its page can't be read ({error})")
            else:
                if made and record.get("seal") not in made:
                    yield self._fault(
                        record, "its seal doesn't fit: its page, time, address or chain was altered"
                    )
                    # The next one tells whether the seal or the sealed was altered.
                    seals = (*seals, made[0])
        self._link = _Link(number=record.doc_id, seals=seals)

    def _text(self, record: Record) -> str | None:
        """Return what is wrong with a snapshot's text, each text read only once."""
        text = record["text"]
        if text not in self._texts:
            try:
                document_of(self._store, text, "It")
                self._texts[text] = None
            except (LibraryError, ValueError, KeyError) as error:
                wrong = error.message if isinstance(error, LibraryError) else _NOT_AS_SAVED
                self._texts[text] = f"texts {text}: {wrong}"
        return self._texts[text]

    def _seals(self, record: Record) -> list[str]:
        """Return the seals that would fit, one for each seal that may stand before."""
        before = (record["after"],) if "after" in record else self._link.seals
        if not before:
            return []
        page = self._store.pages.read(record.doc_id)
        response = response_from(page)
        page_digest = record.get("page") or seal.sha256(response.body)
        digest = self._store.text_record(record["text"])["digest"]
        return [_seal(one, digest, record, response, page_digest) for one in before]

    def _fault(self, record: Record, fault: str) -> Fault:
        return Fault(
            record=f"snapshots {record.doc_id}",
            fault=fault,
            article=record.get("article"),
            snapshot=record.get("number"),
        )


def _seal(before: str, digest: str, record: Record, response: Response, page: str) -> str:
    return seal.seal(before, digest, moment(record["taken_at"]), response, page)


def _articles(store: Store) -> Iterator[Fault]:
    """Check that every article has all its snapshots, and every snapshot its article."""
    numbers: dict[int, list[int]] = {}
    faults: list[Fault] = []
    for record in _Records(store.snapshots, []):
        numbers.setdefault(record.get("article", 0), []).append(record.get("number", 0))
    for article in _Records(store.articles, faults):
        held = numbers.pop(article.doc_id, [])
        promised = range(1, article.get("snapshots", 0) + 1)
        lost = sorted(set(promised) - set(held))
        faults += [
            Fault(
                record=f"articles {article.doc_id}",
                fault=f"its snapshot {number} is missing",
                article=article.doc_id,
                snapshot=number,
            )
            for number in lost
        ]
    yield from faults
    for number in sorted(numbers):
        yield Fault(
            record=f"articles {number}",
            fault="it is missing; its snapshots are there",
            article=number,
        )
