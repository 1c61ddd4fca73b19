"""The reader. Importing this package imports neither Textual nor Rich; `run` does."""

from __future__ import annotations

import gc
import os
from typing import TYPE_CHECKING

from tuireader.tui.services import Services, Settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tuireader.model import Listing
    from tuireader.tui.app import Reader

__all__ = ["Services", "Settings", "run"]


def run(services: Services, settings: Settings | None = None) -> int:
    """Open the reader, and return the process's exit status once it is closed.

    On a terminal the first page of the list is painted at once, and Textual imported after.
    """
    from tuireader.tui.prepaint import terminal

    chosen = settings or Settings()
    early = terminal()
    if early is None:
        return _reader(services, chosen).start()
    started = False
    try:
        rows = early.paint(services, chosen, os.environ)
        reader = _reader(services, chosen, rows)
        reader.found = early.before
        early.hand_over()
        started = True
        return reader.start()
    finally:
        early.restore(screen=not started)


def _reader(services: Services, settings: Settings, rows: Sequence[Listing] = ()) -> Reader:
    """Import the app and make it; the garbage collector would only look at what stays."""
    gc.disable()
    try:
        from tuireader.tui.app import Reader

        reader = Reader(services, settings, rows)
        gc.freeze()
    finally:
        gc.enable()
    return reader
