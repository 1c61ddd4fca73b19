"""A sweep: 1,000 articles on 50 hosts of this machine, gap 0. Run by `make bench`.

Prints looks per second for copies we have (304) and for pages of 100 kB, the longest time that
the event loop stood still, and the memory used. The server is a process of its own.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import resource
import sys
import time
from collections.abc import Mapping, Sequence
from multiprocessing.connection import Connection

from tests.loopback import serve
from tuireader.fetching import Fetcher, FetchSettings

ARTICLES, HOSTS = 1000, 50
PAGE = b"<p>" + b"All the news that fits in a hundred kilobytes. " * 2128 + b"</p>"
SETTINGS = FetchSettings(gap=0, at_once=16)


def run_server(pipe: Connection) -> None:
    """Serve the pages until told to stop."""
    with serve({f"/{n}": PAGE for n in range(ARTICLES)}) as site:
        pipe.send(site.port)
        pipe.recv()


async def every_host_is_here(host: str) -> Sequence[str]:
    """Resolve any name to this machine."""
    return ["127.0.0.1"]


async def watch_the_loop(stop: asyncio.Event) -> float:
    """Return the longest time, in seconds, that the loop kept a 5 ms nap waiting."""
    longest = 0.0
    while not stop.is_set():
        started = time.perf_counter()
        await asyncio.sleep(0.005)
        longest = max(longest, time.perf_counter() - started - 0.005)
    return longest


async def sweep(port: int, validators: Mapping[str, str]) -> tuple[float, float]:
    """Look at all articles once; return looks per second and the loop's longest stand-still."""
    stop = asyncio.Event()
    watcher = asyncio.create_task(watch_the_loop(stop))
    async with Fetcher(SETTINGS, resolve=every_host_is_here) as fetcher:
        started = time.perf_counter()
        urls = iter([f"http://h{n % HOSTS}.example:{port}/{n}" for n in range(ARTICLES)])

        async def work() -> set[int]:
            return {
                (await fetcher.fetch(url, validators=validators, typed=True)).status for url in urls
            }

        statuses = set().union(*await asyncio.gather(*(work() for _ in range(HOSTS))))
        seconds = time.perf_counter() - started
    stop.set()
    assert statuses == ({304} if validators else {200})
    return ARTICLES / seconds, await watcher


async def measure(port: int) -> None:
    """Sweep twice and print what was found."""
    async with Fetcher(SETTINGS, resolve=every_host_is_here) as fetcher:
        first = await fetcher.fetch(f"http://h0.example:{port}/0", typed=True)
    known = {"etag": first.headers["etag"]}
    for name, validators in (("unchanged (304)", known), ("changed, 100 kB", {})):
        rate, stall = await sweep(port, validators)
        print(f"{name:16} {rate:6.0f} looks/s   loop stood still {stall * 1000:5.1f} ms at most")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"peak memory {peak / (1e6 if sys.platform == 'darwin' else 1e3):.0f} MB")


def main() -> None:
    """Start the server, measure, stop it."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    server = context.Process(target=run_server, args=(theirs,), daemon=True)
    server.start()
    asyncio.run(measure(ours.recv()))
    ours.send("stop")
    server.join()


if __name__ == "__main__":
    main()
