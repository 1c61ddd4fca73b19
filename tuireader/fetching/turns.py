"""Turns that several processes share: a reader and a watcher together are one visitor.

Each host has a file; who holds its lock may ask, the file's time says when the last request ended,
and what stands in it is the holder's word to the next: that the host is in trouble, say. The kernel
lets go of a dead process's locks, so nobody waits for one for ever.
"""

from __future__ import annotations

import asyncio
import fcntl
import hashlib
import math
import os
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from io import FileIO
from pathlib import Path

LOOK_AGAIN = 0.05
"""Seconds between two tries to get a lock that another process holds."""

NOTHING = b"{}"
LONGEST_NOTE = 10_000
"""Bytes of what one process leaves for the next."""


@dataclass(slots=True)
class Held:
    """A turn. `since`: seconds since anybody last asked; `note`: kept for whoever comes next."""

    since: float = math.inf
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Turns:
    """Locks in a folder. `now`: seconds since 1970, as the files' times are."""

    folder: Path
    now: Callable[[], float] = time.time
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep

    @asynccontextmanager
    async def hold(self, host: str) -> AsyncIterator[Held]:
        """Wait until no other process asks a host, and yield the turn.

        Where nothing can be written nothing can be shared: then every turn is free.
        """
        if (file := self._opened(host)) is None:
            yield Held()
            return
        with file:
            while not _lock(file):
                await self.sleep(LOOK_AGAIN)
            held = self._taken(file)
            left = held.note
            try:
                yield held
            finally:
                self._leave(file, None if held.note == left else held.note)

    def _opened(self, host: str) -> FileIO | None:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            return FileIO(self.folder / hashlib.sha256(host.encode()).hexdigest()[:32], "a+")
        except OSError:
            return None

    def _taken(self, file: FileIO) -> Held:
        """Read what the last one left; a file that is still empty was nobody's yet."""
        ended = os.fstat(file.fileno()).st_mtime
        note = os.pread(file.fileno(), LONGEST_NOTE, 0).decode("utf-8", "replace")
        if not note:
            self._leave(file, "")
            return Held()
        return Held(max(0.0, self.now() - ended), note)

    def _leave(self, file: FileIO, note: str | None) -> None:
        """Write down when the turn ended, and what the next is to know; a full disk may keep it.

        `note`: None where what stands there still holds, as after most turns.
        """
        with suppress(OSError):
            now = self.now()
            if note is not None:
                file.truncate(0)
                file.write(note.encode("utf-8", "replace") or NOTHING)
            os.utime(file.fileno(), (now, now))


def _lock(file: FileIO) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
