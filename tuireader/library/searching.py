"""Searching all snapshots, and tracing a wording through them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tuireader.errors import DamagedLibraryError
from tuireader.library.codec import moment
from tuireader.library.folding import fold, places, terms
from tuireader.library.fulltext import backlog, candidates, catch_up, passages
from tuireader.library.store import Store
from tuireader.model import SearchHit, Trace


def search(store: Store, query: str, limit: int) -> tuple[SearchHit, ...]:
    """Return passages that hold every word and quoted phrase of a query, the newest first.

    A passage that stands in many snapshots of an article is one hit, in the first of them.
    """
    wanted = terms(query)
    hits: list[SearchHit] = []
    seen: set[tuple[int, str]] = set()
    for text in _texts(store, wanted) if wanted else ():
        for hit in _hits(store, text, wanted):
            if (hit.article, hit.text) not in seen:
                seen.add((hit.article, hit.text))
                hits.append(hit)
        if len(hits) >= limit:
            break
    return tuple(hits[:limit])


def trace(store: Store, phrase: str, article: int | None) -> tuple[Trace, ...]:
    """Return when a wording stood in articles (or the one named), by article."""
    wanted = " ".join(fold(phrase).split())
    if not wanted:
        return ()
    if article is not None:
        numbers = {store.article(article).doc_id}
    else:
        heads = store.text_heads(_texts(store, (wanted,)))
        numbers = {head["article"] for head in heads.values()}
    found = (_traced(store, number, phrase, wanted) for number in sorted(numbers))
    return tuple(trace for trace in found if trace is not None)


def _texts(store: Store, wanted: Sequence[str]) -> list[int]:
    """Return the texts that may hold the terms. Where the index can't be kept, all it lacks."""
    if not store.read_only:
        catch_up(store)
    waiting = [record.doc_id for record in backlog(store)]
    return [*reversed(waiting), *candidates(store, wanted)]


def _hits(store: Store, text: int, wanted: Sequence[str]) -> Iterator[SearchHit]:
    try:
        standing = list(passages(store, text))
    except DamagedLibraryError:
        return
    found = [(index, passage, places(passage, wanted)) for index, passage in standing]
    if not any(spans for _, _, spans in found):
        return
    article = store.text_record(text)["article"]
    if "removed_at" in store.article(article):
        return
    first = next((kept for kept in store.history(article) if kept.get("text") == text), None)
    if first is None:
        return
    for index, passage, spans in found:
        if spans:
            yield SearchHit(
                article=article,
                snapshot=first["number"],
                block=index,
                text=passage,
                spans=spans,
            )


def _traced(store: Store, article: int, phrase: str, wanted: str) -> Trace | None:
    if "removed_at" in store.article(article):
        return None
    first = last = gone = None
    holds: dict[int, bool] = {}
    for kept in store.history(article):
        text = kept["text"]
        if kept.get("blocked"):
            continue
        if text not in holds:
            holds[text] = _holds(store, text, wanted)
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


def _holds(store: Store, text: int, wanted: str) -> bool:
    try:
        return any(wanted in fold(passage) for _, passage in passages(store, text))
    except DamagedLibraryError:
        return False
