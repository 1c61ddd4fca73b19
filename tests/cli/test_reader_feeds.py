"""What the reader does about feeds, over a real network on loopback and a real library."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from tests.loopback import serve
from tuireader.cli.subscriptions import Subscriptions
from tuireader.cli.work import Work
from tuireader.fetching import Fetcher, FetchSettings
from tuireader.library import open_library
from tuireader.model import CheckStatus, Entry
from tuireader.pipeline import Fetch

FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>The Gannet</title>
<item><title>Gull stops the ferry</title><link>{url}/gull</link></item></channel></rss>"""
PAGE = (
    """<html><head><link rel="alternate" type="application/rss+xml" href="/feed"></head></html>"""
)
STORY = "<html><article><h1>Gull stops the ferry</h1>" + "<p>It sat in the engine all day.</p>" * 9


@asynccontextmanager
async def _web() -> AsyncIterator[Fetch]:
    async with Fetcher(FetchSettings(gap=0)) as fetcher:
        yield fetcher.fetch


async def test_a_page_leads_to_its_feed_which_is_refreshed_and_saved_from(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    with (
        serve({"/": PAGE.encode(), "/gull": STORY.encode()}) as site,
        open_library(path) as library,
    ):
        site.pages["/feed"] = FEED.format(url=site.url).encode()
        feeds = Subscriptions(Work(path, _web))
        (followed,) = [each async for each in feeds.follow(f"{site.url}/")]
        assert (followed.feed.title, followed.new) == ("The Gannet", 1)
        (again,) = [each async for each in feeds.refresh([followed.feed.number])]
        assert (again.new, again.error) == (0, None)
        (known,) = library.feeds.known(followed.feed.number, [Entry(url=f"{site.url}/gull")])
        (check,) = [each async for each in feeds.save(known.number)]
        assert check.status is CheckStatus.UNCHANGED


async def test_a_password_typed_in_the_reader_is_noted_and_not_saved(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    noted: list[tuple[str, str]] = []
    with serve({"/gull": STORY.encode()}) as site, open_library(path) as library:
        site.pages["/feed"] = FEED.format(url=site.url).encode()
        work = Work(path, _web, note_login=lambda address, typed: noted.append((address, typed)))
        typed = site.url.replace("//", "//Ola:s3cRet@")
        (check,) = [each async for each in work.add(f"{typed}/gull")]
        (followed,) = [each async for each in Subscriptions(work).follow(f"{typed}/feed")]
        assert library.listing(1).url == check.url == f"{site.url}/gull"
    assert followed.feed.url == f"{site.url}/feed"
    assert noted == [(f"{site.url}{each}", f"{typed}{each}") for each in ("/gull", "/feed")]
