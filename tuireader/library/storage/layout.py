"""How a table's documents lie in SQLite: which fields have a column of their own."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import compress, filterfalse
from operator import ne
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


_decode = json.JSONDecoder().raw_decode


def loads(text: str) -> dict[str, Any]:
    """Return the fields that compact JSON holds; for short texts `json.loads` takes twice as long.

    Raises:
        ValueError: it holds none.
    """
    value, end = _decode(text)
    if end != len(text) or type(value) is not dict:
        raise ValueError("its other fields are none")
    return value


def _from_hex(text: str) -> bytes:
    data = bytes.fromhex(text)
    if data.hex() != text:
        raise ValueError(f"{text!r} is no hexadecimal text in lower case")
    return data


def _plain_number(number: float) -> float:
    """Return a number that SQLite gives back as it took it: 0.0 for -0.0."""
    if number != number:
        raise ValueError("SQLite keeps no number that is none")
    return number + 0.0


def checksum(fields: Mapping[str, Any]) -> int:
    """Return 32 bits that tell, almost surely, whether any field was altered.

    Args:
        fields: what a row holds, by column, in the order of the columns' names, without those
            that hold nothing: so a column may be added to a table whose rows have their sums.
    """
    return zlib.crc32(ascii(fields).encode("ascii")) - 2**31


def well_formed(text: str) -> str:
    """Return a text that SQLite takes: half a surrogate pair becomes a question mark."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")


_TYPES: dict[Kind, type] = {
    Kind.NUMBER: int,
    Kind.REAL: float,
    Kind.TEXT: str,
    Kind.HEX: str,
    Kind.BYTES: bytes,
}
_IN_SQL: dict[Kind, type] = {**_TYPES, Kind.HEX: bytes}
_TO_SQL: dict[Kind, Callable[[Any], Any]] = {
    Kind.HEX: _from_hex,
    Kind.TEXT: well_formed,
    Kind.REAL: _plain_number,
}
_FROM_SQL: dict[Kind, Callable[[Any], Any]] = {Kind.HEX: bytes.hex}


