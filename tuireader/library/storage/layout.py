"""How a table's documents lie in SQLite: which fields have a column of their own."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """What a column holds."""

    NUMBER = "INTEGER"
    REAL = "REAL"
    TEXT = "TEXT"
    HEX = "hexadecimal text, kept as bytes"
    BYTES = "BLOB"

    @property
    def affinity(self) -> str:
        """Return the column's type in SQLite."""
        return "BLOB" if self is Kind.HEX else self.value


_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _json(value: Any) -> str:
    """Return JSON that SQLite takes: half a surrogate pair needs all of it escaped."""
    text = _encode(value)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return json.dumps(value, separators=(",", ":"))
    return text


def _from_hex(text: str) -> bytes:
    data = bytes.fromhex(text)
    if data.hex() != text:
        raise ValueError(f"{text!r} is no hexadecimal text in lower case")
    return data


def _well_formed(text: str) -> str:
    """Return a text that SQLite takes: half a surrogate pair becomes a question mark."""
    return text.encode("utf-8", "replace").decode("utf-8")


_TO_SQL: dict[Kind, Callable[[Any], Any]] = {Kind.HEX: _from_hex, Kind.TEXT: _well_formed}
_FROM_SQL: dict[Kind, Callable[[Any], Any]] = {Kind.HEX: bytes.hex}


def _same(value: Any) -> Any:
    return value


_TYPES: dict[Kind, type] = {
    Kind.NUMBER: int,
    Kind.REAL: float,
    Kind.TEXT: str,
    Kind.HEX: str,
    Kind.BYTES: bytes,
}


@dataclass(frozen=True, slots=True)
class Column:
    """A field with a column of its own."""

    name: str
    kind: Kind = Kind.NUMBER


@dataclass(frozen=True)
class Layout:
    """Which fields of a table's documents have columns, and which columns have an index.

    `indexes`: column names separated by commas; `unique`: the same, and no two documents alike.
    All other fields stand together in one JSON text.
    """

    columns: tuple[Column, ...] = ()
    indexes: tuple[str, ...] = ()
    unique: tuple[str, ...] = ()
    kinds: Mapping[str, Kind] = field(init=False, repr=False)
    names: str = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Note the columns by name, and as SQL lists them: the other fields' text is last."""
        object.__setattr__(self, "kinds", {column.name: column.kind for column in self.columns})
        quoted = (f'"{column.name}"' for column in self.columns)
        object.__setattr__(self, "names", ", ".join((*quoted, "doc")))

    def statements(self, table: str) -> tuple[str, ...]:
        """Return the SQL that makes the table and its indexes."""
        columns = "".join(f', "{column.name}" {column.kind.affinity}' for column in self.columns)
        indexes = tuple(
            f'CREATE {word}INDEX IF NOT EXISTS "{table}:{names}" ON "{table}" ({names})'
            for word, several in (("", self.indexes), ("UNIQUE ", self.unique))
            for names in several
        )
        make = f'CREATE TABLE IF NOT EXISTS "{table}" (id INTEGER PRIMARY KEY{columns}, doc TEXT)'
        return (make, *indexes)

    def row(self, document: Mapping[str, Any]) -> tuple[Any, ...]:
        """Return a document as the values of its columns, in order.

        Raises:
            ValueError: a field that has a column holds something that doesn't fit in there.
        """
        rest = dict(document)
        values: list[Any] = []
        for name, kind in self.kinds.items():
            value = document.get(name)
            if value is not None:
                if type(value) is not int or kind is not Kind.NUMBER:
                    value = _to_sql(name, kind, value)
                del rest[name]
            values.append(value)
        return (*values, _json(rest) if rest else None)

    def tuples(self, names: Sequence[str], rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
        """Return what documents hold in these columns, from rows of them."""
        kinds = [self.kinds.get(name) for name in names]
        if not any(kind in _FROM_SQL for kind in kinds):
            return rows
        converts = [_FROM_SQL.get(kind, _same) if kind else _same for kind in kinds]
        return [
            tuple(
                value if value is None else convert(value)
                for convert, value in zip(converts, row, strict=True)
            )
            for row in rows
        ]

    def sql(self, name: str, value: Any) -> Any:
        """Return a field's value as its column holds it.

        Raises:
            ValueError: it is of another type than the column.
        """
        return _to_sql(name, self.kinds[name], value)

    def fits(self, name: str, value: Any) -> bool:
        """Tell whether a value is one that the field's column holds."""
        try:
            self.sql(name, value)
        except ValueError:
            return False
        return True

    def document(self, row: tuple[Any, ...]) -> dict[str, Any]:
        """Return the document that lies in a row (its columns' values, without the id)."""
        document: dict[str, Any] = {}
        for column, value in zip(self.columns, row, strict=False):
            if value is not None:
                convert = _FROM_SQL.get(column.kind)
                document[column.name] = convert(value) if convert else value
        if row[-1] is not None:
            document.update(json.loads(row[-1]))
        return document


def _to_sql(name: str, kind: Kind, value: Any) -> Any:
    if type(value) is not _TYPES[kind]:
        raise ValueError(f"The field {name!r} holds {kind.name.lower()}, not {value!r}")
    convert = _TO_SQL.get(kind)
    try:
        return convert(value) if convert else value
    except ValueError as error:
        raise ValueError(f"The field {name!r} can't hold {value!r}") from error
