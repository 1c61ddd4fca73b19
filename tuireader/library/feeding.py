"""Subscriptions, and the entries they have shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

from tinydb.table import Document as Record

from tuireader.errors import NotFoundError
from tuireader.library.addresses import key
from tuireader.library.codec import micros, moment, moment_or_none
from tuireader.library.folding import asked, fold
from tuireader.library.store import Store
from tuireader.model import Entry, Feed, KnownEntry

_NAMED_AT_MOST = 5
_DIGITS = 19
"""SQLite's numbers have at most 18 digits that are free to choose."""


class FeedBook:
    """The library's `Feeds`. What each method does is said in the protocol."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def add(self, feed: Feed) -> Feed:
        """Subscribe, or renew a subscription's title and rule."""
        with self._store.engine.transaction():
            known = self._store.feeds.first({"key": key(feed.url)})
            if known is None:
                number = self._store.feeds.add(_feed_to(feed))
                return self._feed(number)
            known.update(title=feed.title or known.get("title", ""), words=_list(feed.words))
            self._store.feeds.put(known)
            return _feed_from(known)

    def all(self) -> tuple[Feed, ...]:
        """Return the feeds, by number."""
        return tuple(_feed_from(record) for record in self._store.feeds if "url" in record)

    def find(self, reference: str) -> Feed:
        """Find a feed by what a person calls it."""
        wanted = reference.strip()
        if wanted.isascii() and wanted.isdigit() and len(wanted) < _DIGITS:
            return self._feed(int(wanted))
        feeds = self.all()
        by_url = [feed for feed in feeds if wanted and key(feed.url) == key(wanted)]
        folded = " ".join(asked(wanted).split())
        by_title = [feed for feed in feeds if folded and folded in fold(feed.title)]
        exact = [feed for feed in by_title if fold(feed.title) == folded]
        for fitting in (by_url, exact, by_title):
            if len(fitting) == 1:
                return fitting[0]
        if not by_title:
            raise NotFoundError(
                f"No feed has the number, the URL or the title “{wanted}”.",
                "`tuireader feed list` shows those there are.",
            )
        named = "; ".join(f"{feed.number}: {feed.title}" for feed in by_title[:_NAMED_AT_MOST])
        raise NotFoundError(
            f"“{wanted}” fits {len(by_title)} feeds: {named}.", "Name one by its number."
        )

    def remove(self, number: int) -> None:
        """Unsubscribe: entries go, and the number stays taken."""
        with self._store.engine.transaction():
            self._feed(number)
            shown = self._store.entries.find({"feed": number})
            self._store.entries.remove(doc_ids=[record.doc_id for record in shown])
            self._store.feeds.put(Record({}, number))

    def known(self, number: int, entries: Sequence[Entry]) -> tuple[KnownEntry, ...]:
        """Return what the feed has shown with these URLs or ids."""
        found: dict[int, Record] = {}
        for entry in entries:
            for name, value in (("url", entry.url), ("name", entry.id)):
                if value:
                    for record in self._store.entries.find({"feed": number, name: value}):
                        found[record.doc_id] = record
        return tuple(_entry_from(record) for record in found.values())

    def wanted(self, number: int) -> tuple[KnownEntry, ...]:
        """Return what is to become an article, the oldest first."""
        found = self._store.entries.find({"feed": number, "article": None, "wanted": 1})
        return tuple(_entry_from(record) for record in found)

    def waiting(self, number: int, *, limit: int = 100) -> tuple[KnownEntry, ...]:
        """Return what nobody has made an article, the newest first."""
        where = {"feed": number, "article": None}
        found = self._store.entries.find(where, order="id DESC", limit=limit)
        return tuple(_entry_from(record) for record in found)

    def entry(self, number: int) -> KnownEntry:
        """Return one entry."""
        record = self._store.entries.get(doc_id=number)
        if record is None:
            raise NotFoundError(
                f"There is no entry {number}.", "`tuireader feed entries` shows those there are."
            )
        return _entry_from(cast(Record, record))

    def keep(self, feed: Feed, entries: Sequence[KnownEntry] = ()) -> Feed:
        """Save a feed's state and its new and altered entries in one transaction."""
        with self._store.engine.transaction():
            now = self._feed(feed.number)
            saved = sum(self._keep_entry(each) for each in entries)
            # Rule and count are the library's own: another process may have changed them.
            record = {**_feed_to(feed), "words": _list(now.words), "articles": now.articles + saved}
            self._store.feeds.put(Record(_without_none(record), feed.number))
            return self._feed(feed.number)

    def _keep_entry(self, each: KnownEntry) -> bool:
        """Save an entry; tell whether it has become an article by that."""
        table = self._store.entries
        before = table.get(doc_id=each.number) if each.number else None
        before = before or table.first({"feed": each.feed, "url": each.entry.url})
        record = _without_none(_entry_to(each))
        if before is None:
            table.add(record)
            return each.article is not None
        was = cast(Record, before)
        table.put(Record(record, was.doc_id))
        return each.article is not None and "article" not in was

    def _feed(self, number: int) -> Feed:
        record = self._store.feeds.get(doc_id=number)
        if record is None or "url" not in record:
            raise NotFoundError(
                f"There is no feed {number}.", "`tuireader feed list` shows those there are."
            )
        return _feed_from(cast(Record, record))


# -- model ⇄ what is kept
def _without_none(record: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in record.items() if value is not None}


def _list(words: tuple[str, ...] | None) -> list[str] | None:
    return None if words is None else list(words)


def _feed_to(feed: Feed) -> dict[str, Any]:
    return _without_none(
        {
            "url": feed.url,
            "key": key(feed.url),
            "title": feed.title,
            "home": feed.home,
            "words": _list(feed.words),
            "typed": feed.typed,
            "added_at": micros(feed.added_at),
            "checked_at": micros(feed.checked_at) if feed.checked_at else None,
            "error": feed.error,
            "validators": dict(feed.validators),
            "articles": feed.articles,
        }
    )


def _feed_from(record: Record) -> Feed:
    words = record.get("words")
    return Feed(
        number=record.doc_id,
        url=record["url"],
        title=record.get("title", ""),
        home=record.get("home", ""),
        words=None if words is None else tuple(words),
        typed=record.get("typed", True),
        added_at=moment(record["added_at"]),
        checked_at=moment_or_none(record.get("checked_at")),
        error=record.get("error"),
        validators=record.get("validators", {}),
        articles=record.get("articles", 0),
    )


def _entry_to(each: KnownEntry) -> dict[str, Any]:
    entry = each.entry
    return {
        "feed": each.feed,
        "article": each.article,
        "wanted": int(each.wanted),
        "url": entry.url,
        "name": entry.id or None,
        "title": entry.title,
        "published": micros(entry.published) if entry.published else None,
        "updated": micros(entry.updated) if entry.updated else None,
        "summary": entry.summary,
        "tries": each.tries,
    }


def _entry_from(record: Record) -> KnownEntry:
    return KnownEntry(
        number=record.doc_id,
        feed=record["feed"],
        entry=Entry(
            url=record["url"],
            id=record.get("name", ""),
            title=record.get("title", ""),
            published=moment_or_none(record.get("published")),
            updated=moment_or_none(record.get("updated")),
            summary=record.get("summary", ""),
        ),
        wanted=bool(record.get("wanted")),
        article=record.get("article"),
        tries=record.get("tries", 0),
    )
