"""Feeds named in pages."""

from __future__ import annotations

import pytest

from tuireader.feeds import discover

URL = "https://gannet.example/news/"


def page(*links: str) -> bytes:
    return f"<html><head>{''.join(links)}</head><body>News</body></html>".encode()


def link(href: str, kind: str = "application/rss+xml", rel: str = "alternate") -> str:
    return f'<link rel="{rel}" type="{kind}" title="News" href="{href}">'


def test_feeds_are_found_in_the_pages_order_with_absolute_addresses() -> None:
    found = discover(
        page(link("feed.xml"), link("/atom", "application/atom+xml"), link("//tern.example/x")),
        url=URL,
    )
    assert found == (
        "https://gannet.example/news/feed.xml",
        "https://gannet.example/atom",
        "https://tern.example/x",
    )


@pytest.mark.parametrize(
    "written",
    [
        "<LINK REL='Alternate' TYPE='application/rss+xml' HREF='/feed?a=1&amp;b=2'>",
        "<link href=/feed?a=1&amp;b=2 rel=alternate type=application/rss+xml />",
        '<link\n rel="home alternate"\n type="application/rss+xml; charset=utf-8"\n'
        ' href=" /feed?a=1&amp;b=2 ">',
    ],
)
def test_attributes_are_read_however_they_are_written(written: str) -> None:
    assert discover(page(written), url=URL) == ("https://gannet.example/feed?a=1&b=2",)


def test_the_base_of_the_page_counts() -> None:
    assert discover(page('<base href="https://tern.example/a/">', link("f")), url=URL) == (
        "https://tern.example/a/f",
    )


def test_feeds_of_comments_go_last() -> None:
    found = discover(page(link("/comments/feed"), link("/feed")), url=URL)
    assert [address.rpartition(".example")[2] for address in found] == ["/feed", "/comments/feed"]


@pytest.mark.parametrize(
    "other",
    [
        link("/wp-json/posts/1", "application/json"),
        link("/de", "text/html"),
        link("/feed", rel="stylesheet"),
        link("javascript:alert(1)"),
        link(""),
        f"<!-- {link('/old')} -->",
        f"<!-- never closed {link('/old')}",
    ],
)
def test_other_links_are_no_feeds(other: str) -> None:
    assert discover(page(other), url=URL) == ()
