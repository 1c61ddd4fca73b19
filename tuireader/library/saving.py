"""How captures become snapshots."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tinydb.table import Document as Record

from tuireader.errors import DamagedLibraryError
from tuireader.library import seal
from tuireader.library.addresses import key
from tuireader.library.codec import (
    document_to,
    dumps,
    head_to,
    micros,
    verdict_to,
)
from tuireader.library.muting import apply, mutes
from tuireader.library.protocol import Saving, StaleError
from tuireader.library.store import Store
from tuireader.library.summary import absorb, recount
from tuireader.model import Check, CheckStatus, Document, Origin


@dataclass(frozen=True, slots=True)
class Prepared:
    """A Saving with everything that can be worked out before the library is locked."""

    saving: Saving
    text: Text
    head: bytes
    page_digest: str


@dataclass(frozen=True, slots=True)
class Text:
    """What was read in a page. `kept`: the document as JSON."""

    document: Document
    digest: str
    kept: Mapping[str, Any]

    @property
    def data(self) -> bytes:
        """Return it as it is packed."""
        return dumps(self.kept).encode("utf-8", "surrogatepass")


def text_of(document: Document, kept: Mapping[str, Any] | None = None) -> Text:
    """Return a document as it is kept; `kept`: the same as JSON, where it came as such."""
    return Text(document, document.digest, document_to(document) if kept is None else kept)


def append(store: Store, savings: Sequence[Saving]) -> tuple[Check, ...]:
    """Save captures in one transaction.

    Raises:
        StaleError: some `previous` is no longer the snapshot before; nothing was saved.
    """
    prepared = [_prepare(saving) for saving in savings]
    with store.engine.transaction():
        before = store.last_seal()
        checks = []
        for item in prepared:
            check, before = _save(store, item, before)
            checks.append(check)
        return tuple(checks)


def _prepare(saving: Saving) -> Prepared:
    response = saving.capture.response
    return Prepared(
        saving=saving,
        text=text_of(saving.capture.document),
        head=head_to(response).encode("utf-8", "surrogatepass"),
        page_digest=seal.sha256(response.body),
    )


def _save(store: Store, item: Prepared, before: str) -> tuple[Check, str]:
    """Save one capture after the seal `before`; return its Check and its own seal."""
    saving = item.saving
    article = _article(store, saving)
    was = dict(article)
    _note_marks(article, saving)
    _refuse_stale(store, article, saving)
    number = article.get("snapshots", 0) + 1
    text = keep_text(store, article, item.text)
    record = _snapshot(store, article, item, before)
    record.update(article=article.doc_id, number=number, text=text)
    _page(store, article, item, store.snapshots.add(record))
    article.update(snapshots=number, text=text)
    _note_look(article, saving)
    read = saving.capture.document
    enter(store, article, was, record, headline=read.headline, source=read.source)
    check = Check(
        article=article.doc_id,
        url=article["url"],
        at=saving.capture.taken_at,
        status=saving.status,
        snapshot=number,
        change=saving.verdict,
        next_check=saving.next_check,
    )
    return check, record["seal"]


def enter(
    store: Store,
    article: Record,
    was: Mapping[str, Any],
    snapshot: Mapping[str, Any],
    *,
    headline: str,
    source: str | None,
) -> None:
    """Bring an article's record up to date with a snapshot just saved, and write it.

    `was`: the record as it was read; `headline`, `source`: the snapshot's document's.
    """
    is_newest = snapshot["taken_at"] >= article.get("last_at", 0)
    if is_newest:
        absorb(article, snapshot, headline, source)
    if any(article.get(name) != was.get(name) for name in ("headline", "source")):
        apply(mutes(store), article)
    store.articles.amend(article, was)
    if not is_newest:
        recount(store, article.doc_id)


def _article(store: Store, saving: Saving) -> Record:
    """Return the article's record, made if there is none under its URL."""
    identity = key(saving.article)
    article = store.articles.first({"key": identity})
    if article is None:
        new = {
            "url": saving.article,
            "key": identity,
            "added_at": micros(saving.capture.taken_at),
            "unread": 1,
            "changed": 0,
            "starred": 0,
            "archived": 0,
        }
        if not saving.typed:
            new["typed"] = False
        article = Record(new, store.articles.add(new))
    return article


