"""Dropping for good what was removed. The seals stay: the chain must still be checkable."""

from __future__ import annotations

from datetime import datetime

from tinydb.table import Document as Record

from tuireader.library import moving
from tuireader.library.codec import micros, moment
from tuireader.library.fulltext import forget, tidy
from tuireader.library.salvaging import bare
from tuireader.library.store import Store
from tuireader.model import Purgeable


def purgeable(store: Store) -> tuple[Purgeable, ...]:
    """Return what `purge` would drop: the articles that are removed, by number."""
    return tuple(
        Purgeable(
            article=record.doc_id,
            url=record["url"],
            headline=record.get("headline", ""),
            snapshots=record.get("snapshots", 0),
            removed_at=moment(record["removed_at"]),
        )
        for record in store.articles
        if "removed_at" in record and "url" in record
    )


def purge(store: Store, at: datetime) -> tuple[Purgeable, ...]:
    """Drop the removed articles and say which; each goes whole or stays whole.

    What is dropped is overwritten with zeros in the file, and the log is emptied.
    """
    store.engine.execute("PRAGMA secure_delete=ON")
    dropped = []
    for candidate in purgeable(store):
        with store.engine.transaction():
            record = store.articles.get(doc_id=candidate.article)
            if record is not None and "removed_at" in record and "url" in record:
                _drop(store, record, at)
                dropped.append(candidate)
    if dropped:
        tidy(store)
        store.engine.rows("PRAGMA wal_checkpoint(TRUNCATE)")
    return tuple(dropped)


def _drop(store: Store, article: Record, at: datetime) -> None:
    number = article.doc_id
    snapshots = store.snapshots.find({"article": number})
    texts = {kept["text"] for kept in snapshots if "text" in kept}
    forget(store, texts)
    store.texts.table.remove(doc_ids=sorted(texts))
    pages = [kept.doc_id for kept in snapshots if kept.doc_id in store.pages]
    store.pages.table.remove(doc_ids=pages)
    for table in (store.checks, store.overrulings):
        table.remove(doc_ids=[kept.doc_id for kept in table.find({"article": number})])
    moving.forget(store, number)
    for kept in snapshots:
        store.snapshots.put(Record(bare(kept), kept.doc_id))
    left = {
        "added_at": article["added_at"],
        "removed_at": article["removed_at"],
        "purged_at": micros(at),
        "snapshots": article.get("snapshots", 0),
    }
    store.articles.put(Record(left, number))
