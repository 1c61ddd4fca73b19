"""Opening a library's file: making it, knowing it again, bringing an older one up to date."""

from __future__ import annotations

import os
from pathlib import Path

from tuireader.errors import LibraryError, NewerSchemaError
from tuireader.library import schema
from tuireader.library.storage import Engine
from tuireader.library.storage.rows import physical
from tuireader.library.store import Store

SCHEMA = 1
"""The number of the library's form; raised when older programs could not read it."""

_MARK = 0x74756972
"""`PRAGMA application_id`: "tuir"."""


def found(path: Path, *, read_only: bool, keep_raw: bool, patience: float) -> Store:
    """Open a library, made if it is not there.

    Raises:
        NewerSchemaError: a newer program made it.
        LibraryError: it can't be used, or is none.
    """
    _make_way(path, read_only=read_only)
    store = Store(path, read_only=read_only, keep_raw=keep_raw, patience=patience)
    try:
        _recognise(store.engine, path, read_only=read_only)
    except BaseException:
        store.database.close()
        raise
    return store


def _make_way(path: Path, *, read_only: bool) -> None:
    if path.exists():
        return
    if read_only:
        raise LibraryError(f"There is no library at {path}.", "`tuireader add URL` makes one.")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LibraryError(
            f"The folder {path.parent} can't be made ({error.strerror}).", "Name another place."
        ) from error


def _recognise(engine: Engine, path: Path, *, read_only: bool) -> None:
    number = _number(engine, path)
    if number > SCHEMA:
        raise NewerSchemaError(
            f"{path} was made by a newer program (form {number}; this one knows {SCHEMA}).",
            "Install the newest tuireader.",
        )
    if number == 0 and not read_only:
        with engine.transaction():
            if _number(engine, path) == 0:
                _make(engine)
        _sync_folder(path.parent)


def _number(engine: Engine, path: Path) -> int:
    """Return a library's schema number; 0 for a file that is still empty.

    Raises:
        LibraryError: it is some other program's database.
    """
    mark = engine.row("PRAGMA application_id")[0]
    if mark != _MARK and engine.row("SELECT count(*) FROM sqlite_master")[0]:
        raise LibraryError(f"{path} is another program's database.", "Name another file.")
    return int(engine.row("PRAGMA user_version")[0])


def _make(engine: Engine) -> None:
    for name, layout in schema.LAYOUTS.items():
        for statement in layout.statements(physical(name)):
            engine.execute(statement)
    engine.execute(f"PRAGMA application_id = {_MARK}")
    engine.execute(f"PRAGMA user_version = {SCHEMA}")


def _sync_folder(folder: Path) -> None:
    """Make sure that the new file's name is on the disk, too."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
