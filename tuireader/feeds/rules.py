"""Which entries a feed's rule makes articles."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import regex

from tuireader.model import Entry
from tuireader.text.scripts import SPACELESS


def takes(entry: Entry, words: Sequence[str] | None) -> bool:
    """Tell whether an entry becomes an article by itself.

    `words`: None for all entries, else those whose title or summary holds one of these, whole, in
    any case; `flood*` also fits "flooding", several words fit in their order.
    """
    if words is None:
        return True
    text = f"{entry.title}\n{entry.summary}".casefold()
    return any(_pattern(word).search(text) for word in words if word.strip("* "))


@lru_cache(maxsize=256)
def _pattern(word: str) -> regex.Pattern[str]:
    """Compile a word of a rule; in scripts without spaces a part of a text is a word."""
    folded = word.casefold().strip()
    inside = r"\s+".join(regex.escape(part) for part in folded.rstrip("*").split())
    if regex.search(f"[{SPACELESS}]", folded):
        return regex.compile(inside)
    end = "" if folded.endswith("*") else r"(?!\w)"
    return regex.compile(rf"(?<!\w){inside}{end}")
