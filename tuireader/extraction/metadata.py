"""Read what a page says about itself: JSON-LD first, then meta tags, then what readers see."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from lxml import etree

from tuireader.extraction.addresses import host_of, safe_address
from tuireader.extraction.linked_data import LinkedData, read_linked_data, text_of
from tuireader.extraction.moments import moment
from tuireader.extraction.people import people
from tuireader.text.cleaning import clean

_SAME_STORY = 0.15
"""Share of words that two headlines of one story have in common, at least."""

_WORD = re.compile(r"\w+")
_SITE = re.compile(r"\s+(?:[|»•·]|[-–—]|::)\s+")
_PUBLISHED = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "publishdate",
    "pubdate",
    "publish-date",
    "date",
    "dc.date.issued",
    "dcterms.created",
    "dc.date",
    "dc.date.created",
    "sailthru.date",
    "parsely-pub-date",
    "article.published",
    "published_time",
    "article:published",
    "cxenseparse:recs:publishtime",
    "publication_date",
    "originalpublicationdate",
    "rnews:datepublished",
    "last-publish-date",
    "displaydate",
    "og:published_time",
    "date.created",
    "created",
    "pub_date",
)
_MODIFIED = (
    "article:modified_time",
    "og:updated_time",
    "article:modified",
    "datemodified",
    "lastmod",
    "last-modified",
    "dcterms.modified",
    "dc.date.modified",
    "revised",
    "date.updated",
    "article.updated",
    "og:article:modified_time",
)
_AUTHOR = (
    "author",
    "article:author",
    "byl",
    "dc.creator",
    "parsely-author",
    "sailthru.author",
    "authors",
    "article:author_name",
    "dcterms.creator",
    "cxenseparse:author",
    "creator",
    "vr:author",
    "twitter:creator:name",
)
_SOURCE = (
    "og:site_name",
    "application-name",
    "apple-mobile-web-app-title",
    "dc.publisher",
    "publisher",
    "al:ios:app_name",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What a page says about itself."""

    headline: str = ""
    seen_headline: str = ""
    title: str = ""
    byline: tuple[str, ...] = ()
    source: str | None = None
    published: datetime | None = None
    modified: datetime | None = None
    language: str | None = None
    description: str = ""
    url: str = ""
    next_page: str | None = None
    linked_data: LinkedData


def read_metadata(root: etree._Element, url: str) -> Metadata:
    """Read a page's metadata; `url` is where it came from, if that is known."""
    metas = _metas(root)
    data = read_linked_data(
        "".join(script.itertext())
        for script in root.iter("script")
        if "ld+json" in (script.get("type") or "").lower()
    )
    story = data.article
    address = url or _canonical(root, metas)
    h1 = _h1(root)
    return Metadata(
        headline=_headline(root, metas, data, h1),
        seen_headline=h1,
        title=_title(root),
        byline=_byline(root, metas, data),
        source=_source(metas, data, address),
        published=_first_moment([story.get("datePublished"), *_values(metas, _PUBLISHED)])
        or _seen_time(root),
        modified=_first_moment([story.get("dateModified"), *_values(metas, _MODIFIED)]),
        language=_language(root, metas, data),
        description=clean(
            metas.get("description")
            or metas.get("og:description")
            or text_of(story.get("description"))
        ),
        url=address,
        next_page=_next_page(root, address),
        linked_data=data,
    )


def _metas(root: etree._Element) -> dict[str, str]:
    """Return meta tags by name, property or itemprop in lower case; the first of each counts."""
    found: dict[str, str] = {}
    for meta in root.iter("meta"):
        content = meta.get("content")
        if not content or not content.strip():
            continue
        for attribute in ("property", "name", "itemprop"):
            if name := meta.get(attribute):
                found.setdefault(name.lower().strip(), content.strip())
    return found


def _values(metas: dict[str, str], names: tuple[str, ...]) -> list[str]:
    return [metas[name] for name in names if name in metas]


def _first_moment(values: list[object] | list[str]) -> datetime | None:
    return next((found for value in values if (found := moment(value))), None)


def _seen_time(root: etree._Element) -> datetime | None:
    """Return the time of the first `time` element or microdata that gives one."""
    for element in root.xpath(
        "//*[@itemprop='datePublished'] | //time[@datetime] | //abbr[contains(@class,'published')]"
    ):
        value = (
            element.get("datetime")
            or element.get("content")
            or element.get("title")
            or "".join(element.itertext())
        )
        if found := moment(value):
            return found
    return None


def _title(root: etree._Element) -> str:
    element = next(root.iter("title"), None)
    return clean("".join(element.itertext())) if element is not None else ""


def _h1(root: etree._Element) -> str:
    best = ""
    for element in root.iter("h1"):
        text = clean("".join(_unglued(element)))
        if element.get("itemprop") == "headline":
            return text
        best = best or text
    return best


def _unglued(element: etree._Element) -> Iterator[str]:
    """Yield an h1's text, with a space where a kicker's element ends and a capital follows."""
    last = ""
    for text in element.itertext():
        if last[-1:].islower() and text[:1].isupper():
            yield " "
        yield text
        last = text


