"""The library's records as any program can read them: JSON with ISO times, in a fixed order.

Tables: those of `ORDER`; snapshots come in the order of saving. A snapshot
holds its whole `document`, or names in `same_as` the earlier record that holds an equal one.
Its raw page is in `page`: `zstd` is a frame in base64 of one line of JSON, `[url, status,
headers]`, and the body; the page of the record `base`, if one is named, is the frame's prefix
(as `zstd --patch-from` takes it), and `place` its place in the group (`frames`).
"""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from tinydb.table import Document as Record

from tuireader.errors import DamagedLibraryError
from tuireader.library import schema
from tuireader.library.codec import micros, moment, response_from
from tuireader.library.salvaging import Records, bare, fault_of
from tuireader.library.storage import SqliteTable
from tuireader.library.store import Store
from tuireader.model import Fault

ORDER = (
    schema.ARTICLES,
    schema.SNAPSHOTS,
    schema.CHECKS,
    schema.OVERRULINGS,
    schema.FEEDS,
    schema.ENTRIES,
    schema.MUTES,
)

_TIMES = frozenset(
    {"added_at", "removed_at", "purged_at", "checked_at", "next_check", "taken_at", "at"}
    | {"published", "updated"}
)
_TOLD_BY_SNAPSHOTS = frozenset(
    {"kind", "disclosure", "weight", "news_at", "first_at", "last_at", "newest_at", "newest"}
    | {"texts", "text", "page", "key", "muted", "looks", "rulings"}
)


class Portable(NamedTuple):
    """A record on its way: its table, its number there, and its fields."""

    table: str
    number: int
    fields: dict[str, Any]


def records(store: Store, faults: list[Fault]) -> Iterator[Portable]:
    """Yield everything that is worth carrying elsewhere; what can be told anew is left out.

    What is damaged is added to `faults`; of a snapshot whose text is, the seal is left.
    """
    known = set()
    for record in Records(store.articles, faults):
        known.add(record.doc_id)
        kept = {name: value for name, value in record.items() if name not in _TOLD_BY_SNAPSHOTS}
        yield Portable(schema.ARTICLES, record.doc_id, with_iso(kept))
    if faults:
        yield from _orphaned(store, known)
    yield from _snapshots(store, faults)
    for table in _plain(store):
        for record in Records(table, faults):
            yield Portable(table.name, record.doc_id, with_iso(_without_key(record)))


def _orphaned(store: Store, known: set[int]) -> Iterator[Portable]:
    """Yield what can be told of articles whose record is lost, from their snapshots."""
    for record in Records(store.snapshots, []):
        if "text" not in record or record["article"] in known:
            continue
        try:
            url = record.get("url") or response_from(store.pages.read(record.doc_id)).url
        except (DamagedLibraryError, ValueError):
            continue
        known.add(record["article"])
        fields = {"url": url, "added_at": record["taken_at"], "unread": 1, "changed": 0}
        yield Portable(
            schema.ARTICLES, record["article"], with_iso({**fields, "starred": 0, "archived": 0})
        )


def count(store: Store) -> int | None:
    """Return how many records there are to carry, if the file is sound enough to tell."""
    try:
        return sum(map(len, (store.articles, store.snapshots, *_plain(store))))
    except DamagedLibraryError:
        return None


def _plain(store: Store) -> tuple[SqliteTable, ...]:
    """Return the tables whose records are carried as they are."""
    return (store.checks, store.overrulings, store.feeds, store.entries, store.mutes)


def _without_key(record: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in record.items() if name != "key"}


def _snapshots(store: Store, faults: list[Fault]) -> Iterator[Portable]:
    holders: dict[int, int] = {}
    for record in Records(store.snapshots, faults):
        fields = with_iso(record)
        if "page" in fields:
            fields["page_digest"] = fields.pop("page")
        try:
            fields.update(_text(store, fields.pop("text", None), record.doc_id, holders))
            fields.update(_page(store, record))
        except (DamagedLibraryError, ValueError) as error:
            faults.append(fault_of(record, str(error)))
            fields = bare(record)
        yield Portable(schema.SNAPSHOTS, record.doc_id, fields)


def _text(store: Store, text: int | None, number: int, holders: dict[int, int]) -> dict[str, Any]:
    if text is None:
        return {}
    if text in holders:
        return {"same_as": holders[text]}
    document = json.loads(store.texts.read(text))
    holders[text] = number
    return {"document": document}


def _page(store: Store, record: Record) -> dict[str, Any]:
    page = store.pages.table.get(doc_id=record.doc_id) if "text" in record else None
    if page is None:
        return {}
    data = b64encode(page["data"]).decode("ascii")
    return {"page": {"place": page["place"], "base": page.get("base"), "zstd": data}}


def with_iso(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return fields with their times as ISO 8601."""
    return {
        name: moment(value).isoformat() if name in _TIMES else value
        for name, value in fields.items()
    }


def with_micros(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return fields with their times as they are kept.

    Raises:
        ValueError: a time is none.
    """
    return {
        name: micros(datetime.fromisoformat(value)) if name in _TIMES else value
        for name, value in fields.items()
    }
