"""Everything a bad server can do: each is a typed failure, and the next page still comes."""

from __future__ import annotations

import asyncio
import gzip
import socket
import struct
import zlib
from contextlib import suppress
from dataclasses import replace

import brotli
import pytest

from tests.fetching.looking import IMPATIENT, QUICK, zstd_packed
from tests.loopback import Asked, Page, Reply, serve
from tuireader.errors import ErrorKind, FetchError
from tuireader.fetching import Fetcher

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
SMALL = replace(QUICK, size_limit=100_000)


def raw(*parts: bytes) -> Page:
    """Send bytes that no well-behaved server would, then hang up."""

    def script(asked: Asked) -> None:
        for part in parts:
            asked.socket.sendall(part)

    return script


def reset(sent: bytes) -> Page:
    """Send something, then tear the connection down with a TCP reset."""

    def script(asked: Asked) -> None:
        asked.socket.sendall(sent)
        asked.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        asked.socket.close()

    return script


def silence(sent: bytes) -> Page:
    """Send something, then nothing until the client hangs up."""

    def script(asked: Asked) -> None:
        asked.socket.sendall(sent)
        asked.socket.recv(1)

    return script


def drip(asked: Asked) -> None:
    """Send a byte now and then, each in time for the read time-out, for ever."""
    asked.socket.sendall(HEAD + b"Content-Length: 100000\r\n\r\n")
    asked.socket.settimeout(0.05)
    while True:
        asked.socket.sendall(b".")
        try:
            if not asked.socket.recv(1):
                return
        except TimeoutError:
            continue


def flood(asked: Asked) -> None:
    """Send a body without a length, far beyond the limit."""
    asked.socket.sendall(HEAD + b"Connection: close\r\n\r\n")
    for _ in range(10_000):
        asked.socket.sendall(b"x" * 65_536)


def packed(encoding: str, body: bytes) -> Reply:
    return Reply(headers={"Content-Encoding": encoding}, body=body)


ZEROS = bytes(50_000_000)
GZIPPED = gzip.compress(b"<p>story</p>" * 500)

FAULTS: dict[str, tuple[Page, ErrorKind]] = {
    "hangs up at once": (raw(), ErrorKind.PROTOCOL),
    "resets at once": (reset(b""), ErrorKind.CONNECT),
    "resets in the body": (reset(HEAD + b"Content-Length: 999\r\n\r\nabc"), ErrorKind.CONNECT),
    "says nothing": (silence(b""), ErrorKind.TIMEOUT),
    "stops in the headers": (silence(HEAD), ErrorKind.TIMEOUT),
    "stops in the body": (silence(HEAD + b"Content-Length: 9\r\n\r\nabc"), ErrorKind.TIMEOUT),
    "drips": (drip, ErrorKind.TIMEOUT),
    "floods": (flood, ErrorKind.TOO_LARGE),
    "speaks no HTTP": (raw(b"220 mail.example ESMTP\r\n"), ErrorKind.PROTOCOL),
    "breaks a header": (raw(b"HTTP/1.1 200 OK\r\nno colon here\r\n\r\n"), ErrorKind.PROTOCOL),
    "sends endless headers": (raw(HEAD + b"X: " + b"y" * 500_000), ErrorKind.PROTOCOL),
    "promises more than it sends": (
        raw(HEAD + b"Content-Length: 900\r\n\r\nabc"),
        ErrorKind.PROTOCOL,
    ),
    "promises a size over the limit": (
        raw(HEAD + b"Content-Length: 99999999999\r\n\r\n"),
        ErrorKind.TOO_LARGE,
    ),
    "promises a size below nothing": (
        raw(HEAD + b"Content-Length: -5\r\n\r\nabc"),
        ErrorKind.PROTOCOL,
    ),
    "contradicts itself about the size": (
        raw(HEAD + b"Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd"),
        ErrorKind.PROTOCOL,
    ),
    "sends bad chunks": (
        raw(HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n"),
        ErrorKind.PROTOCOL,
    ),
    "leaves the last chunk out": (
        raw(HEAD + b"Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n"),
        ErrorKind.PROTOCOL,
    ),
    "sends a gzip bomb": (packed("gzip", gzip.compress(ZEROS)), ErrorKind.TOO_LARGE),
    "sends a deflate bomb": (packed("deflate", zlib.compress(ZEROS)), ErrorKind.TOO_LARGE),
    "sends a brotli bomb": (packed("br", brotli.compress(ZEROS, quality=1)), ErrorKind.TOO_LARGE),
    "sends a zstd bomb": (packed("zstd", zstd_packed(ZEROS)), ErrorKind.TOO_LARGE),
    "sends a bomb in a bomb": (
        packed("gzip, gzip", gzip.compress(gzip.compress(ZEROS))),
        ErrorKind.TOO_LARGE,
    ),
    "sends half a gzip": (packed("gzip", GZIPPED[:-30]), ErrorKind.PROTOCOL),
    "lies about gzip": (packed("gzip", b"<p>plain</p>"), ErrorKind.PROTOCOL),
    "wraps a page twenty times": (packed(", ".join(["gzip"] * 20), GZIPPED), ErrorKind.PROTOCOL),
    "switches protocols": (
        raw(b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: telnet\r\n\r\n"),
        ErrorKind.PROTOCOL,
    ),
    "answers with a number of its own": (Reply(status=799), ErrorKind.HTTP),
    "is overloaded": (Reply(status=503, headers={"Retry-After": "soon"}), ErrorKind.HTTP),
    "redirects into a loop": (
        Reply(status=301, headers={"Location": "/fault"}),
        ErrorKind.REDIRECT,
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
async def test_a_bad_server_is_a_typed_failure_and_the_next_page_comes(fault: str) -> None:
    page, kind = FAULTS[fault]
    settings = IMPATIENT if kind is ErrorKind.TIMEOUT else SMALL
    with serve({"/fault": page, "/good": b"<p>good</p>"}) as site:
        async with Fetcher(settings) as fetcher:
            with pytest.raises(FetchError) as caught:
                await fetcher.fetch(site.url + "/fault", typed=True)
            after = await fetcher.fetch(site.url + "/good", typed=True)
    assert caught.value.kind is kind, repr(caught.value.__cause__)
    assert caught.value.message.endswith(".")
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
