"""Taking records in beside those that are there, without doubling any."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from tinydb.table import Document as Record

from tuireader.errors import LibraryError
from tuireader.library import schema, seal
from tuireader.library.addresses import key
from tuireader.library.codec import document_from
from tuireader.library.exchange.portable import Portable, with_micros
from tuireader.library.marking import note_look
from tuireader.library.moving import lived_at, move, note
from tuireader.library.muting import mute
from tuireader.library.saving import enter, keep_text, text_of
from tuireader.library.store import Store
from tuireader.library.summary import recount
from tuireader.model import Mute
from tuireader.text.cleaning import harmless


def _harmless(value: Any) -> Any:
    """Return JSON whose texts no terminal obeys: an export may come from anybody."""
    if isinstance(value, str):
        return value if value.isprintable() else harmless(value)
    if isinstance(value, list):
        return [_harmless(one) for one in value]
    if isinstance(value, dict):
        return {name: _harmless(one) for name, one in value.items()}
    return value


class Merger:
    """Takes in the records of one other library, in the order `portable.records` gives them.

    An article is known by its URL, a snapshot by its seal. Numbers are kept where they are
    free. Taken-in snapshots keep their seals; where the chain goes on from another seal than
    the one saved last here, the record says so in `after`.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._articles: dict[int, int] = {}
        self._feeds: dict[int, int] = {}
        self._new: set[int] = set()
        self._snapshots: dict[int, int] = {}
        self._numbers: dict[tuple[int, int], int] = {}
        self._seals: dict[int, dict[str, int]] = {}
        self._before = seal.START
        self._urls: dict[int, str] = {}
        self._take: dict[str, Callable[[int, dict[str, Any]], bool]] = {
            schema.ARTICLES: self._article,
            schema.SNAPSHOTS: self._snapshot,
            schema.CHECKS: self._check,
            schema.OVERRULINGS: self._overruling,
            schema.FEEDS: self._feed,
            schema.ENTRIES: self._entry,
            schema.MUTES: self._mute,
        }

    def take(self, record: Portable) -> bool | None:
        """Take one record in; return whether it was news here, or None if it is none of ours.

        Raises:
            LibraryError: it lacks what it needs.
        """
        if record.table not in self._take:
            return None
        try:
            return self._take[record.table](record.number, with_micros(_harmless(record.fields)))
        except (KeyError, ValueError, TypeError, AttributeError) as error:
            raise LibraryError(
                f"Record {record.number} of {record.table} can't be imported ({error!r}).",
                "The records before it were; the file was made by something else, or damaged.",
            ) from error

    def _article(self, number: int, fields: dict[str, Any]) -> bool:
        articles = self._store.articles
        url = fields.get("url")
        free = articles.get(doc_id=number) is None
        if url is None:
            # A purged article's number stays taken, so that it never means another.
            if free:
                articles.put(Record(fields, number))
                self._articles[number] = number
                self._new.add(number)
            return free
        self._urls[number] = url
        known = self._same_article(url, fields.get("was", ()))
        if known is not None:
            self._articles[number] = known.doc_id
            self._join(known, fields)
            return False
        was = fields.pop("was", ())
        fields["key"] = key(url)
        fields.pop("snapshots", None)
        own = Record(fields, number if free else articles.add(fields))
        note(self._store, own, was)
        articles.put(own)
        self._articles[number] = own.doc_id
        self._new.add(own.doc_id)
        return True

    def _same_article(self, url: str, was: Sequence[str]) -> Record | None:
        """Return the article here that is one of the file's, even if either has moved since."""
        here = self._store.articles.first({"key": key(url)})
        if here is None:
            here = lived_at(self._store, key(url))
        for former in was:
            here = here or self._store.articles.first({"key": former})
        # Two articles of one library stay two: one may have come where the other had lived.
        return None if here and here.doc_id in self._articles.values() else here

    def _join(self, known: Record, fields: Mapping[str, Any]) -> None:
        if known["key"] in fields.get("was", ()):
            move(self._store, known.doc_id, fields["url"], typed=known.get("typed", True))
            known = self._store.article(known.doc_id)
        note(self._store, known, fields.get("was", ()))
        tags = sorted({*known.get("tags", ()), *fields.get("tags", ())})
        if tags:
            known["tags"] = tags
        if fields.get("starred"):
            known["starred"] = 1
        self._store.articles.put(known)

    def _mute(self, _number: int, fields: dict[str, Any]) -> bool:
        return mute(
            self._store, Mute(source=fields.get("source", ""), phrase=fields.get("phrase", ""))
        )

    def _snapshot(self, number: int, fields: dict[str, Any]) -> bool:
        before = fields.pop("after", self._before)
        self._before = fields["seal"]
        article = self._articles.get(fields["article"])
        if article is None:
            return False
        exported = (fields["article"], fields["number"])
        known = self._known(article, fields["seal"])
        if known is not None:
            self._snapshots[number] = known.doc_id
            self._numbers[exported] = known["number"]
            return False
        if before != self._store.last_seal():
            fields["after"] = before
        fields["article"] = article
        if article not in self._new:
            fields["number"] = self._store.article(article).get("snapshots", 0) + 1
        self._numbers[exported] = fields["number"]
        self._snapshots[number] = self._add(fields, self._urls.get(exported[0]))
        return True

    def _known(self, article: int, seal_: str) -> Record | None:
        if article in self._new:
            return None
        if article not in self._seals:
            history = self._store.snapshots.find({"article": article})
            self._seals[article] = {kept["seal"]: kept.doc_id for kept in history}
        number = self._seals[article].get(seal_)
        return None if number is None else self._store.snapshots.get(doc_id=number)

    def _add(self, fields: dict[str, Any], url: str | None) -> int:
        """Save a snapshot of an article that has this URL in the file; return its number."""
        page, digest = fields.pop("page", None), fields.pop("page_digest", None)
        document, same_as = fields.pop("document", None), fields.pop("same_as", None)
        if document is None and same_as is None:
            return self._add_bare(fields)
        if digest is not None:
            fields["page"] = digest
        article = self._store.article(fields["article"])
        was = dict(article)
        if url is not None and url != article["url"]:
            fields.setdefault("url", url)
        if document is None:
            snapshot = self._store.snapshots.get(doc_id=self._snapshots[same_as])
            text = snapshot["text"]
            headline = self._store.text_heads([text])[text].headline or ""
        else:
            read = document_from(document)
            text = keep_text(self._store, article, text_of(read, document))
            headline = read.headline
        fields["text"] = text
        number = self._store.snapshots.add(fields)
        if page is not None:
            self._keep_page(number, page)
            article["page"] = number
        newest = max(fields["number"], article.get("snapshots", 0))
        article.update(text=text, snapshots=newest)
        source = (document or {}).get("source")
        enter(self._store, article, was, fields, headline=headline, source=source)
        return number

    def _add_bare(self, fields: dict[str, Any]) -> int:
        """Save a snapshot of which the seal alone is left: its number stays taken, too."""
        article = self._store.articles.get(doc_id=fields["article"])
        newest = max(fields["number"], article.get("snapshots", 0))
        self._store.articles.amend(
            Record({**article, "snapshots": newest}, article.doc_id), article
        )
        return self._store.snapshots.add(fields)

    def _keep_page(self, number: int, page: Mapping[str, Any]) -> None:
        """Keep a raw page packed as it came."""
        frame = {"place": page["place"], "data": b64decode(page["zstd"], validate=True)}
        if page.get("base") is not None:
            frame["base"] = self._snapshots[page["base"]]
        self._store.pages.table.put(Record(frame, number))

    def _check(self, _number: int, fields: dict[str, Any]) -> bool:
        article = self._articles.get(fields["article"])
        if article is None:
            return False
        if "snapshot" in fields:
            fields["snapshot"] = self._numbers[fields["article"], fields["snapshot"]]
        fields["article"] = article
        alike = {"article": article, "at": fields["at"]}
        if article not in self._new and self._store.checks.find(alike):
            return False
        record = self._store.article(article)
        note_look(self._store, record)
        self._store.articles.put(record)
        self._store.checks.add(fields)
        return True

    def _overruling(self, _number: int, fields: dict[str, Any]) -> bool:
        article = self._articles.get(fields["article"])
        if article is None:
            return False
        number = self._numbers[fields["article"], fields["snapshot"]]
        place = {"article": article, "snapshot": number}
        if self._store.overrulings.first(place) is not None:
            return False
        self._store.overrulings.add({**fields, **place})
        recount(self._store, article)
        return True

    def _feed(self, number: int, fields: dict[str, Any]) -> bool:
        feeds, url = self._store.feeds, fields.get("url")
        known = None if url is None else feeds.first({"key": key(url)})
        if known is not None:
            self._feeds[number] = known.doc_id
            return False
        free = feeds.get(doc_id=number) is None
        if url is not None:
            fields["key"] = key(url)
        elif not free:
            return False
        self._feeds[number] = number if free else feeds.add(fields)
        if free:
            feeds.put(Record(fields, number))
        return True

    def _entry(self, _number: int, fields: dict[str, Any]) -> bool:
        fields["feed"] = self._feeds[fields["feed"]]
        article = self._articles.get(fields.pop("article", 0))
        if article is not None:
            fields["article"] = article
        if self._store.entries.first({"feed": fields["feed"], "url": fields["url"]}) is not None:
            return False
        self._store.entries.add(fields)
        return True
