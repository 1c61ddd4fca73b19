"""OPML 2.0 (https://opml.org/spec2.opml): lists of feeds, as readers hand them to each other."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from xml.etree import ElementTree

from tuireader.errors import UnreadablePageError
from tuireader.feeds.links import web_address
from tuireader.feeds.markup import open_markup
from tuireader.feeds.prose import plain

_BARE = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[\da-f]{1,6});)", re.IGNORECASE)
"""An ampersand that stands for itself, as in addresses pasted into an OPML file by hand."""

_OURS = "urn:tuireader:opml"
_MATCH = f"{{{_OURS}}}match"
"""A feed's rule, as a JSON list of words: OPML has no place for it but a name of one's own."""

ElementTree.register_namespace("tuireader", _OURS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """One feed in a list. `home`: the address of its site.

    `words`: its rule (`feeds.rules`), None where all entries become articles.
    """

    url: str
    title: str = ""
    home: str = ""
    words: tuple[str, ...] | None = None


def read_opml(data: bytes) -> tuple[Outline, ...]:
    """Read the feeds of an OPML file, out of all its folders; a feed listed twice is one.

    Raises:
        UnreadablePageError: it is no OPML, or one that attacks its reader.
    """
    markup = _BARE.sub("&amp;", open_markup(data))
    try:
        # No document type is left in it, so no entity can unfold or name a file.
        root = ElementTree.fromstring(markup.encode("utf-8"))  # noqa: S314
    except ElementTree.ParseError as error:
        raise UnreadablePageError(f"The file is no OPML: {error}.", "Export it again.") from error
    if root.tag.lower() != "opml":
        raise UnreadablePageError("The file is XML, but no OPML.", "Export it as OPML.")
    found: dict[str, Outline] = {}
    for outline in (_outline(element.attrib) for element in root.iter("outline")):
        if outline.url:
            found.setdefault(outline.url, outline)
    return tuple(found.values())


def _outline(attributes: dict[str, str]) -> Outline:
    """Return what one element says; attributes are found whatever their case."""
    values = {name.lower(): value for name, value in attributes.items()}
    return Outline(
        url=web_address(values.get("xmlurl")),
        title=plain(values.get("title") or values.get("text") or ""),
        home=web_address(values.get("htmlurl")),
        words=_words(values.get(_MATCH)),
    )


def _words(text: str | None) -> tuple[str, ...] | None:
    """Return the words of a rule; one that can't be read is none."""
    try:
        words = json.loads(text or "null")
    except (ValueError, RecursionError):
        return None
    return tuple(map(str, words)) if isinstance(words, list) else None


def write_opml(outlines: Iterable[Outline], *, title: str) -> str:
    """Return an OPML file that lists these feeds."""
    root = ElementTree.Element("opml", version="2.0")
    ElementTree.SubElement(ElementTree.SubElement(root, "head"), "title").text = title
    body = ElementTree.SubElement(root, "body")
    for outline in outlines:
        name = outline.title or outline.url
        values = {"type": "rss", "text": name, "title": name, "xmlUrl": outline.url}
        if outline.home:
            values["htmlUrl"] = outline.home
        if outline.words is not None:
            values[_MATCH] = json.dumps(outline.words, ensure_ascii=False)
        ElementTree.SubElement(body, "outline", values)
    ElementTree.indent(root)
    text = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'
