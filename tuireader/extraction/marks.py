"""Say what an element is for by its tag, its role and the names in its class."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache
from typing import Final, cast

from lxml import etree

from tuireader.text.tables import read_table


class Mark:
    """What the names of an element say, as bits of an int; several can hold.

    Plain numbers, because a page has thousands of elements and `enum.Flag` is twenty times slower.
    """

    NONE: Final = 0
    CERTAIN: Final = 1
    COMMENTS: Final = 2
    LIKELY: Final = 4
    LINKY: Final = 8
    HIDDEN: Final = 16
    CAPTION: Final = 32
    STANDFIRST: Final = 64
    BYLINE: Final = 128
    BODY: Final = 256
    NOTICE: Final = 512
    BLOCK: Final = 1024


_FURNITURE_TAGS = {
    "nav": Mark.CERTAIN,
    "footer": Mark.LIKELY,
    "aside": Mark.CERTAIN,
    "form": Mark.LIKELY,
    "fieldset": Mark.LIKELY,
    "button": Mark.CERTAIN,
    "dialog": Mark.CERTAIN,
    "menu": Mark.CERTAIN,
    "header": Mark.LIKELY,
    "figcaption": Mark.CAPTION,
    "address": Mark.LIKELY,
}
_ROLES = {
    "navigation": Mark.CERTAIN,
    "complementary": Mark.CERTAIN,
    "banner": Mark.LIKELY,
    "contentinfo": Mark.LIKELY,
    "dialog": Mark.CERTAIN,
    "alertdialog": Mark.CERTAIN,
    "search": Mark.CERTAIN,
    "menu": Mark.CERTAIN,
    "menubar": Mark.CERTAIN,
    "toolbar": Mark.CERTAIN,
    "button": Mark.CERTAIN,
    "note": Mark.NONE,
}
_LONGEST = 600
"""Characters of an attribute that are looked at."""

_PROPERTIES = {
    "articleBody": Mark.BODY,
    "author": Mark.BYLINE,
    "creator": Mark.BYLINE,
    "comment": Mark.LIKELY,
    "publisher": Mark.LIKELY,
    "datePublished": Mark.LIKELY,
    "dateModified": Mark.LIKELY,
    "keywords": Mark.LIKELY,
}
_POST_NAMES = frozenset({"hentry", "type-post", "status-publish"})
_MEANINGLESS = (
    "no-",
    "non-",
    "has-",
    "with-",
    "without-",
    "not-",
    "enable-",
    "enabled-",
    "overflow-",
    "field-label-",
    "field-type-",
    "field-item",
)
"""How names begin that say nothing of what is there; Drupal's fields among them."""

_BITS = {
    "certain": Mark.CERTAIN,
    "comments": Mark.COMMENTS,
    "likely": Mark.LIKELY,
    "linky": Mark.LINKY,
    "hidden": Mark.HIDDEN,
    "caption": Mark.CAPTION,
    "standfirst": Mark.STANDFIRST,
    "byline": Mark.BYLINE,
    "body": Mark.BODY,
    "notice": Mark.NOTICE,
}
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
"""Their ids are made of their own words, to link to: `<h2 id="share-prices-fell">`."""

_ROOTS = frozenset({"html", "body", "main"})
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_SIGNS = re.compile(r"[^a-z0-9]+")
_LETTERS = re.compile(r"(?:[a-z0-9-](?![?*])){2,3}")
_HEAD = 3
_INVISIBLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)

_OWN_LINE = re.compile(r"display\s*:\s*block", re.IGNORECASE)


_names_in = cast("Callable[[etree._Element], list[str]]", etree._Element.keys)


def marks_of(element: etree._Element, tag: str) -> int:
    """Return what the element's tag, role, names and style say about it."""
    mark = _FURNITURE_TAGS.get(tag, 0)
    if tag in _ROOTS:
        return mark
    for name in _names_in(element):
        read = _READERS.get(name)
        if read is not None and not (name == "id" and tag in _HEADINGS):
            mark |= read(element.get(name, ""))
    return mark


def _mark_of_style(style: str) -> int:
    if _INVISIBLE.search(style):
        return Mark.HIDDEN
    return Mark.BLOCK if _OWN_LINE.search(style) else Mark.NONE


@lru_cache(maxsize=16384)
def marks_of_names(names: str) -> int:
    """Return what a string of class names and ids says."""
    tokens = names[:_LONGEST].split()
    if not _POST_NAMES.isdisjoint(tokens):
        # WordPress writes a post's categories and tags into its class.
        return Mark.NONE
    mark = Mark.NONE
    for token in tokens:
        mark |= _marks_of_name(token)
    return mark


@lru_cache(maxsize=16384)
def _marks_of_name(name: str) -> int:
    normal = f"{_normal(name)}-"
    entries = _entries()
    mark = Mark.NONE
    start = 0
    while start < len(normal) - 1:
        head = normal[start : start + _HEAD]
        if head in entries or head[:2] in entries:
            for bit, pattern in _patterns(head):
                if pattern.match(normal, start):
                    mark |= bit
        start = normal.index("-", start) + 1
    return mark


def _normal(token: str) -> str:
    """Return a name in lower case with hyphens; "" where it says nothing of what is there."""
    if not token.islower():
        token = _CAMEL.sub("-", token).lower()
    plain = token.isascii() and token.isalnum()
    name = token if plain else _SIGNS.sub("-", token).strip("-")
    return "" if name.startswith(_MEANINGLESS) else name


_READERS: dict[str, Callable[[str], int]] = {
    **dict.fromkeys(("class", "id", "data-testid", "data-component"), marks_of_names),
    "role": lambda value: _ROLES.get(value, Mark.NONE),
    "itemprop": lambda value: _PROPERTIES.get(value, Mark.NONE),
    "style": _mark_of_style,
    "hidden": lambda _: Mark.HIDDEN,
}
"""What is read in an element's attributes, by their names."""


@lru_cache(maxsize=4096)
def _patterns(head: str) -> tuple[tuple[int, re.Pattern[str]], ...]:
    """Return the patterns of the entries that may begin with some letters, when needed."""
    kinds = (*_entries().get(head, {}).items(), *_entries().get(head[:2], {}).items())
    return tuple((bit, re.compile(f"(?:{'|'.join(words)})-")) for bit, words in kinds)


@cache
def _entries() -> dict[str, dict[int, list[str]]]:
    """Return all entries by the two or three letters they begin with, and by what they say."""
    found: dict[str, dict[int, list[str]]] = {}
    for kind, entries in read_table("tuireader.extraction", "wording/classes.toml").items():
        for entry in entries:
            found.setdefault(_head(entry), {}).setdefault(_BITS[kind], []).append(entry)
    return found


def _head(entry: str) -> str:
    """Return the first two or three letters that are sure to stand in what fits an entry."""
    letters = _LETTERS.match(entry)
    if letters is None:
        raise ValueError(f"{entry!r} doesn't begin with two letters written out")
    return letters[0]
