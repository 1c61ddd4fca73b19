"""Checking everything that was saved, and naming what isn't what it was."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tinydb.table import Document as Record

from tuireader.errors import LibraryError
from tuireader.library import seal
from tuireader.library.codec import check_from, moment, overruling_from, response_from
from tuireader.library.reading import document_of
from tuireader.library.salvaging import Records, fault_of
from tuireader.library.storage.rows import PREFIX
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
        for record in Records(table, faults):
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
    """Ask the engine about its own pages and indexes: all at once, or by table if it stumbles."""
    try:
        lines = store.engine.rows("PRAGMA integrity_check")
    except LibraryError:
        yield from _tables(store)
        return
    yield from (_engine_fault("file", row[0]) for row in lines if row[0] != "ok")


def _tables(store: Store) -> Iterator[Fault]:
    yield from (_engine_fault("file", line) for line in _asked(store, "PRAGMA quick_check"))
    sql = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
    for (name,) in store.engine.rows(sql):
        for line in _asked(store, f"PRAGMA integrity_check('{name}')"):
            yield _engine_fault(name.removeprefix(PREFIX), line)


def _asked(store: Store, pragma: str) -> list[str]:
    try:
        return [row[0] for row in store.engine.rows(pragma) if row[0] != "ok"]
    except LibraryError as error:
        return [error.message]


def _engine_fault(record: str, line: object) -> Fault:
    return Fault(record=record, fault=" ".join(str(line).split()))


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
        for record in Records(self._store.snapshots, unreadable):
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
                yield fault_of(record, fault)
            try:
                made = self._seals(record)
            except (LibraryError, KeyError, ValueError, TypeError) as error:
                yield fault_of(record, f"its page can't be read ({error})")
            else:
                if made and record.get("seal") not in made:
                    yield fault_of(
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


def _seal(before: str, digest: str, record: Record, response: Response, page: str) -> str:
    return seal.seal(before, digest, moment(record["taken_at"]), response, page)


def _articles(store: Store) -> Iterator[Fault]:
    """Check that every article has all its snapshots, and every snapshot its article."""
    numbers: dict[int, list[int]] = {}
    faults: list[Fault] = []
    for record in Records(store.snapshots, []):
        numbers.setdefault(record.get("article", 0), []).append(record.get("number", 0))
    for article in Records(store.articles, faults):
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
