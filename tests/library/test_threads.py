"""One open library serves several threads, while another process may be writing."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.library.builders import FERRY, SILENT, after, edited, save, save_history, saving
from tuireader.library import open_library
from tuireader.library.opening import FileLibrary

ROUNDS = 40


def _save(library: FileLibrary, name: str) -> None:
    url = f"{FERRY}/{name}"
    save(library, saving(edited(0), article=url))
    for number in range(1, ROUNDS):
        one = saving(edited(number), article=url, at=after(number), previous=number, verdict=SILENT)
        save(library, one)


def _read(library: FileLibrary) -> None:
    for _ in range(ROUNDS):
        for listing in library.listings():
            snapshots = library.history(listing.article)
            assert len(snapshots) >= listing.snapshots
            assert library.document(listing.article, snapshots[-1].number).blocks
        assert len(list(library.articles())) >= 1
        library.search("skipper", limit=3)


def test_threads_and_a_second_opening_do_not_disturb_each_other(
    library: FileLibrary, path: Path
) -> None:
    save_history(library, 1)
    with open_library(path) as other, ThreadPoolExecutor(6) as pool:
        work = [
            pool.submit(_save, library, "a"),
            pool.submit(_save, library, "b"),
            pool.submit(_save, other, "c"),
            pool.submit(_read, library),
            pool.submit(_read, library),
            pool.submit(_read, other),
        ]
        for done in work:
            done.result()
    assert sum(listing.snapshots for listing in library.listings()) == 3 * ROUNDS + 1
    assert list(library.verify()) == []
