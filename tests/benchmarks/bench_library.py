"""Measures the library against plain SQLite and stock TinyDB on the same work, in one run.

Run as `python -m tests.benchmarks.bench_library [--small] [--write]`: prints a Markdown table,
and writes it into README.md. All text is made up by the program. Times depend on the disk's
fsync: compare columns, not machines. What a commit costs is `bench_commits`' matter.
"""

from __future__ import annotations

import argparse
import gc
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from datetime import timedelta
from functools import partial
from pathlib import Path
from tempfile import mkdtemp

from tinydb import TinyDB

from tests.benchmarks.figures import Figures, p50, taken, timed, write_into
from tests.benchmarks.library_sizes import measure_size
from tests.benchmarks.newsroom import START, Newsroom, grow, saving
from tests.benchmarks.plain_library import Plain
from tuireader.library import open_library
from tuireader.library.codec import document_to
from tuireader.library.opening import FileLibrary
from tuireader.library.protocol import Saving

TIMED = 200
STOCK_AT_MOST = 10_000


def fill(library: FileLibrary, plain: Plain, room: Newsroom, articles: int, depth: int) -> None:
    """Fill both with the same, pages without their frames."""
    frame, room.frame = room.frame, ""
    for batch in grow(room, articles, depth):
        library.append(batch)
        plain.append(batch)
    room.frame = frame


# -- what is measured
def measure_append(figures: Figures, folder: Path, sizes: Sequence[int]) -> None:
    """Time single appends to ever larger libraries."""
    flat = [append_to(figures, folder, size, raw=True) for size in sizes]
    spread = (max(flat) / min(flat) - 1) * 100
    what = f"append: from {sizes[0]:,} to {sizes[-1]:,} held"
    figures.add(what, f"+{spread:.0f} %", target="within 20 %")
    append_to(figures, folder, sizes[0], raw=False)


