"""Fetching from a real server on loopback: pages, copies we have, redirects, refusals."""

from __future__ import annotations

import sys
from dataclasses import replace

import pytest

from tests.fetching.looking import QUICK, look, names
from tests.loopback import Asked, Reply, Site, serve
from tuireader.errors import ErrorKind, FetchError
from tuireader.fetching import Fetcher


def moved(to: str, status: int = 302) -> Reply:
    return Reply(status=status, headers={"Location": to})


async def failure(url: str) -> FetchError:
    with pytest.raises(FetchError) as caught:
        await look(url)
    return caught.value


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


async def test_a_second_page_searches_for_no_module() -> None:
    """Python doesn't remember what it didn't find, and goes through its whole path each time."""
    searched = []

    class Recorder:
        @staticmethod
        def find_spec(name: str, path: object = None, target: object = None) -> None:
            searched.append(name)

    with serve({"/story": b"<p>one</p>"}) as site:
        async with Fetcher(QUICK) as fetcher:
            await fetcher.fetch(site.url + "/story", typed=True)
            sys.meta_path.insert(0, Recorder)
            try:
                await fetcher.fetch(site.url + "/story", typed=True)
            finally:
                sys.meta_path.remove(Recorder)
    assert searched == []


async def test_validators_go_back_unchanged() -> None:
    with serve({"/story": b"x"}) as site:
        await look(
            site.url + "/story",
            validators={"etag": 'W/"a b"', "last-modified": "Sat, 27 Jun 2026 07:00:00 GMT"},
        )
        sent = site.asked("/story")[0].headers
    assert sent["if-none-match"] == 'W/"a b"'
    assert sent["if-modified-since"] == "Sat, 27 Jun 2026 07:00:00 GMT"


async def test_a_validator_that_would_forge_a_header_is_left_out() -> None:
    with serve({"/story": b"x"}) as site:
        await look(site.url + "/story", validators={"etag": '"a"\r\nX-Evil: 1'})
        sent = site.asked("/story")[0].headers
    assert "if-none-match" not in sent
    assert "x-evil" not in sent


async def test_we_say_who_we_are_and_where_to_complain() -> None:
    with serve({"/story": b"x"}) as site:
        await look(site.url + "/story", replace(QUICK, contact="mailto:reader@home.example"))
        agents = {asked.headers["user-agent"] for asked in site.requests}
    (agent,) = agents
    assert agent.startswith("tuireader/")
    assert "complaints: mailto:reader@home.example" in agent


async def test_headers_of_a_source_go_to_its_hosts_only() -> None:
    settings = replace(QUICK, headers={"news.example": {"Cookie": "paid=1"}})
    resolve = names(news="127.0.0.1", evilnews="127.0.0.1")
    with serve({"/story": b"x"}) as site:
        for host in ("news.example", "evilnews.example"):
            await look(f"http://{host}:{site.port}/story", settings, resolve=resolve)
        first, second = site.asked("/story")
    assert first.headers["cookie"] == "paid=1"
    assert "cookie" not in second.headers


async def test_a_name_and_password_in_the_address_are_sent_but_not_kept() -> None:
    with serve({"/story": b"x"}) as site:
        response = await look(site.url.replace("//", "//ann:s3cret@") + "/story")
        sent = site.asked("/story")[0].headers["authorization"]
    assert sent == "Basic YW5uOnMzY3JldA=="
    assert response.url == site.url + "/story"


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_redirects_are_followed_to_the_address_that_is_kept(status: int) -> None:
    with serve({"/old": moved("/new?a=1", status), "/new?a=1": b"here"}) as site:
        response = await look(site.url + "/old")
    assert (response.url, response.body) == (site.url + "/new?a=1", b"here")


async def test_a_redirect_to_itself_is_followed_once_it_sets_a_cookie() -> None:
    def consent(asked: Asked) -> Reply:
        if asked.headers.get("cookie") == "seen=1":
            return Reply(body=b"welcome")
        return Reply(status=302, headers={"Location": "/story", "Set-Cookie": "seen=1"})

    with serve({"/story": consent}) as site:
        assert (await look(site.url + "/story")).body == b"welcome"


