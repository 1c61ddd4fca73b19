"""What a person says of a change, kept beside the program's verdict."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from tinydb.table import Document as Record

from tuireader.library import codec
from tuireader.library.salvaging import Records, sound
from tuireader.library.store import Store
from tuireader.library.summary import recount
from tuireader.model import Judged, Overruling


def overrule(store: Store, ruling: Overruling) -> None:
    """Lay a person's word over the program's verdict; what they said before is replaced."""
    with store.engine.transaction():
        store.snapshot(ruling.article, ruling.snapshot)
        _take_back(store, ruling.article, ruling.snapshot)
        store.overrulings.add(codec.overruling_to(ruling))
        recount(store, ruling.article)


def clear(store: Store, article: int, snapshot: int) -> None:
    """Take back what a person said of a snapshot's change."""
    with store.engine.transaction():
        store.snapshot(article, snapshot)
        _take_back(store, article, snapshot)
        recount(store, article)


def _take_back(store: Store, article: int, snapshot: int) -> None:
    known = store.overrulings.first({"article": article, "snapshot": snapshot})
    if known is not None:
        store.overrulings.remove(doc_ids=[known.doc_id])


def overrulings(store: Store, article: int) -> Mapping[int, Overruling]:
    """Return what a person said of an article's changes, by snapshot."""
    store.article(article)
    return {
        snapshot: codec.overruling_from(record)
        for snapshot, record in store.rulings(article).items()
    }


def judged(store: Store, since: datetime | None) -> Iterator[Judged]:
    """Yield every stored verdict of articles that aren't removed, in the order of saving."""
    records = {record.doc_id: record for record in Records(store.articles, [])}
    rulings = {(kept["article"], kept["snapshot"]): kept for kept in store.overrulings}
    start = None if since is None else codec.micros(since)

    def made(kept: Record) -> Judged | None:
        verdict = codec.verdict_from(kept.get("verdict"))
        article = records.get(kept["article"])
        if verdict is None or article is None or "removed_at" in article:
            return None
        if start is not None and kept["taken_at"] < start:
            return None
        ruling = rulings.get((kept["article"], kept["number"]))
        return Judged(
            article=kept["article"],
            source=article.get("source"),
            snapshot=kept["number"],
            taken_at=codec.moment(kept["taken_at"]),
            verdict=verdict,
            overruling=None if ruling is None else codec.overruling_from(ruling),
        )

    yield from filter(None, sound(made, Records(store.snapshots, [])))
