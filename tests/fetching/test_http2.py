"""HTTP/2 is spoken where the server offers it, and its connection is kept between pages."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

import pytest
from h2.config import H2Configuration
from h2.connection import H2Connection
from h2.events import RequestReceived

from tests.fetching.looking import QUICK, names
from tests.fetching.test_tls import CERTIFICATE
from tuireader.fetching import Fetcher


@dataclass
class Server:
    """Answers every request with its own path."""

    port: int = 0
    connections: int = 0
    paths: list[str] = field(default_factory=list)

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        talk = H2Connection(H2Configuration(client_side=False))
        talk.initiate_connection()
        with suppress(ConnectionError):
            writer.write(talk.data_to_send())
            while data := await reader.read(65_536):
                for event in talk.receive_data(data):
                    if isinstance(event, RequestReceived):
                        self.answer(talk, event)
                writer.write(talk.data_to_send())
        writer.close()

    def answer(self, talk: H2Connection, event: RequestReceived) -> None:
        assert event.headers is not None
        path = dict(event.headers)[b":path"]
        self.paths.append(path.decode())
        assert event.stream_id is not None
        status = "404" if path == b"/robots.txt" else "200"
        talk.send_headers(event.stream_id, [(":status", status), ("content-type", "text/html")])
        talk.send_data(event.stream_id, path, end_stream=True)


@asynccontextmanager
async def serve_http2() -> AsyncIterator[Server]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    context.set_alpn_protocols(["h2"])
    server = Server()
    listener = await asyncio.start_server(server.talk, "127.0.0.1", 0, ssl=context)
    server.port = listener.sockets[0].getsockname()[1]
    try:
        yield server
    finally:
        listener.close()


@pytest.fixture
def trusting() -> ssl.SSLContext:
    return ssl.create_default_context(cafile=str(CERTIFICATE))


async def test_one_connection_serves_robots_and_pages(trusting: ssl.SSLContext) -> None:
    async with (
        serve_http2() as server,
        Fetcher(QUICK, resolve=names(story="127.0.0.1"), tls=trusting) as fetcher,
    ):
        base = f"https://story.example:{server.port}"
        pages = [await fetcher.fetch(base + path, typed=True) for path in ("/a", "/b?c=d")]
    assert [page.body for page in pages] == [b"/a", b"/b?c=d"]
    assert server.paths == ["/robots.txt", "/a", "/b?c=d"]
    assert server.connections == 1
