"""The full-text index: every passage of every text once, by its runs of three characters.

SQLite's FTS5 with trigrams finds parts of words, and words in scripts without spaces. The index
holds no text (`content=''`) and no places (`detail=none`), or it would be three times the size
of what it indexes; candidates are read and looked through. It lags behind on purpose: saving
doesn't pay for it, `catch_up` does, before a search and on closing. What it holds can be made
anew at any time, so it may be lost without loss.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from typing import Any

from tinydb.table import Document as Record

from tuireader.errors import DamagedLibraryError
from tuireader.library.folding import fold
from tuireader.library.schema import INDEX, INDEX_RUNS, INDEXES
from tuireader.library.store import Store
from tuireader.model import BlockKind

BATCH = 200
"""Texts to a transaction: some 0.2 s of work, during which nobody else can save."""

_RUN = 3
_RUNS_AT_ONCE = 200
_TAIL = "\x03\x03"
"""Ends every passage, so that its last one or two characters begin a run of three as well."""

_PUT_IN = f"INSERT INTO {INDEX} (rowid, passage) VALUES (?, ?)"  # noqa: S608
_TAKE_OUT = f"INSERT INTO {INDEX} ({INDEX}, rowid, passage) VALUES ('delete', ?, ?)"  # noqa: S608


def catch_up(store: Store, *, at_most: int | None = None) -> None:
    """Index every text that isn't yet (or that many), a batch to a transaction."""
    done = 0
    while (at_most is None or done < at_most) and backlog(store, limit=1):
        with store.engine.transaction():
            batch = backlog(store, limit=BATCH)
            done += len(batch)
            for text in batch:
                _index(store, text)
            if batch:
                store.indexed.put(Record({"upto": batch[-1].doc_id}, 1))


def start_again(store: Store) -> None:
    """Make the index anew, empty: `catch_up` fills it."""
    with store.engine.transaction():
        for name in (INDEX_RUNS, INDEX):
            store.engine.execute(f"DROP TABLE IF EXISTS {name}")
        for statement in INDEXES:
            store.engine.execute(statement)
        store.passages.truncate()
        store.indexed.truncate()


def backlog(store: Store, *, limit: int = -1) -> list[Record]:
    """Return the records of texts that `catch_up` has still to index."""
    done = store.indexed.first({})
    return store.texts.table.find(after=done["upto"] if done else 0, limit=limit)


def candidates(store: Store, wanted: Sequence[str]) -> list[int]:
    """Return the texts in which passages may hold all of the folded terms, the newest first.

    Of several texts with the same passage it is the first.
    """
    found = _holding(store, wanted[0])
    for term in wanted[1:]:
        found &= _holding(store, term)
    known = (store.passages.get(doc_id=number) for number in found)
    return sorted({passage["text"] for passage in known if passage is not None}, reverse=True)


def passages(store: Store, text: int, *, notices: bool = True) -> Iterator[tuple[int, str]]:
    """Yield a text's passages: the headline as -1, then its blocks, by index.

    `notices`: with the publisher's own notes.

    Raises:
        DamagedLibraryError: the text can't be read.
    """
    kept = json.loads(store.texts.read(text))
    yield -1, kept.get("headline", "")
    for index, block in enumerate(kept.get("blocks", ())):
        if isinstance(block, str):
            yield index, block
        elif notices or block["kind"] != BlockKind.NOTICE:
            yield index, block["text"]


def first_text(store: Store, article: int, passage: str) -> int | None:
    """Return the first text of an article that holds a passage, if it is indexed."""
    known = store.passages.first({"mark": _mark(article, fold(passage) + _TAIL)})
    return None if known is None else int(known["text"])


def forget(store: Store, texts: set[int]) -> None:
    """Take texts out of the index, while they can still be read.

    What can't be read can't be taken out passage by passage: then the index is made anew later.
    """
    marked: dict[int, str] = {}
    try:
        for text in texts:
            marked.update(_marked(store, store.text_record(text)))
    except (DamagedLibraryError, ValueError):
        start_again(store)
        return
    for mark, folded in marked.items():
        record = store.passages.first({"mark": mark})
        if record is not None:
            store.engine.execute(_TAKE_OUT, (record.doc_id, folded))
            store.passages.remove(doc_ids=[record.doc_id])
    _step_back(store, texts)


def _step_back(store: Store, texts: set[int]) -> None:
    """Have the index end before texts that go: their numbers may be given to others."""
    newest = store.texts.table.select((), order="id DESC", limit=len(texts) + 1)
    left = next((row[0] for row in newest if row[0] not in texts), 0)
    done = store.indexed.first({})
    if done is not None and done["upto"] > left:
        store.indexed.put(Record({"upto": left}, 1))


def tidy(store: Store) -> None:
    """Rewrite the index, so that nothing is left in it of what was taken out."""
    with store.engine.transaction():
        store.engine.execute(f"INSERT INTO {INDEX} ({INDEX}) VALUES ('optimize')")  # noqa: S608


def _index(store: Store, text: Record) -> None:
    try:
        marked = _marked(store, text)
    except (DamagedLibraryError, ValueError):
        return
    for mark, folded in marked.items():
        if store.passages.first({"mark": mark}) is None:
            number = store.passages.add({"mark": mark, "text": text.doc_id})
            store.engine.execute(_PUT_IN, (number, folded))


def _marked(store: Store, text: Record) -> dict[int, str]:
    """Return a text's folded passages as they are indexed, by mark.

    Raises:
        DamagedLibraryError: the text can't be read.
    """
    found = (passage for _, passage in passages(store, text.doc_id) if passage)
    folded = (fold(passage) + _TAIL for passage in found)
    return {_mark(text["article"], passage): passage for passage in folded}


def _mark(article: int, folded: str) -> int:
    data = f"{article}\n{folded}".encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.sha256(data).digest()[:8], signed=True)


def _holding(store: Store, term: str) -> set[int]:
    """Return the passages that may hold a folded term."""
    if len(term) < _RUN:
        return _beginning(store, term)
    runs = dict.fromkeys(term[at : at + _RUN] for at in range(len(term) - _RUN + 1))
    return _matching(store, " AND ".join(map(_quoted, runs)))


def _beginning(store: Store, term: str) -> set[int]:
    """Return the passages with a run of three that begins with a shorter term."""
    sql = f"SELECT term FROM {INDEX_RUNS} WHERE term >= ? AND term < ?"  # noqa: S608
    runs = [row[0] for row in store.engine.rows(sql, (term, term + "\U0010ffff"))]
    found: set[int] = set()
    for at in range(0, len(runs), _RUNS_AT_ONCE):
        found |= _matching(store, " OR ".join(map(_quoted, runs[at : at + _RUNS_AT_ONCE])))
    return found


def _matching(store: Store, query: str) -> set[int]:
    sql = f"SELECT rowid FROM {INDEX} WHERE {INDEX} MATCH ?"  # noqa: S608
    return {row[0] for row in store.engine.rows(sql, (query,))}


def _quoted(run: Any) -> str:
    return '"' + str(run).replace('"', '""') + '"'
