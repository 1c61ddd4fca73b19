"""Export and import: which form, how much at a time, and never half a file."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from tuireader.errors import DamagedLibraryError, DiskFullError, LibraryError
from tuireader.library.exchange.json_files import (
    read_lines,
    read_tinydb,
    write_lines,
    write_tinydb,
)
from tuireader.library.exchange.merging import Merger
from tuireader.library.exchange.portable import Portable, count, records
from tuireader.library.protocol import Format, Imported, Progress
from tuireader.library.storage.engine import LOCK_PATIENCE
from tuireader.library.store import Store
from tuireader.model import Fault

_BATCH = 200


def export_to(store: Store, file: Path, form: Format, progress: Progress | None) -> int:
    """Write the whole library, as it is at this moment, to a file; return how many records.

    Others may go on writing meanwhile. The file appears when it is complete; what is no plain
    file (a pipe, /dev/stdout) is written to as it stands.

    Raises:
        LibraryError: the file can't be written.
    """
    faults: list[Fault] = []
    try:
        with _opened(file) as target:
            written = _export(store, target, form, progress, faults)
    except BrokenPipeError:
        raise  # whoever read has gone, which is no trouble
    except OSError as error:
        raise _unwritten(file, error) from error
    if faults:
        raise _left_out(file, faults)
    return written


@contextmanager
def _opened(file: Path) -> Iterator[IO[bytes]]:
    """Open a file that takes the place of what was there when it is complete, and then only."""
    if file.exists() and not file.is_file():
        with file.open("wb") as target:
            yield target
        return
    place = file.resolve()  # a link stays a link
    part = place.with_name(f"{place.name}.part")
    try:
        with part.open("wb") as target:
            yield target
            target.flush()
            os.fsync(target.fileno())
        part.replace(place)
    except OSError:
        part.unlink(missing_ok=True)
        raise


def _left_out(file: Path, faults: list[Fault]) -> DamagedLibraryError:
    some = ", ".join(dict.fromkeys(fault.record for fault in faults[:_NAMED_AT_MOST]))
    more = ", …" if len(faults) > _NAMED_AT_MOST else ""
    return DamagedLibraryError(
        f"{file} holds all but what is damaged: {some}{more}.",
        "`tuireader verify` names everything that is; `import` takes the rest into a new library.",
    )


_NAMED_AT_MOST = 5


def _unwritten(file: Path, error: OSError) -> LibraryError:
    kind = DiskFullError if error.errno == _NO_SPACE else LibraryError
    return kind(f"{file} can't be written ({error.strerror}).", "Name another place.")


_NO_SPACE = 28
"""errno ENOSPC."""


def _export(
    store: Store,
    target: IO[bytes],
    form: Format,
    progress: Progress | None,
    faults: list[Fault],
) -> int:
    moment = Store(store.path, read_only=True, keep_raw=True, patience=LOCK_PATIENCE)
    try:
        with moment.engine.reading():
            told = _Told(records(moment, faults), progress, count(moment))
            if form is Format.TINYDB:
                write_tinydb(told, target)
            elif form is Format.JSONL:
                write_lines(told, target)
            else:
                from tuireader.library.exchange.warc import write_warc

                write_warc(moment, told, target, faults)
            return told.done
    finally:
        moment.database.close()


def import_from(store: Store, file: Path, progress: Progress | None) -> Imported:
    """Take everything in a file in, but for what is there already.

    What was taken in stays if a later record is damaged; a second import goes on from there.

    Raises:
        LibraryError: it can't be read, or holds no library.
    """
    try:
        with file.open("rb") as source:
            form, read = _form(source.read(_HEAD))
            source.seek(0)
            told = _Told(read(source), progress, None)
            done = _import(store, told)
    except OSError as error:
        raise LibraryError(
            f"{file} can't be read ({error.strerror}).", "Name one that `export` wrote."
        ) from error
    if not done.read:
        raise LibraryError(
            f"{file} holds no library (it was read as {form}).", "Name one that `export` wrote."
        )
    return done


_HEAD = 4096


def _import(store: Store, source: Iterable[Portable]) -> Imported:
    merger = Merger(store)
    taken: list[bool | None] = []
    for batch in _batches(source):
        with store.engine.transaction():
            taken += map(merger.take, batch)
    return Imported(read=len(taken) - taken.count(None), new=taken.count(True))


def _batches(source: Iterable[Portable]) -> Iterator[list[Portable]]:
    """Yield the records by the transaction; those before a broken one, too."""
    batch: list[Portable] = []
    try:
        for record in source:
            batch.append(record)
            if len(batch) == _BATCH:
                yield batch
                batch = []
    except LibraryError:
        yield batch
        raise
    yield batch


def _form(head: bytes) -> tuple[Format, Callable[[IO[bytes]], Iterator[Portable]]]:
    """Tell a file's form by its beginning."""
    if head.startswith((b"\x1f\x8b", b"WARC/")):
        from tuireader.library.exchange.warc import read_warc

        return Format.WARC, read_warc
    if head.startswith(b'{"table": '):
        return Format.JSONL, read_lines
    return Format.TINYDB, read_tinydb


class _Told:
    """Records passed on: counted, and told of now and then."""

    def __init__(
        self, source: Iterable[Portable], progress: Progress | None, total: int | None
    ) -> None:
        self._source = source
        self._progress = progress
        self._total = total
        self.done = 0

    def __iter__(self) -> Iterator[Portable]:
        for record in self._source:
            yield record
            self.done += 1
            if self._progress and self.done % _BATCH == 0:
                self._progress(self.done, self._total)
        if self._progress:
            self._progress(self.done, self.done if self._total is None else self._total)
