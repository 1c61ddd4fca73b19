"""Read the notes in a page's JSON-LD: `correction`, as text or as a CorrectionComment.

Source: https://schema.org/correction.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from tuireader.model import FoundIn, Notice, NoticeKind
from tuireader.notices.prose import recognize
from tuireader.text.cleaning import clean

_SHORTEST = 12
_MOST = 20


def notices_in_linked_data(nodes: Iterable[dict[str, Any]]) -> list[Notice]:
    """Return the notes of some JSON-LD objects, in order."""
    found: list[Notice] = []
    for node in nodes:
        for value in _values(node):
            if (notice := _notice(value)) and len(found) < _MOST:
                found.append(notice)
    return found


def _values(node: dict[str, Any]) -> Iterator[Any]:
    kinds = node.get("@type")
    if "CorrectionComment" in (kinds if isinstance(kinds, list) else [kinds]):
        yield node
    value = node.get("correction")
    yield from value if isinstance(value, list) else [value]


def _notice(value: Any) -> Notice | None:
    if isinstance(value, str):
        text, day = clean(value), ""
    elif isinstance(value, dict):
        words = value.get("text") or value.get("description") or value.get("name")
        text = clean(words) if isinstance(words, str) else ""
        day = value.get("datePublished") or value.get("dateCreated") or ""
    else:
        return None
    if len(text) < _SHORTEST or text.startswith("http"):
        return None
    said = recognize(text)
    return Notice(
        kind=said.kind if said else NoticeKind.CORRECTION,
        text=text,
        date=_day_in(day) or (said.date if said else None),
        found_in=FoundIn.JSON_LD,
    )


def _day_in(value: object) -> date | None:
    """Return the day that a moment of JSON-LD names."""
    from tuireader.notices.dates import dates_in  # only few pages have a note

    return next((day for _, day in dates_in(value)), None) if isinstance(value, str) else None
