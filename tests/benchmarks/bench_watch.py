"""The watch itself: 1,000 articles on 50 hosts of this machine, all due, gap 0.

The whole way: fetch, extract, compare, classify, save, plan, confirm. The papers are a process of
their own. `--write` puts the table into README.md.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import resource
import sys
import tempfile
import threading
import time
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from multiprocessing.connection import Connection
from pathlib import Path

from tests.benchmarks.figures import write_into
from tests.benchmarks.paper_server import HOSTS, every_host_is_here, papers
from tuireader.cli.watching import keep_loop_free
from tuireader.fetching import Fetcher, FetchSettings
from tuireader.library import open_library
from tuireader.library.protocol import Library
from tuireader.model import Article, Check, CheckStatus
from tuireader.pipeline import Pipeline
from tuireader.watching.watcher import Watcher

CLOSED = 50
"""So many further addresses are those that robots.txt closes, one a host."""
SETTINGS = FetchSettings(gap=0, at_once=16)
TICK = 0.005
TASKS = "/proc/self/task"


class Tally:
    """An observer that counts."""

    def __init__(self) -> None:
        self.statuses: dict[CheckStatus, int] = {}

    def began(self, article: Article) -> None:
        """Pass over it."""

    def ended(self, check: Check) -> None:
        """Count a look."""
        self.statuses[check.status] = self.statuses.get(check.status, 0) + 1

    def dropped(self, article: Article) -> None:
        """Pass over it."""

    def waiting(self, due: int) -> None:
        """Pass over it."""

    def said(self, text: str) -> None:
        """Print it."""
        print(text, file=sys.stderr)


async def stand_still(stop: asyncio.Event) -> list[float]:
    """Return how long, in seconds, the loop kept each short nap waiting.

    What one of our threads spent waiting for a processor that other programs had is left out
    (Linux tells).
    """
    late, waits = [], Waits()
    queued = waits()
    while not stop.is_set():
        started, before = time.perf_counter(), queued
        await asyncio.sleep(TICK)
        passed = time.perf_counter() - started - TICK
        queued = waits()
        robbed = max((wait - before.get(thread, 0) for thread, wait in queued.items()), default=0)
        late.append(max(passed - robbed / 1e9, 0.0))
    return sorted(late)


class Waits:
    """Tells how long each of our threads waited for a processor so far, in nanoseconds.

    Their records stay open: what is asked every few milliseconds is to cost the watch nothing.
    """

    def __init__(self) -> None:
        self._records: dict[int, int] = {}

    def __call__(self) -> dict[int, int]:
        """Return it by the thread's number; nothing of threads that are gone."""
        found = {}
        for number in (thread.native_id for thread in threading.enumerate()):
            if number is not None:
                with suppress(OSError):
                    found[number] = int(os.pread(self._record(number), 100, 0).split()[1])
        return found

    def _record(self, number: int) -> int:
        if number not in self._records:
            self._records[number] = os.open(f"{TASKS}/{number}/schedstat", os.O_RDONLY)
        return self._records[number]


async def sweep(library: Library, fetcher: Fetcher, now: datetime) -> tuple[str, str]:
    """Watch until nothing is due; return what came of it and how fast."""
    tally, stop = Tally(), asyncio.Event()
    pipeline = Pipeline(library, fetcher.fetch, lambda: now)
    watcher = Watcher(library, pipeline.look, lambda: now, tally)
    late = asyncio.create_task(stand_still(stop))
    started, spent = time.perf_counter(), time.process_time()
    await watcher.run(once=True)
    seconds, cpu = time.perf_counter() - started, time.process_time() - spent
    stop.set()
    lates = await late
    looks = ", ".join(f"{count} {status.value}" for status, count in tally.statuses.items())
    news = tally.statuses.get(CheckStatus.CHANGED, 0) or sum(tally.statuses.values())
    worst, usual = lates[-1] * 1e3, lates[int(len(lates) * 0.99)] * 1e3
    return looks, (
        f"{news / seconds:.0f} | {news / cpu:.0f} | {seconds:.1f} s | {cpu:.1f} s | "
        f"{worst:.0f} ms | {usual:.0f} ms | {memory():.0f} MB"
    )


def memory() -> float:
    """Return the most memory this process ever had, in MB."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1e6 if sys.platform == "darwin" else 1e3)


async def measure(pipe: Connection, folder: Path, articles: int) -> list[str]:
    """Save all articles, then sweep over them unchanged and edited."""
    port = pipe.recv()
    urls = [f"http://h{n % HOSTS}.example:{port}/{n}" for n in range(articles)]
    closed = [f"http://h{n}.example:{port}/closed/{n}" for n in range(CLOSED)]
    now = datetime.now(UTC)
    lines = []
    with open_library(folder / "library.db") as library:
        async with Fetcher(SETTINGS, resolve=every_host_is_here) as fetcher:
            pipeline = Pipeline(library, fetcher.fetch, lambda: now)
            async for _ in pipeline.sweep([*urls, *closed], adding=True):
                pass
            await sweep(library, fetcher, now)  # the second looks at what is new
            for name, order in (("unchanged", "notes"), ("changed and confirmed", "edit")):
                pipe.send(order)
                pipe.recv()
                now += timedelta(days=40)
                looks, figures = await sweep(library, fetcher, now)
                pipe.send("notes")
                asked, against, parallel = pipe.recv()
                lines.append(f"| {name}: {looks} | {figures} | {asked} | {against} | {parallel} |")
                print(lines[-1])
    return lines


def main() -> None:
    """Start the papers, measure, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--write", action="store_true", help="write the table into README.md")
    words = parser.parse_args()
    head = (
        "| sweep | pages/s | per CPU second | takes | CPU | loop stood still | 99 % | peak memory "
        "| asked | against robots | at once at a host |",
        "|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|",
    )
    print(*head, sep="\n")
    keep_loop_free()
    with papers(words.articles) as pipe, tempfile.TemporaryDirectory() as folder:
        lines = asyncio.run(measure(pipe, Path(folder), words.articles))
    if words.write:
        write_into("watch", "\n".join([*head, *lines]))


if __name__ == "__main__":
    main()
