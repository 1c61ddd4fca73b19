"""A TinyDB table whose documents are rows."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Any, cast

from tinydb.queries import QueryLike
from tinydb.storages import Storage
from tinydb.table import Document, Table

from tuireader.library.storage.engine import Engine
from tuireader.library.storage.faults import damaged_record
from tuireader.library.storage.narrow import equalities
from tuireader.library.storage.rows import Rows, physical
from tuireader.library.storage.sqlite import SqliteStorage

_BATCH = 256


class SqliteTable(Table):
    """A table that reads and writes single rows, each change in one transaction.

    TinyDB's own methods work on what `_read_table` and `_update_table` give them; the ones
    overridden here are those that would read every document for one.
    """

    def __init__(
        self,
        storage: Storage,
        name: str,
        cache_size: int = Table.default_query_cache_capacity,
        persist_empty: bool = False,
    ) -> None:
        if not isinstance(storage, SqliteStorage):
            raise TypeError("SqliteTable needs a SqliteStorage")
        self._engine = storage.engine
        self._layout = storage.layout(name)
        self._sqlite = storage
        self._physical = physical(name)
        self._own = storage.rows(name)
        names = self._layout.written
        marks = ", ".join("?" * (names.count(",") + 1))
        self._insert = f'INSERT INTO "{self._physical}" ({names}) VALUES ({marks})'  # noqa: S608
        self._cached_at = -1
        self._next_free = 1
        super().__init__(storage, name, cache_size, persist_empty)

    @property
    def engine(self) -> Engine:
        """Return the connection the table is read and written through."""
        return self._engine

    # -- TinyDB's own words
    def insert(self, document: Mapping[str, Any]) -> int:
        """Insert a document; its number is taken and used in one transaction."""
        with self._engine.transaction():
            return super().insert(document)

    def insert_multiple(self, documents: Iterable[Mapping[str, Any]]) -> list[int]:
        """Insert documents in one transaction: all or none."""
        with self._engine.transaction():
            return super().insert_multiple(documents)

    def upsert(self, document: Mapping[str, Any], cond: QueryLike | None = None) -> list[int]:
        """Update what fits, or insert, in one transaction."""
        with self._engine.transaction():
            return super().upsert(document, cond)

    def search(self, cond: QueryLike) -> list[Document]:
        """Return the documents that fit; equality on a column with an index doesn't scan."""
        version = self._engine.version()
        if version != self._cached_at:
            self.clear_cache()
            self._cached_at = version
        cached = self._query_cache.get(cond)
        if cached is not None:
            return copy.deepcopy(cached)
        found = list(self._matching(cond))
        if getattr(cond, "is_cacheable", lambda: True)():
            self._query_cache[cond] = copy.deepcopy(found)
        return found

    def get(
        self,
        cond: QueryLike | None = None,
        doc_id: int | None = None,
        doc_ids: list[int] | None = None,
    ) -> Any:
        """Return one document, or those with the given numbers."""
        if doc_id is not None:
            found = self._read_table().get(str(doc_id))
            return None if found is None else self._made(found, doc_id)
        if doc_ids is not None:
            rows = self._rows()
            return [self._made(rows[key], key) for key in sorted(set(doc_ids)) if key in rows]
        if cond is not None:
            return next(self._matching(cond), None)
        raise RuntimeError("You have to pass either cond or doc_id or doc_ids")

    def __iter__(self) -> Iterator[Document]:
        """Yield all documents, a batch at a time, so that memory stays flat."""
        last = 0
        while batch := self.find(after=last, limit=_BATCH):
            yield from batch
            last = batch[-1].doc_id

    # -- beyond TinyDB
    def find(
        self,
        where: Mapping[str, Any] | None = None,
        *,
        up_to: tuple[str, int] | None = None,
        after: int | None = None,
        order: str = "id",
        limit: int = -1,
        offset: int = 0,
    ) -> list[Document]:
        """Return the documents that hold these values in these columns.

        Args:
            where: values by column (or `id`), all of which must be equal.
            up_to: a column and the most it may hold; documents without it are left out.
            after: only documents with a greater number.
            order: columns to sort by, each possibly followed by ` DESC`.
            limit: how many at most; -1 for all.
            offset: how many to leave out at the start.
        """
        tests = []
        if up_to is not None:
            tests.append((f'"{up_to[0]}" <= ?', [up_to[1]]))
        if after is not None:
            tests.append(("id > ?", [after]))
        rows = self._selected(
            f", {self._layout.names}", where, tests, f"{order} {_part(limit, offset)}"
        )
        return [self._read(row) for row in rows]

    def select(
        self,
        names: Sequence[str],
        where: Mapping[str, Any] | None = None,
        *,
        among: Sequence[int] | None = None,
        order: str = "id",
        limit: int = -1,
        offset: int = 0,
    ) -> list[tuple[Any, ...]]:
        """Return some columns (`doc`: the other fields, as JSON) of documents, numbers first.

        Args:
            names: the columns.
            where: values by column (or `id`), all of which must be equal.
            among: only documents with these numbers.
            order: columns to sort by, each possibly followed by ` DESC`.
            limit: how many at most; -1 for all.
            offset: how many to leave out at the start.
        """
        tests = []
        if among is not None:
            tests.append(("id IN (SELECT value FROM json_each(?))", [str(list(among))]))
        wanted = "".join(f', "{name}"' for name in names)
        rows = self._selected(wanted, where, tests, f"{order} {_part(limit, offset)}")
        named = ("id", *names)
        # One row of each shape is looked at: a list has thousands, and one shape or two.
        for row in {(*map(type, row),): row for row in rows}.values():
            if not self._layout.holds(named, row):
                raise damaged_record(self.name, row[0], "a field of it holds what it can't")
        return self._layout.tuples(named, rows)

    def around(self, column: str, value: int, *, without: str) -> tuple[int, int | None]:
        """Return how many documents hold at most this value in a column, and the next value.

        `without`: a column; documents that hold something there don't count.
        """
        if not self._own.exists:
            return 0, None
        rest = f'FROM "{self._physical}" WHERE "{without}" IS NULL AND "{column}"'
        count = f"SELECT count(*) {rest} <= ?"
        least = f'SELECT min("{column}") {rest} > ?'
        (found,) = self._engine.row(count, (value,))
        (above,) = self._engine.row(least, (value,))
        return found, above

    def first(self, where: Mapping[str, Any], *, order: str = "id") -> Document | None:
        """Return the first document that holds these values in these columns, or None."""
        return next(iter(self.find(where, order=order, limit=1)), None)

    def add(self, document: Mapping[str, Any]) -> int:
        """Insert a document under the next free number, without asking who else has it."""
        if not self._own.exists:
            self._own.create()
        return self._engine.execute(self._insert, self._layout.to_write(document))

    def put(self, document: Document) -> None:
        """Write a document at its number, whatever stood there."""
        self._own[document.doc_id] = document

    def amend(self, document: Document, before: Mapping[str, Any]) -> None:
        """Write only what differs from what stood there: other columns' indexes stay as they are.

        Args:
            document: as it is to be.
            before: as it was read in the same transaction.
        """
        columns = self._layout.differing(document, before)
        if columns:
            setting = ", ".join(f'"{name}" = ?' for name in columns)
            sql = f'UPDATE "{self._physical}" SET {setting} WHERE id = ?'  # noqa: S608
            self._engine.execute(sql, (*columns.values(), document.doc_id))

    def reader(self, *names: str) -> Callable[[int], tuple[Any, ...] | None]:
        """Return what tells of a document, by its number, what it holds in some columns."""
        wanted = ", ".join(f'"{name}"' for name in names)
        sql = f'SELECT {wanted} FROM "{self._physical}" WHERE id = ?'  # noqa: S608
        tuples = self._layout.tuples

        def read(number: int) -> tuple[Any, ...] | None:
            found = self._engine.rows(sql, (number,)) if self._own.exists else []
            return tuples(names, found)[0] if found else None

        return read

    def is_as_written(self, number: int) -> bool:
        """Tell whether a document's row fits its checksum; without sums there is no telling."""
        if not self._has_sums:
            return True
        sql = f'SELECT {self._layout.written} FROM "{self._physical}" WHERE id = ?'  # noqa: S608
        row = self._engine.row(sql, (number,))
        return row is None or row[-1] == self._layout.sum(row[:-1])

    def finder(self, *names: str) -> Callable[..., list[int]]:
        """Return what tells the numbers of documents that hold some values in these columns.

        It asks what `select` asks, worked out once.
        """
        sql = _query(self._physical, "", names, (), "id")
        columns = [self._layout.by_name[name] for name in names]

        def find(*values: Any) -> list[int]:
            wanted = [column.sql(value) for column, value in zip(columns, values, strict=True)]
            found = self._engine.rows(sql, wanted) if self._own.exists else []
            return [row[0] for row in found]

        return find

    # -- inside
    @cached_property
    def _has_sums(self) -> bool:
        sql = "SELECT 1 FROM pragma_table_info(?) WHERE name = 'sum'"
        return self._layout.summed and bool(self._engine.rows(sql, (self._physical,)))

    def _rows(self) -> Rows:
        return self._sqlite.rows(self.name)

    def _read(self, row: tuple[Any, ...]) -> Document:
        number = row[0]
        try:
            return self._made(self._layout.document(row[1:]), number)
        except ValueError as error:
            raise damaged_record(self.name, number, str(error)) from error

    def _made(self, document: Mapping[str, Any], number: int) -> Document:
        return self.document_class(document, self.document_id_class(number))

    def _matching(self, cond: QueryLike) -> Iterator[Document]:
        narrowed = equalities(cond, self._layout)
        candidates = self.find(narrowed) if narrowed else iter(self)
        return (document for document in candidates if cond(document))

    def _selected(
        self,
        columns: str,
        where: Mapping[str, Any] | None,
        tests: Sequence[tuple[str, list[Any]]],
        order: str,
    ) -> list[Any]:
        if not self._own.exists:
            return []
        where = where or {}
        values = [self._value(name, value) for name, value in where.items()]
        for _, more in tests:
            values += more
        asked = tuple(test for test, _ in tests)
        return self._engine.rows(_query(self._physical, columns, (*where,), asked, order), values)

    def _value(self, name: str, value: Any) -> Any:
        return value if name == "id" else self._layout.sql(name, value)

    def _get_next_id(self) -> int:
        rows = self._rows()
        sql = f'SELECT max(id) FROM "{rows.table}"'  # noqa: S608
        last = (self._engine.row(sql)[0] or 0) if rows.exists else 0
        number = max(int(last) + 1, self._next_free)
        self._next_free = number + 1
        return number

    def truncate(self) -> None:
        """Remove all documents; numbers start at 1 again."""
        super().truncate()
        self._next_free = 1

    def _read_table(self) -> dict[str, Mapping[str, Any]]:
        return cast("dict[str, Mapping[str, Any]]", self._sqlite.rows(self.name, text_keys=True))

    def _update_table(self, updater: Callable[[dict[int, Mapping[str, Any]]], None]) -> None:
        with self._engine.transaction():
            rows = self._rows()
            rows.create()
            updater(cast("dict[int, Mapping[str, Any]]", rows))
            rows.flush()
        self.clear_cache()


@lru_cache(maxsize=256)
def _query(
    table: str, columns: str, equal: tuple[str, ...], tests: tuple[str, ...], order: str
) -> str:
    asked = (*(f'"{name}" IS ?' for name in equal), *tests)
    which = " AND ".join(asked) or "1"
    return f'SELECT id{columns} FROM "{table}" WHERE {which} ORDER BY {order}'  # noqa: S608


def _part(limit: int, offset: int) -> str:
    return f"LIMIT {limit} OFFSET {offset}"
