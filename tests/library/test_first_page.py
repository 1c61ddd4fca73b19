"""The first rows, read without all that reads the others."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.library.builders import SILENT, STYLE, after, document, saving
from tuireader.library import open_library
from tuireader.library.first_page import first_page
from tuireader.library.form import NEWEST
from tuireader.library.founding import MIGRATIONS
from tuireader.library.protocol import Mark, Wanted
from tuireader.model import Check, CheckStatus, Mute
from tuireader.rendering.glance import two_lines
from tuireader.rendering.listings import glance_of

_NOW = 1_800_000_000_000_000


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return a library with an article of each kind there is."""
    path = tmp_path / "a folder? 100%#1" / "library.db"
    with open_library(path) as library:
        for number in range(12):
            url = f"https://gannet.example/{number}"
            read = document(headline=f"Number {number}" if number else "", url=url)
            library.append([saving(read, article=url, at=after(number))])
        for number, verdict in ((3, SILENT), (4, STYLE)):
            url = f"https://gannet.example/{number}"
            read = document(("Another text.",), headline=f"Changed {number}", url=url, source=None)
            library.append(
                [saving(read, article=url, at=after(20 + number), previous=1, verdict=verdict)]
            )
        gone = Check(article=5, url="", at=after(40), status=CheckStatus.GONE)
        library.record(gone)
        at = after(50)
        library.mark(6, Mark(read=True, starred=True, tag="ferry"), at=at)
        library.mark(6, Mark(tag="gulls, and more"), at=at)
        library.mark(2, Mark(read=True), at=at)
        changed = document(
            ("A third text.",), headline="Read, then changed", url="https://gannet.example/2"
        )
        again = saving(
            changed, article="https://gannet.example/2", at=after(60), previous=1, verdict=SILENT
        )
        library.append([again])
        library.mark(7, Mark(archived=True), at=at)
        library.remove(8, at=at)
        library.mute(Mute(phrase="Number 9"))
    return path


def test_they_are_those_of_the_list(file: Path) -> None:
    early = first_page(str(file), 50)
    with open_library(file) as library:
        rows = library.listings(Wanted(limit=50))
    assert early is not None
    assert early.listings() == rows
    assert [two_lines(row, 60, _NOW) for row in early.glances] == [
        two_lines(glance_of(row), 60, _NOW) for row in rows
    ]


def test_no_more_are_read_than_asked_for(file: Path) -> None:
    few, many = first_page(str(file), 4), first_page(str(file), 50)
    assert few is not None
    assert many is not None
    assert (len(few.glances), len(many.glances)) == (4, 9)
    assert few.listings() == many.listings()[:4]


def test_a_file_that_is_no_library_has_no_rows(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    assert first_page(str(path), 9) is None
    assert not path.exists(), "looking makes nothing"
    path.write_bytes(b"no database " * 400)
    assert first_page(str(path), 9) is None


@pytest.mark.parametrize("number", ["application_id", "user_version"])
def test_what_another_program_made_is_left_alone(file: Path, number: str) -> None:
    with sqlite3.connect(file) as strange:
        strange.execute(f"PRAGMA {number} = 99")
    strange.close()
    assert first_page(str(file), 9) is None


def test_rows_that_hold_what_they_should_not_are_left_to_the_reader(file: Path) -> None:
    with sqlite3.connect(file) as strange:
        strange.execute("UPDATE docs_articles SET headline = x'ff', last_at = 'soon' WHERE id = 12")
    strange.close()
    assert first_page(str(file), 9) is None


def test_it_knows_the_newest_form() -> None:
    assert 1 + len(MIGRATIONS) == NEWEST


def test_what_stands_in_for_functools_is_gone_afterwards_and_sqlite_works_on(file: Path) -> None:
    code = f"""
import sys
from tuireader.library.first_page import first_page
assert first_page({str(file)!r}, 4) and "functools" not in sys.modules
import functools, sqlite3
assert functools.partial and functools.lru_cache.__module__ == "functools"
file = sqlite3.connect(":memory:", cached_statements=2)
assert [file.execute(f"SELECT {{n}}").fetchone()[0] for n in (1, 2, 3, 1, 2)] == [1, 2, 3, 1, 2]"""
    subprocess.run([sys.executable, "-c", code], check=True)
