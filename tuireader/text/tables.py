"""Read the tables of words that stand beside the code."""

from __future__ import annotations

import sys
from typing import Any


def read_table(package: str, name: str) -> dict[str, Any]:
    """Return a TOML file of an imported package, be it in a folder or a zip.

    Its loader is asked itself: `importlib.resources` would import `tempfile` and `hashlib` first,
    which takes longer than reading.

    Args:
        package: the package's full name.
        name: the file's path in it, with `/`.
    """
    import tomllib  # nobody who only imports us waits for it

    module = sys.modules[package]
    loader: Any = module.__spec__.loader if module.__spec__ else None
    data: bytes = loader.get_data(f"{module.__path__[0]}/{name}")
    return tomllib.loads(data.decode("utf-8"))
