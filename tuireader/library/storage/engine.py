"""One connection to one SQLite file: transactions, durability, and nothing about documents."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tuireader.library.storage.faults import translated

LOCK_PATIENCE = 10.0
"""How long to wait for another process's transaction, in seconds."""

_BATCH = 256


class Engine:
    """A connection that writes in whole transactions, each on disk when it is acknowledged.

    Write-ahead log with `synchronous=FULL`: a commit returns after fsync, readers never wait
    for a writer (https://www.sqlite.org/wal.html). One thread at a time; a lock sees to it.
    """

    def __init__(
        self, path: Path, *, read_only: bool = False, patience: float = LOCK_PATIENCE
    ) -> None:
        self.path = path
        self.read_only = read_only
        self._lock = threading.RLock()
        self._depth = 0
        self._commits = 0
        with translated(path):
            self._connection = _open(path, read_only=read_only, patience=patience)

    def close(self) -> None:
        """Close the connection; a second call does nothing."""
        with self._lock:
            self._connection.close()

    def execute(self, sql: str, parameters: Sequence[Any] = ()) -> int:
        """Run one statement; return the row id it inserted last."""
        with self._lock, translated(self.path):
            return self._connection.execute(sql, parameters).lastrowid or 0

    def execute_many(self, sql: str, rows: Sequence[Sequence[Any]]) -> None:
        """Run one statement for each row of parameters."""
        with self._lock, translated(self.path):
            self._connection.executemany(sql, rows)

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[Any]:
        """Return all rows of a query."""
        with self._lock, translated(self.path):
            return self._connection.execute(sql, parameters).fetchall()

    def row(self, sql: str, parameters: Sequence[Any] = ()) -> Any:
        """Return a query's first row, or None."""
        with self._lock, translated(self.path):
            return self._connection.execute(sql, parameters).fetchone()

    def stream(self, sql: str, parameters: Sequence[Any] = ()) -> Iterator[Any]:
        """Yield a query's rows a batch at a time, so that memory stays flat."""
        with self._lock, translated(self.path):
            cursor = self._connection.execute(sql, parameters)
        while True:
            with self._lock, translated(self.path):
                batch = cursor.fetchmany(_BATCH)
            if not batch:
                return
            yield from batch

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Make everything inside one write: all of it is on disk afterwards, or none.

        One inside another joins it. The write lock is taken at the start, so what is read
        inside still holds when it is written.
        """
        with self._lock:
            if self._depth:
                yield
                return
            with translated(self.path):
                self._connection.execute("BEGIN IMMEDIATE")
            self._depth = 1
            try:
                yield
                with translated(self.path):
                    self._connection.execute("COMMIT")
                self._commits += 1
            finally:
                self._depth = 0
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")

    def version(self) -> int:
        """Return a number that grows with every write, of this connection or any other."""
        return int(self.row("PRAGMA data_version")[0]) + self._commits


def _open(path: Path, *, read_only: bool, patience: float) -> sqlite3.Connection:
    mode = "ro" if read_only else "rwc"
    try:
        connection = _connect(path, f"mode={mode}", patience)
        if read_only:
            connection.execute("SELECT count(*) FROM sqlite_master")
            return connection
    except sqlite3.OperationalError as error:
        if not read_only or error.sqlite_errorcode & 0xFF not in _UNWRITABLE:
            raise
        # A read-only mount has no room for the log's index; nobody can be writing there either
        # (https://www.sqlite.org/wal.html#readonly).
        return _connect(path, "mode=ro&immutable=1", patience)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    return connection


_UNWRITABLE = (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR)


def _connect(path: Path, how: str, patience: float) -> sqlite3.Connection:
    return sqlite3.connect(
        f"{path.absolute().as_uri()}?{how}",
        uri=True,
        timeout=patience,
        isolation_level=None,
        check_same_thread=False,
        cached_statements=256,
    )
