"""Keep the same note from standing twice."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tuireader.model import Notice

_WORDS = re.compile(r"\w+")


def distinct(found: Iterable[Notice]) -> list[Notice]:
    """Return notes without those that another one, standing before, says already."""
    kept: list[Notice] = []
    keys: list[str] = []
    for notice in found:
        key = " ".join(_WORDS.findall(notice.text.casefold()))
        if any(key in other or other in key for other in keys):
            continue
        kept.append(notice)
        keys.append(key)
    return kept
