"""TinyDB's view of the whole database."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

from tinydb.storages import Storage

from tuireader.library.storage.engine import LOCK_PATIENCE, Engine
from tuireader.library.storage.layout import Layout
from tuireader.library.storage.rows import PREFIX, Rows, logical, physical

_PLAIN = Layout()


class SqliteStorage(Storage):
    """A TinyDB storage on SQLite: every document is a row of its own.

    `read` and `write` serve what TinyDB does to whole databases (`tables`, `drop_table`,
    `drop_tables`); tables go through `SqliteTable`, which never reads more than it must.
    """

    def __init__(
        self,
        path: Path | str,
        *,
        layouts: Mapping[str, Layout] | None = None,
        read_only: bool = False,
        patience: float = LOCK_PATIENCE,
        mark: int = 0,
    ) -> None:
        super().__init__()
        self.engine = Engine(Path(path), read_only=read_only, patience=patience, mark=mark)
        self._layouts = layouts or {}
        self._known: set[str] = set()

    def rows(self, name: str, *, text_keys: bool = False) -> Rows:
        """Return a table's documents, by number (or by its digits, as TinyDB reads them)."""
        layout = self._layouts.get(name, _PLAIN)
        return Rows(self.engine, name, layout, self._known, text_keys=text_keys)

    def layout(self, name: str) -> Layout:
        """Return how a table's documents lie."""
        return self._layouts.get(name, _PLAIN)

    def read(self) -> dict[str, dict[str, Any]] | None:
        """Return all tables, or None for an empty database. Documents are read on demand."""
        tables = {name: self.rows(name, text_keys=True) for name in self._names()}
        return cast("dict[str, dict[str, Any]]", tables) or None

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Make the database hold exactly these tables, in one transaction."""
        with self.engine.transaction():
            for name in self._names():
                if not self._is_itself(name, data.get(name)):
                    self.engine.execute(f'DROP TABLE "{physical(name)}"')
                    self._known.discard(physical(name))
            for name, documents in data.items():
                if not self._is_itself(name, documents):
                    rows = self.rows(name)
                    rows.create()
                    rows.update({int(key): dict(value) for key, value in documents.items()})

    def close(self) -> None:
        """Close the file."""
        self.engine.close()

    def _names(self) -> list[str]:
        sql = "SELECT name FROM sqlite_master WHERE type = 'table' AND substr(name, 1, ?) = ?"
        found = self.engine.rows(f"{sql} ORDER BY rowid", (len(PREFIX), PREFIX))
        if not self.engine.in_transaction:
            self._known.update(row[0] for row in found)
        return [logical(row[0]) for row in found]

    def _is_itself(self, name: str, documents: object) -> bool:
        """Tell whether a table to be written is just what `read` gave: nothing to do then."""
        return (
            isinstance(documents, Rows)
            and documents.engine is self.engine
            and documents.table == physical(name)
        )