async def test_cookies_of_one_name_for_two_places_do_no_harm() -> None:
    def first(asked: Asked) -> Reply:
        return Reply(status=302, headers={"Location": "/b/2", "Set-Cookie": "id=1; Path=/"})

    def second(asked: Asked) -> Reply:
        return Reply(status=302, headers={"Location": "/b/3", "Set-Cookie": "id=2; Path=/b"})

    with serve({"/a/1": first, "/b/2": second, "/b/3": b"here"}) as site:
        assert (await look(site.url + "/a/1")).body == b"here"
        assert site.asked("/b/3")[0].headers["cookie"] == "id=2; id=1"


@pytest.mark.parametrize(
    ("location", "asked"),
    [("/größe", "/gr%C3%B6%C3%9Fe"), ("/a b", "/a%20b"), ("?page=2", "/a?page=2"), ("../x", "/x")],
)
async def test_sloppy_redirects_are_understood(location: str, asked: str) -> None:
    raw_bytes = location.encode().decode("latin-1")
    with serve({"/a": moved(raw_bytes), asked: b"here"}) as site:
        response = await look(site.url + "/a")
    assert (response.url, response.body) == (site.url + asked, b"here")


async def test_cookies_end_with_the_fetch() -> None:
    page = Reply(headers={"Set-Cookie": "track=me"}, body=b"x")
    with serve({"/story": page}) as site:
        async with Fetcher(QUICK) as fetcher:
            for _ in range(2):
                await fetcher.fetch(site.url + "/story", typed=True)
        assert all("cookie" not in asked.headers for asked in site.requests)


def loop(site: Site) -> None:
    site.pages |= {"/a": moved("/b"), "/b": moved("/a")}


def long_way(site: Site) -> None:
    site.pages |= {"/a": moved("/1")} | {f"/{n}": moved(f"/{n + 1}") for n in range(1, 20)}


@pytest.mark.parametrize(
    ("script", "asked"),
    [(loop, 2), (long_way, 11)],
)
async def test_redirects_come_to_an_end(script: object, asked: int) -> None:
    assert callable(script)
    with serve() as site:
        script(site)
        error = await failure(site.url + "/a")
        assert len(site.requests) == asked + 1, "robots.txt, then every address once"
    assert error.kind is ErrorKind.REDIRECT


@pytest.mark.parametrize(
    "target",
    [
        "",
        "ftp://files.example/x",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "http://",
        "http://127.0.0.1:99999/",
        "http://xn--.example/",
    ],
)
async def test_a_redirect_to_no_web_page_is_refused(target: str) -> None:
    with serve({"/a": moved(target)}) as site:
        assert (await failure(site.url + "/a")).kind is ErrorKind.REDIRECT


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 418, 451, 500, 502, 503, 599])
async def test_a_refusal_carries_its_status(status: int) -> None:
    with serve({"/story": Reply(status=status, body=b"<h1>No</h1>")}) as site:
        error = await failure(site.url + "/story")
    assert (error.kind, error.status) == (ErrorKind.HTTP, status)
    assert str(status) in error.message


async def test_retry_after_is_carried() -> None:
    with serve({"/story": Reply(status=429, headers={"Retry-After": "120"})}) as site:
        assert (await failure(site.url + "/story")).retry_after == 120


@pytest.mark.parametrize("status", [206, 304])
async def test_what_nobody_asked_for_is_no_page(status: int) -> None:
    with serve({"/story": Reply(status=status)}) as site:
        assert (await failure(site.url + "/story")).kind is ErrorKind.PROTOCOL


@pytest.mark.parametrize(
    "url",
    [
        "story",
        "ftp://a.example/",
        "http://",
        "http://[::1",
        "",
        "data:,x",
        "http://127.0.0.1:99999/",
        "http://xn--.example/",
        "http://xn--a.example/",
    ],
)
async def test_only_web_addresses_are_fetched(url: str) -> None:
    error = await failure(url)
    assert error.kind is ErrorKind.PROTOCOL
    assert error.advice


async def test_a_closed_fetcher_fetches_nothing() -> None:
    with pytest.raises(RuntimeError, match="async with"):
        await Fetcher(replace(QUICK, robots=False)).fetch("http://127.0.0.1/", typed=True)
