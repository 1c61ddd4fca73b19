"""The two JSON forms: one stock TinyDB file, and one record to a line."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterable, Iterator
from typing import IO, Any

from tuireader.errors import LibraryError
from tuireader.library.exchange.portable import ORDER, Portable

_CHUNK = 2**18


def write_tinydb(records: Iterable[Portable], file: IO[bytes]) -> None:
    """Write records as TinyDB's own `JSONStorage` would: byte for byte what it makes of them."""
    names = list(ORDER)
    _text(file, "{")
    current: str | None = None
    for record in records:
        if record.table != current:
            _open(file, names, record.table, current)
            current = record.table
        else:
            _text(file, ", ")
        _text(file, f'"{record.number}": {json.dumps(record.fields)}')
    _open(file, names, None, current)
    _text(file, "}")


def _open(file: IO[bytes], names: list[str], table: str | None, current: str | None) -> None:
    """Close a table and open the next; those in between are empty."""
    if current is not None:
        _text(file, "}")
    first = current is None
    while names:
        name = names.pop(0)
        _text(file, f'{"" if first else ", "}"{name}": {{')
        first = False
        if name == table:
            return
        _text(file, "}")


def read_tinydb(file: IO[bytes]) -> Iterator[Portable]:
    """Yield the records of a TinyDB file, a document at a time.

    Raises:
        LibraryError: it is no such file.
    """
    reader = _Reader(file)
    for table in reader.names():
        for number in reader.names():
            yield Portable(table, _number(number), reader.value())


def _number(digits: str) -> int:
    if not digits.isdecimal():
        raise _no_json()
    return int(digits)


class _Reader:
    """Reads JSON objects without holding more than one innermost value."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._text = ""
        self._at = 0
        self._letters = codecs.getincrementaldecoder("utf-8")()
        self._decode = json.JSONDecoder().raw_decode

    def names(self) -> Iterator[str]:
        """Yield an object's keys; the caller reads each value before the next key."""
        self._take("{")
        if self._peek() == "}":
            self._take("}")
            return
        while True:
            key = self.value()
            self._take(":")
            yield str(key)
            if self._peek() == "}":
                self._take("}")
                return
            self._take(",")

    def value(self) -> Any:
        """Return the next value."""
        self._peek()
        while True:
            try:
                value, end = self._decode(self._text, self._at)
            except ValueError as error:
                if not self._more(len(self._text)):
                    raise _no_json() from error
            else:
                self._at = end
                return value

    def _peek(self) -> str:
        while True:
            rest = self._text[self._at : self._at + 1]
            if rest and not rest.isspace():
                return rest
            if rest:
                self._at += 1
            elif not self._more(_CHUNK):
                raise _no_json()

    def _take(self, sign: str) -> None:
        if self._peek() != sign:
            raise _no_json()
        self._at += 1

    def _more(self, size: int) -> bool:
        """Read on, at least doubling what is held, so that long values stay cheap."""
        data = self._file.read(max(size, _CHUNK))
        try:
            self._text = self._text[self._at :] + self._letters.decode(data, final=not data)
        except UnicodeDecodeError as error:
            raise _no_json() from error
        self._at = 0
        return bool(data)


def _no_json() -> LibraryError:
    return LibraryError(
        "The file is no export of a library, or is cut short.",
        "What stood before the cut is taken in: export again, and import that.",
    )


def write_lines(records: Iterable[Portable], file: IO[bytes]) -> None:
    """Write one record to a line: `{"table": …, "record": …, …}`."""
    for record in records:
        line = {"table": record.table, "record": record.number, **record.fields}
        _text(file, json.dumps(line) + "\n")


def read_lines(file: IO[bytes]) -> Iterator[Portable]:
    """Yield the records of such lines.

    Raises:
        LibraryError: a line is none.
    """
    for line in file:
        try:
            fields = json.loads(line)
            record = Portable(fields.pop("table"), fields.pop("record"), fields)
        except (ValueError, KeyError, AttributeError, TypeError) as error:
            raise _no_json() from error
        yield record


def _text(file: IO[bytes], text: str) -> None:
    file.write(text.encode("ascii"))
