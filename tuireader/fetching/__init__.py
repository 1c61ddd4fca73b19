"""An address → a Response: politely, safely, within limits; every failure is a FetchError.

The HTTP library is loaded when a `Fetcher` is first asked for (PEP 562): naming this package
costs nothing on the way to the first paint.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tuireader.fetching.fetcher import Fetcher
    from tuireader.fetching.settings import FetchSettings

__all__ = ["FetchSettings", "Fetcher"]

_HOMES = {
    "FetchSettings": "tuireader.fetching.settings",
    "Fetcher": "tuireader.fetching.fetcher",
}


def __getattr__(name: str) -> object:
    """Import a public name from its home."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(_HOMES[name]), name)
