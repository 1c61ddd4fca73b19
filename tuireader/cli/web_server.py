"""A web server for the reader that lets in only who has its key; textual-serve does the rest."""

from __future__ import annotations

import asyncio
import hmac
import secrets
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from aiohttp import web
from textual_serve.server import Server

from tuireader import resources


class GuardedServer(Server):
    """Serves one command to the browsers that were given `address`, and to no other.

    `announce` is given the address as soon as somebody answers there.
    """

    def __init__(self, command: str, host: str, port: int, announce: Callable[[str], None]) -> None:
        super().__init__(
            command, host, port, title="tuireader", templates_path=resources.styles() / "web"
        )
        self._announce = announce
        self._announcing: asyncio.Task[None] | None = None
        self._key = secrets.token_urlsafe(32)
        # Cookies know no ports: the name keeps two servers of one machine apart.
        self._cookie = f"tuireader-{port}"

    @property
    def address(self) -> str:
        """The address to open, with the key in it."""
        return f"{self.public_url}/?key={self._key}"

    def initialize_logging(self) -> None:
        """Log nothing: stderr is narration, and this has none."""

    async def on_startup(self, app: web.Application) -> None:
        """Announce the address once it answers; no banner, since stdout is data."""
        del app
        self._announcing = asyncio.create_task(self._announce_when_open())

    async def _announce_when_open(self) -> None:
        while True:
            with suppress(OSError):
                _, writer = await asyncio.open_connection(self.host, self.port)
                writer.close()
                self._announce(self.address)
                return
            await asyncio.sleep(0.02)

    async def handle_index(self, request: web.Request) -> Any:
        """Take the key out of the address bar and into a cookie; then give the page."""
        if "key" in request.query:
            self._know(request.query["key"])
            moved = web.HTTPSeeOther("/")
            moved.set_cookie(self._cookie, self._key, httponly=True, samesite="Strict")
            moved.headers["Referrer-Policy"] = "no-referrer"
            raise moved
        self._admit(request)
        return await super().handle_index(request)

    async def handle_websocket(self, request: web.Request) -> web.WebSocketResponse:
        """Connect a browser's page of ours to a reader of its own."""
        if request.headers.get("Origin") != self.public_url:
            raise web.HTTPForbidden(text="another page can't drive the reader")
        self._admit(request)
        return await super().handle_websocket(request)

    async def handle_download(self, request: web.Request) -> web.StreamResponse:
        """Give what the reader hands down."""
        self._admit(request)
        return await super().handle_download(request)

    def _admit(self, request: web.Request) -> None:
        self._know(request.cookies.get(self._cookie, ""))

    def _know(self, key: str) -> None:
        if not hmac.compare_digest(key.encode(), self._key.encode()):
            raise web.HTTPForbidden(text="open the address that `tuireader serve` printed")
