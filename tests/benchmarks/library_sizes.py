"""What a library takes on the disk: its snapshots, raw pages, unchanged fetches, its index."""

from __future__ import annotations

import sqlite3
from datetime import timedelta
from pathlib import Path

from tests.benchmarks.figures import Figures, taken
from tests.benchmarks.newsroom import START, Newsroom, grow, saving
from tuireader.library import open_library


def measure_size(figures: Figures, folder: Path) -> None:
    """Weigh changed and unchanged snapshots by the pages they take in the file."""
    for depth, target in ((10, "≤ 1,000"), (100, "≤ 750")):
        room, path = Newsroom(depth), folder / f"size-{depth}.db"
        with open_library(path) as library:
            for batch in grow(room, 50, depth):
                library.append(batch)
        parts = weigh(path)
        each = sum(parts[name] for name in ("snapshots", "texts")) / (50 * depth)
        figures.add(
            f"bytes per changed snapshot at depth {depth}, first ones shared out",
            f"{each:.0f}",
            target=target,
        )
        figures.add(
            f"bytes per raw page with headers at depth {depth}, first ones shared out",
            f"{parts['pages'] / (50 * depth):,.0f}",
        )
        figures.add(
            f"bytes per raw page with headers at depth {depth}, the later ones",
            f"{later_pages(path):,.0f}",
            target="≤ 2,000",
        )
    measure_unchanged(figures, folder)
    measure_index(figures, folder)


def weigh(path: Path) -> dict[str, int]:
    """Return the bytes that each table takes, its indexes included."""
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    parts: dict[str, int] = {}
    for name, size in connection.execute("SELECT name, sum(pgsize) FROM dbstat GROUP BY name"):
        table = name.removeprefix("docs_").partition(":")[0]
        parts[table] = parts.get(table, 0) + size
    connection.close()
    return parts


def later_pages(path: Path) -> float:
    """Return the mean size of the pages that aren't keyframes."""
    connection = sqlite3.connect(path)
    sql = "SELECT avg(length(data)) FROM docs_pages WHERE place > 0"
    (size,) = connection.execute(sql).fetchone()
    connection.close()
    return float(size)


def measure_unchanged(figures: Figures, folder: Path) -> None:
    """Weigh what an unchanged fetch adds: its row, and its headers where pages aren't kept."""
    for keep_raw in (True, False):
        room, path = Newsroom(3), folder / f"unchanged-{keep_raw}.db"
        room.frame = ""
        documents = [room.article(number) for number in range(50)]
        before: dict[str, int] = {}
        with open_library(path, keep_raw=keep_raw) as library:
            for number in range(1, 101):
                at = START + timedelta(minutes=number, microseconds=number)
                library.append([saving(room.capture(d, at), number, same=True) for d in documents])
                before = before or weigh(path)
        parts = weigh(path)
        rows, heads = ((parts[n] - before[n]) / (50 * 99) for n in ("snapshots", "pages"))
        if keep_raw:
            what = "bytes per unchanged fetch: its row and indexes"
            figures.add(what, f"{rows:.0f}", target="≤ 150")
        else:
            what = "bytes per unchanged fetch, raw pages not kept: row + packed headers"
            figures.add(what, f"{rows:.0f} + {heads:.0f}")


def measure_index(figures: Figures, folder: Path) -> None:
    """Weigh and time the full-text index."""
    path = folder / "size-10.db"
    with open_library(path) as library:
        took = taken(lambda: library.search("warm up the index"))
        texts = len(library.store.texts.table)
        found = taken(lambda: library.search('"' + library.document(7, 3).blocks[4].text + '"'))
        distinct = {
            block.text.encode()
            for article in range(1, 51)
            for number in range(1, 11)
            for block in library.document(article, number).blocks
        }
    parts = weigh(path)
    index = sum(size for name, size in parts.items() if name.startswith("passage"))
    size = sum(map(len, distinct))
    figures.add("full-text index, × the distinct text", f"{index / size:.2f}", target="≤ 1")
    figures.add("indexing a changed text, away from saving: ms", f"{took / texts:.2f}")
    figures.add("finding a passage: ms", f"{found:.1f}")
