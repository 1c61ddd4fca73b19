"""What leads to articles: feeds and their entries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What a feed says of one article.

    `id`: the feed's own name for it, "" where it has none; `url`: http or https, absolute.
    """

    url: str
    id: str = ""
    title: str = ""
    published: datetime | None = None
    updated: datetime | None = None
    summary: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A subscription. `number`: given once, from 1; 0 until it is saved.

    `words`: which entries become articles by themselves: None for all, else those that hold one
    of these words. `typed`: the user named its host, so that host may be a private one.
    `validators`: `etag` and `last-modified` as the server last gave them. `error`: why the last
    check failed. `articles`: how many of its entries are saved.
    """

    number: int = 0
    url: str
    title: str = ""
    home: str = ""
    words: tuple[str, ...] | None = None
    typed: bool = True
    added_at: datetime
    checked_at: datetime | None = None
    error: str | None = None
    validators: Mapping[str, str] = field(default_factory=dict)
    articles: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownEntry:
    """An entry a feed has shown. `number`: unique among all feeds' entries; 0 until saved.

    `feed`: the feed's number. `wanted`: the feed's rule makes it an article. `article`: the one
    it became. `tries`: how often that was tried in vain.
    """

    number: int = 0
    feed: int
    entry: Entry
    wanted: bool = False
    article: int | None = None
    tries: int = 0
