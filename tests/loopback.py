"""A scriptable web server on loopback, for any test that needs a real one.

    with serve({"/story": b"<html>..."}) as site:
        fetch(site.url + "/story")
        site.pages["/story"] = b"<html>edited"
        assert site.asked("/story")[0].headers["user-agent"]

A page is bytes (answered with 200, an ETag, and 304 to who knows it already), a `Reply`, or a
function of the `Asked` request that returns either, or None where it wrote to the socket itself.
"""

from __future__ import annotations

import hashlib
import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import cast


@dataclass(frozen=True, kw_only=True)
class Reply:
    """An answer. `headers`: added to, or instead of, Content-Type and Content-Length."""

    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A request as it came. `headers`: lower-case names; `socket`: for answers off the rules."""

    path: str
    headers: Mapping[str, str]
    socket: socket.socket


Page = bytes | Reply | Callable[[Asked], "bytes | Reply | None"]


@dataclass
class Site:
    """A running server. `pages` may be changed at any time; `requests` grows."""

    url: str
    pages: dict[str, Page]
    requests: list[Asked] = field(default_factory=list)

    def asked(self, path: str) -> list[Asked]:
        """Return the requests for one path."""
        return [request for request in self.requests if request.path == path]

    @property
    def port(self) -> int:
        """Return the server's port."""
        return int(self.url.rpartition(":")[2])


class _Server(ThreadingHTTPServer):
    """Serves a Site; quiet about clients that hang up."""

    daemon_threads = True
    block_on_close = False
    request_queue_size = 128
    site: Site

    def handle_error(self, request: object, client_address: object) -> None:
        """Keep silent: a client that closes early is part of the tests."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answer from the site's pages."""
        site = cast(_Server, self.server).site
        headers = {name.lower(): value for name, value in self.headers.items()}
        asked = Asked(path=self.path, headers=headers, socket=self.connection)
        site.requests.append(asked)
        page: Page | None = site.pages.get(self.path, Reply(status=404, body=b"not here"))
        if callable(page):
            page = page(asked)
        if page is None:
            self.close_connection = True
        else:
            self._answer(_conditional(page, headers) if isinstance(page, bytes) else page)

    def _answer(self, reply: Reply) -> None:
        fields = {
            "Content-Type": "text/html; charset=utf-8",
            "Content-Length": str(len(reply.body)),
            **reply.headers,
        }
        self.send_response(reply.status)
        for name, value in fields.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(reply.body)

    def log_message(self, *words: object) -> None:
        """Keep silent."""


def _conditional(page: bytes, headers: Mapping[str, str]) -> Reply:
    etag = f'"{hashlib.sha256(page).hexdigest()[:16]}"'
    if headers.get("if-none-match") == etag:
        return Reply(status=304, headers={"ETag": etag})
    return Reply(headers={"ETag": etag}, body=page)


@contextmanager
def serve(
    pages: Mapping[str, Page] | None = None, *, tls: ssl.SSLContext | None = None
) -> Iterator[Site]:
    """Run a server on a free port of 127.0.0.1 until the block ends."""
    server = _Server(("127.0.0.1", 0), _Handler)
    scheme = "http"
    if tls:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
        scheme = "https"
    server.site = Site(url=f"{scheme}://127.0.0.1:{server.server_port}", pages=dict(pages or {}))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server.site
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