def _headline(root: etree._Element, metas: dict[str, str], data: LinkedData, h1: str) -> str:
    """Choose among what JSON-LD, OpenGraph, the h1 and the title say.

    JSON-LD is right most often, unless it speaks of something else, as the newest entry of a live
    page. An h1 that differs from it by a word or two is what readers see: it may have been edited
    alone.
    """
    title = _title(root)
    said = clean(text_of(data.article.get("headline") or data.article.get("name")))
    shared = clean(metas.get("og:title") or metas.get("twitter:title") or "")
    if said and any(_likeness(said, other) >= _SAME_STORY for other in (shared, h1, title)):
        chosen = said
    else:
        chosen = shared or h1 or said or title
    if h1 and _likeness(h1, chosen) >= 0.8 and _likeness(said, shared) >= 0.8:
        return h1
    return _without_site(chosen, clean(metas.get("og:site_name", ""))) if chosen != h1 else h1


def _likeness(a: str, b: str) -> float:
    """Return the share of words that two lines have in common, of the longer one's."""
    first, second = (set(_WORD.findall(text.casefold())) for text in (a, b))
    return len(first & second) / max(len(first), len(second), 1)


def _without_site(text: str, site: str) -> str:
    """Cut a site's name off a title's end."""
    parts = _SITE.split(text)
    if len(parts) > 1 and (
        parts[-1].casefold() == site.casefold() or len(parts[-1]) < 0.5 * len(parts[0])
    ):
        return text[: text.rfind(parts[-1])].rstrip(" |»•·-–—:")
    return text


def _byline(root: etree._Element, metas: dict[str, str], data: LinkedData) -> tuple[str, ...]:
    if found := people(_named(data.article.get("author") or data.article.get("creator"))):
        return found
    if found := people(_values(metas, _AUTHOR)[:1]):
        return found
    if found := people(_values(metas, _AUTHOR)):
        return found
    return people(_seen_authors(root))


def _named(value: object) -> list[str]:
    items = value if isinstance(value, list) else [value]
    return [text_of(item) for item in items[:20] if not _is_organisation(item)]


def _is_organisation(item: object) -> bool:
    return isinstance(item, dict) and item.get("@type") in ("Organization", "NewsMediaOrganization")


def _seen_authors(root: etree._Element) -> list[str]:
    found = root.xpath(
        "//*[@rel='author' or @itemprop='author' or contains(@class,'author-name') or contains(@class,'byline-name') or contains(@class, 'byline__name')]"
    )
    if not found:
        found = root.xpath("//*[contains(@class,'byline') or contains(@class,'author')]")
    texts = [clean("".join(element.itertext())) for element in found[:6]]
    return [text for text in texts if 3 < len(text) < 80][:4]


def _source(metas: dict[str, str], data: LinkedData, address: str) -> str | None:
    publisher = clean(text_of(data.article.get("publisher")))
    known = [publisher, *(clean(text) for text in _values(metas, _SOURCE)), host_of(address)]
    return next((text for text in known if text and not text.startswith("http")), None)


def _language(root: etree._Element, metas: dict[str, str], data: LinkedData) -> str | None:
    known = [
        root.get("lang"),
        root.get("{http://www.w3.org/XML/1998/namespace}lang"),
        root.get("xml:lang"),
        metas.get("content-language"),
        metas.get("og:locale"),
        text_of(data.article.get("inLanguage")),
    ]
    for value in known:
        match = re.fullmatch(
            r"([A-Za-z]{2,3})(?:[-_]([A-Za-z]{2}))?(?:[-_]\w+)*", (value or "").strip()
        )
        if match:
            region = match[2]
            return match[1].lower() + (f"-{region.upper()}" if region else "")
    return None


def _canonical(root: etree._Element, metas: dict[str, str]) -> str:
    for link in root.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split():
            return safe_address(link.get("href")) or ""
    return safe_address(metas.get("og:url")) or ""


def _next_page(root: etree._Element, address: str) -> str | None:
    """Return the address of the story's next page: `rel=next` on the same host."""
    for link in (*root.iter("link"), *root.iter("a")):
        if "next" in (link.get("rel") or "").lower().split():
            found = safe_address(link.get("href"), address)
            if found and _continues(address, found):
                return found
    return None


def _continues(address: str, following: str) -> bool:
    """Tell whether an address is the next page of the same story, not the next story."""
    here, there = address.split("#")[0], following.split("#")[0]
    if here == there or host_of(here) != host_of(there):
        return False
    stem = re.sub(r"(?:[/_-](?:page[/_-]?)?\d{1,2})?/?(?:\.\w{3,5})?(?:\?.*)?$", "", here)
    rest = there.removeprefix(stem)
    return rest != there and bool(
        re.fullmatch(
            r"\W*(?:page|p|seite|pagina|pg)?\W*\d{1,2}(?:\W.*)?|.*[?&](?:page|p|seite|pagina|pg)=\d{1,2}.*",
            rest,
        )
    )
