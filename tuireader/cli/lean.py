"""asyncio without TLS, for the reader: what it spares is a tenth of all the memory at rest."""

from __future__ import annotations

import sys
from types import ModuleType
from typing import cast


def import_asyncio() -> None:
    """Import asyncio as on a Python that was built without `ssl`, if neither is there yet.

    asyncio wants `ssl`, and with it all of OpenSSL, for connections of its own making only. The
    reader makes none: whoever fetches imports `ssl` then, and puts it around plain connections
    (anyio's way, and so httpx's).
    """
    if "asyncio" in sys.modules or "ssl" in sys.modules:
        return
    sys.modules["ssl"] = cast("ModuleType", None)
    try:
        import asyncio  # noqa: F401
    finally:
        del sys.modules["ssl"]