def _note_marks(article: Record, saving: Saving) -> None:
    """Note what whoever saves it says of the article itself."""
    if saving.typed:
        article.pop("typed", None)
    if saving.tags:
        article["tags"] = sorted({*article.get("tags", ()), *saving.tags})


def _refuse_stale(store: Store, article: Record, saving: Saving) -> None:
    if saving.blocked:
        return
    before = _before(store, article, micros(saving.capture.taken_at))
    if before != saving.previous:
        raise StaleError(
            f"Article {article.doc_id} has a newer snapshot than the one it was compared with.",
            "Compare again with the newest.",
        )


def _before(store: Store, article: Record, taken_at: int) -> int | None:
    """Return the number of the newest snapshot, not blocked, at or before a time."""
    if "newest" not in article or article["newest_at"] <= taken_at:
        return article.get("newest")
    earlier = [
        kept["number"]
        for kept in store.history(article.doc_id)
        if kept["taken_at"] <= taken_at and not kept.get("blocked")
    ]
    return earlier[-1] if earlier else None


def keep_text(store: Store, article: Record, text: Text) -> int:
    """Return the number of the text's record: an equal one the article has, or a new one."""
    alike = {"digest": text.digest, "article": article.doc_id}
    known = store.texts_alike(text.digest, article.doc_id)
    for number in known:
        if _is_kept(store, number, text):
            return number
    if not known:
        article["texts"] = article.get("texts", 0) + 1
    about = {"headline": text.document.headline, "extractor": text.document.extractor}
    return store.texts.add(text.data, article.get("text"), {**alike, **about})


def _is_kept(store: Store, number: int, text: Text) -> bool:
    """Tell whether a record is just this text; a damaged one isn't.

    It is read, and not the text written: JSON is read five times as fast as written.
    """
    try:
        return bool(json.loads(store.texts.read(number)) == text.kept)
    except (DamagedLibraryError, ValueError):
        return False


def _snapshot(store: Store, article: Record, item: Prepared, before: str) -> dict[str, Any]:
    """Return a snapshot's record; what goes without saying is left out."""
    saving, capture = item.saving, item.saving.capture
    record: dict[str, Any] = {
        "taken_at": micros(capture.taken_at),
        "seal": seal.seal(
            before, item.text.digest, capture.taken_at, capture.response, item.page_digest
        ),
        "next_check": None if saving.next_check is None else micros(saving.next_check),
        "url": None if capture.response.url == article["url"] else capture.response.url,
        "origin": None if capture.origin is Origin.FETCH else capture.origin.value,
        "status": None if saving.status is CheckStatus.UNCHANGED else saving.status.value,
        "blocked": saving.blocked or None,
        "verdict": verdict_to(saving.verdict),
        "flags": [flag.value for flag in saving.flags] or None,
        "page": None if store.keep_raw else item.page_digest,
    }
    return {name: value for name, value in record.items() if value is not None}


def _page(store: Store, article: Record, item: Prepared, number: int) -> None:
    """Keep the response, without its body where raw pages aren't kept."""
    body = item.saving.capture.response.body
    page = b"\n".join((item.head, body)) if store.keep_raw else item.head
    store.pages.put(number, page, article.get("page"))
    article["page"] = number


def _note_look(article: Record, saving: Saving) -> None:
    """Note when the article was looked at last, and what the server will want to hear."""
    at = micros(saving.capture.taken_at)
    if at < article.get("checked_at", at):
        return
    headers = saving.capture.response.headers
    article.update(
        checked_at=at,
        status=saving.status.value,
        next_check=None if saving.next_check is None else micros(saving.next_check),
        etag=headers.get("etag"),
        last_modified=headers.get("last-modified"),
    )
    for name in ("next_check", "etag", "last_modified"):
        if article[name] is None:
            del article[name]
