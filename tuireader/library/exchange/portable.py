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

from tuireader.library import schema
from tuireader.library.codec import micros, moment
from tuireader.library.storage import SqliteTable
from tuireader.library.store import Store

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
    | {"texts", "text", "page", "key", "muted"}
)


class Portable(NamedTuple):
    """A record on its way: its table, its number there, and its fields."""

    table: str
    number: int
    fields: dict[str, Any]


def records(store: Store) -> Iterator[Portable]:
    """Yield everything that is worth carrying elsewhere; what can be told anew is left out."""
    for record in store.articles:
        kept = {name: value for name, value in record.items() if name not in _TOLD_BY_SNAPSHOTS}
        yield Portable(schema.ARTICLES, record.doc_id, with_iso(kept))
    yield from _snapshots(store)
    for table in _plain(store):
        for record in table:
            yield Portable(table.name, record.doc_id, with_iso(_without_key(record)))


def count(store: Store) -> int:
    """Return how many records there are to carry."""
    return sum(map(len, (store.articles, store.snapshots, *_plain(store))))


def _plain(store: Store) -> tuple[SqliteTable, ...]:
    """Return the tables whose records are carried as they are."""
    return (store.checks, store.overrulings, store.feeds, store.entries, store.mutes)


def _without_key(record: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in record.items() if name != "key"}


def _snapshots(store: Store) -> Iterator[Portable]:
    holders: dict[int, int] = {}
    for record in store.snapshots:
        fields = with_iso(record)
        if "page" in fields:
            fields["page_digest"] = fields.pop("page")
        text = fields.pop("text", None)
        if text in holders:
            fields["same_as"] = holders[text]
        elif text is not None:
            holders[text] = record.doc_id
            fields["document"] = json.loads(store.texts.read(text))
        if text is not None and record.doc_id in store.pages:
            page = store.pages.table.get(doc_id=record.doc_id)
            fields["page"] = {
                "place": page["place"],
                "base": page.get("base"),
                "zstd": b64encode(page["data"]).decode("ascii"),
            }
        yield Portable(schema.SNAPSHOTS, record.doc_id, fields)


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
