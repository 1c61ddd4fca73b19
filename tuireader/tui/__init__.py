"""The reader. Importing this package imports neither Textual nor Rich; `run` does."""

from __future__ import annotations

from tuireader.tui.services import Services, Settings

__all__ = ["Services", "Settings", "run"]


def run(services: Services, settings: Settings | None = None) -> int:
    """Open the reader, and return the process's exit status once it is closed."""
    from tuireader.tui.app import Reader

    return Reader(services, settings or Settings()).start()
