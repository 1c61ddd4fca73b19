"""Tell what a publisher changed in a saved story, and whether they said so.

The public API: `extract`, `document`, `compare`, `to_json`, and the nouns of `tuireader.model`.
Nothing is imported until it is asked for (PEP 562), so `import tuireader` costs next to nothing.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tuireader.changes import compare
    from tuireader.extraction import document, extract
    from tuireader.reports import to_json

__version__ = "0.1.0"
__all__ = ["__version__", "compare", "document", "extract", "to_json"]

_HOMES = {
    "compare": "tuireader.changes",
    "document": "tuireader.extraction",
    "extract": "tuireader.extraction",
    "to_json": "tuireader.reports",
}


def __getattr__(name: str) -> object:
    """Import a public name from its home, once."""
    import importlib

    if name in _HOMES:
        value: object = getattr(importlib.import_module(_HOMES[name]), name)
    elif name in ("errors", "model"):
        value = importlib.import_module(f"tuireader.{name}")
    else:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """List the public names, imported or not."""
    return sorted({*__all__, *globals(), "errors", "model"})
