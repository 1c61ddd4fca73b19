"""What a reader does to articles, and looks that brought no page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from tinydb.table import Document as Record

from tuireader.errors import NotFoundError
from tuireader.library import codec
from tuireader.library.addresses import key
from tuireader.library.protocol import Mark
from tuireader.library.reading import listing
from tuireader.library.store import Store
from tuireader.library.summary import recount
from tuireader.model import Check, Flag, Listing, Verdict


def record(store: Store, check: Check, validators: Mapping[str, str] | None) -> None:
    """Save a Check that brought no snapshot.

    Raises:
        NotFoundError: neither its number nor its URL is an article's.
    """
    with store.engine.transaction():
        number = check.article or _number(store, check.url)
        article = store.article(number)
        kept = codec.check_to(check)
        note_look(store, article)
        store.checks.add({**kept, "article": number})
        if kept["at"] >= article.get("checked_at", 0):
            article.update(checked_at=kept["at"], status=check.status.value)
            article.pop("next_check", None)
            if check.next_check is not None:
                article["next_check"] = kept["next_check"]
        for name, value in (validators or {}).items():
            article[name.replace("-", "_")] = value
        store.articles.put(article)


def note_look(store: Store, article: Record) -> None:
    """Count a look that is about to be saved, so that one taken out is missed.

    An article from before looks were counted is counted now.
    """
    if "looks" not in article:
        article["looks"] = len(store.checks.select((), {"article": article.doc_id}))
    article["looks"] += 1


def record_all(store: Store, checks: Sequence[Check]) -> None:
    """Save Checks that brought no snapshot, in one transaction.

    Raises:
        NotFoundError: the number of one of them is no article's.
    """
    with store.engine.transaction():
        for check in checks:
            record(store, check, None)


def _number(store: Store, url: str) -> int:
    found = store.articles.first({"key": key(url)})
    if found is None:
        raise NotFoundError(f"There is no article with the URL {url}.")
    return found.doc_id


def judge(
    store: Store, article: int, snapshot: int, verdict: Verdict, flags: Sequence[Flag]
) -> None:
    """Replace the program's verdict of a snapshot."""
    with store.engine.transaction():
        kept = store.snapshot(article, snapshot)
        kept["verdict"] = codec.verdict_to(verdict)
        kept["flags"] = [flag.value for flag in flags]
        store.snapshots.put(kept)
        recount(store, article)


def mark(store: Store, article: int, mark: Mark) -> Listing:
    """Set read, starred, archived and tags, and return the article's row."""
    with store.engine.transaction():
        kept = store.article(article)
        if mark.read is not None:
            kept["unread"] = int(not mark.read)
        if mark.read:
            kept.update(read=kept.get("snapshots", 0), changed=0)
        if mark.starred is not None:
            kept["starred"] = int(mark.starred)
        if mark.archived is not None:
            kept["archived"] = int(mark.archived)
        _tag(kept, mark)
        if mark.place is not None:
            kept["place"] = mark.place
        store.articles.put(kept)
        return listing(store, article)


def _tag(kept: Record, mark: Mark) -> None:
    before = kept.pop("tags", ()) if mark.tags is None else mark.tags
    kept.pop("tags", None)
    tags = {*before, mark.tag} - {mark.untag, None}
    if tags:
        kept["tags"] = sorted(tag for tag in tags if tag)


def mark_all(store: Store, articles: Sequence[int], setting: Mark) -> None:
    """Set the same on several articles."""
    with store.engine.transaction():
        for article in articles:
            mark(store, article, setting)


def put_back(store: Store, rows: Sequence[Listing]) -> None:
    """Let articles be read, starred, archived and tagged as they were in these rows."""
    with store.engine.transaction():
        for row in rows:
            mark(
                store, row.article, Mark(starred=row.starred, archived=row.archived, tags=row.tags)
            )
            kept = store.article(row.article)
            kept.update(unread=int(row.unread), changed=int(row.changed), read=row.read)
            store.articles.put(kept)


def remove(store: Store, article: int, at: datetime) -> None:
    """Take an article out of sight."""
    with store.engine.transaction():
        kept = store.article(article)
        kept.setdefault("removed_at", codec.micros(at))
        store.articles.put(kept)


def restore(store: Store, article: int) -> None:
    """Bring a removed article back."""
    with store.engine.transaction():
        kept = store.article(article)
        kept.pop("removed_at", None)
        store.articles.put(kept)
