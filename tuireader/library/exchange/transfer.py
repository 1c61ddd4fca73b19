"""Export and import: which form, how much at a time, and never half a file."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import IO

from tuireader.errors import DiskFullError, LibraryError
from tuireader.library.exchange.json_files import (
    read_lines,
    read_tinydb,
    write_lines,
    write_tinydb,
)
from tuireader.library.exchange.merging import Merger
from tuireader.library.exchange.portable import Portable, count, records
from tuireader.library.protocol import Format, Progress
from tuireader.library.storage.engine import LOCK_PATIENCE
from tuireader.library.store import Store

_BATCH = 200


def export_to(store: Store, file: Path, form: Format, progress: Progress | None) -> int:
    """Write the whole library, as it is at this moment, to a file; return how many records.

    Others may go on writing meanwhile. The file appears when it is complete.

    Raises:
        LibraryError: the file can't be written.
    """
    part = file.with_name(f"{file.name}.part")
    try:
        with part.open("wb") as target:
            written = _export(store, target, form, progress)
            target.flush()
            os.fsync(target.fileno())
        part.replace(file)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise _unwritten(file, error) from error
    return written


def _unwritten(file: Path, error: OSError) -> LibraryError:
    kind = DiskFullError if error.errno == _NO_SPACE else LibraryError
    return kind(f"{file} can't be written ({error.strerror}).", "Name another place.")


_NO_SPACE = 28
"""errno ENOSPC."""


def _export(store: Store, target: IO[bytes], form: Format, progress: Progress | None) -> int:
    moment = Store(store.path, read_only=True, keep_raw=True, patience=LOCK_PATIENCE)
    try:
        with moment.engine.reading():
            total = count(moment)
            told = _told(records(moment), progress, total)
            if form is Format.TINYDB:
                write_tinydb(told, target)
            elif form is Format.JSONL:
                write_lines(told, target)
            else:
                from tuireader.library.exchange.warc import write_warc

                write_warc(moment, told, target)
            return total
    finally:
        moment.database.close()


def import_from(store: Store, file: Path, progress: Progress | None) -> int:
    """Take everything in a file in, but for what is there already; return how many records.

    What was taken in stays if a later record is damaged; a second import goes on from there.

    Raises:
        LibraryError: it can't be read, or holds no library.
    """
    try:
        with file.open("rb") as source:
            form, read = _form(source.read(_HEAD))
            source.seek(0)
            told = _told(read(source), progress, None)
            taken = _import(store, told)
    except OSError as error:
        raise LibraryError(f"{file} can't be read ({error.strerror}).") from error
    if not taken:
        raise LibraryError(f"{file} holds no library.", f"It was read as {form}.")
    return taken


_HEAD = 4096


def _import(store: Store, source: Iterator[Portable]) -> int:
    merger = Merger(store)
    taken = 0
    while batch := list(islice(source, _BATCH)):
        with store.engine.transaction():
            for record in batch:
                taken += merger.take(record)
    return taken


def _form(head: bytes) -> tuple[Format, Callable[[IO[bytes]], Iterator[Portable]]]:
    """Tell a file's form by its beginning."""
    if head.startswith((b"\x1f\x8b", b"WARC/")):
        from tuireader.library.exchange.warc import read_warc

        return Format.WARC, read_warc
    if head.startswith(b'{"table": '):
        return Format.JSONL, read_lines
    return Format.TINYDB, read_tinydb


def _told(
    source: Iterable[Portable], progress: Progress | None, total: int | None
) -> Iterator[Portable]:
    """Pass records on, and tell how many it were, now and then."""
    done = 0
    for done, record in enumerate(source, start=1):
        yield record
        if progress and done % _BATCH == 0:
            progress(done, total)
    if progress:
        progress(done, total if total is not None else done)
