"""A table's documents as a mapping that reads and writes single rows."""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping
from functools import lru_cache
from typing import Any

from tuireader.library.storage.engine import Engine
from tuireader.library.storage.faults import damaged_record
from tuireader.library.storage.layout import Layout

PREFIX = "docs_"
"""What the names of document tables begin with in SQLite; other tables are no documents."""


@lru_cache(maxsize=256)
def physical(name: str) -> str:
    """Return the SQLite table of a TinyDB table; its names are told apart by case, too."""
    plain = name.isascii() and name.isidentifier() and name.islower()
    return f"{PREFIX}{name}" if plain else f"{PREFIX}:{name.encode().hex()}"


def logical(table: str) -> str:
    """Return the TinyDB table that lies in a SQLite table."""
    name = table.removeprefix(PREFIX)
    return bytes.fromhex(name[1:]).decode() if name.startswith(":") else name


class Rows(MutableMapping[Any, dict[str, Any]]):
    """What TinyDB takes for the whole table, although only what is asked for is ever read.

    A document handed out may be changed in place, as TinyDB's own code does; `flush` writes
    what was. `known`: tables found to be there, shared by all of one storage.
    """

    def __init__(
        self, engine: Engine, name: str, layout: Layout, known: set[str], *, text_keys: bool
    ) -> None:
        self.engine = engine
        self.table = physical(name)
        self.layout = layout
        self._key: type[int] | type[str] = str if text_keys else int
        self._handed_out: dict[int, tuple[dict[str, Any], tuple[Any, ...]]] = {}
        self._known = known

    @property
    def exists(self) -> bool:
        """Return whether the table has been made."""
        if self.table not in self._known:
            sql = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?"
            if self.engine.row(sql, (self.table,)) is None:
                return False
            # One made in a transaction may yet be undone with it.
            if not self.engine.in_transaction:
                self._known.add(self.table)
        return True

    def create(self) -> None:
        """Make the table and its indexes."""
        for statement in self.layout.statements(self.table):
            self.engine.execute(statement)

    def __getitem__(self, key: int | str) -> dict[str, Any]:
        number = int(key)
        if number in self._handed_out:
            return self._handed_out[number][0]
        sql = f'SELECT {self.layout.names} FROM "{self.table}" WHERE id = ?'  # noqa: S608
        row = self.engine.row(sql, (number,)) if self.exists else None
        if row is None:
            raise KeyError(key)
        return self._hand_out(number, row)

    def _hand_out(self, number: int, row: tuple[Any, ...]) -> dict[str, Any]:
        try:
            document = self.layout.document(row)
        except ValueError as error:
            raise damaged_record(logical(self.table), number, str(error)) from error
        if self._key is int:
            self._handed_out[number] = (document, self.layout.row(document))
        return document

    def __setitem__(self, key: int | str, document: dict[str, Any]) -> None:
        number = int(key)
        self._handed_out.pop(number, None)
        row = (number, *self.layout.to_write(document))
        marks = ", ".join("?" * len(row))
        names = self.layout.written
        sql = f'INSERT OR REPLACE INTO "{self.table}" (id, {names}) VALUES ({marks})'  # noqa: S608
        self.engine.execute(sql, row)

    def __delitem__(self, key: int | str) -> None:
        if key not in self:
            raise KeyError(key)
        self._handed_out.pop(int(key), None)
        self.engine.execute(f'DELETE FROM "{self.table}" WHERE id = ?', (int(key),))  # noqa: S608

    def __contains__(self, key: object) -> bool:
        if not self.exists:
            return False
        sql = f'SELECT 1 FROM "{self.table}" WHERE id = ?'  # noqa: S608
        return self.engine.row(sql, (key,)) is not None

    def __iter__(self) -> Iterator[Any]:
        if self.exists:
            sql = f'SELECT id FROM "{self.table}" ORDER BY id'  # noqa: S608
            yield from (self._key(row[0]) for row in self.engine.rows(sql))

    def __len__(self) -> int:
        if not self.exists:
            return 0
        return int(self.engine.row(f'SELECT count(*) FROM "{self.table}"')[0])  # noqa: S608

    def clear(self) -> None:
        """Remove all documents."""
        self._handed_out.clear()
        self.engine.execute(f'DELETE FROM "{self.table}"')  # noqa: S608

    def flush(self) -> None:
        """Write the documents that were changed since they were handed out."""
        for number, (document, before) in list(self._handed_out.items()):
            if self.layout.row(document) != before:
                self[number] = document
