"""An article's past, from an archive that speaks the protocol."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest

from tests.loopback import Reply, Site, serve
from tests.pipeline.archive import Archive
from tests.stories import NOTICE, edited, page
from tuireader.errors import ErrorKind, FetchError
from tuireader.fetching import Fetcher, FetchSettings
from tuireader.library.protocol import Library
from tuireader.model import Check, CheckStatus, Disclosure, Origin
from tuireader.pipeline import Pipeline
from tuireader.pipeline.backfill import Backfill

DAY = timedelta(days=1)
OLD = datetime(2026, 3, 1, 8, tzinfo=UTC)
NOW = datetime(2026, 6, 1, 8, tzinfo=UTC)
NEW, CHANGED, UNCHANGED = CheckStatus.NEW, CheckStatus.CHANGED, CheckStatus.UNCHANGED


@pytest.fixture
def site() -> Iterator[Site]:
    with serve({"/robots.txt": b"", "/story": edited(notice=NOTICE)}) as site:
        yield site


def history_of_an_edit() -> list[tuple[datetime, bytes]]:
    """Return a story as captured on five days, edited on the fourth."""
    pages = [page(), page(), page(clock="11:00"), edited(), edited()]
    return [(OLD + n * DAY, body) for n, body in enumerate(pages)]


async def filled(
    library: Library, site: Site, archive: str, *, limit: int = 50, since: datetime | None = None
) -> list[Check]:
    """Save the story as it is today, then its past."""
    async with Fetcher(FetchSettings(gap=0)) as fetcher:
        pipeline = Pipeline(library, fetcher.fetch, lambda: NOW)
        await pipeline.look(f"{site.url}/story")
        backfill = Backfill(pipeline, archive)
        article = library.resolve("1")
        captures = await backfill.captures(article.url, since=since, limit=limit)
        return [check async for check in backfill.fill(article, captures)]


def by_timemap(archive: Archive) -> str:
    return archive.url


def by_index(archive: Archive) -> str:
    return f"{archive.url}/cdx"


@pytest.mark.parametrize("way", [by_timemap, by_index])
async def test_captures_that_differ_become_snapshots_at_their_times(
    library: Library, site: Site, way: Callable[[Archive], str]
) -> None:
    archive = Archive(site, f"{site.url}/story", history_of_an_edit())
    checks = await filled(library, site, way(archive))
    assert [c.status for c in checks if c.status is not UNCHANGED] == [NEW, CHANGED]
    history = library.history(1)
    assert [s.taken_at for s in history] == [OLD, OLD + 3 * DAY, NOW]
    assert [s.origin for s in history] == [Origin.MEMENTO, Origin.MEMENTO, Origin.FETCH]
    assert [s.number for s in history] == [2, 3, 1]
    assert list(library.verify()) == []


async def test_the_bytes_are_the_original_ones_and_the_snapshot_says_where_they_lie(
    library: Library, site: Site
) -> None:
    archive = Archive(site, f"{site.url}/story", history_of_an_edit())
    await filled(library, site, archive.url)
    first = library.history(1)[0]
    assert first.url == f"{archive.url}/{OLD:%Y%m%d%H%M%S}id_/{site.url}/story"
    response = library.response(1, first.number)
    assert response is not None
    assert response.body == page()


async def test_what_stood_before_decides_about_a_notice_again(library: Library, site: Site) -> None:
    archive = Archive(site, f"{site.url}/story", history_of_an_edit()[:3])
    await filled(library, site, archive.url)
    today = library.history(1)[-1]
    assert today.verdict is not None
    assert today.verdict.disclosure is Disclosure.DISCLOSED


async def test_a_timemap_in_an_unusual_place_is_found_through_the_timegate(
    library: Library, site: Site
) -> None:
    archive = Archive(site, f"{site.url}/story", history_of_an_edit(), hidden=True)
    checks = await filled(library, site, archive.url)
    assert [c.status for c in checks if c.status is not UNCHANGED] == [NEW, CHANGED]


async def test_a_second_backfill_saves_nothing_twice(library: Library, site: Site) -> None:
    archive = Archive(site, f"{site.url}/story", history_of_an_edit())
    await filled(library, site, archive.url)
    again = await filled(library, site, archive.url)
    assert {check.status for check in again} == {UNCHANGED}
    assert len(library.history(1)) == 3


async def test_since_and_limit_are_kept(library: Library, site: Site) -> None:
    archive = Archive(site, f"{site.url}/story", history_of_an_edit())
    late = await filled(library, site, archive.url, since=OLD + 2 * DAY)
    assert [check.at for check in late] == [OLD + n * DAY for n in (2, 3, 4)]
    few = await filled(library, site, archive.url, limit=2)
    assert [check.at for check in few] == [OLD, OLD + 4 * DAY]


async def test_a_capture_that_cannot_be_had_is_told_and_is_no_look_at_the_article(
    library: Library, site: Site
) -> None:
    archive = Archive(site, f"{site.url}/story", history_of_an_edit())
    site.pages[f"/arc/{OLD:%Y%m%d%H%M%S}id_/{site.url}/story"] = Reply(status=500)
    checks = await filled(library, site, archive.url)
    assert checks[0].status is CheckStatus.FAILED
    assert checks[0].error is not None
    assert checks[0].error.kind is ErrorKind.HTTP
    assert [check.status for check in library.checks(1)] == [NEW, CHANGED, NEW]


async def test_filling_the_past_does_not_change_when_the_article_is_due(
    library: Library, site: Site
) -> None:
    archive = Archive(site, f"{site.url}/story", history_of_an_edit())
    checks = await filled(library, site, archive.url)
    assert library.listing(1).next_check == NOW
    assert {check.next_check for check in checks} == {NOW}


async def test_an_archive_without_the_page_says_so(library: Library, site: Site) -> None:
    with pytest.raises(FetchError) as caught:
        await filled(library, site, f"{site.url}/nowhere")
    assert caught.value.status == 404


async def test_a_site_that_is_no_archive_is_named(library: Library, site: Site) -> None:
    site.pages[f"/other/{site.url}/story"] = b"<p>Hello.</p>"
    with pytest.raises(FetchError, match="names no TimeMap"):
        await filled(library, site, f"{site.url}/other")
