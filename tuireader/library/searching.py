"""Searching all snapshots, and tracing a wording through them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress

from tuireader.errors import (
    DamagedLibraryError,
    DiskFullError,
    LockedLibraryError,
    UnwritableLibraryError,
)
from tuireader.library.codec import moment
from tuireader.library.folding import asked, fold, places, terms
from tuireader.library.fulltext import (
    backlog,
    candidates,
    catch_up,
    first_text,
    passages,
    start_again,
)
from tuireader.library.store import Store
from tuireader.model import SearchHit, Trace


def search(store: Store, query: str, limit: int) -> tuple[SearchHit, ...]:
    """Return passages that hold every word and quoted phrase of a query, the newest first.

    A passage that stands in many snapshots of an article is one hit, in the first of them.
    """
    wanted = terms(query)
    if not wanted:
        return ()
    found: dict[tuple[int, str], SearchHit] = {}
    waiting, indexed = _texts(store, wanted)
    for text in [*waiting, *indexed]:
        for hit in _hits(store, text, wanted):
            found.setdefault((hit.article, hit.text), hit)
        if len(found) >= limit:
            break
    return tuple(found.values())[:limit]


def trace(store: Store, phrase: str, article: int | None) -> tuple[Trace, ...]:
    """Return when a wording stood in articles (or the one named), by article."""
    wanted = " ".join(asked(phrase).split())
    if not wanted:
        return ()
    if article is not None:
        numbers = {store.article(article).doc_id}
    else:
        waiting, indexed = _texts(store, (wanted,))
        heads = store.text_heads([*waiting, *indexed])
        numbers = {head.article for head in heads.values() if head.article}
    found = (_traced(store, number, phrase, wanted) for number in sorted(numbers))
    return tuple(trace for trace in found if trace is not None)


def _traced(store: Store, article: int, phrase: str, wanted: str) -> Trace | None:
    """Trace a wording through an article.

    A notice quotes what no longer stands: it counts only where nothing else ever held the wording.
    """
    if "removed_at" in store.article(article):
        return None
    return _standing(store, article, phrase, wanted, notices=False) or _standing(
        store, article, phrase, wanted, notices=True
    )


def _texts(store: Store, wanted: Sequence[str]) -> tuple[list[int], list[int]]:
    """Return texts that may hold the terms: not indexed yet, and indexed.

    The former come oldest first, as they may share passages; the latter newest first. A
    damaged index is made anew, or left out where nothing can be written.
    """
    try:
        return _candidates(store, wanted)
    except DamagedLibraryError:
        if store.read_only:
            return [record.doc_id for record in store.texts.table], []
        start_again(store)
        return _candidates(store, wanted)


def _candidates(store: Store, wanted: Sequence[str]) -> tuple[list[int], list[int]]:
    if not store.read_only:
        # Where nothing can be written just now, what isn't indexed is looked through.
        with suppress(DiskFullError, LockedLibraryError, UnwritableLibraryError):
            catch_up(store)
    waiting = [record.doc_id for record in backlog(store)]
    return waiting, candidates(store, wanted)


def _hits(store: Store, text: int, wanted: Sequence[str]) -> Iterator[SearchHit]:
    """Yield what a text holds, but for passages that an earlier one holds, too."""
    try:
        found = [(*each, places(each[1], wanted)) for each in passages(store, text)]
    except DamagedLibraryError:
        return
    if not any(spans for _, _, spans in found):
        return
    article = store.text_record(text)["article"]
    if "removed_at" in store.article(article):
        return
    first = next((kept for kept in store.history(article) if kept.get("text") == text), None)
    for index, passage, spans in found:
        if first and spans and first_text(store, article, passage) in (None, text):
            yield SearchHit(
                article=article,
                snapshot=first["number"],
                block=index,
                text=passage,
                spans=spans,
            )


def _standing(
    store: Store, article: int, phrase: str, wanted: str, *, notices: bool
) -> Trace | None:
    first = last = gone = None
    holds: dict[int, bool] = {}
    for kept in store.history(article):
        text = kept["text"]
        if kept.get("blocked"):
            continue
        if text not in holds:
            holds[text] = _holds(store, text, wanted, notices)
        if holds[text]:
            first, last, gone = first or kept, kept, None
        elif last is not None and gone is None:
            gone = kept
    if first is None or last is None:
        return None
    return Trace(
        article=article,
        phrase=phrase,
        first_seen=moment(first["taken_at"]),
        first_snapshot=first["number"],
        last_seen=moment(last["taken_at"]),
        last_snapshot=last["number"],
        gone_by=None if gone is None else moment(gone["taken_at"]),
    )


def _holds(store: Store, text: int, wanted: str, notices: bool) -> bool:
    try:
        read = passages(store, text, notices=notices)
        return any(wanted in fold(passage) for _, passage in read)
    except DamagedLibraryError:
        return False
