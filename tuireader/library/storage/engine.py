"""One connection to one SQLite file: transactions, durability, and nothing about documents."""

from __future__ import annotations

import random
import sqlite3
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from tuireader.errors import DamagedLibraryError, LibraryError
from tuireader.library.storage.faults import FOREIGN, library_error, translated

LOCK_PATIENCE = 10.0
"""How long to wait for another process's transaction, in seconds."""


class Engine:
    """A connection that writes in whole transactions, each on disk when it is acknowledged.

    Write-ahead log with `synchronous=FULL`: a commit returns after fsync, readers never wait
    for a writer (https://www.sqlite.org/wal.html). One thread at a time; a lock sees to it. No
    query stays open between calls: a write that began beside an open one would be refused as
    soon as another process had written (SQLITE_BUSY_SNAPSHOT). `notes`: what whoever opened it
    should know, in sentences.
    """

    def __init__(
        self,
        path: Path,
        *,
        read_only: bool = False,
        patience: float = LOCK_PATIENCE,
        mark: int = 0,
    ) -> None:
        self.path = path
        self.read_only = read_only
        self._patience = patience
        self._lock = threading.RLock()
        self._depth = 0
        self._commits = 0
        self._translated = translated(path)
        with self._translated:
            self._connection, self.notes = _open(path, read_only=read_only, patience=patience)
            try:
                refuse_strangers(self._connection, path, mark)
                if not read_only:
                    self._connection.execute("PRAGMA journal_mode=WAL")
                    self._connection.execute("PRAGMA synchronous=FULL")
            except BaseException:
                self._connection.close()
                raise

    def close(self) -> None:
        """Close the connection; a second call does nothing."""
        with self._lock:
            self._connection.close()

    def execute(self, sql: str, parameters: Sequence[Any] = ()) -> int:
        """Run one statement; return the row id it inserted last."""
        with self._lock:
            try:
                return self._connection.execute(sql, parameters).lastrowid or 0
            except FOREIGN as error:
                raise library_error(error, self.path) from error

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[Any]:
        """Return all rows of a query."""
        with self._lock:
            try:
                return self._connection.execute(sql, parameters).fetchall()
            except FOREIGN as error:
                raise library_error(error, self.path) from error

    def row(self, sql: str, parameters: Sequence[Any] = ()) -> Any:
        """Return a query's first row, or None."""
        return next(iter(self.rows(sql, parameters)), None)

    @property
    def in_transaction(self) -> bool:
        """Tell whether what is written now may yet be undone."""
        return self._depth > 0

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
            with self._translated:
                self._begin()
            self._depth = 1
            try:
                yield
                with self._translated:
                    self._connection.execute("COMMIT")
                self._commits += 1
            finally:
                self._depth = 0
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")

    def _begin(self) -> None:
        """Take the write lock, waiting for it as long as patience goes.

        SQLite itself would ask ten times a second: too seldom beside others that hardly pause.
        """
        end = time.monotonic() + self._patience
        self._connection.execute("PRAGMA busy_timeout = 0")
        try:
            while not self._has_begun():
                if time.monotonic() > end:
                    self._connection.execute("BEGIN IMMEDIATE")
                    return
                time.sleep(random.uniform(0.0005, 0.003))  # noqa: S311  (no secret)
        finally:
            self._connection.execute(f"PRAGMA busy_timeout = {self._patience * 1000:.0f}")

    def _has_begun(self) -> bool:
        try:
            self._connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                raise
            return False
        return True

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Let everything that is read inside be of one moment. Nothing may be written inside."""
        with self._lock:
            with self._translated:
                self._connection.execute("BEGIN")
            try:
                yield
            finally:
                # Nothing was written; on a damaged file a COMMIT would fail for no good.
                with suppress(sqlite3.Error):
                    self._connection.execute("ROLLBACK")

    def copy_to(self, path: Path) -> None:
        """Copy the whole database to a file, as it is at this moment."""
        with self._lock, translated(path):
            target = sqlite3.connect(path)
            try:
                self._connection.backup(target)
            finally:
                target.close()

    def version(self) -> int:
        """Return a number that grows with every write, of this connection or any other."""
        return int(self.row("PRAGMA data_version")[0]) + self._commits


def _open(
    path: Path, *, read_only: bool, patience: float
) -> tuple[sqlite3.Connection, tuple[str, ...]]:
    """Return a connection, and what whoever asked for it should know about it."""
    if not read_only:
        return _connect(path, "mode=rwc", patience), ()
    try:
        return _readable(_connect(path, "mode=ro", patience)), ()
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        fault = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF
        if fault == sqlite3.SQLITE_CORRUPT:
            return _rescued(_connect(path, "mode=ro", patience), path), ()
        if fault not in _UNWRITABLE:
            raise
        # A read-only mount has no room for the log's index; nobody can be writing there either
        # (https://www.sqlite.org/wal.html#readonly). What is still in a log isn't seen then.
        connection = _readable(_connect(path, "mode=ro&immutable=1", patience))
    log = path.with_name(f"{path.name}-wal")
    if log.exists() and log.stat().st_size:
        unseen = f"{log} holds the newest writes; they are seen once the folder can be written to."
        return connection, (unseen,)
    return connection, ()


def _readable(connection: sqlite3.Connection) -> sqlite3.Connection:
    try:
        connection.execute("SELECT count(*) FROM sqlite_master")
    except BaseException:
        connection.close()
        raise
    return connection


def _rescued(connection: sqlite3.Connection, path: Path) -> sqlite3.Connection:
    """Let what is there be read, even if the file is cut short.

    SQLite calls this its recovery mode (https://www.sqlite.org/pragma.html#pragma_writable_schema);
    nothing can be written through a connection that is only for reading.

    Raises:
        DamagedLibraryError: not even that helps.
    """
    connection.execute("PRAGMA writable_schema=ON")
    try:
        return _readable(connection)
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        raise DamagedLibraryError(
            f"{path} is damaged: its list of tables is gone, and nothing can be found without it.",
            "Put a backup in its place, or `import` an export into a new library: --home DIR.",
        ) from error


def refuse_strangers(connection: sqlite3.Connection, path: Path, mark: int) -> None:
    """Leave another program's database as it is.

    Tables are looked for before the mark: another process may be making this very library, and
    writes both at once.
    """
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if tables and connection.execute("PRAGMA application_id").fetchone()[0] != mark:
        raise LibraryError(
            f"{path} is another program's database.", "Name another place: --home DIR."
        )


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
