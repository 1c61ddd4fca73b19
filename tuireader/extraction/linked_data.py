"""Read the JSON-LD of a page, broken as it may be."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]

LARGEST = 3_000_000
"""Characters of one script that are read; a larger one is no description of a story."""

_MOST_NODES = 5000
_ARTICLES = re.compile(
    r"(?:News|Blog|Social|Scholarly|Tech|Report|Opinion|Analysis|Review|Background|Satirical"
    r"|Reportage|AskPublic|Advertiser)\w*Article|^Article$|BlogPosting|LiveBlogPosting|^Report$"
    r"|SocialMediaPosting|NewsStory",
    re.IGNORECASE,
)
_WRAPPED = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[|/\*.{0,40}?\*/)|(?:-->|//\s*\]\]>|\]\]>)\s*;?\s*$"
)
_TRAILING_COMMA = re.compile(r",\s*(?=[}\]])")
_PLAIN_VALUE = re.compile(
    r'"(@type|headline|datePublished|dateModified|articleBody|description)"\s*:\s*'
    r'"((?:[^"\\]|\\.|"(?!\s*(?:,\s*["{\[]|[}\]]|$)))*+)',
    re.DOTALL,
)
_AUTHOR = re.compile(r'"author"\s*:\s*[\[{][^\]]{0,1000}?"name"\s*:\s*"([^"]{2,80})"')
_QUOTE = re.compile(r'(?<!\\)"')
_BAD_ESCAPE = re.compile(r'\\(?!["\\/bfnrtu])')


@dataclass(frozen=True, slots=True)
class LinkedData:
    """The node that describes the story, and all others."""

    article: Json
    nodes: tuple[Json, ...]
    oversized: bool = False

    def first(self, *kinds: str) -> Json | None:
        """Return the first node of one of these types."""
        return next((node for node in self.nodes if not types_of(node).isdisjoint(kinds)), None)


def read_linked_data(scripts: Iterable[str]) -> LinkedData:
    """Read every script that parses, and choose the node that describes the story."""
    nodes: list[Json] = []
    oversized = False
    for script in scripts:
        if len(script) > LARGEST:
            oversized = True
            continue
        nodes.extend(_flatten(_loads(script), _MOST_NODES - len(nodes)))
    articles = [node for node in nodes if is_article(node)]
    article = max(articles, key=_richness, default={})
    return LinkedData(article=article, nodes=tuple(nodes), oversized=oversized)


def types_of(node: Json) -> frozenset[str]:
    """Return the names of a node's types."""
    kinds = node.get("@type", ())
    if isinstance(kinds, str):
        kinds = (kinds,)
    if not isinstance(kinds, (list, tuple)):
        return frozenset()
    return frozenset(kind.rsplit("/", 1)[-1] for kind in kinds if isinstance(kind, str))


def is_article(node: Json) -> bool:
    """Tell whether a node describes a story."""
    return any(_ARTICLES.search(kind) for kind in types_of(node))


def text_of(value: object) -> str:
    """Return a value's text: a string, the first of a list, or an object's name."""
    for _ in range(4):
        if isinstance(value, list):
            value = value[0] if value else ""
        elif isinstance(value, dict):
            value = value.get("name") or value.get("@value") or value.get("text") or ""
    if not isinstance(value, str):
        return ""
    return _unescaped(_unescaped(value)).strip()


def _unescaped(text: str) -> str:
    if "&" not in text:
        return text
    from html import unescape  # has two thousand names to learn first

    return unescape(text)


def _richness(node: Json) -> tuple[int, int]:
    keys = ("headline", "datePublished", "author", "articleBody", "publisher", "dateModified")
    return sum(key in node for key in keys), -len(node.get("@type", ""))


def _loads(script: str) -> object:
    text = _WRAPPED.sub("", _WRAPPED.sub("", script.strip())).strip().rstrip(";")
    for mend in (str, _mended):
        try:
            return json.loads(mend(text), strict=False)
        except RecursionError:
            return None
        except ValueError:
            continue
    return _first_value(text) or _salvaged(text)


def _salvaged(text: str) -> object:
    """Read the plain values of a story's description that is cut off, or badly quoted."""
    found: Json = {}
    for key, value in _PLAIN_VALUE.findall(text):
        found.setdefault(key, _text_in(value))
    if author := _AUTHOR.search(text):
        found["author"] = _text_in(author[1])
    return found


def _text_in(quoted: str) -> str:
    """Return what the inside of a JSON string says, its own quotes escaped or not."""
    text = _BAD_ESCAPE.sub("", _QUOTE.sub(r"\"", quoted))
    try:
        return str(json.loads(f'"{text}"', strict=False))
    except ValueError:
        return quoted


def _mended(text: str) -> str:
    """Take out what JSON doesn't know: escapes of other languages, commas before a bracket."""
    return _TRAILING_COMMA.sub("", _BAD_ESCAPE.sub("", text))


def _first_value(text: str) -> object:
    """Read the first whole value of a script that holds more than one."""
    try:
        return json.JSONDecoder(strict=False).raw_decode(text)[0]
    except (ValueError, RecursionError):
        return None


def _flatten(value: object, most: int) -> Iterator[Json]:
    """Yield every object in `value`, breadth first, at most `most`."""
    queue: list[object] = [value]
    found = 0
    for item in queue:
        if found >= most:
            return
        if isinstance(item, list):
            queue.extend(item[:most])
        elif isinstance(item, dict):
            if "@type" in item:
                found += 1
                yield item
            keys = (
                "@graph",
                "mainEntity",
                "mainEntityOfPage",
                "itemListElement",
                "item",
                "hasPart",
                "liveBlogUpdate",
            )
            queue.extend(item[key] for key in keys if isinstance(item.get(key), (dict, list)))
