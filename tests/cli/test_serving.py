"""`serve`: a real server process, met as a browser meets it, and as a stranger would."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from yarl import URL

from tests.cli.conftest import Program
from tests.stories import page

PATIENCE = 20.0
"""Seconds until what never comes is a failure."""


@pytest.fixture
def address(program: Program, tmp_path: Path) -> Iterator[URL]:
    """Serve a library of one story; yield the address that was printed."""
    story = tmp_path / "story.html"
    story.write_bytes(page())
    assert program("add", story, "--url", "https://paper.example/story").status == 0
    home = str(tmp_path / "home")
    words = [sys.executable, "-m", "tuireader", "--home", home, "serve", "--no-open"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        yield URL(server.stdout.readline().strip())
        server.terminate()
        assert server.wait(PATIENCE) == 0


async def read_until(socket: aiohttp.ClientWebSocketResponse, wanted: str) -> None:
    """Read what the reader draws until a text is in it."""
    drawn = b""
    try:
        async with asyncio.timeout(PATIENCE):
            while wanted.encode() not in drawn:
                message = await socket.receive()
                drawn += message.data if message.type is aiohttp.WSMsgType.BINARY else b""
    except TimeoutError:
        pytest.fail(f"{wanted!r} never came: {drawn[-2000:]!r}")


async def test_the_printed_address_opens_the_reader(address: URL) -> None:
    jar = aiohttp.CookieJar(unsafe=True)  # "unsafe": kept for an IP address, as browsers do
    async with aiohttp.ClientSession(address.origin(), cookie_jar=jar) as browser:
        async with browser.get(address) as index:
            assert index.url == address.origin() / ""
            elsewhere = (await index.text()).replace(f"//{address.authority}/", "")
            assert "//" not in elsewhere, "the page asks other hosts for something"
        headers = {"Origin": str(address.origin())}
        async with browser.ws_connect("/ws?width=100&height=30", headers=headers) as socket:
            await read_until(socket, "Library")
            await socket.send_json(["stdin", "?"])
            await read_until(socket, "keys of the library screen")


async def test_who_lacks_the_key_gets_nothing(address: URL) -> None:
    tries: list[tuple[str, dict[str, Any]]] = [
        ("/", {}),
        ("/?key=guess", {}),
        ("/ws", {"Origin": str(address.origin())}),
        ("/download/1", {}),
    ]
    async with aiohttp.ClientSession(address.origin()) as stranger:
        for path, headers in tries:
            async with stranger.get(path, headers=headers) as answer:
                assert answer.status == 403, path


async def test_another_page_of_the_same_browser_can_not_drive_the_reader(address: URL) -> None:
    jar = aiohttp.CookieJar(unsafe=True)
    async with aiohttp.ClientSession(address.origin(), cookie_jar=jar) as browser:
        await (await browser.get(address)).release()
        for origin in ("https://evil.example", "null", "http://127.0.0.1:1"):
            with pytest.raises(aiohttp.WSServerHandshakeError, match="403"):
                await browser.ws_connect("/ws", headers={"Origin": origin})


def test_a_taken_port_is_told(program: Program, address: URL) -> None:
    ran = program("serve", "--no-open", "--port", address.port)
    assert ran.status == 1
    assert f"Port {address.port} can't be had" in ran.err
