"""Which indexed fields a TinyDB query pins to one value."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tuireader.library.storage.layout import Layout


def equalities(query: object, layout: Layout) -> dict[str, Any]:
    """Return columns and the value every document that fits the query must hold in them.

    Read from the query's hash value, in which TinyDB describes a query: `("==", ("field",),
    value)`, and conjunctions as `("and", frozenset of two)`. What can't be understood narrows
    nothing; the query itself is asked about every candidate in any case.
    """
    return {
        name: value
        for name, value in _pins(getattr(query, "_hash", None))
        if name in layout.by_name and layout.fits(name, value)
    }


def _pins(described: object) -> Iterable[tuple[str, object]]:
    match described:
        case ("==", (str(name),), value):
            yield name, value
        case ("and", frozenset() as parts):
            for part in parts:
                yield from _pins(part)
        case _:
            return
