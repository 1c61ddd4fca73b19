"""TinyDB itself, with our tables."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tinydb import TinyDB

from tuireader.library.storage.sqlite import SqliteStorage
from tuireader.library.storage.table import SqliteTable


class Database(TinyDB):
    """A TinyDB whose tables are `SqliteTable`s."""

    table_class = SqliteTable


def connect(path: Path | str, **options: Any) -> Database:
    """Open a TinyDB on a SQLite file. Options: those of `SqliteStorage`."""
    return Database(path, storage=SqliteStorage, **options)
