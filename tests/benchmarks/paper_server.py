"""Fifty made-up papers in a process of their own, which note how they are asked."""

from __future__ import annotations

import asyncio
import hashlib
import multiprocessing
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing.connection import Connection

from tests.benchmarks.newsroom import START, Newsroom

HOSTS = 50
ROBOTS = b"User-agent: *\nDisallow: /closed/\n"
LINE_END = b"\r\n"


async def every_host_is_here(host: str) -> Sequence[str]:
    """Resolve any name to this machine."""
    del host
    return ["127.0.0.1"]


@dataclass
class Notes:
    """How the papers were asked: `parallel` is the most at once at one host."""

    asked: int = 0
    closed: int = 0
    parallel: int = 0
    under_way: Counter[str] = field(default_factory=Counter)


class Papers:
    """Pages of some 100 kB. `edit` gives each story another text."""

    def __init__(self, articles: int) -> None:
        self.room = Newsroom(5)
        self.documents = [self.room.article(number) for number in range(articles)]
        self.notes = Notes()
        self.write()

    def write(self) -> None:
        """Set all pages anew, with their ETags."""
        bodies = [self.room.capture(document, START).response.body for document in self.documents]
        self.pages = [(f'"{hashlib.sha256(body).hexdigest()[:16]}"', body) for body in bodies]

    def edit(self) -> None:
        """Change a few words of every story."""
        self.documents = [self.room.edit(document) for document in self.documents]
        self.write()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer requests on a connection until it ends."""
        try:
            while request := await reader.readuntil(LINE_END * 2):
                writer.write(await self.answer(request))
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    async def answer(self, request: bytes) -> bytes:
        """Return the answer to one request, a little later."""
        first, *rest = request.decode("latin-1").splitlines()
        path = first.split()[1]
        headers = {k.lower(): v.strip() for k, _, v in (line.partition(":") for line in rest)}
        host = headers["host"]
        notes = self.notes
        notes.under_way[host] += 1
        notes.parallel = max(notes.parallel, notes.under_way[host])
        await asyncio.sleep(0.001)
        notes.under_way[host] -= 1
        if path == "/robots.txt":
            return _reply("200 OK", "", ROBOTS)
        notes.asked += 1
        notes.closed += path.startswith("/closed/")
        etag, body = self.pages[int(path.rpartition("/")[2])]
        if headers.get("if-none-match") == etag:
            return _reply("304 Not Modified", etag, b"")
        return _reply("200 OK", etag, body)


def _reply(status: str, etag: str, body: bytes) -> bytes:
    lines = [f"HTTP/1.1 {status}", "Content-Type: text/html; charset=utf-8"]
    lines += [f"ETag: {etag}"] if etag else []
    lines += [] if status.startswith("304") else [f"Content-Length: {len(body)}"]
    return LINE_END.join(line.encode() for line in lines) + LINE_END * 2 + body


async def _run(pipe: Connection, articles: int) -> None:
    papers = Papers(articles)
    server = await asyncio.start_server(papers.serve, "127.0.0.1", 0, backlog=256)
    pipe.send(server.sockets[0].getsockname()[1])
    loop = asyncio.get_running_loop()
    while (order := await loop.run_in_executor(None, pipe.recv)) != "stop":
        if order == "edit":
            papers.edit()
        notes, papers.notes = papers.notes, Notes()
        pipe.send((notes.asked, notes.closed, notes.parallel))


def _main(pipe: Connection, articles: int) -> None:
    asyncio.run(_run(pipe, articles))


@contextmanager
def papers(articles: int) -> Iterator[Connection]:
    """Run the papers; the pipe gives the port first, then notes for each "edit" and "notes"."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_main, args=(theirs, articles), daemon=True)
    process.start()
    try:
        yield ours
    finally:
        ours.send("stop")
        process.join()
