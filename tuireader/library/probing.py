"""A quick look at a library and at its engine, for `doctor`: nothing is written."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from tuireader.errors import LibraryError
from tuireader.library.codec import moment_or_none
from tuireader.library.opening import FileLibrary

_QUICK = 300_000_000
"""Bytes of a library's file that are checked in a second or two; larger ones are only opened."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineReport:
    """SQLite as it is here. `fault`: why it can't index texts, or an empty string."""

    version: str
    fault: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Probe:
    """What a quick look found.

    `newest`: when the newest snapshot was taken; `checked`: whether the file's pages were
    checked, too; `fault`: what is wrong with them, or an empty string.
    """

    articles: int
    snapshots: int
    newest: datetime | None
    checked: bool
    fault: str = ""


def try_engine() -> EngineReport:
    """Ask SQLite for its number, and have it index three letters at a time (FTS5's trigram)."""
    fault = ""
    connection = sqlite3.connect(":memory:")
    try:
        connection.execute("CREATE VIRTUAL TABLE t USING fts5(x, tokenize='trigram')")
        connection.execute("INSERT INTO t VALUES ('herring')")
        if not connection.execute("SELECT 1 FROM t WHERE t MATCH 'erri'").fetchone():
            fault = "its trigram index finds nothing"
    except sqlite3.Error as error:
        fault = str(error)
    finally:
        connection.close()
    return EngineReport(version=sqlite3.sqlite_version, fault=fault)


def probe(path: Path) -> Probe:
    """Open a library without writing, and look it over.

    Raises:
        LibraryError: it can't be used.
    """
    with FileLibrary(path, read_only=True) as library:
        store = library.store
        newest = store.snapshots.find(order="taken_at DESC", limit=1)
        checked = path.stat().st_size <= _QUICK
        return Probe(
            articles=len(store.articles),
            snapshots=len(store.snapshots),
            newest=moment_or_none(newest[0]["taken_at"]) if newest else None,
            checked=checked,
            fault=_fault(library) if checked else "",
        )


def _fault(library: FileLibrary) -> str:
    """Return the first thing the engine finds wrong with its own pages."""
    try:
        (found,) = library.store.engine.row("PRAGMA quick_check(1)")
    except LibraryError as error:
        return error.message
    return "" if found == "ok" else " ".join(str(found).split())
