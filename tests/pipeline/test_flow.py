"""From an address to a Check: a real server, a real library, a clock that is told the time."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.loopback import Reply, Site
from tests.stories import NOTICE, PARAGRAPHS, edited, page
from tuireader.errors import ErrorKind
from tuireader.extraction import extract
from tuireader.fetching import Fetcher, FetchSettings
from tuireader.library import open_library
from tuireader.library.protocol import Library
from tuireader.model import Capture, ChangeKind, Check, CheckStatus, Disclosure, Origin, Response
from tuireader.pipeline import Pipeline
from tuireader.pipeline.labour import Labour, P, T

START = datetime(2026, 4, 1, 9, tzinfo=UTC)


def clock() -> Callable[[], datetime]:
    """Return a clock that moves on by an hour each time it is asked."""
    moments = iter(START + timedelta(hours=n) for n in range(100))
    return lambda: next(moments)


async def look(library: Library, *urls: str, times: Callable[[], datetime]) -> list[Check]:
    """Look at addresses one after the other."""
    async with Fetcher(FetchSettings(gap=0)) as fetcher:
        pipeline = Pipeline(library, fetcher.fetch, times)
        return [await pipeline.look(url) for url in urls]


async def test_a_silent_edit_is_told_as_one(library: Library, site: Site) -> None:
    times = clock()
    (first,) = await look(library, site.url + "/story", times=times)
    site.pages["/story"] = edited()
    (second,) = await look(library, site.url + "/story", times=times)
    assert (first.status, first.snapshot) == (CheckStatus.NEW, 1)
    assert (second.status, second.snapshot) == (CheckStatus.CHANGED, 2)
    assert second.change is not None
    assert second.change.kind is ChangeKind.FACTUAL
    assert second.change.disclosure is Disclosure.SILENT


async def test_an_edit_with_a_notice_is_disclosed(library: Library, site: Site) -> None:
    times = clock()
    await look(library, site.url + "/story", times=times)
    site.pages["/story"] = edited(notice=NOTICE)
    (check,) = await look(library, site.url + "/story", times=times)
    assert check.change is not None
    assert check.change.kind is ChangeKind.FACTUAL
    assert check.change.disclosure is Disclosure.DISCLOSED


async def test_a_host_that_names_a_time_is_not_looked_at_before(
    library: Library, site: Site
) -> None:
    times = clock()
    await look(library, site.url + "/story", times=times)
    site.pages["/story"] = Reply(status=429, headers={"Retry-After": "86400"})
    (check,) = await look(library, site.url + "/story", times=times)
    assert check.status is CheckStatus.FAILED
    assert check.next_check is not None
    assert check.next_check - check.at >= timedelta(days=1)


async def test_an_unchanged_page_costs_one_conditional_request_and_no_snapshot(
    library: Library, site: Site
) -> None:
    _, again = await look(library, *[site.url + "/story"] * 2, times=clock())
    assert again.status is CheckStatus.UNCHANGED
    assert again.snapshot is None
    assert "if-none-match" in site.asked("/story")[1].headers
    assert len(library.history(1)) == 1


@dataclass(frozen=True)
class Noting(Labour):
    """Labour that notes what it was asked for."""

    works: list[object] = field(default_factory=list)

    async def now(self, work: Callable[P, T], *args: P.args, **words: P.kwargs) -> T:
        self.works.append(work)
        return await Labour.now(self, work, *args, **words)


async def test_a_page_that_comes_again_without_an_etag_is_read_once(
    library: Library, site: Site
) -> None:
    """Many servers know no conditional requests; half of all looks find what is there already."""
    labour, times, url = Noting(), clock(), site.url + "/story"
    async with Fetcher(FetchSettings(gap=0)) as fetcher:
        pipeline = Pipeline(library, fetcher.fetch, times, labour=labour)
        for body in (page(PARAGRAPHS), page(PARAGRAPHS), edited(), edited()):
            site.pages["/story"] = Reply(headers={"Content-Type": "text/html"}, body=body)
            await pipeline.look(url)
    looks = library.checks(1)
    assert [look.status for look in looks] == [
        CheckStatus.NEW,
        CheckStatus.UNCHANGED,
        CheckStatus.CHANGED,
        CheckStatus.UNCHANGED,
    ]
    assert labour.works.count(extract) == 2
    texts = [library.document(1, look.snapshot or 0) for look in looks]
    assert texts[0] == texts[1] != texts[2] == texts[3]
    assert texts[3] == extract(edited(), url=url, content_type="text/html")


async def test_furniture_is_kept_and_is_no_change(library: Library, site: Site) -> None:
    times = clock()
    await look(library, site.url + "/story", times=times)
    site.pages["/story"] = page(clock="10:42")
    (check,) = await look(library, site.url + "/story", times=times)
    assert check.status is CheckStatus.UNCHANGED
    assert check.snapshot == 2


async def test_a_404_is_gone_when_a_second_look_agrees_and_the_story_stays(
    library: Library, site: Site
) -> None:
    times = clock()
    await look(library, site.url + "/story", times=times)
    site.pages["/story"] = Reply(status=404)
    first, second, third = await look(library, *[site.url + "/story"] * 3, times=times)
    assert first.status is CheckStatus.FAILED
    assert first.error is not None
    assert first.error.kind is ErrorKind.HTTP
    assert (second.status, third.status) == (CheckStatus.GONE, CheckStatus.GONE)
    assert second.next_check is not None
    assert PARAGRAPHS[0] in library.document(1, 1).text


async def test_a_410_is_gone_at_once(library: Library, site: Site) -> None:
    times = clock()
    await look(library, site.url + "/story", times=times)
    site.pages["/story"] = Reply(status=410)
    (check,) = await look(library, site.url + "/story", times=times)
    assert check.status is CheckStatus.GONE


async def test_a_server_that_is_down_is_a_failed_check_and_saves_no_article(
    library: Library,
) -> None:
    (check,) = await look(library, "http://127.0.0.1:9/story", times=clock())
    assert check.status is CheckStatus.FAILED
    assert check.error is not None
    assert check.error.kind is ErrorKind.CONNECT
    assert check.article == 0
    assert not library.listings()


async def test_a_wall_is_kept_as_blocked_and_never_compared(library: Library, site: Site) -> None:
    wall = b"""<html><head><title>Just a moment...</title></head>
    <body><h1>Checking your browser</h1>
    <p>Please verify you are a human by completing the captcha below.</p>
    <form id="challenge-form"><div class="g-recaptcha"></div></form></body></html>"""
    times = clock()
    await look(library, site.url + "/story", times=times)
    site.pages["/story"] = wall
    (blocked,) = await look(library, site.url + "/story", times=times)
    site.pages["/story"] = page(clock="11:11")
    (after,) = await look(library, site.url + "/story", times=times)
    assert (blocked.status, blocked.change) == (CheckStatus.BLOCKED, None)
    assert after.status is CheckStatus.UNCHANGED
    assert library.listing(1).headline == "Fish market to close for the winter"


async def test_a_paywalled_beginning_is_followed_until_the_whole_story_is_seen(
    library: Library, site: Site
) -> None:
    """A teaser compares with a teaser; after the whole story it is a wall."""
    offer = b'<div class="paywall"><p>Subscribe to continue reading this article.</p></div>'
    locked = (b'"NewsArticle"', b'"NewsArticle", "isAccessibleForFree": false')

    def teaser(*paragraphs: str) -> bytes:
        return page(paragraphs).replace(b"</article>", offer + b"</article>").replace(*locked)

    def seen(body: bytes) -> None:
        site.pages["/story"] = body

    times = clock()
    url = site.url + "/story"
    statuses = []
    changed = PARAGRAPHS[0].replace("two", "nine")
    for body in (teaser(*PARAGRAPHS[:2]), teaser(changed, PARAGRAPHS[1]), page(), teaser(changed)):
        seen(body)
        (check,) = await look(library, url, times=times)
        statuses.append(check.status)
    assert statuses == ["new", "changed", "changed", "blocked"]


async def test_a_story_of_several_pages_is_joined(library: Library, site: Site) -> None:
    following = b'<link rel="next" href="/story/2"></head>'
    site.pages["/story"] = page(PARAGRAPHS[:3]).replace(b"</head>", following)
    site.pages["/story/2"] = page(PARAGRAPHS[3:])
    await look(library, site.url + "/story", times=clock())
    text = library.document(1, 1).text
    assert all(text.count(paragraph) == 1 for paragraph in PARAGRAPHS)


def capture(body: bytes, hours: float) -> Capture:
    """Make a capture of a page at a time."""
    url = "https://gannet.example/market"
    return Capture(
        document=extract(body, url=url),
        response=Response(url=url, body=body),
        taken_at=START + timedelta(hours=hours),
        origin=Origin.FILE,
    )


async def test_an_older_capture_saved_later_stands_where_it_belongs(library: Library) -> None:
    pipeline = Pipeline(library, Fetcher(FetchSettings()).fetch, clock())
    url = "https://gannet.example/market"
    await pipeline.keep(url, capture(page(), 0))
    last = await pipeline.keep(url, capture(edited(), 10))
    assert last.change is not None
    assert last.change.kind is ChangeKind.FACTUAL
    between = await pipeline.keep(url, capture(edited(), 5))
    history = library.history(1)
    assert [snapshot.number for snapshot in history] == [1, 3, 2]
    assert between.change is not None
    assert between.change.kind is ChangeKind.FACTUAL
    assert history[2].verdict is not None
    assert history[2].verdict.kind is ChangeKind.NONE


async def test_a_sweep_looks_at_all_and_one_bad_article_stops_nothing(
    library: Library, site: Site
) -> None:
    times = clock()
    for name in ("/a", "/b", "/c"):
        site.pages[name] = page(headline=f"Story {name}")
    await look(library, *[site.url + name for name in ("/a", "/b", "/c")], times=times)
    site.pages["/b"] = Reply(status=500)
    site.pages["/c"] = edited()
    async with Fetcher(FetchSettings(gap=0)) as fetcher:
        pipeline = Pipeline(library, fetcher.fetch, times)
        checks = [check async for check in pipeline.sweep([a.url for a in library.articles()])]
    assert sorted(check.status for check in checks) == [
        CheckStatus.CHANGED,
        CheckStatus.FAILED,
        CheckStatus.UNCHANGED,
    ]


async def test_a_page_that_breaks_the_program_is_a_failed_check_and_stops_nothing(
    library: Library, site: Site
) -> None:
    async def fetch(url: str, **_: object) -> Response:
        if url.endswith("/bad"):
            raise RecursionError("too deep")
        return Response(url=url, body=page())

    pipeline = Pipeline(library, fetch, clock())
    looks = pipeline.sweep([site.url + "/bad", site.url + "/good"], adding=True)
    checks = {check.status: check async for check in looks}
    assert set(checks) == {CheckStatus.FAILED, CheckStatus.NEW}
    error = checks[CheckStatus.FAILED].error
    assert error is not None
    assert error.kind is ErrorKind.UNREADABLE
    assert "too deep" in error.message


async def test_a_write_of_another_process_in_between_is_judged_again(
    library: Library, tmp_path: Path
) -> None:
    """Two processes save one article at once: both land, each against its true neighbour."""
    url = "https://gannet.example/market"
    with open_library(tmp_path / "library.db") as other:
        theirs = Pipeline(other, Fetcher(FetchSettings()).fetch, clock())
        ours = Pipeline(library, Fetcher(FetchSettings()).fetch, clock())
        await ours.keep(url, capture(page(), 0))

        checks = await asyncio.gather(
            ours.keep(url, capture(edited(), 2)), theirs.keep(url, capture(edited(), 1))
        )
    assert sorted(check.snapshot or 0 for check in checks) == [2, 3]
    kinds = [s.verdict.kind for s in library.history(1) if s.verdict]
    assert kinds == [ChangeKind.FACTUAL, ChangeKind.NONE]
