"""Reading what can be read of a damaged library, and naming what can't."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any, TypeVar

from tinydb.table import Document as Record

from tuireader.errors import DamagedLibraryError, LibraryError
from tuireader.library.storage import SqliteTable
from tuireader.library.storage.faults import FOREIGN
from tuireader.library.storage.rows import physical
from tuireader.model import Fault

UNFIT = (ValueError, KeyError, TypeError)
"""What making something of a record raises where it isn't what was written."""

_Row = TypeVar("_Row")
_Made = TypeVar("_Made")


def bare(snapshot: Record) -> dict[str, Any]:
    """Return what must be left of a snapshot, so that the chain of seals can be checked."""
    names = ("article", "number", "seal", "after")
    return {name: snapshot[name] for name in names if name in snapshot}


def fault_of(snapshot: Record, fault: str) -> Fault:
    """Return what is wrong with a snapshot."""
    return Fault(
        record=f"snapshots {snapshot.doc_id}",
        fault=fault,
        article=snapshot.get("article"),
        snapshot=snapshot.get("number"),
    )


class Records:
    """A table's records, read one by one where a damaged page lets no batch through."""

    def __init__(self, table: SqliteTable, faults: list[Fault], last: int = 0) -> None:
        self._table = table
        self._faults = faults
        self._last = last

    def __iter__(self) -> Iterator[Record]:
        done = 0
        try:
            for record in self._table:
                done = record.doc_id
                yield record
        except DamagedLibraryError:
            yield from self._one_by_one(done + 1)

    def numbers(self, where: Mapping[str, Any]) -> Iterable[int]:
        """Return the numbers of records that hold these values, or may hold them."""
        try:
            return [row[0] for row in self._table.select((), where)]
        except DamagedLibraryError:
            return range(1, self._end() + 1)

    def _one_by_one(self, start: int) -> Iterator[Record]:
        for number in range(start, self._end() + 1):
            try:
                record = self._table.get(doc_id=number)
            except DamagedLibraryError as error:
                why = f"it can't be read ({error.__cause__})"
                if isinstance(error.__cause__, FOREIGN):
                    why = "it lies on a damaged page"
                self._faults.append(Fault(record=f"{self._table.name} {number}", fault=why))
            else:
                if record is not None:
                    yield record

    def _end(self) -> int:
        """Return the greatest number, asked of an index where the table can't tell."""
        table = physical(self._table.name)
        ways = (f'"{table}"', *(f'"{table}" INDEXED BY "{name}"' for name in self._indexes(table)))
        for way in ways:
            try:
                sql = f"SELECT max(id) FROM (SELECT id FROM {way})"  # noqa: S608
                return max(self._last, self._table.engine.row(sql)[0] or 0)
            except LibraryError:
                continue
        self._faults.append(Fault(record=self._table.name, fault="it can't be read to its end"))
        return self._last

    def _indexes(self, table: str) -> list[str]:
        sql = "SELECT name FROM sqlite_master WHERE type = 'index' AND tbl_name = ?"
        return [row[0] for row in self._table.engine.rows(sql, (table,))]


def legible_rows(
    table: SqliteTable, names: Sequence[str], where: Mapping[str, Any], **part: Any
) -> list[tuple[Any, ...]]:
    """Return rows of a table, as `select` does, but for damaged ones: `verify` names those.

    Where there are any, the others come by number.
    """
    try:
        return table.select(names, where, **part)
    except DamagedLibraryError:
        return [*_one_by_one(table, names, where, **part)]


def _one_by_one(
    table: SqliteTable, names: Sequence[str], where: Mapping[str, Any], **part: Any
) -> Iterator[tuple[Any, ...]]:
    for number in part.get("among") or Records(table, []).numbers(where):
        with suppress(DamagedLibraryError):
            yield from table.select(names, {**where, "id": number})


def sound(make: Callable[[_Row], _Made], rows: Iterable[_Row]) -> Iterator[_Made]:
    """Yield what is made of rows; those of which nothing can be made are left out."""
    for row in rows:
        try:
            made = make(row)
        except UNFIT:
            continue
        yield made
