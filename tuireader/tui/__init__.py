"""The reader. Importing this package imports nothing; `run` imports Textual and Rich."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from tuireader.model import Listing
    from tuireader.tui.app import Reader
    from tuireader.tui.prepaint import Prepaint
    from tuireader.tui.services import Services, Settings

__all__ = ["Services", "Settings", "run"]


def __getattr__(name: str) -> object:
    """Import what the reader is given, once somebody makes one.

    Raises:
        AttributeError: there is no such name.
    """
    if name not in ("Services", "Settings"):
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from tuireader.tui import services

    return getattr(services, name)


def run(
    services: Services, settings: Settings | None = None, painted: Prepaint | None = None
) -> int:
    """Open the reader, and return the process's exit status once it is closed.

    `painted`: the terminal that the first page of the list is painted on already.
    """
    from tuireader.tui.services import Settings

    chosen = settings or Settings()
    if painted is None:
        return _reader(services, chosen).start()
    try:
        reader = _reader(services, chosen, painted.listings())
        reader.found = painted.before
        painted.hand_over()
        return reader.start()
    finally:
        painted.restore()


def _reader(services: Services, settings: Settings, rows: Sequence[Listing] = ()) -> Reader:
    """Import the app and make it; the garbage collector would only look at what stays."""
    import gc

    gc.disable()
    try:
        from tuireader.tui.app import Reader

        reader = Reader(services, settings, rows)
        gc.freeze()
    finally:
        gc.enable()
    return reader
