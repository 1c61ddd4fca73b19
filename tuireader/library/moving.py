"""Articles that moved to another address: who lived where before.

An article's record lists its former addresses in `was`; the table `formers` has them by address.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from tinydb.table import Document as Record

from tuireader.library.addresses import key
from tuireader.library.store import Store


def move(store: Store, article: int, url: str, *, typed: bool) -> bool:
    """Give an article the address it moved to, unless another article has it.

    Snapshots without an address of their own had the article's: from now on they say so.
    """
    with store.engine.transaction():
        if store.articles.first({"key": key(url)}) is not None:
            return False
        kept = store.article(article)
        for snapshot in store.snapshots.find({"article": article}):
            if "url" not in snapshot and "text" in snapshot:
                store.snapshots.put(Record({**snapshot, "url": kept["url"]}, snapshot.doc_id))
        note(store, kept, [kept["key"]])
        kept.update(url=url, key=key(url))
        if not typed:
            kept["typed"] = False
        store.articles.put(kept)
        return True


def note(store: Store, article: Record, keys: Iterable[str]) -> None:
    """Note addresses that an article had; its record is changed in place, and not written."""
    had = article.get("was", [])
    new = [former for former in dict.fromkeys(keys) if former not in had]
    for former in new:
        store.formers.add({"key": former, "article": article.doc_id})
    if new:
        article["was"] = [*had, *new]


def forget(store: Store, article: int) -> None:
    """Forget what addresses an article had."""
    gone = [row[0] for row in store.formers.select((), {"article": article})]
    store.formers.remove(doc_ids=gone)


def lived_at(store: Store, wanted: str) -> Record | None:
    """Return the article that moved away from an address (as `key` writes it) last, if any did."""
    found = store.formers.first({"key": wanted}, order="id DESC")
    return (
        None
        if found is None
        else cast("Record | None", store.articles.get(doc_id=found["article"]))
    )
