"""What can be asked of a library."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from functools import lru_cache
from itertools import islice
from typing import Any
from unicodedata import normalize

from tinydb.table import Document as Record

from tuireader.errors import DamagedLibraryError, NotFoundError
from tuireader.library import codec
from tuireader.library.addresses import key
from tuireader.library.folding import asked, fold
from tuireader.library.moving import lived_at
from tuireader.library.protocol import Bookmark, Wanted
from tuireader.library.salvaging import UNFIT, legible_rows, sound
from tuireader.library.storage.faults import damaged_record
from tuireader.library.store import Store
from tuireader.model import (
    Article,
    Check,
    Disclosure,
    Document,
    Listing,
    Response,
    Snapshot,
)

_NEWEST_FIRST = "news_at DESC, id DESC"


# -- lists of articles
def listings(store: Store, wanted: Wanted) -> tuple[Listing, ...]:
    """Return the rows of the list, the newest news first."""
    where, tests = _where(wanted), _tests(wanted)
    if not tests:
        limit = -1 if wanted.limit is None else wanted.limit
        return _listed(store, where, order=_NEWEST_FIRST, limit=limit, offset=wanted.offset)
    found = store.articles.find(where, order=_NEWEST_FIRST)
    fitting = (record.doc_id for record in found if all(test(record) for test in tests))
    stop = None if wanted.limit is None else wanted.offset + wanted.limit
    numbers = list(islice(fitting, wanted.offset, stop))
    return _listed(store, {}, among=numbers, order=_NEWEST_FIRST)


def listing(store: Store, article: int) -> Listing:
    """Return one article's row of the list."""
    store.url(article)
    try:
        (row,) = store.articles.select(codec.LISTED, {"id": article})
        return codec.listing_from(row)
    except UNFIT as error:
        raise damaged_record(store.articles.name, article, str(error)) from error


def _listed(store: Store, where: Mapping[str, Any], **part: Any) -> tuple[Listing, ...]:
    rows = legible_rows(store.articles, codec.LISTED, where, **part)
    return tuple(sound(codec.listing_from, rows))


def _where(wanted: Wanted) -> dict[str, int | None]:
    """Return what the engine can pick by itself: values by column."""
    flags = {name: getattr(wanted, name) for name in ("unread", "changed", "starred", "archived")}
    where: dict[str, int | None] = {
        name: int(value) for name, value in flags.items() if value is not None
    }
    if wanted.muted is not None:
        where["muted"] = 1 if wanted.muted else None
    if not wanted.removed:
        where["removed_at"] = None
    return where


def _tests(wanted: Wanted) -> list[Callable[[Record], bool]]:
    """Return what each record has to be asked."""
    tests: list[Callable[[Record], bool]] = []
    if wanted.removed:
        tests.append(lambda kept: "url" in kept)
    if wanted.silent is not None:
        silent = wanted.silent
        tests.append(lambda kept: (kept.get("disclosure") == Disclosure.SILENT) is silent)
    if wanted.tag:
        tests.append(lambda kept: wanted.tag in kept.get("tags", ()))
    if wanted.source:
        source = normalize("NFC", wanted.source).casefold()
        tests.append(lambda kept: source in (kept.get("source") or "").casefold())
    if wanted.query:
        words = normalize("NFC", wanted.query).casefold().split()
        tests.append(lambda kept: all(word in _words(kept) for word in words))
    return tests


def _words(kept: Mapping[str, Any]) -> str:
    parts = (kept.get("headline", ""), kept["url"], kept.get("source") or "")
    return "\n".join(parts).casefold()


def articles(store: Store) -> Iterator[Article]:
    """Yield all articles that aren't removed, by number."""
    for record in store.articles:
        if "url" in record and "removed_at" not in record:
            yield codec.article_from(record, record.doc_id)


def due(store: Store, now: int) -> tuple[Article, ...]:
    """Return the articles to be looked at by `now` (as `micros`), the longest overdue first."""
    found = store.articles.find(up_to=("next_check", now), order="next_check, id")
    return tuple(
        codec.article_from(record, record.doc_id)
        for record in found
        if "url" in record and "removed_at" not in record
    )


def ahead(store: Store, now: int) -> tuple[int, datetime | None]:
    """Return how many articles are due by `now` (as `micros`), and when the next one is."""
    count, following = store.articles.around("next_check", now, without="removed_at")
    return count, codec.moment_or_none(following)


# -- one article
def resolve(store: Store, reference: str) -> Article:
    """Find an article by number, URL, or an unambiguous part of its headline.

    Raises:
        NotFoundError: none fits, or several do.
    """
    wanted = reference.strip()
    if wanted.isascii() and wanted.isdigit() and len(wanted) < _DIGITS:
        return codec.article_from(store.article(int(wanted)), int(wanted))
    record = store.articles.first({"key": key(wanted)}) if wanted else None
    if record is None:
        record = lived_at(store, key(wanted)) or _by_headline(store, wanted)
    return codec.article_from(record, record.doc_id)


def find(store: Store, url: str) -> Article | None:
    """Return the article with exactly this URL, where there is one."""
    record = store.articles.first({"key": key(url)})
    return codec.article_from(record, record.doc_id) if record and "url" in record else None


_DIGITS = 19
"""SQLite's numbers have at most 18 digits that are free to choose."""

