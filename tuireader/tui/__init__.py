"""The reader. Importing this package imports neither Textual nor Rich; `run` does."""

from __future__ import annotations

import os

from tuireader.tui.services import Services, Settings

__all__ = ["Services", "Settings", "run"]


def run(services: Services, settings: Settings | None = None) -> int:
    """Open the reader, and return the process's exit status once it is closed.

    On a terminal the first page of the list is painted at once, and Textual imported after.
    """
    from tuireader.tui.prepaint import terminal

    chosen = settings or Settings()
    early = terminal()
    if early is None:
        from tuireader.tui.app import Reader

        return Reader(services, chosen).start()
    started = False
    try:
        early.paint(services, chosen, os.environ)
        from tuireader.tui.app import Reader

        reader = Reader(services, chosen)
        early.hand_over()
        started = True
        return reader.start()
    finally:
        early.restore(screen=not started)
