"""Everything saved: TinyDB's documents and queries on a durable engine."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

    from tuireader.library.opening import FileLibrary


def open_library(path: Path, *, read_only: bool = False, keep_raw: bool = True) -> FileLibrary:
    """Open the library in a file, made with its folder if it is not there.

    Args:
        path: the library's file.
        read_only: never write; works on read-only folders and mounts, too.
        keep_raw: keep the raw pages; without, their headers and their sha-256 are kept.

    Raises:
        LibraryError: or its kin: it can't be used, with what to do about it.
    """
    from tuireader.library.opening import FileLibrary

    return FileLibrary(path, read_only=read_only, keep_raw=keep_raw)
