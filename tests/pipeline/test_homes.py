"""Articles that have, or had, several addresses; and hosts that nobody typed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta

import pytest

from tests.feeds.written import MARKET, rss
from tests.loopback import Asked, Reply, Site
from tests.stories import edited, page
from tuireader.fetching import Fetcher, FetchSettings
from tuireader.library.protocol import Library
from tuireader.model import Check, CheckStatus, Response
from tuireader.pipeline import Pipeline
from tuireader.pipeline.feeding import Feeding

START = datetime(2026, 4, 1, 9, tzinfo=UTC)
PAPER = "https://paper.example"


def clock(step: timedelta = timedelta(hours=3)) -> Callable[[], datetime]:
    """Return a clock that moves on each time it is asked."""
    moments = iter(START + step * n for n in range(100))
    return lambda: next(moments)


async def look(
    library: Library, *urls: str, times: Callable[[], datetime] | None = None
) -> list[Check]:
    """Look at addresses one after the other."""
    async with Fetcher(FetchSettings(gap=0)) as fetcher:
        pipeline = Pipeline(library, fetcher.fetch, times or clock())
        return [await pipeline.look(url, adding=library.find(url) is None) for url in urls]


def urls(library: Library) -> list[str]:
    return [article.url for article in library.articles()]


def moved(status: int = 301, to: str = "/new") -> Reply:
    return Reply(status=status, headers={"Location": to})


# -- moves
@pytest.mark.parametrize("status", [301, 308])
async def test_a_permanent_redirect_is_adopted_once_two_looks_a_while_apart_agree(
    library: Library, site: Site, status: int
) -> None:
    old, new, times = site.url + "/story", site.url + "/new", clock()
    await look(library, old, times=times)
    site.pages.update({"/new": page(), "/story": moved(status)})
    await look(library, old, times=times)
    assert urls(library) == [old]
    await look(library, old, times=times)
    assert urls(library) == [new]
    site.requests.clear()
    (check,) = await look(library, new, times=times)
    assert (check.article, check.status) == (1, CheckStatus.UNCHANGED)
    assert [asked.path for asked in site.requests] == ["/robots.txt", "/new"]


async def test_a_moved_article_keeps_its_history_its_seals_and_its_old_name(
    library: Library, site: Site
) -> None:
    old, times = site.url + "/story", clock()
    await look(library, old, times=times)
    site.pages.update({"/new": page(), "/story": moved()})
    await look(library, old, old, old, times=times)
    addresses = [snapshot.url.removeprefix(site.url) for snapshot in library.history(1)]
    assert addresses[:2] == ["/story", "/new"]
    assert list(library.verify()) == []
    assert library.resolve(old).number == 1
    (again,) = await look(library, old, times=times)
    assert (again.article, len(urls(library))) == (1, 1)


async def test_the_second_look_right_after_the_first_confirms_no_move(
    library: Library, site: Site
) -> None:
    old, times = site.url + "/story", clock(timedelta(minutes=1))
    await look(library, old, times=times)
    site.pages.update({"/new": page(), "/story": moved()})
    await look(library, old, old, old, times=times)
    assert urls(library) == [old]


@pytest.mark.parametrize("status", [302, 303, 307])
async def test_a_temporary_redirect_is_never_adopted(
    library: Library, site: Site, status: int
) -> None:
    site.pages.update({"/new": page(), "/story": moved(status)})
    old = site.url + "/story"
    await look(library, old, old, old, old)
    assert urls(library) == [old]


async def test_what_lies_behind_a_temporary_redirect_is_no_new_home(
    library: Library, site: Site
) -> None:
    site.pages.update({"/story": moved(to="/a"), "/a": moved(302, "/b"), "/b": page()})
    old = site.url + "/story"
    await look(library, old, old, old)
    assert site.url + "/b" not in urls(library)


async def test_a_withdrawn_story_does_not_become_the_page_it_is_sent_to(
    library: Library, site: Site
) -> None:
    old, times = site.url + "/story", clock()
    await look(library, old, times=times)
    fronts = iter(range(100))

    def front(_asked: Asked) -> bytes:
        lines = [f"Item {next(fronts)} on the front page is another one each time it is asked."]
        return page(lines * 4, headline="The Gannet, all the news")

    site.pages.update({"/": front, "/story": moved(to="/")})
    await look(library, *[old] * 4, times=times)
    assert urls(library) == [old]


async def test_an_address_that_another_article_has_is_left_to_it(
    library: Library, site: Site
) -> None:
    old, new, times = site.url + "/story", site.url + "/new", clock()
    await look(library, old, times=times)
    site.pages["/new"] = page()
    await look(library, new, times=times)
    site.pages["/story"] = moved()
    await look(library, old, old, old, times=times)
    assert urls(library) == [old, new]


# -- one story is one article
@pytest.mark.parametrize("status", [301, 302])
async def test_an_address_that_leads_to_a_saved_article_is_that_article(
    library: Library, site: Site, status: int
) -> None:
    site.pages["/short"] = moved(status, "/story")
    first, second = await look(library, site.url + "/story", site.url + "/short")
    assert (first.article, second.article, second.snapshot) == (1, 1, 2)
    assert second.status is CheckStatus.UNCHANGED
    assert urls(library) == [site.url + "/story"]


def canonical(body: bytes, address: str) -> bytes:
    link = f'<link rel="canonical" href="{address}"></head>'.encode()
    return body.replace(b"</head>", link)


async def test_a_page_that_names_a_saved_address_as_its_own_is_that_article(
    library: Library, site: Site
) -> None:
    site.pages["/story?print=1"] = canonical(edited(), "/story")
    first, second = await look(library, site.url + "/story", site.url + "/story?print=1")
    assert (first.article, second.article) == (1, 1)
    assert second.status is CheckStatus.CHANGED


async def test_other_stories_that_name_the_same_address_stay_themselves(
    library: Library, site: Site
) -> None:
    other = page(["Another story stands here, and it is about the lighthouse."] * 4, headline="B")
    site.pages["/other"] = canonical(other, "/story")
    await look(library, site.url + "/story", site.url + "/other")
    assert len(urls(library)) == 2


# -- hosts that nobody typed
class Paper:
    """A paper that writes down whether its host was said to be typed."""

    def __init__(self) -> None:
        self.typed: dict[str, list[bool]] = {}

    async def __call__(
        self, url: str, *, validators: Mapping[str, str] | None = None, typed: bool = False
    ) -> Response:
        del validators
        self.typed.setdefault(url, []).append(typed)
        shown = MARKET._replace(link=f"{PAPER}/market")
        return Response(url=url, body=rss([shown]) if url.endswith("/feed") else page())


async def test_an_article_that_a_feed_found_may_never_become_private(library: Library) -> None:
    paper = Paper()
    feeding = Feeding(library, paper, clock())
    await feeding.subscribe("https://feeds.example/feed")
    (article,) = library.articles()
    await Pipeline(library, paper, clock()).look(article.url)
    assert paper.typed["https://feeds.example/feed"] == [True]
    assert paper.typed[article.url] == [False, False]


async def test_once_a_person_names_its_host_it_may(library: Library) -> None:
    paper = Paper()
    await Feeding(library, paper, clock()).subscribe("https://feeds.example/feed")
    (article,) = library.articles()
    pipeline = Pipeline(library, paper, clock())
    await pipeline.look(article.url, adding=True)
    await pipeline.look(article.url)
    assert paper.typed[article.url] == [False, True, True]
