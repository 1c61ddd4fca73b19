"""Checking everything that was saved, and naming what isn't what it was."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
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
from tuireader.library.storage import SqliteTable
from tuireader.library.storage.layout import well_formed
from tuireader.library.storage.rows import PREFIX
from tuireader.library.store import Store
from tuireader.model import Document, Fault, Response

_NOT_AS_SAVED = "its text is not the one that was saved"
_ALTERED = "it was altered: its checksum doesn't fit"


def verify(store: Store) -> Iterator[Fault]:
    """Check the file, every record and the chain of seals; yield what is wrong, by name."""
    yield from _file(store)
    yield from _Chain(store).faults()
    yield from _articles(store)
    yield from _read_and_compared(store.checks, check_from)
    yield from _read_and_compared(store.overrulings, overruling_from)
    for table in (store.feeds, store.entries, store.formers, store.mutes):
        yield from _read_and_compared(table, dict)
    showing = {record.get("feed", 0) for record in Records(store.entries, [])}
    for feed in sorted(showing - {record.doc_id for record in Records(store.feeds, [])}):
        yield Fault(record=f"feeds {feed}", fault="it is missing; its entries are there")


def _read_and_compared(table: SqliteTable, read: Callable[[Record], object]) -> Iterator[Fault]:
    """Name the records of a table that can't be read, or aren't what was written."""
    faults: list[Fault] = []
    for record in Records(table, faults):
        try:
            read(record)
            wrong = None if table.is_as_written(record.doc_id) else _ALTERED
        except UNFIT as error:
            wrong = f"it can't be read ({error!r})"
        if wrong:
            name = f"{table.name} {record.doc_id}"
            yield Fault(record=name, fault=wrong, article=record.get("article"))
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
        wrong = [*filter(None, (_odd(record), self._text(record), self._sealed(record)))]
        if not wrong and not self._store.snapshots.is_as_written(record.doc_id):
            wrong = [_ALTERED]
        yield from (fault_of(record, why) for why in wrong)

    def _sealed(self, record: Record) -> str | None:
        """Return what is wrong with a snapshot's seal, and go on from it."""
        seals: tuple[str, ...] = (record.get("seal", ""),)
        wrong = None
        try:
            made = self._seals(record) if "text" in record else []
        except (LibraryError, *UNFIT) as error:
            made, wrong = [], f"its page can't be read ({_what(error)})"
        if made and record.get("seal") not in made:
            wrong = "its seal doesn't fit: its page, time, address or chain was altered"
            # The next one tells whether the seal or the sealed was altered.
            seals = (*seals, made[0])
        self._link = _Link(number=record.doc_id, seals=seals)
        return wrong

    def _text(self, record: Record) -> str | None:
        """Return what is wrong with a snapshot's text, each text read only once."""
        text = record.get("text")
        if text is None:
            return None
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
        if kept != (well_formed(read.headline), well_formed(read.extractor)):
            return "its headline or extractor is not the one in the text"
        return None if self._store.texts.table.is_as_written(text) else _ALTERED

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
    counts = {
        name: Counter(record.get("article", 0) for record in Records(table, []))
        for name, table in (
            ("looks", store.checks),
            ("rulings", store.overrulings),
            ("was", store.formers),
        )
    }
    for article in Records(store.articles, faults):
        held = numbers.pop(article.doc_id, [])
        faults += _told(store, article, texts.get(article.doc_id, set()))
        faults += _counted(article, counts)
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


def _counted(article: Record, counts: Mapping[str, Counter[int]]) -> Iterator[Fault]:
    """Check that as many looks, rulings and former addresses are there as an article had."""
    for name, there in counts.items():
        had = article.get(name, there[article.doc_id])
        had = len(had) if isinstance(had, list) else had
        if had != there[article.doc_id]:
            what = "former addresses" if name == "was" else name
            fault = f"it had {had} {what}, and {there[article.doc_id]} are there"
            yield _fault_of_article(article, fault)


def _told(store: Store, article: Record, texts: set[int]) -> Iterator[Fault]:
    """Check what is told of an article: its address, and its headline, which a text must have."""
    wrong = []
    if "url" in article:
        rows = legible_rows(store.articles, LISTED, {"id": article.doc_id})
        if not list(sound(listing_from, rows)):
            wrong.append("it can't be read")
        if key(article["url"]) != article.get("key"):
            wrong.append("its address was altered")
        heads = store.text_heads(texts)
        headlines = {head.headline or "" for head in heads.values()}
        if heads and article.get("headline", "") not in headlines:
            wrong.append("its headline is none of its texts'")
    if not wrong and not store.articles.is_as_written(article.doc_id):
        wrong.append(_ALTERED)
    yield from (_fault_of_article(article, why) for why in wrong)


def _fault_of_article(article: Record, fault: str) -> Fault:
    number = article.doc_id
    return Fault(record=f"articles {number}", fault=fault, article=number)
