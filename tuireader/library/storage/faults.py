"""SQLite's errors, turned into ours in one place."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path
from types import TracebackType

from tuireader.errors import (
    DamagedLibraryError,
    DiskFullError,
    LibraryError,
    LockedLibraryError,
    UnwritableLibraryError,
)
from tuireader.library.storage.holder import holder

_SAFE = "Everything saved so far is safe."

_NO_ACCESS = (
    "Give yourself the right to write to the file and its folder, or name another: --home DIR."
)


FOREIGN = (sqlite3.Error, UnicodeDecodeError)
"""What SQLite's module raises: the latter where what it read, or a message about it, is no text."""


class translated:  # noqa: N801 (it reads as a verb: `with translated(path)`)
    """Turn every error of SQLite inside into a LibraryError about `path`.

    Raises:
        LibraryError: or one of its kin; the codes are those of
            https://www.sqlite.org/rescode.html.
    """

    __slots__ = ("_path",)

    def __init__(self, path: Path) -> None:
        self._path = path

    def __enter__(self) -> None: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if isinstance(error, FOREIGN):
            raise library_error(error, self._path) from error


def library_error(error: sqlite3.Error | UnicodeDecodeError, path: Path) -> LibraryError:
    """Return what an error of SQLite means to the person at the keyboard."""
    primary = _code(error)
    if primary in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return _locked(path)
    if primary == sqlite3.SQLITE_FULL or _wants_room(error, path):
        return DiskFullError(
            f"The disk that holds {path} is full.", f"{_SAFE} Make room and do it again."
        )
    if primary == sqlite3.SQLITE_NOTADB:
        return DamagedLibraryError(
            f"{path} is not a library, or its beginning is damaged.",
            "Name another place with --home DIR, or put a backup in its place.",
        )
    if primary == sqlite3.SQLITE_CORRUPT:
        return DamagedLibraryError(
            f"{path} is damaged ({error}).",
            "`tuireader verify` names what is; `tuireader export` saves what can be read.",
        )
    if primary in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH):
        return UnwritableLibraryError(f"{path} can't be written to.", _NO_ACCESS)
    if primary == sqlite3.SQLITE_CANTOPEN:
        return UnwritableLibraryError(f"{path} can't be opened for writing.", _NO_ACCESS)
    if primary == sqlite3.SQLITE_IOERR:
        return LibraryError(
            f"Reading or writing {path} failed ({error}).",
            f"{_SAFE} Look at the disk, or the connection to it.",
        )
    return LibraryError(f"{path} can't be used ({error}).")


def _code(error: sqlite3.Error | UnicodeDecodeError) -> int | None:
    """Return SQLite's primary code; what is no text is damage, for which it has none."""
    if isinstance(error, UnicodeDecodeError) or "decode to UTF-8" in str(error):
        return sqlite3.SQLITE_CORRUPT
    code = getattr(error, "sqlite_errorcode", None)
    return None if code is None else code & 0xFF


def _wants_room(error: Exception, path: Path) -> bool:
    """Tell whether a file could not be made longer since the disk is full.

    SQLite says only of some files that it was (https://www.sqlite.org/rescode.html#full); the
    index of the log grows by 32 kB, which must be there before anything is read.
    """
    if getattr(error, "sqlite_errorcode", None) not in _GROWING:
        return False
    try:
        return shutil.disk_usage(path.parent).free < _ROOM
    except OSError:
        return False


_ROOM = 64 * 2**10
_GROWING = (
    sqlite3.SQLITE_IOERR_SHMOPEN,
    sqlite3.SQLITE_IOERR_SHMSIZE,
    sqlite3.SQLITE_IOERR_SHMMAP,
    sqlite3.SQLITE_IOERR_WRITE,
    sqlite3.SQLITE_IOERR_FSYNC,
)


def damaged_record(table: str, number: int, why: str) -> DamagedLibraryError:
    """Return the error about one record; `why`: what of it is wrong."""
    return DamagedLibraryError(
        f"Record {number} of {table} is damaged: {why}.",
        "`tuireader verify` names all damaged records; the others stay readable.",
    )


def _locked(path: Path) -> LockedLibraryError:
    who = holder(path)
    by = f" by {who}" if who else " by another program"
    return LockedLibraryError(
        f"{path} has been kept locked{by} for too long.", "End that program, or try again later."
    )
