"""Everything a bad server can do: each is a typed failure, and the next page still comes."""

from __future__ import annotations

import asyncio
import socket
from contextlib import suppress
from dataclasses import replace

import pytest

from tests.fetching.faults import FAULTS, HASTY, HEAD, SMALL, silence
from tests.fetching.looking import IMPATIENT
from tests.loopback import Asked, Reply, serve
from tuireader.errors import ErrorKind, FetchError
from tuireader.fetching import Fetcher


@pytest.mark.parametrize("fault", FAULTS)
async def test_a_bad_server_is_a_typed_failure_and_the_next_page_comes(fault: str) -> None:
    page, kind = FAULTS[fault]
    settings = HASTY if kind is ErrorKind.TIMEOUT else SMALL
    with serve({"/fault": page, "/good": b"<p>good</p>"}) as site:
        async with Fetcher(settings) as fetcher:
            with pytest.raises(FetchError) as caught:
                await fetcher.fetch(site.url + "/fault", typed=True)
            after = await fetcher.fetch(site.url + "/good", typed=True)
    assert caught.value.kind is kind, repr(caught.value.__cause__)
    assert caught.value.message.endswith(".")
    assert caught.value.advice, "says what to do next"
    assert after.body == b"<p>good</p>"


def a_closed_port() -> int:
    with socket.socket() as plug:
        plug.bind(("127.0.0.1", 0))
        return int(plug.getsockname()[1])


async def test_a_closed_port_is_a_connection_failure() -> None:
    async with Fetcher(SMALL) as fetcher:
        with pytest.raises(FetchError) as caught:
            await fetcher.fetch(f"http://127.0.0.1:{a_closed_port()}/", typed=True)
    assert caught.value.kind is ErrorKind.CONNECT


async def test_more_than_was_promised_is_cut_and_harms_no_later_page() -> None:
    page = silence(
        HEAD + b"Content-Length: 3\r\n\r\nabcHTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil"
    )
    with serve({"/lie": page, "/good": b"<p>good</p>"}) as site:
        async with Fetcher(SMALL) as fetcher:
            first = await fetcher.fetch(site.url + "/lie", typed=True)
            second = await fetcher.fetch(site.url + "/good", typed=True)
    assert (first.body, second.body) == (b"abc", b"<p>good</p>")


async def test_a_look_that_is_called_off_holds_nothing_up() -> None:
    asked = asyncio.Event()
    loop = asyncio.get_running_loop()

    def hang(request: Asked) -> None:
        loop.call_soon_threadsafe(asked.set)
        request.socket.recv(1)

    with serve({"/hang": hang, "/good": b"<p>good</p>"}) as site:
        async with Fetcher(SMALL) as fetcher:
            look = asyncio.create_task(fetcher.fetch(site.url + "/hang", typed=True))
            await asked.wait()
            look.cancel()
            with pytest.raises(asyncio.CancelledError):
                await look
            after = await fetcher.fetch(site.url + "/good", typed=True)
    assert after.body == b"<p>good</p>"


async def test_a_page_of_exactly_the_limit_is_kept() -> None:
    with serve({"/a": b"x" * 100_000, "/b": b"x" * 100_001}) as site:
        async with Fetcher(SMALL) as fetcher:
            assert len((await fetcher.fetch(site.url + "/a", typed=True)).body) == 100_000
            with pytest.raises(FetchError) as caught:
                await fetcher.fetch(site.url + "/b", typed=True)
    assert caught.value.kind is ErrorKind.TOO_LARGE


async def test_the_total_time_counts_all_redirects() -> None:
    turns: list[str] = []

    def slow(asked: Asked) -> Reply:
        turns.append(asked.path)
        asked.socket.settimeout(0.3)
        with suppress(TimeoutError):
            asked.socket.recv(1)
        asked.socket.settimeout(None)
        return Reply(status=302, headers={"Location": f"/slow?{len(turns)}"})

    with serve(dict.fromkeys(("/slow", *(f"/slow?{n}" for n in range(1, 12))), slow)) as site:
        async with Fetcher(replace(IMPATIENT, robots=False)) as fetcher:
            with pytest.raises(FetchError) as caught:
                await fetcher.fetch(site.url + "/slow", typed=True)
    assert caught.value.kind is ErrorKind.TIMEOUT
    assert len(turns) < 10
