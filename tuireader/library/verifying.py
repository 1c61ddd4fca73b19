"""Checking everything that was saved, and naming what isn't what it was."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from tinydb.table import Document as Record

from tuireader.errors import LibraryError
from tuireader.library import seal
from tuireader.library.addresses import key
from tuireader.library.codec import (
    LISTED,
    check_from,
    listing_from,
    moment,
    overruling_from,
    refuse_odd,
    response_from,
)
from tuireader.library.reading import document_of
from tuireader.library.salvaging import UNFIT, Records, fault_of, legible_rows, sound
from tuireader.library.storage.layout import well_formed
from tuireader.library.storage.rows import PREFIX
from tuireader.library.store import Store
from tuireader.model import Document, Fault, Response

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
            except UNFIT as error:
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
        self._addresses: dict[int, str | None] = {}

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
            yield from (fault_of(record, why) for why in (_odd(record), self._text(record)) if why)
            try:
                made = self._seals(record)
            except (LibraryError, *UNFIT) as error:
                yield fault_of(record, f"its page can't be read ({_what(error)})")
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
                wrong = self._head(text, document_of(self._store, text, "It"))
            except (LibraryError, ValueError, KeyError) as error:
                wrong = error.message if isinstance(error, LibraryError) else _NOT_AS_SAVED
            self._texts[text] = wrong and f"texts {text}: {wrong}"
        return self._texts[text]

    def _head(self, text: int, read: Document) -> str | None:
        """Return what is wrong with what is told of a text without reading it."""
        (head,) = self._store.text_heads([text]).values()
        kept = (head.headline or "", head.extractor or "")
        if kept == (well_formed(read.headline), well_formed(read.extractor)):
            return None
        return "its headline or extractor is not the one in the text"

    def _seals(self, record: Record) -> list[str]:
        """Return the seals that would fit, one for each seal that may stand before."""
        before = (record["after"],) if "after" in record else self._link.seals
        (head,) = self._store.text_heads([record["text"]]).values()
        if not before or not head.digest:
            return []
        page = self._store.pages.read(record.doc_id)
        response = response_from(page)
        address = record.get("url", self._address(record["article"]))
        if address is not None:
            response = replace(response, url=address)
        page_digest = record.get("page") or seal.sha256(response.body)
        return [_seal(one, head.digest, record, response, page_digest) for one in before]

    def _address(self, article: int) -> str | None:
        """Return an article's address; one whose record is lost has none to compare with."""
        if article not in self._addresses:
            rows = legible_rows(self._store.articles, ("url",), {"id": article})
            self._addresses[article] = rows[0][1] if rows else None
        return self._addresses[article]


def _odd(record: Record) -> str | None:
    """Return what else a snapshot's record has that can't be."""
    try:
        refuse_odd(record)
    except UNFIT as error:
        return f"it can't be read ({error})"
    return None


def _what(error: Exception) -> str:
    return error.message if isinstance(error, LibraryError) else str(error)


def _seal(before: str, digest: str, record: Record, response: Response, page: str) -> str:
    return seal.seal(before, digest, moment(record["taken_at"]), response, page)


def _articles(store: Store) -> Iterator[Fault]:
    """Check that every article has all its snapshots, and every snapshot its article."""
    numbers: dict[int, list[int]] = {}
    texts: dict[int, set[int]] = {}
    faults: list[Fault] = []
    for record in Records(store.snapshots, []):
        number = record.get("article", 0)
        numbers.setdefault(number, []).append(record.get("number", 0))
        texts.setdefault(number, set()).add(record.get("text", 0))
    for article in Records(store.articles, faults):
        held = numbers.pop(article.doc_id, [])
        faults += _told(store, article, texts.get(article.doc_id, set()))
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


def _told(store: Store, article: Record, texts: set[int]) -> Iterator[Fault]:
    """Check what is told of an article: its address, and its headline, which a text must have."""
    name = f"articles {article.doc_id}"
    if "url" not in article:
        return
    rows = legible_rows(store.articles, LISTED, {"id": article.doc_id})
    if not list(sound(listing_from, rows)):
        yield Fault(record=name, fault="it can't be read", article=article.doc_id)
    if key(article["url"]) != article.get("key"):
        yield Fault(record=name, fault="its address was altered", article=article.doc_id)
    heads = store.text_heads(texts)
    headlines = {head.headline or "" for head in heads.values()}
    if heads and article.get("headline", "") not in headlines:
        fault = "its headline is none of its texts'"
        yield Fault(record=name, fault=fault, article=article.doc_id)
