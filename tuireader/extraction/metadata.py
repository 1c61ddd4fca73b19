"""Read what a page says about itself: JSON-LD first, then meta tags, then what readers see."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import cast

from lxml import etree

from tuireader.extraction import headline, seen
from tuireader.extraction.addresses import host_of, safe_address
from tuireader.extraction.linked_data import Json, LinkedData, read_linked_data, text_of, types_of
from tuireader.extraction.moments import moment
from tuireader.extraction.people import are_source, people
from tuireader.extraction.tree import attribute, line, text_under

Metas = dict[str, str]
Shown = Callable[[], list[str]]
"""Looks up the names that a page shows its readers, which takes longer than all else here."""

_PUBLISHED = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "publishdate",
    "publish-date",
    "pubdate",
    "pub_date",
    "date",
    "dc.date.issued",
    "dcterms.created",
    "dc.date.created",
    "dc.date",
    "sailthru.date",
    "parsely-pub-date",
    "article.published",
    "article:published",
    "published_time",
    "og:published_time",
    "publication_date",
    "originalpublicationdate",
    "rnews:datepublished",
    "cxenseparse:recs:publishtime",
    "last-publish-date",
    "displaydate",
    "date.created",
    "created",
)
_MODIFIED = (
    "article:modified_time",
    "og:article:modified_time",
    "og:updated_time",
    "article:modified",
    "datemodified",
    "dcterms.modified",
    "dc.date.modified",
    "date.updated",
    "article.updated",
    "lastmod",
    "last-modified",
    "revised",
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
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z]{2}))?(?:[-_]\w+)*")
_MOST_AUTHORS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What a page says about itself. `seen_headline`: its h1; `title`: its title element."""

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

    @property
    def is_live(self) -> bool:
        """Tell whether the page is a live one, made of entries with their times."""
        return "LiveBlogPosting" in types_of(self.linked_data.article)


def read_metadata(root: etree._Element, markup: str, url: str) -> Metadata:
    """Read a page's metadata.

    Args:
        root: the page's tree.
        markup: what the tree was parsed from.
        url: where the page came from, if that is known.
    """
    metas = _metas(root)
    data = read_linked_data(text_under(script) for script in _scripts(root))
    story = data.article
    address = url or _canonical(root, metas)
    title = seen.title_of(root)
    h1 = seen.h1_of(root, title)
    source = _source(metas, story, address)
    return Metadata(
        headline=_headline(metas, story, h1, title),
        seen_headline=h1,
        title=title,
        byline=_byline(partial(seen.authors_of, root, markup), metas, story, source),
        source=source,
        published=_first_moment(story.get("datePublished"), metas, _PUBLISHED)
        or seen.time_of(root),
        modified=_first_moment(story.get("dateModified"), metas, _MODIFIED),
        language=_language(root, metas, story),
        description=line(
            metas.get("description")
            or metas.get("og:description")
            or text_of(story.get("description"))
        ),
        url=address,
        next_page=seen.next_page_of(root, address),
        linked_data=data,
    )


def _scripts(root: etree._Element) -> Iterable[etree._Element]:
    return (e for e in root.iter("script") if "ld+json" in attribute(e, "type").lower())


def _metas(root: etree._Element) -> Metas:
    """Return meta tags by name, property or itemprop in lower case; the first of each counts."""
    found: Metas = {}
    for meta in root.iter("meta"):
        given = dict(cast("list[tuple[str, str]]", meta.items()))
        content = given.get("content", "").strip()
        for kind in ("property", "name", "itemprop") if content else ():
            if kind in given:
                found.setdefault(given[kind].lower().strip(), content)
    return found


def _values(metas: Metas, names: tuple[str, ...]) -> list[str]:
    return [metas[name] for name in names if name in metas]


def _first_moment(said: object, metas: Metas, names: tuple[str, ...]) -> datetime | None:
    values = [said, *_values(metas, names)]
    return next((found for value in values if (found := moment(value))), None)


def _headline(metas: Metas, story: Json, h1: str, title: str) -> str:
    return headline.choose(
        said=line(text_of(story.get("headline") or story.get("name"))),
        shared=line(metas.get("og:title") or metas.get("twitter:title") or ""),
        seen=h1,
        title=title,
        site=line(metas.get("og:site_name", "")),
    )


def _byline(shown: Shown, metas: Metas, story: Json, source: str | None) -> tuple[str, ...]:
    """Return the first names found; the source's own only where nobody else is named."""
    first: tuple[str, ...] = ()
    for names in _known_names(shown, metas, story):
        if any(names):
            if not are_source(names, source):
                return names
            first = first or names
    return first


def _known_names(shown: Shown, metas: Metas, story: Json) -> Iterator[tuple[str, ...]]:
    """Yield the names in JSON-LD, in the first meta tag, in all, of organisations, on the page."""
    authors = story.get("author") or story.get("creator")
    items = authors[:_MOST_AUTHORS] if isinstance(authors, list) else [authors]
    yield people(_name_of(item) for item in items if not _is_organisation(item))
    given = _values(metas, _AUTHOR)
    yield people(given[:1])
    yield people(given)
    yield tuple(line(text_of(item)) for item in items if _is_organisation(item))
    yield people(shown())


def _name_of(person: object) -> str:
    """Return a person's name, from its parts where it isn't written whole."""
    if isinstance(person, dict) and not person.get("name"):
        parts = (text_of(person.get(key)) for key in ("givenName", "familyName"))
        return " ".join(part for part in parts if part)
    return text_of(person)


def _is_organisation(item: object) -> bool:
    return isinstance(item, dict) and any(kind.endswith("Organization") for kind in types_of(item))


def _source(metas: Metas, story: Json, address: str) -> str | None:
    publisher = line(text_of(story.get("publisher")))
    known = [publisher, *(line(text) for text in _values(metas, _SOURCE)), host_of(address)]
    return next((text for text in known if text and not text.startswith("http")), None)


def _language(root: etree._Element, metas: Metas, story: Json) -> str | None:
    """Return the language as BCP 47 writes it: `de`, `pt-BR`."""
    known = [
        attribute(root, "lang"),
        attribute(root, "{http://www.w3.org/XML/1998/namespace}lang"),
        attribute(root, "xml:lang"),
        metas.get("content-language", ""),
        metas.get("og:locale", ""),
        text_of(story.get("inLanguage")),
    ]
    for value in known:
        if match := _LANGUAGE.fullmatch(value.strip()):
            return match[1].lower() + (f"-{match[2].upper()}" if match[2] else "")
    return None


def _canonical(root: etree._Element, metas: Metas) -> str:
    for link in root.iter("link"):
        if "canonical" in attribute(link, "rel").lower().split():
            return safe_address(link.get("href")) or ""
    return safe_address(metas.get("og:url")) or ""
