"""What an article's record says of its snapshots: kept up to date one by one, or told anew."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tinydb.table import Document as Record

from tuireader.library.muting import apply, mutes
from tuireader.library.store import Store
from tuireader.model import NO_NEWS


def absorb(
    article: Record,
    snapshot: Mapping[str, Any],
    headline: str | None,
    source: str | None = None,
    ruling: Any = None,
) -> None:
    """Bring an article's record up to date with a snapshot that is not older than the others.

    Args:
        article: the record, changed in place.
        snapshot: the snapshot's record.
        headline: its document's.
        source: its document's, where it is known.
        ruling: what a person ruled of it, if anything.
    """
    taken_at = snapshot["taken_at"]
    article["first_at"] = min(article.get("first_at", taken_at), taken_at)
    article["last_at"] = max(article.get("last_at", taken_at), taken_at)
    article.setdefault("news_at", taken_at)
    if snapshot.get("blocked") and "newest" in article:
        return
    article["headline"] = headline or ""
    if source:
        article["source"] = source
    if snapshot.get("blocked"):
        return
    first = "newest" not in article
    article.update(newest=snapshot["number"], newest_at=taken_at)
    verdict = effective(snapshot, ruling)
    news = verdict and verdict[0] not in NO_NEWS
    if first or news:
        article["news_at"] = taken_at
    if verdict and news:
        article["kind"], article["disclosure"], article["weight"] = verdict
        if snapshot["number"] > article.get("read", 0):
            article["changed"] = 1


def recount(store: Store, number: int) -> None:
    """Tell an article's record anew from all its snapshots."""
    article = store.article(number)
    told = ("kind", "disclosure", "weight", "newest", "newest_at", "news_at", "rulings")
    for name in told:
        article.pop(name, None)
    article["changed"] = 0
    rulings = store.rulings(number)
    if rulings:
        article["rulings"] = len(rulings)
    snapshots = store.history(number)
    texts = store.text_heads({snapshot["text"] for snapshot in snapshots})
    for snapshot in snapshots:
        ruling = rulings.get(snapshot["number"])
        absorb(article, snapshot, texts[snapshot["text"]].headline, ruling=ruling)
    apply(mutes(store), article)
    article["texts"] = len({text.digest for text in texts.values()})
    store.articles.put(article)


def effective(snapshot: Mapping[str, Any], ruling: Mapping[str, Any] | None) -> list[Any] | None:
    """Return the verdict that counts: the program's, with what a person ruled laid over it."""
    verdict: list[Any] | None = snapshot.get("verdict")
    if ruling is None:
        return verdict
    if ruling.get("noise"):
        return None
    kind, disclosure, weight = verdict or ["none", "none", 0.0]
    return [ruling.get("kind") or kind, ruling.get("disclosure") or disclosure, weight]
