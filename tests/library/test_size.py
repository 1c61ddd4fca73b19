"""What a snapshot may take on the disk: the figures that benchmarks measure, as floors."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from tests.benchmarks.library_sizes import later_pages, weigh
from tests.benchmarks.newsroom import START, Newsroom, grow, saving
from tuireader.errors import LibraryError
from tuireader.library import open_library
from tuireader.library.opening import FileLibrary

ARTICLES, DEPTH = 25, 10


@pytest.fixture
def weighed(library: FileLibrary) -> FileLibrary:
    try:
        library.store.engine.rows("SELECT 1 FROM dbstat LIMIT 1")
    except LibraryError:
        pytest.skip("SQLite was built without dbstat")
    for batch in grow(Newsroom(4), ARTICLES, DEPTH):
        library.append(batch)
    return library


def test_changed_snapshots_take_little(weighed: FileLibrary, path: Path) -> None:
    parts = weigh(path)
    assert (parts["snapshots"] + parts["texts"]) / (ARTICLES * DEPTH) <= 1_000
    assert later_pages(path) <= 2_000


def test_the_full_text_index_is_no_larger_than_the_text(weighed: FileLibrary, path: Path) -> None:
    weighed.search("anything")
    parts = weigh(path)
    distinct = {
        (article, block.text.encode())
        for article in range(1, ARTICLES + 1)
        for snapshot in range(1, DEPTH + 1)
        for block in weighed.document(article, snapshot).blocks
    }
    index = sum(size for name, size in parts.items() if name.startswith("passage"))
    assert index <= 1.05 * sum(len(text) for _, text in distinct)


def test_an_unchanged_fetch_takes_next_to_nothing(path: Path) -> None:
    room = Newsroom(4)
    documents = [room.article(number) for number in range(ARTICLES)]
    room.frame = ""
    with open_library(path) as library:
        before: dict[str, int] = {}
        for number in range(1, 42):
            at = START + timedelta(minutes=number, microseconds=number)
            batch = [saving(room.capture(d, at), number, same=True) for d in documents]
            library.append(batch)
            before = before or weigh(path)
        grown = weigh(path)["snapshots"] - before["snapshots"]
    assert grown / (40 * ARTICLES) <= 150
