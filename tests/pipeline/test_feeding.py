"""From a feed to articles: a real server, a real library."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest

from tests.feeds.written import FERRY, MARKET, WEDNESDAY, Item, newspaper, rss, served
from tests.loopback import Reply, Site
from tests.stories import edited, page
from tuireader.errors import ErrorKind, FetchError, NotFoundError, UnreadablePageError
from tuireader.fetching import Fetcher, FetchSettings
from tuireader.library.protocol import Library, Wanted
from tuireader.model import CheckStatus, Feed
from tuireader.pipeline.feeding import MOST_TRIES, Feeding, Refreshed

START = datetime(2026, 4, 1, 9, tzinfo=UTC)


@pytest.fixture
def site() -> Iterator[Site]:
    with newspaper() as site:
        yield site


def clock(start: datetime = START) -> Callable[[], datetime]:
    """Return a clock that moves on by a minute each time it is asked."""
    moments = iter(start + timedelta(minutes=n) for n in range(1000))
    return lambda: next(moments)


async def subscribe(library: Library, url: str, words: tuple[str, ...] | None = None) -> Refreshed:
    async with Fetcher(FetchSettings(gap=0)) as fetcher:
        return await Feeding(library, fetcher.fetch, clock()).subscribe(url, words)


async def refresh(library: Library) -> Refreshed:
    """Refresh the one feed there is, a day later."""
    (feed,) = library.feeds.all()
    async with Fetcher(FetchSettings(gap=0)) as fetcher:
        times = clock(START + timedelta(days=1))
        return await Feeding(library, fetcher.fetch, times).refresh(feed)


def urls(library: Library) -> list[str]:
    """Return the paths of all articles, by number."""
    return ["/" + article.url.split("/", 3)[3] for article in library.articles()]


async def test_what_a_feed_shows_is_saved(library: Library, site: Site) -> None:
    brought = await subscribe(library, site.url + "/feed")
    assert sorted(urls(library)) == ["/ferry", "/market"]
    assert (brought.new, len(brought.checks), brought.error) == (2, 2, None)
    (feed,) = library.feeds.all()
    assert (feed.number, feed.title, feed.articles) == (1, "The Gannet", 2)
    assert feed.checked_at is not None


async def test_a_page_leads_to_its_feed(library: Library, site: Site) -> None:
    await subscribe(library, site.url + "/")
    assert [feed.url for feed in library.feeds.all()] == [site.url + "/feed"]
    assert len(urls(library)) == 2


async def test_the_first_feed_of_a_page_that_can_be_read_is_taken(
    library: Library, site: Site
) -> None:
    links = "".join(
        f'<link rel="alternate" type="application/atom+xml" href="{href}">'
        for href in ("/gone", "/market", "/feed")
    )
    site.pages["/"] = f"<html>{links}".encode()
    await subscribe(library, site.url + "/")
    assert [feed.url for feed in library.feeds.all()] == [site.url + "/feed"]


async def test_addresses_as_browsers_hand_them_over_are_understood(
    library: Library, site: Site
) -> None:
    await subscribe(library, site.url.replace("http:", "feed:") + "/feed")
    await subscribe(library, f"feed:{site.url}/feed")
    assert [feed.url for feed in library.feeds.all()] == [site.url + "/feed"]


async def test_a_page_without_a_feed_is_refused_and_nothing_saved(
    library: Library, site: Site
) -> None:
    with pytest.raises(UnreadablePageError, match="no feed"):
        await subscribe(library, site.url + "/market")
    with pytest.raises(FetchError):
        await subscribe(library, site.url + "/none")
    assert library.feeds.all() == ()
    assert urls(library) == []


async def test_a_feed_that_stayed_the_same_costs_one_conditional_request(
    library: Library, site: Site
) -> None:
    site.pages["/feed"] = rss([MARKET, FERRY])
    await subscribe(library, site.url + "/feed")
    again = await refresh(library)
    assert (again.new, again.checks, again.error) == (0, (), None)
    assert "if-none-match" in site.asked("/feed")[1].headers
    assert len(site.asked("/ferry")) == 1


@pytest.mark.parametrize(
    "shown",
    [
        FERRY._replace(guid="other"),
        FERRY._replace(date=""),
        FERRY._replace(link="/ferry?utm_source=rss&utm_medium=feed"),
        FERRY._replace(link="/ferry#comments"),
        FERRY._replace(link="/ferry-late-again"),
        FERRY._replace(guid="other", date="", link="/ferry?fbclid=x"),
    ],
)
async def test_no_article_is_doubled(library: Library, site: Site, shown: Item) -> None:
    site.pages["/ferry-late-again"] = page(headline="Ferry late")
    await subscribe(library, site.url + "/feed")
    site.pages["/feed"] = served(rss([MARKET, shown]))
    again = await refresh(library)
    assert again.new == 0
    assert sorted(urls(library)) == ["/ferry", "/market"]


async def test_two_feeds_that_show_the_same_story_lead_to_one_article(
    library: Library, site: Site
) -> None:
    site.pages["/other"] = served(rss([FERRY], title="Tern"))
    await subscribe(library, site.url + "/feed")
    brought = await subscribe(library, site.url + "/other")
    assert (brought.new, brought.checks, brought.feed.articles) == (1, (), 1)
    assert len(urls(library)) == 2


async def test_what_the_rule_leaves_is_listed_for_the_user_to_save(
    library: Library, site: Site
) -> None:
    brought = await subscribe(library, site.url + "/feed", ("ferry",))
    assert urls(library) == ["/ferry"]
    (waiting,) = library.feeds.waiting(1)
    assert waiting.entry.title == "Market to close"
    async with Fetcher(FetchSettings(gap=0)) as fetcher:
        feeding = Feeding(library, fetcher.fetch, clock())
        (check,) = await feeding.save(brought.feed, [waiting])
    assert check.status is CheckStatus.NEW
    assert library.feeds.waiting(1) == ()
    assert library.feeds.find("1").articles == 2


async def test_a_feed_that_says_updated_wakes_its_article(library: Library, site: Site) -> None:
    await subscribe(library, site.url + "/feed")
    site.pages["/market"] = edited()
    site.pages["/feed"] = served(rss([MARKET._replace(date=WEDNESDAY), FERRY]))
    (check,) = (await refresh(library)).checks
    assert (check.url, check.status) == (site.url + "/market", CheckStatus.CHANGED)


async def test_an_article_that_was_removed_stays_so(library: Library, site: Site) -> None:
    await subscribe(library, site.url + "/feed")
    library.remove(library.resolve(site.url + "/market").number, at=START)
    site.pages["/feed"] = served(rss([MARKET._replace(date=WEDNESDAY, guid="9"), FERRY]))
    assert (await refresh(library)).checks == ()
    library.feeds.remove(1)
    await subscribe(library, site.url + "/feed")
    assert [row.url for row in library.listings(Wanted())] == [site.url + "/ferry"]
    assert len(site.asked("/market")) == 1


async def test_an_entry_that_failed_is_tried_again_so_often_and_no_more(
    library: Library, site: Site
) -> None:
    site.pages["/feed"] = rss([MARKET, FERRY])
    site.pages["/ferry"] = Reply(status=500)
    brought = await subscribe(library, site.url + "/feed")
    assert [c.status for c in brought.checks if "ferry" in c.url] == [CheckStatus.FAILED]
    for _ in range(MOST_TRIES + 2):
        await refresh(library)
    assert len(site.asked("/ferry")) == MOST_TRIES
    assert [each.entry.title for each in library.feeds.waiting(1)] == ["Ferry late"]


async def test_an_entry_that_comes_back_to_life_is_saved(library: Library, site: Site) -> None:
    site.pages["/feed"] = rss([MARKET, FERRY])
    site.pages["/ferry"] = Reply(status=500)
    await subscribe(library, site.url + "/feed")
    site.pages["/ferry"] = page(headline="Ferry late")
    await refresh(library)
    assert sorted(urls(library)) == ["/ferry", "/market"]
    assert library.feeds.find("1").articles == 2


async def test_a_feed_cannot_send_us_to_private_hosts_that_nobody_typed(
    library: Library, site: Site
) -> None:
    elsewhere = site.url.replace("127.0.0.1", "localhost") + "/market"
    site.pages["/feed"] = served(rss([FERRY, MARKET._replace(link=elsewhere)]))
    brought = await subscribe(library, site.url + "/feed")
    (refused,) = [check for check in brought.checks if check.error]
    assert refused.error is not None
    assert refused.error.kind is ErrorKind.PRIVATE_ADDRESS
    assert urls(library) == ["/ferry"]
    assert not site.asked("/market")


async def test_a_page_cannot_make_us_subscribe_to_private_hosts(
    library: Library, site: Site
) -> None:
    address = site.url.replace("127.0.0.1", "localhost") + "/feed"
    link = f'<html><link rel="alternate" type="application/rss+xml" href="{address}">'
    site.pages["/"] = link.encode()
    with pytest.raises(UnreadablePageError, match="private"):
        await subscribe(library, site.url + "/")
    assert not site.asked("/feed")


@pytest.mark.parametrize(
    "answer",
    [
        Reply(status=500),
        Reply(status=410),
        b"<html>Sorry",
        b'<!DOCTYPE rss [<!ENTITY a "b">]><rss/>',
    ],
)
async def test_a_failure_is_noted_until_the_next_success(
    library: Library, site: Site, answer: Reply | bytes
) -> None:
    await subscribe(library, site.url + "/feed")
    site.pages["/feed"] = answer
    failed = await refresh(library)
    assert failed.error is not None
    assert failed.feed.error == str(failed.error)
    assert failed.feed.articles == 2
    site.pages["/feed"] = served(rss([MARKET, FERRY]))
    assert (await refresh(library)).feed.error is None


async def test_subscribing_again_changes_the_rule_and_no_more(library: Library, site: Site) -> None:
    await subscribe(library, site.url + "/feed", ("herring",))
    again = await subscribe(library, site.url + "/feed", ("ferry", "harbour"))
    assert [feed.words for feed in library.feeds.all()] == [("ferry", "harbour")]
    assert again.feed.number == 1


async def test_feeds_that_are_refreshed_at_once_don_t_mix(library: Library, site: Site) -> None:
    for name in ("a", "b", "c"):
        site.pages[f"/{name}"] = page(headline=f"Story {name}")
        site.pages[f"/feed-{name}"] = served(rss([Item(name, f"/{name}")], title=name))
        number = library.feeds.add(Feed(url=f"{site.url}/feed-{name}", added_at=START)).number
    async with Fetcher(FetchSettings(gap=0)) as fetcher:
        feeding = Feeding(library, fetcher.fetch, clock())
        await asyncio.gather(*map(feeding.refresh, library.feeds.all()))
    assert number == 3
    assert [(feed.title, feed.articles) for feed in library.feeds.all()] == [
        ("a", 1),
        ("b", 1),
        ("c", 1),
    ]


async def test_a_feed_that_was_removed_meanwhile_is_an_outcome(
    library: Library, site: Site
) -> None:
    feed = (await subscribe(library, site.url + "/feed")).feed
    library.feeds.remove(feed.number)
    async with Fetcher(FetchSettings(gap=0)) as fetcher:
        refreshed = await Feeding(library, fetcher.fetch, clock()).refresh(feed)
    assert isinstance(refreshed.error, NotFoundError)