def append_to(figures: Figures, folder: Path, size: int, *, raw: bool) -> float:
    """Time single appends to a library of some size, ours and plain taking turns."""
    room = Newsroom(size)
    articles = size // 10
    library = open_library(folder / f"ours-{raw}-{size}.db", keep_raw=raw)
    plain = Plain(folder / f"plain-{raw}-{size}.db", raw=raw)
    fill(library, plain, room, articles, size // articles)
    ours, theirs, spent, spent_plain = [], [], [], []
    for one in edits(room):
        mine, other = timed(lambda: library.append([one])), timed(lambda: plain.append([one]))  # noqa: B023
        ours.append(mine[0])
        theirs.append(other[0])
        spent.append(mine[1])
        spent_plain.append(other[1])
    stock = measure_stock(room, folder, size) if raw and size <= STOCK_AT_MOST else ""
    what = "raw page kept" if raw else "without raw pages"
    figures.add(
        f"append one changed snapshot, {what}, {size:,} held: p50 ms (of it processor)",
        f"{p50(ours):.2f} ({p50(spent):.2f})",
        f"{p50(theirs):.2f} ({p50(spent_plain):.2f}): × {p50(ours) / p50(theirs):.2f}",
        stock,
        "≤ 1.25 × plain",
    )
    library.close()
    plain.db.close()
    return p50(ours)


def edits(room: Newsroom) -> Iterator[Saving]:
    """Yield the snapshots of twenty new articles, each edited ten times."""
    documents = [room.article(10**6 + number) for number in range(20)]
    for turn in range(TIMED // 20):
        at = START + timedelta(hours=turn)
        yield from (saving(room.capture(document, at), turn + 1) for document in documents)
        documents = [room.edit(document) for document in documents]


def measure_stock(room: Newsroom, folder: Path, size: int) -> str:
    """Time stock TinyDB's inserts of the same text, without raw pages."""
    document = document_to(room.article(1))
    with TinyDB(folder / f"stock-{size}.json") as stock:
        stock.insert_multiple({"taken_at": str(START), **document} for _ in range(size))
        times = [
            taken(lambda: stock.insert({"taken_at": str(START), **document})) for _ in range(5)
        ]
    (folder / f"stock-{size}.json").unlink()
    return f"{p50(times):.1f}"


def measure_sync(figures: Figures, folder: Path) -> None:
    """Time what a commit waits for: a write that is on the disk."""
    with (folder / "sync").open("wb", buffering=0) as file:

        def write() -> None:
            file.write(bytes(40_000))
            os.fsync(file.fileno())

        times = [taken(write) for _ in range(100)]
    figures.add("a sync of 40 kB on this disk: p50 ms", f"{p50(times):.2f}")


_OPEN = """
import sys, time
from pathlib import Path
import tinydb, sqlite3
def peak():
    # getrusage would count what the parent held when this process began.
    return int(Path("/proc/self/status").read_text().partition("VmHWM:")[2].split()[0])
before = peak()
start = time.perf_counter()
from tuireader.library import open_library
library = open_library(Path(sys.argv[1]))
rows = library.listings()
took = time.perf_counter() - start
print(len(rows), took * 1e3, (peak() - before) / 1024)
"""


def measure_reading(figures: Figures, folder: Path, size: int) -> None:
    """Time opening, listing and histories of the largest library."""
    ours_path, plain_path = folder / f"ours-True-{size}.db", folder / f"plain-True-{size}.db"
    ours, theirs = [], []
    for _ in range(7):
        gc.collect()
        ours.append(taken(lambda: _list_ours(ours_path)))
        theirs.append(taken(lambda: _list_plain(plain_path)))
    with open_library(ours_path) as library:
        articles = len(library.listings())
        some = range(1, min(200, articles - 20))
        histories = [taken(partial(library.history, number)) for number in some]
        texts = [taken(partial(library.document, number, 7)) for number in some]
    plain = Plain(plain_path, raw=True)
    others = [taken(partial(plain.history, number)) for number in some]
    plain.db.close()
    figures.add(
        f"open and list {articles:,} articles of {size:,} snapshots: ms",
        f"{p50(ours):.0f}",
        f"{p50(theirs):.0f} (× {p50(ours) / p50(theirs):.1f})",
        target="≤ 2 × plain",
    )
    done = subprocess.run(
        [sys.executable, "-c", _OPEN, str(ours_path)], capture_output=True, text=True, check=True
    )
    _, first, grown = (float(word) for word in done.stdout.split())
    figures.add("the same in a fresh process, imports included: ms", f"{first:.0f}")
    figures.add("memory for it, over Python with TinyDB: MB", f"{grown:.1f}", target="≤ 30")
    figures.add(
        "history of one article, 10 snapshots: ms",
        f"{p50(histories):.2f}",
        f"{p50(others):.2f} (× {p50(histories) / p50(others):.1f})",
        target="≤ 2 × plain",
    )
    figures.add("one document, unpacked and checked: ms", f"{p50(texts):.2f}")


def _list_ours(path: Path) -> None:
    with open_library(path, read_only=True) as library:
        library.listings()


def _list_plain(path: Path) -> None:
    plain = Plain(path, raw=True)
    plain.list_articles()
    plain.db.close()


def main() -> None:
    """Measure all and print the table."""
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--small", action="store_true", help="no more than 1,000 snapshots")
    arguments.add_argument("--write", action="store_true", help="write the table into README.md")
    options = arguments.parse_args()
    folder = Path(mkdtemp(prefix="bench-library-"))
    figures = Figures([])
    sizes = (500, 2_000) if options.small else (1_000, 10_000, 100_000)
    try:
        measure_sync(figures, folder)
        measure_size(figures, folder)
        measure_append(figures, folder, sizes)
        measure_reading(figures, folder, sizes[-1])
    finally:
        shutil.rmtree(folder)
    print(figures.table())
    if options.write:
        write_into("library", figures.table())


if __name__ == "__main__":
    main()