_NAMED_AT_MOST = 5


def _by_headline(store: Store, wanted: str) -> Record:
    folded = " ".join(asked(wanted).split())
    found = [
        record
        for record in store.articles.find()
        if folded and folded in fold(record.get("headline", ""))
    ]
    in_sight = [record for record in found if "removed_at" not in record]
    exact = [record for record in in_sight if fold(record["headline"]) == folded]
    for fitting in (exact, in_sight, found):
        if len(fitting) == 1:
            return fitting[0]
    if not found:
        raise NotFoundError(
            f"No article has the number, the URL or the headline “{wanted}”.",
            "`tuireader list` shows those there are.",
        )
    named = "; ".join(
        f"{record.doc_id}: {record['headline']}" for record in (in_sight or found)[:_NAMED_AT_MOST]
    )
    raise NotFoundError(
        f"“{wanted}” fits {len(in_sight or found)} articles: {named}.", "Name one by its number."
    )


def history(store: Store, article: int) -> tuple[Snapshot, ...]:
    """Return an article's snapshots in the order of `taken_at`."""
    url = store.url(article)
    where, order = {"article": article}, "taken_at, number"
    rows = legible_rows(store.snapshots, codec.TAKEN, where, order=order)
    texts = store.text_heads({row[_TEXT] for row in rows if row[_TEXT] is not None})
    found = sound(
        lambda row: codec.snapshot_from(row, texts[row[_TEXT]], url),
        (row for row in rows if row[_TEXT] in texts),
    )
    return tuple(sorted(found, key=lambda each: (each.taken_at, each.number)))


_TEXT = 1 + codec.TAKEN.index("text")
"""Rows begin with the record's number."""


def document(store: Store, article: int, snapshot: int) -> Document:
    """Return what was read in a snapshot's page.

    Raises:
        DamagedLibraryError: it doesn't have the digest that was saved.
    """
    kept = store.snapshot(article, snapshot)
    return document_of(store, kept["text"], f"Snapshot {snapshot} of article {article}")


def document_of(store: Store, text: int, name: str) -> Document:
    """Return the document in a text's record, checked; `name` is for what went wrong."""
    (head,) = store.text_heads([text]).values()
    data = store.texts.read(text)
    try:
        return _document(data, head.digest)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise _altered(name) from error


@lru_cache(maxsize=64)
def _document(data: bytes, digest: str) -> Document:
    """Return the document that is kept as `data`; a look asks for the same one several times.

    Raises:
        ValueError: it hasn't that digest (or another error, where it is no document at all).
    """
    found = codec.document_from(json.loads(data))
    if found.digest != digest:
        raise ValueError(digest)
    return found


def _altered(name: str) -> DamagedLibraryError:
    return DamagedLibraryError(
        f"{name} is damaged: its text is not the one that was saved.",
        "`tuireader verify` names all damaged records; the others stay readable.",
    )


def response(store: Store, article: int, snapshot: int) -> Response | None:
    """Return a snapshot's raw page with its headers, or None where it was not kept."""
    kept = store.snapshot(article, snapshot)
    if "page" in kept or kept.doc_id not in store.pages:
        return None
    return codec.response_from(store.pages.read(kept.doc_id))


def checks(store: Store, article: int) -> tuple[Check, ...]:
    """Return an article's looks, the oldest first."""
    url = store.url(article)
    rows = legible_rows(
        store.snapshots, codec.LOOKED, {"article": article}, order="taken_at, number"
    )
    kept = (row for row in rows if row[_TEXT_LOOKED] is not None)
    found = [*sound(lambda row: codec.check_of(row, url), kept)]
    found += [codec.check_from(kept) for kept in store.checks.find({"article": article})]
    return tuple(sorted(found, key=lambda check: check.at))


_TEXT_LOOKED = 1 + codec.LOOKED.index("text")


def bookmark(store: Store) -> Bookmark:
    """Return the last numbers of the two tables that hold looks."""
    snapshot, check = (
        found.doc_id if (found := table.first({}, order="id DESC")) else 0
        for table in (store.snapshots, store.checks)
    )
    return snapshot, check


def looks_after(store: Store, mark: Bookmark) -> tuple[Bookmark, tuple[tuple[int, datetime], ...]]:
    """Return article and time of the looks after a bookmark, and the next bookmark.

    A purge may take the last checks with their numbers, which are given anew: from such a
    bookmark, reading goes on at the end.
    """
    ends = bookmark(store)
    marks, found = [], []
    tables = ((store.snapshots, "taken_at"), (store.checks, "at"))
    for (table, at), last, end in zip(tables, mark, ends, strict=True):
        looks = table.find(after=last, limit=_LOOKS)
        marks.append(looks[-1].doc_id if looks else min(last, end))
        found += [(kept["article"], codec.moment(kept[at])) for kept in looks if at in kept]
    return (marks[0], marks[1]), tuple(sorted(found, key=lambda look: look[1]))


_LOOKS = 500
"""So many looks of each table are read at once."""


def validators(store: Store, article: int) -> Mapping[str, str]:
    """Return `etag` and `last-modified` as the server last gave them."""
    record = store.article(article)
    names = (("etag", "etag"), ("last-modified", "last_modified"))
    return {name: record[column] for name, column in names if column in record}
