"""Feeds for tests, as a small newspaper would publish them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from html import escape
from typing import NamedTuple

from tests.loopback import Reply, Site, serve
from tests.stories import page
from tuireader.model import Entry

TUESDAY = "Tue, 03 Mar 2026 10:00:00 GMT"
WEDNESDAY = "Wed, 04 Mar 2026 10:00:00 GMT"


class Item(NamedTuple):
    """One item of an RSS feed."""

    title: str
    link: str
    guid: str = ""
    date: str = TUESDAY
    description: str = ""


FERRY = Item("Ferry late", "/ferry", "1")
MARKET = Item("Market to close", "/market", "2")


@contextmanager
def newspaper() -> Iterator[Site]:
    """Serve two stories, a feed of both, and a page that names it."""
    linked = b'<html><link rel="alternate" type="application/rss+xml" href="/feed"><p>News'
    stories = {"/ferry": page(headline="Ferry late"), "/market": page()}
    with serve({**stories, "/feed": served(rss([MARKET, FERRY])), "/": linked}) as site:
        yield site


def rss(items: Sequence[Item], *, title: str = "The Gannet", prolog: str = "") -> bytes:
    """Return an RSS 2.0 feed."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{prolog}<rss version="2.0"><channel>'
        f"<title>{escape(title)}</title><link>/</link>{''.join(map(_item, items))}</channel></rss>"
    ).encode()


def _item(item: Item) -> str:
    guid = f'<guid isPermaLink="false">{item.guid}</guid>' if item.guid else ""
    return (
        f"<item><title>{escape(item.title)}</title><link>{escape(item.link)}</link>{guid}"
        f"<pubDate>{item.date}</pubDate>"
        f"<description>{escape(item.description)}</description></item>"
    )


def served(feed: bytes, content_type: str = "application/rss+xml") -> Reply:
    """Return a feed as a server's answer, without validators."""
    return Reply(headers={"Content-Type": content_type}, body=feed)


def entry(url: str = "https://gannet.example/ferry", title: str = "Ferry late") -> Entry:
    """Return an entry without dates."""
    return Entry(url=url, id=url, title=title)
