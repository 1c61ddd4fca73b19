"""What is made when something is first asked of it: after the reader's first frame."""

from __future__ import annotations

import gc
from threading import Lock
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable


class Later:
    """Stands for something until it is needed; every thread may be the one that makes it."""

    def __init__(self, made: Callable[[], Any]) -> None:
        self._made = made
        self._lock = Lock()
        self._thing: Any = None

    def __getattr__(self, name: str) -> Any:
        """Return what the thing itself has by this name.

        Raises:
            LibraryError: it is a library, and can't be opened.
        """
        with self._lock:
            if self._thing is None:
                self._thing = self._make()
        return getattr(self._thing, name)

    def later(self, name: str) -> Callable[..., Any]:
        """Return a method of the thing, which is made once that is called."""
        return lambda *given: getattr(self, name)(*given)

    def _make(self) -> Any:
        gc.disable()  # what is imported now stays
        try:
            thing = self._made()
            gc.freeze()
        finally:
            gc.enable()
        return thing

    def close(self) -> None:
        """Close the thing where it was made."""
        if self._thing is not None:
            self._thing.close()
