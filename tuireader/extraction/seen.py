"""Look up what a page shows its readers: the h1, times, names, the next page's address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from typing import cast

from lxml import etree

from tuireader.extraction.addresses import host_of, safe_address
from tuireader.extraction.moments import moment
from tuireader.extraction.people import with_lead
from tuireader.extraction.tree import attribute, line, line_under, texts_under

_AUTHOR_NAMES = ("author-name", "byline-name", "byline__name", "author__name")
_MOST_AUTHORS = 4
_LONGEST_AUTHOR = 80
# To go through all attributes of a name and back to their elements takes a fifth of the time that
# it takes to ask each element for them.
_DATED = etree.XPath("descendant::*/@itemprop[.='datePublished']/..")
_NEXT = etree.XPath("descendant::link/@rel[.='next']/.. | descendant::a/@rel[.='next']/..")
_AUTHORS = etree.XPath(
    "(descendant-or-self::*/@class[contains(., 'author') or contains(., 'byline')]"
    " | descendant-or-self::*/@rel[.='author'] | descendant-or-self::*/@itemprop[.='author'])"
    "/parent::*[self::a or self::span or self::div or self::p or self::address or self::li"
    " or self::cite or self::strong]"
)
_PAGE_NUMBER = re.compile(
    r"\W*(?:page|p|seite|pagina|pg)?\W*\d{1,2}(?:\W.*)?|.*[?&](?:page|p|seite|pagina|pg)=\d{1,2}.*"
)
_FRONT_PAGE = re.compile(r"(?:https?://[^/?#]+)?/(?:index\.\w+)?|https?://[^/?#]+")
_OWN_NUMBER = re.compile(r"(?:[/_-](?:page[/_-]?)?\d{1,2})?/?(?:\.\w{3,5})?(?:\?.*)?$")


def title_of(root: etree._Element) -> str:
    """Return the text of the page's title."""
    element = next(root.iter("title"), None)
    return line_under(element) if element is not None else ""


def h1_of(root: etree._Element, title: str) -> str:
    """Return the first h1 that says something, or the one marked as the headline.

    Where there is none, or the only one is the site's name (it leads to the front page, as on many
    blogs), the longest heading that the page's title repeats stands for it: without any h1, one
    that is most of the title.
    """
    best, is_named = "", False
    for element in root.iter("h1"):
        text = line("".join(_unglued(element)))
        if attribute(element, "itemprop") == "headline":
            return text
        if _leads_home(element):
            is_named = True
        else:
            best = best or text
    if best:
        return best
    headings = [line_under(element) for element in root.iter("h2", "h3")]
    least = 0 if is_named else len(title) // 2
    return max(
        (text for text in headings if text in title and len(text) > least), key=len, default=""
    )


def _leads_home(element: etree._Element) -> bool:
    """Tell whether a heading is, or holds, a link to a site's front page."""
    links = [*element.iter("a"), *element.iterancestors("a")]
    return any(_FRONT_PAGE.fullmatch(attribute(link, "href")) for link in links)


def _unglued(element: etree._Element) -> Iterator[str]:
    """Yield an h1's text, with a space where a kicker's element ends and a capital follows."""
    last = ""
    for text in texts_under(element):
        if last[-1:].islower() and text[:1].isupper():
            yield " "
        yield text
        last = text


def time_of(root: etree._Element) -> datetime | None:
    """Return the first publication time in microdata or in a `time` element.

    Without an attribute it is a `time` element's text that machines are to read (HTML Standard,
    "The time element").
    """
    dated = cast("list[etree._Element]", _DATED(root))
    for element in (*dated, *root.iter("time"), *root.iter("abbr")):
        given = attribute(element, "datetime") or attribute(element, "content")
        if not given and element.tag == "abbr":
            given = attribute(element, "title")
        if not given and element.tag == "time":
            given = line_under(element)
        if found := moment(given):
            return found
    return None


def authors_of(root: etree._Element, markup: str) -> list[str]:
    """Return the texts of the elements that are marked, or named, as an author's.

    `markup`: what `root` was parsed from; a page without either word has no such element.
    """
    if "author" not in markup and "byline" not in markup:
        return []
    marked: list[str] = []
    named: list[str] = []
    for element in cast("list[etree._Element]", _AUTHORS(root)):
        if _is_asked(element):
            continue
        names = attribute(element, "class")
        own = "author" in (element.get("rel"), element.get("itemprop"))
        if own or any(name in names for name in _AUTHOR_NAMES):
            marked.append(line_under(element))
        else:
            links = [line_under(link) for link in element.iter("a")]
            named += links or [line_under(element)[: 2 * _LONGEST_AUTHOR]]
    texts = [text for text in (marked or named)[:6] if 3 < len(text) < _LONGEST_AUTHOR]
    return with_lead(texts)[:_MOST_AUTHORS]


def _is_asked(element: etree._Element) -> bool:
    """Tell whether an element belongs to a form: it asks a commenter for a name."""
    return next(element.iterancestors("form"), None) is not None


def next_page_of(root: etree._Element, address: str) -> str | None:
    """Return the address of the story's next page: `rel=next`, on the same host."""
    for link in cast("list[etree._Element]", _NEXT(root)):
        found = safe_address(link.get("href"), address)
        if found and _continues(address, found):
            return found
    return None


def _continues(address: str, following: str) -> bool:
    """Tell whether an address is the next page of the same story, not the next story."""
    here, there = address.split("#")[0], following.split("#")[0]
    if here == there or host_of(here) != host_of(there):
        return False
    rest = there.removeprefix(_OWN_NUMBER.sub("", here))
    return rest != there and bool(_PAGE_NUMBER.fullmatch(rest))
