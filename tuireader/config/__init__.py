"""Where things lie and how the user wants them: read once, passed down, never global.

Importing this package imports nothing; a name brings its module when it is first asked for (PEP
562), so that the first page can be painted before a config is read in full.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tuireader.config.settings import Config, Paths, find_paths, load, parse

__all__ = ["Config", "Paths", "find_paths", "load", "parse"]


def __getattr__(name: str) -> object:
    """Import what a name stands for.

    Raises:
        AttributeError: there is no such name.
    """
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from tuireader.config import settings

    return getattr(settings, name)
