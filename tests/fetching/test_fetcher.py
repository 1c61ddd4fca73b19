"""Fetching from a real server on loopback."""

from __future__ import annotations

from tests.loopback import Reply, serve
from tuireader.fetching import Fetcher, FetchSettings
from tuireader.model import Response

QUICK = FetchSettings(gap=0, connect_timeout=2, read_timeout=2, total_timeout=5)


async def look(url: str, settings: FetchSettings = QUICK) -> Response:
    async with Fetcher(settings) as fetcher:
        return await fetcher.fetch(url, typed=True)


async def test_a_page_comes_with_its_headers_and_its_bytes() -> None:
    page = "<p>Größe</p>".encode("latin-1")
    with serve({"/story": Reply(headers={"Content-Type": "text/html"}, body=page)}) as site:
        response = await look(site.url + "/story#part")
    assert (response.status, response.url) == (200, site.url + "/story")
    assert response.body == page
    assert response.content_type == "text/html"


async def test_a_server_that_knows_our_copy_sends_a_304() -> None:
    with serve({"/story": b"<p>one</p>"}) as site:
        async with Fetcher(QUICK) as fetcher:
            first = await fetcher.fetch(site.url + "/story", typed=True)
            etag = {"etag": first.headers["etag"]}
            second = await fetcher.fetch(site.url + "/story", validators=etag, typed=True)
            site.pages["/story"] = b"<p>two</p>"
            third = await fetcher.fetch(site.url + "/story", validators=etag, typed=True)
    assert (second.status, second.body) == (304, b"")
    assert (third.status, third.body) == (200, b"<p>two</p>")
