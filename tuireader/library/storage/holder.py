"""Who holds the lock of a library."""

from __future__ import annotations

from pathlib import Path

_LOCKS = Path("/proc/locks")
_WRITE_LOCK = "120"
"""The byte of the log's index that a writer locks (https://www.sqlite.org/walformat.html)."""


def holder(path: Path) -> str | None:
    """Return the process that is writing to a library, as `name (process 123)`, if known.

    Linux tells in /proc/locks; elsewhere nobody does. The files are never opened for asking:
    closing any handle of a file drops all of a process's locks on it (POSIX, fcntl).
    """
    try:
        inode = path.with_name(f"{path.name}-shm").stat().st_ino
        lines = _LOCKS.read_text().splitlines()
    except OSError:
        return None
    for line in lines:
        # "1: POSIX  ADVISORY  WRITE 123 fd:00:4567 120 120"
        words = line.split()
        if len(words) != 8 or not words[5].endswith(f":{inode}") or words[3] != "WRITE":
            continue
        if words[6] == _WRITE_LOCK:
            return _named(int(words[4]))
    return None


def _named(process: int) -> str:
    try:
        name = Path(f"/proc/{process}/comm").read_text().strip()
    except OSError:
        return f"process {process}"
    return f"{name} (process {process})"
