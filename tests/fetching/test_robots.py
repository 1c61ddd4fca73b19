"""robots.txt is asked for once, and obeyed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.fetching.looking import QUICK, look
from tests.loopback import Page, Reply, serve
from tuireader.errors import ErrorKind, FetchError
from tuireader.fetching import Fetcher
from tuireader.fetching.robots import DAY, Robots

RULES = (
    b"User-agent: *\nDisallow: /private\n\nUser-agent: tuireader\nDisallow: /not-you\nAllow: /\n"
)


async def test_a_disallowed_address_is_never_asked_for() -> None:
    with serve({"/robots.txt": RULES, "/not-you/story": b"x", "/private": b"y"}) as site:
        async with Fetcher(QUICK) as fetcher:
            with pytest.raises(FetchError) as caught:
                await fetcher.fetch(site.url + "/not-you/story", typed=True)
            allowed = await fetcher.fetch(site.url + "/private", typed=True)
        assert site.asked("/not-you/story") == []
    assert caught.value.kind is ErrorKind.ROBOTS
    assert allowed.body == b"y", "the rules for our own name hold, not those for all"


async def test_a_site_is_asked_once_for_all_its_pages() -> None:
    with serve({"/robots.txt": RULES, "/a": b"a", "/b": b"b"}) as site:
        async with Fetcher(QUICK) as fetcher:
            for path in ("/a", "/b", "/a"):
                await fetcher.fetch(site.url + path, typed=True)
        assert len(site.asked("/robots.txt")) == 1


async def test_a_redirect_into_a_disallowed_place_is_not_followed() -> None:
    pages: dict[str, Page] = {
        "/robots.txt": RULES,
        "/a": Reply(status=302, headers={"Location": "/not-you/b"}),
        "/not-you/b": b"x",
    }
    with serve(pages) as site:
        with pytest.raises(FetchError) as caught:
            await look(site.url + "/a")
        assert site.asked("/not-you/b") == []
    assert caught.value.kind is ErrorKind.ROBOTS


@pytest.mark.parametrize("status", [401, 403, 404, 410])
async def test_no_rules_allow_everything(status: int) -> None:
    with serve({"/robots.txt": Reply(status=status), "/a": b"a"}) as site:
        assert (await look(site.url + "/a")).body == b"a"


@pytest.mark.parametrize("status", [429, 500, 503])
async def test_rules_that_cannot_be_read_allow_nothing(status: int) -> None:
    with serve({"/robots.txt": Reply(status=status), "/a": b"a"}) as site:
        with pytest.raises(FetchError) as caught:
            await look(site.url + "/a")
        assert site.asked("/a") == []
    assert (caught.value.kind, caught.value.status) == (ErrorKind.HTTP, status)


async def test_rules_may_stand_behind_a_redirect() -> None:
    pages: dict[str, Page] = {
        "/robots.txt": Reply(status=301, headers={"Location": "/rules"}),
        "/rules": b"User-agent: *\nDisallow: /\n",
        "/a": b"a",
    }
    with serve(pages) as site, pytest.raises(FetchError) as caught:
        await look(site.url + "/a")
    assert caught.value.kind is ErrorKind.ROBOTS


async def test_a_user_may_switch_the_rules_off() -> None:
    with serve({"/robots.txt": RULES, "/not-you": b"x"}) as site:
        response = await look(site.url + "/not-you", replace(QUICK, robots=False))
        assert site.asked("/robots.txt") == []
    assert response.body == b"x"


async def test_rules_are_read_again_after_a_day() -> None:
    clock = [0.0]
    bodies = iter([b"", b"User-agent: *\nDisallow: /\n"])

    async def ask(address: str) -> bytes:
        assert address == "https://news.example/robots.txt"
        return next(bodies)

    robots = Robots(now=lambda: clock[0])
    for clock[0] in (0.0, DAY - 1):
        await robots.check("https://news.example", "https://news.example/a", ask)
    clock[0] = DAY
    with pytest.raises(FetchError):
        await robots.check("https://news.example", "https://news.example/a", ask)


async def test_the_crawl_delay_is_told() -> None:
    async def ask(address: str) -> bytes:
        return b"User-agent: *\nCrawl-delay: 7\n"

    delay = await Robots().check("https://slow.example", "https://slow.example/a", ask)
    assert delay == 7
