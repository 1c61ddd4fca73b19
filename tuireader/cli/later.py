"""A library that is opened when something is first asked of it: after the reader's first frame."""

from __future__ import annotations

import gc
from threading import Lock
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from tuireader.library.protocol import Library


class Later:
    """Stands for a library until it is needed; every thread may be the one that opens it."""

    def __init__(self, opened: Callable[[], Library]) -> None:
        self._opened = opened
        self._lock = Lock()
        self._library: Library | None = None

    def __getattr__(self, name: str) -> Any:
        """Return what the library itself has by this name.

        Raises:
            LibraryError: it can't be opened.
        """
        with self._lock:
            if self._library is None:
                self._library = self._open()
        return getattr(self._library, name)

    def _open(self) -> Library:
        gc.disable()  # what is imported now stays
        try:
            library = self._opened()
            gc.freeze()
        finally:
            gc.enable()
        return library

    def close(self) -> None:
        """Close the library where it was opened."""
        if self._library is not None:
            self._library.close()
