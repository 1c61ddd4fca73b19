"""Cut markup down to what can be parsed and walked in bounded time and memory."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from tuireader.extraction.warnings import Warn

LARGEST = 12_000_000
"""Characters of a page that are looked at; the rest of a larger one is cut off."""

MOST_TAGS = 100_000
"""Tags of a page that are looked at; the longest of 303 news pages has 5,852."""

MOST_ATTRIBUTES = 500
"""Attributes of one tag: libxml2 compares each with all before it."""

_STEP = 4000
"""Characters without a tag after which it is looked whether one with a flood goes on there."""

_ATTRIBUTE = (
    r"""[\s/"']*+[^\s"'>/=][^\s>/=]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s"'>][^\s>]*+))?+"""
)
_FLOODED = re.compile(rf"<[a-z][^\s>/]*+(?:{_ATTRIBUTE}){{{MOST_ATTRIBUTES}}}", re.IGNORECASE)
_FLOOD = re.compile(rf"(?:{_ATTRIBUTE})*+")
# What looks like a tag in there is none.
_SCRIPT = re.compile(r"<(/?)(?:script|style)\b", re.IGNORECASE)
_NESTED = re.compile(
    r"(<([a-z][a-z0-9]{0,15})\b[^<>]{0,400}>\s*+)(?:<\2\b[^<>]{0,400}>\s*+){40,}+", re.IGNORECASE
)
_VOID = frozenset({"br", "hr", "img", "input", "link", "meta", "source", "wbr"})
_CLOSED = re.compile(r"(</([a-z][a-z0-9]{0,15})>\s*+)(?:</\2>\s*+){400,}+", re.IGNORECASE)


def bounded(markup: str) -> tuple[str, list[Warn]]:
    """Return the markup within all bounds, and warnings of what had to go for it."""
    warnings: list[Warn] = []
    within = "".join(_without_floods(markup[:LARGEST]))
    if within.count("<") > MOST_TAGS:
        if any(run[2].lower() not in _VOID for run in _NESTED.finditer(within)):
            warnings.append(Warn.TOO_DEEP)
        flat = _CLOSED.sub(r"\1", flattened(within))
        within = flat[: _end_of_tags(flat)]
    if len(within) < len(markup):
        warnings.append(Warn.TRUNCATED)
    return within, warnings


def flattened(markup: str) -> str:
    """Collapse long runs of the same start tag, to two: line breaks, or elements nested deep."""
    return _NESTED.sub(r"\1\1", markup)


def bounded_bytes(page: bytes) -> tuple[bytes, bool]:
    """Return a page's bytes, no more than hold `LARGEST` characters, and whether some had to go."""
    most = 2 * LARGEST
    if len(page) <= most:
        return page, False
    return page[: page.rfind(b">", 0, most) + 1] or page[:most], True


def _without_floods(markup: str) -> Iterator[str]:
    """Yield the markup in pieces, without the attributes that a tag has too many of."""
    done = seen = 0
    in_script = False
    for tag in _starts_of_long(markup):
        if tag < done or not (flooded := _FLOODED.match(markup, tag)):
            continue
        for script in _SCRIPT.finditer(markup, seen, tag):
            in_script = not script[1]
        seen = tag
        if in_script:
            continue
        yield markup[done : flooded.end()]
        flood = _FLOOD.match(markup, flooded.end())
        done = flood.end() if flood else flooded.end()
    yield markup[done:]


def _starts_of_long(markup: str) -> Iterator[int]:
    """Yield where the last tag begins before each stretch of `_STEP` characters without one."""
    tag = -1
    for at in range(0, len(markup), _STEP):
        if markup.find("<", at, at + _STEP) >= 0:
            tag = -1
        elif tag < 0 <= (tag := markup.rfind("<", at - _STEP, at)):
            yield tag


def _end_of_tags(markup: str) -> int:
    """Return where the first tag too many begins."""
    starts = (found.start() for found in re.finditer("<", markup))
    return next(itertools.islice(starts, MOST_TAGS, None), len(markup))
