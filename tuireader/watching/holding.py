"""One watcher a library: who holds it is written down, and the kernel forgets the dead."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path
from types import TracebackType
from typing import Self

from tuireader.errors import TuireaderError, UnwritableLibraryError


def is_watched(library: Path) -> bool:
    """Tell whether a process is watching a library right now; nothing is written.

    The lock is asked for only where somebody's number stands in it: asking takes it for a moment,
    in which a watch that just begins would find it held.
    """
    try:
        file = os.open(_lock(library), os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return False
    try:
        if os.read(file, 1):
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError:
        return True
    finally:
        os.close(file)
    return False


def _lock(library: Path) -> Path:
    return library.with_name(library.name + ".watch")


class WatchLock:
    """A lock beside the library, with the holder's process number in it.

    The file stays when the lock is let go: removing it would let two watchers hold two files of
    the same name.
    """

    def __init__(self, library: Path) -> None:
        self._path = _lock(library)
        self._file: int | None = None

    def __enter__(self) -> Self:
        """Take the lock.

        Raises:
            TuireaderError: another process holds it; the message says which.
            UnwritableLibraryError: there can be no lock beside the library.
        """
        try:
            self._take()
        except OSError as error:
            raise UnwritableLibraryError(
                f"{self._path} can't be written ({error.strerror}).",
                "A watch needs a library that can be written to: make room, give yourself the "
                "right, or name another place: --home DIR.",
            ) from error
        return self

    def _take(self) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        file = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = os.read(file, 32).decode("ascii", "replace").strip() or "unknown"
            os.close(file)
            raise TuireaderError(
                f"Process {holder} is watching this library already.",
                f"One watcher is enough; `kill {holder}` ends that one.",
            ) from None
        os.ftruncate(file, 0)
        os.write(file, f"{os.getpid()}\n".encode())
        self._file = file

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Let go of it."""
        if self._file is not None:
            os.ftruncate(self._file, 0)
            os.close(self._file)
            self._file = None
