"""Fetching alone: 1,000 articles on 50 hosts of this machine, gap 0. Run by `make bench`.

Copies we have (304), then pages of 100 kB. The server is a process of its own. `--write` puts the
table into its section of the page.
"""

from __future__ import annotations

import argparse
import asyncio
import multiprocessing
import time
from collections.abc import Mapping
from multiprocessing.connection import Connection

from tests.benchmarks.bench_watch import memory, stand_still
from tests.benchmarks.figures import write_into
from tests.benchmarks.paper_server import HOSTS, every_host_is_here
from tests.loopback import serve
from tuireader.fetching import Fetcher, FetchSettings

ARTICLES = 1000
PAGE = b"<p>" + b"All the news that fits in a hundred kilobytes. " * 2128 + b"</p>"
SETTINGS = FetchSettings(gap=0, at_once=16)


def run_server(pipe: Connection) -> None:
    """Serve the pages until told to stop."""
    with serve({f"/{n}": PAGE for n in range(ARTICLES)}) as site:
        pipe.send(site.port)
        pipe.recv()


async def sweep(port: int, validators: Mapping[str, str]) -> str:
    """Look at all articles once; return how fast, and how long the loop stood still."""
    stop = asyncio.Event()
    late = asyncio.create_task(stand_still(stop))
    async with Fetcher(SETTINGS, resolve=every_host_is_here) as fetcher:
        started, spent = time.perf_counter(), time.process_time()
        urls = iter([f"http://h{n % HOSTS}.example:{port}/{n}" for n in range(ARTICLES)])

        async def work() -> set[int]:
            return {
                (await fetcher.fetch(url, validators=validators, typed=True)).status for url in urls
            }

        statuses = set().union(*await asyncio.gather(*(work() for _ in range(HOSTS))))
        seconds, cpu = time.perf_counter() - started, time.process_time() - spent
    stop.set()
    assert statuses == ({304} if validators else {200})
    worst = (await late)[-1] * 1e3
    return f"{ARTICLES / seconds:.0f} | {ARTICLES / cpu:.0f} | {worst:.0f} ms | {memory():.0f} MB"


async def measure(port: int) -> list[str]:
    """Sweep twice and return the rows."""
    async with Fetcher(SETTINGS, resolve=every_host_is_here) as fetcher:
        first = await fetcher.fetch(f"http://h0.example:{port}/0", typed=True)
    known = {"etag": first.headers["etag"]}
    sweeps: tuple[tuple[str, Mapping[str, str]], ...] = (
        ("unchanged (304)", known),
        ("changed, 100 kB", {}),
    )
    return [f"| {name} | {await sweep(port, validators)} |" for name, validators in sweeps]


def main() -> None:
    """Start the server, measure, stop it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="write the table into the page")
    words = parser.parse_args()
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    server = context.Process(target=run_server, args=(theirs,), daemon=True)
    server.start()
    rows = asyncio.run(measure(ours.recv()))
    ours.send("stop")
    server.join()
    head = (
        "| sweep | pages/s | per CPU second | loop stood still | peak memory |",
        "|---|---:|---:|---:|---:|",
    )
    print(*head, *rows, sep="\n")
    if words.write:
        write_into("fetching", "\n".join([*head, *rows]))


if __name__ == "__main__":
    main()