@dataclass(frozen=True)
class Column:
    """A field with a column of its own.

    What is asked for every value is looked up once: `type` in Python, and what makes a value of
    the one in SQLite (`read`) and the other way round (`write`), where they differ.
    """

    name: str
    kind: Kind = Kind.NUMBER
    type: type = field(init=False, repr=False)
    read: Callable[[Any], Any] | None = field(init=False, repr=False)
    write: Callable[[Any], Any] | None = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Look up what depends on the kind alone."""
        object.__setattr__(self, "type", _TYPES[self.kind])
        object.__setattr__(self, "read", _FROM_SQL.get(self.kind))
        object.__setattr__(self, "write", _TO_SQL.get(self.kind))

    def sql(self, value: Any) -> Any:
        """Return a field's value, or None, as the column holds it.

        Raises:
            ValueError: it doesn't fit in there.
        """
        if value is None:
            return None
        if type(value) is not self.type:
            kind = self.kind.name.lower()
            raise ValueError(f"The field {self.name!r} holds {kind}, not {value!r}")
        try:
            return self.write(value) if self.write else value
        except ValueError as error:
            raise ValueError(f"The field {self.name!r} can't hold {value!r}") from error


@dataclass(frozen=True)
class Layout:
    """Which fields of a table's documents have columns, and which columns have an index.

    `indexes`: column names separated by commas; `unique`: the same, and no two documents alike.
    All other fields stand together in one JSON text. `summed`: each row has a checksum of all it
    holds but bytes; nothing is read by it, but it tells what somebody else has altered.
    """

    columns: tuple[Column, ...] = ()
    indexes: tuple[str, ...] = ()
    unique: tuple[str, ...] = ()
    summed: bool = False
    by_name: Mapping[str, Column] = field(init=False, repr=False)
    names: str = field(init=False, repr=False)
    written: str = field(init=False, repr=False)
    _plain: tuple[tuple[str, type, Callable[[Any], Any]], ...] = field(init=False, repr=False)
    _reads: Mapping[str, Callable[[Any], Any]] = field(init=False, repr=False)
    _all: tuple[str, ...] = field(init=False, repr=False)
    _in_sum: tuple[tuple[str, int], ...] = field(init=False, repr=False)
    _shapes: dict[tuple[str, ...], set[tuple[type, ...]]] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )

    def __post_init__(self) -> None:
        """Note the columns by name, and as SQL lists them: the other fields' text is last.

        `names` are those that are read, `written` those that are written. What is asked for every
        document is worked out once: what values a column takes as they are, how it takes others,
        and which columns' values become others when they are read.
        """
        columns = self.columns
        quoted = (f'"{column.name}"' for column in columns)
        plain = ((c.name, type(None) if c.write else c.type, c.sql) for c in columns)
        names = ", ".join((*quoted, "doc"))
        summed = [(c.name, at) for at, c in enumerate(columns) if c.kind is not Kind.BYTES]
        noted = {
            "by_name": {column.name: column for column in columns},
            "names": names,
            "written": f"{names}, sum" if self.summed else names,
            "_in_sum": tuple(sorted((*summed, ("doc", len(columns))))),
            "_plain": tuple(plain),
            "_all": (*(column.name for column in columns), "doc"),
            "_reads": {column.name: column.read for column in columns if column.read},
        }
        for name, value in noted.items():
            object.__setattr__(self, name, value)

    def statements(self, table: str) -> tuple[str, ...]:
        """Return the SQL that makes the table and its indexes."""
        columns = "".join(f', "{column.name}" {column.kind.affinity}' for column in self.columns)
        indexes = tuple(
            f'CREATE {word}INDEX IF NOT EXISTS "{table}:{names}" ON "{table}" ({names})'
            for word, several in (("", self.indexes), ("UNIQUE ", self.unique))
            for names in several
        )
        columns += ", doc TEXT, sum INTEGER" if self.summed else ", doc TEXT"
        make = f'CREATE TABLE IF NOT EXISTS "{table}" (id INTEGER PRIMARY KEY{columns})'
        return (make, *indexes)

    def to_write(self, document: Mapping[str, Any]) -> tuple[Any, ...]:
        """Return a document as the values of the columns `written`, in order.

        Raises:
            ValueError: a field that has a column holds something that doesn't fit in there.
        """
        row = self.row(document)
        return (*row, self.sum(row)) if self.summed else row

    def sum(self, row: tuple[Any, ...]) -> int:
        """Return the checksum of a row, as `row` gives it."""
        return checksum({name: row[at] for name, at in self._in_sum if row[at] is not None})

    def row(self, document: Mapping[str, Any]) -> tuple[Any, ...]:
        """Return a document as the values of its columns, in order.

        Raises:
            ValueError: a field that has a column holds something that doesn't fit in there.
        """
        get = document.get
        values = [
            value if (value := get(name)) is None or type(value) is plain else sql(value)
            for name, plain, sql in self._plain
        ]
        rest = self._rest(document)
        return (*values, _json(rest) if rest else None)

    def differing(self, document: Mapping[str, Any], before: Mapping[str, Any]) -> dict[str, Any]:
        """Return the columns in which a document differs from what it was, with their values.

        Raises:
            ValueError: a field that has a column holds something that doesn't fit in there.
        """
        names = self.by_name
        differs = map(ne, map(document.get, names), map(before.get, names))
        columns = {name: names[name].sql(document.get(name)) for name in compress(names, differs)}
        rest = self._rest(document)
        if rest != self._rest(before):
            columns["doc"] = _json(rest) if rest else None
        if columns and self.summed:
            columns["sum"] = self.sum(self.row(document))
        return columns

    def _rest(self, document: Mapping[str, Any]) -> dict[str, Any]:
        """Return the fields that have no column, or hold nothing."""
        names = self.by_name
        rest = {name: document[name] for name in filterfalse(names.__contains__, document)}
        if None in document.values():
            rest.update((name, None) for name, value in document.items() if value is None)
        return rest

    def tuples(self, names: Sequence[str], rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
        """Return what documents hold in these columns, from rows of them."""
        if self._reads.keys().isdisjoint(names):
            return rows
        reads = [(at, self._reads[name]) for at, name in enumerate(names) if name in self._reads]
        return [_read(row, reads) for row in rows]

    def sql(self, name: str, value: Any) -> Any:
        """Return a field's value as its column holds it.

        Raises:
            ValueError: it is of another type than the column.
        """
        return self.by_name[name].sql(value)

    def fits(self, name: str, value: Any) -> bool:
        """Tell whether a value is one that the field's column holds."""
        try:
            return self.sql(name, value) is not None
        except ValueError:
            return False

    def holds(self, names: tuple[str, ...], row: tuple[Any, ...]) -> bool:
        """Tell whether a row has in these columns what they hold; on a damaged page it may not."""
        shape = (*map(type, row),)
        known = self._shapes.setdefault(names, set())
        if shape in known:
            return True
        sound = all(map(self._takes, names, shape))
        if sound:
            known.add(shape)
        return sound

    def _takes(self, name: str, kind: type) -> bool:
        if kind is type(None):
            return name != "id"
        if name in self.by_name:
            return kind is _IN_SQL[self.by_name[name].kind]
        return kind is (int if name == "id" else str)

    def document(self, row: tuple[Any, ...]) -> dict[str, Any]:
        """Return the document that lies in a row (its columns' values, without the id).

        Raises:
            ValueError: the row is damaged.
        """
        if not self.holds(self._all, row):
            raise ValueError("a field of it holds what it can't")
        document = {
            name: value for name, value in zip(self.by_name, row, strict=False) if value is not None
        }
        for name, read in self._reads.items():
            if name in document:
                document[name] = read(document[name])
        rest = {} if row[-1] is None else loads(row[-1])
        return {**document, **rest}


def _read(
    row: tuple[Any, ...], reads: Sequence[tuple[int, Callable[[Any], Any]]]
) -> tuple[Any, ...]:
    values = list(row)
    for at, read in reads:
        if values[at] is not None:
            values[at] = read(values[at])
    return tuple(values)
