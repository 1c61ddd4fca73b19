"""What extractors know of a page beside its story: headline, authors, day; scored against truth."""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import UTC, datetime
from statistics import fmean
from typing import Any

Json = dict[str, Any]
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Facts:
    """What one extractor says of a page."""

    headline: str
    authors: tuple[str, ...]
    published: datetime | None


def ours(html: str, url: str) -> Facts:
    """Return our facts."""
    found = importlib.import_module("tuireader").extract(html, url=url)
    return Facts(found.headline, found.byline, found.published)


def trafilatura(html: str, url: str) -> Facts:
    """Return trafilatura's facts."""
    module = importlib.import_module("trafilatura")
    found = module.bare_extraction(html, url=url, fast=True, with_metadata=True)
    if found is None:
        return Facts("", (), None)
    day = datetime.fromisoformat(found.date) if found.date else None
    return Facts(found.title or "", tuple((found.author or "").split("; ")), day)


def newspaper(html: str, url: str) -> Facts:
    """Return newspaper4k's facts."""
    module = importlib.import_module("newspaper")
    article = module.Article(url=url, fetch_images=False)
    article.download(input_html=html)
    article.parse()
    return Facts(article.title or "", tuple(article.authors), article.publish_date or None)


READERS: dict[str, Callable[[str, str], Facts]] = {
    "tuireader": ours,
    "trafilatura fast": trafilatura,
    "newspaper4k": newspaper,
}


def known(name: str, html: str, url: str) -> Facts:
    """Return what an extractor knows of a page; one that fails knows nothing."""
    try:
        return READERS[name](html, url)
    except Exception:  # noqa: BLE001 -- other people's code may fail in any way
        return Facts("", (), None)


@dataclass(slots=True)
class FactScore:
    """Page by page, what one extractor got right."""

    headline: list[bool] = field(default_factory=list)
    authors: list[bool] = field(default_factory=list)
    day: list[bool] = field(default_factory=list)

    def add(self, row: Json, facts: Facts) -> None:
        """Judge the facts of one page by its `title`, `author` and `date`, where they are known."""
        if row.get("title"):
            self.headline.append(same_headline(facts.headline, row["title"]))
        if row.get("author"):
            self.authors.append(same_people(facts.authors, row["author"]))
        if row.get("date"):
            self.day.append(same_day(facts.published, datetime.fromisoformat(row["date"])))

    def cells(self) -> list[str]:
        """Return the shares of what was right."""
        return [
            f"{fmean(got):.1%}" if got else "" for got in (self.headline, self.authors, self.day)
        ]


def key(text: str) -> str:
    """Return a text's words alone."""
    return " ".join(_WORD.findall(text.casefold()))


def same_headline(found: str, true: str) -> bool:
    """Tell whether two headlines agree; one may have a kicker or a site's name more."""
    a, b = key(found), key(true)
    return bool(a) and (b in a or (a in b and len(a.split()) >= 0.7 * len(b.split())))


def same_people(found: Collection[str], true: Collection[str]) -> bool:
    """Tell whether exactly the true names were found, in any order."""
    return {key(name) for name in found} == {key(name) for name in true}


def same_day(found: datetime | None, true: datetime) -> bool:
    """Tell whether two times are of one day, in the publisher's zone or in UTC."""
    if found is None:
        return False
    zones = (true.tzinfo or UTC, UTC)
    if found.tzinfo is None:
        return found.date() in {true.astimezone(zone).date() for zone in zones}
    return any(found.astimezone(zone).date() == true.astimezone(zone).date() for zone in zones)
