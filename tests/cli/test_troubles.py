"""What a user reads when the library can't be used: one sentence, what to do, exit 4."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

from tests.cli.conftest import Program, Ran
from tests.library.builders import SILENT, after, document, save, saving
from tests.library.mounts import Remount, disk
from tests.library.test_forms import without_sums
from tests.loopback import Site
from tests.stories import edited
from tuireader.cli import run
from tuireader.cli.work import Work
from tuireader.library import open_library, place

READERS = (
    ("list",),
    ("show", 1),
    ("log", 1),
    ("diff", 1),
    ("search", "market"),
    ("trace", "iron columns"),
    ("ledger",),
    ("report", 1),
    ("verify",),
    ("feed", "list"),
)
WRITERS = (
    ("check", "--all"),
    ("remove", 1),
    ("mark", 1, "--star"),
    ("purge", "--yes"),
    ("watch", "--once"),
)


@pytest.fixture
def saved(program: Program, site: Site) -> Program:
    """Return the program with one article that was edited silently."""
    program("add", site.url + "/story")
    site.pages["/story"] = edited()
    program("check", 1)
    return program


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return where the library is."""
    return tmp_path / "home" / "library.db"


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[tuple[Path, Remount]]:
    """Return a disk that is soon full."""
    yield from disk(tmp_path, "600k")


def at(home: Path, capsys: pytest.CaptureFixture[str], *words: object) -> Ran:
    """Run the program in a home."""
    capsys.readouterr()
    status = run(["--home", str(home), *map(str, words)])
    return Ran(status, *capsys.readouterr())


def is_plain(ran: Ran) -> bool:
    """Tell whether the last line names a trouble, then what to do about it."""
    last = ran.err.splitlines()[-1]
    return last.startswith("tuireader: ") and last.count(". ") >= 1 and "Traceback" not in ran.err


def ask(path: Path, *statements: str) -> None:
    """Change a library behind the program's back."""
    with closing(sqlite3.connect(path)) as database, database:
        for statement in statements:
            database.execute(statement)


def story(tmp_path: Path, number: int) -> Path:
    """Return a file with a story that can't be packed well."""
    file = tmp_path / "story.txt"
    words = random.Random(number).choices(range(10**6), k=3000)
    file.write_text(f"Story number {number}\n\n{' '.join(map(str, words))}.\n")
    return file


@pytest.mark.parametrize("words", [*READERS[:3], *WRITERS])
def test_a_newer_library_is_refused_by_every_command(
    saved: Program, path: Path, words: tuple[object, ...]
) -> None:
    ask(path, "PRAGMA user_version = 99")
    ran = saved(*words)
    assert ran.status == 4
    assert "newer program" in ran.err
    assert "Install the newest tuireader." in ran.err
    assert is_plain(ran)


def test_an_older_library_is_brought_up_to_date_once_and_says_so(
    saved: Program, path: Path
) -> None:
    without_sums(path)
    ask(
        path,
        "DROP TABLE docs_mutes",
        "DROP TABLE docs_formers",
        "ALTER TABLE docs_articles DROP COLUMN muted",
        'DROP INDEX "docs_articles:url"',
        "PRAGMA user_version = 1",
    )
    first, second = saved("list"), saved("list")
    assert (first.status, second.status) == (0, 0)
    assert f"as before in {path}.form-1." in first.err
    assert second.err == ""
    assert path.with_name("library.db.form-1").exists()


def test_a_damaged_text_leaves_the_rest_of_its_history_to_be_read(
    saved: Program, path: Path, tmp_path: Path
) -> None:
    ask(path, "UPDATE docs_texts SET data = x'00' WHERE id = 2")
    log = saved("log", 1)
    assert log.status == 1
    assert "first saved" in log.out
    assert saved("show", 1, "--at", 1).status == 0
    shown = saved("show", 1)
    assert shown.status == 4
    assert is_plain(shown)
    exported = saved("export", tmp_path / "all.json")
    assert exported.status == 4
    assert "snapshots 2" in exported.err
    assert saved("verify").status == 1


def test_what_is_left_of_a_file_cut_short_goes_into_a_new_library(
    program: Program, path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with open_library(path) as opened:
        for number in range(240):
            words = random.Random(number).choices(range(10**6), k=800)
            article = f"https://gannet.example/{number % 24}"
            read, earlier = document([" ".join(map(str, words))]), number // 24 or None
            one = saving(read, article=article, at=after(number), previous=earlier, verdict=SILENT)
            save(opened, one)
    with path.open("r+b") as library:
        library.truncate(path.stat().st_size * 7 // 8)
    assert program("check").status == 4
    assert is_plain(program("check"))
    verified = program("verify")
    assert verified.status == 1
    assert "snapshots" in verified.out
    kept = tmp_path / "kept.jsonl"
    exported = program("export", kept, "--format", "jsonl")
    assert exported.status == 4
    assert is_plain(exported)
    there = tmp_path / "there"
    assert at(there, capsys, "import", kept).status == 0
    assert at(there, capsys, "verify").status == 0
    rows = at(there, capsys, "list", "--json").lines
    assert len(rows) == 24
    assert all(at(there, capsys, "show", row["article"], "--at", 1).status == 0 for row in rows)


@pytest.mark.parametrize("content", [b"Dear diary,\n" * 900, b"PK\x03\x04" + bytes(5000)])
def test_a_file_that_is_no_library_is_told(program: Program, path: Path, content: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    ran = program("list")
    assert ran.status == 4
    assert "not a library" in ran.err
    assert is_plain(ran)


@pytest.mark.parametrize("words", READERS)
def test_what_lies_on_a_read_only_disk_can_be_read(
    saved: Program,
    path: Path,
    small_disk: tuple[Path, Remount],
    capsys: pytest.CaptureFixture[str],
    words: tuple[object, ...],
) -> None:
    assert saved("search", "anything").status == 0
    home, remount = small_disk
    (home / "library.db").write_bytes(path.read_bytes())
    remount("ro")
    ran = at(home, capsys, *words)
    assert ran.status == 0
    assert ran.out == saved(*words).out
    assert "It is only read." in ran.err


@pytest.mark.parametrize("words", WRITERS)
def test_nothing_is_written_to_a_read_only_disk_and_it_is_told(
    saved: Program,
    path: Path,
    small_disk: tuple[Path, Remount],
    capsys: pytest.CaptureFixture[str],
    words: tuple[object, ...],
) -> None:
    home, remount = small_disk
    saved("list")
    (home / "library.db").write_bytes(path.read_bytes())
    remount("ro")
    ran = at(home, capsys, *words)
    assert ran.status == 4
    assert is_plain(ran)


def test_a_full_disk_is_told_and_what_was_saved_is_read(
    small_disk: tuple[Path, Remount], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home, _ = small_disk
    for number in range(60):
        file = story(tmp_path, number)
        ran = at(home, capsys, "add", file, "--url", f"https://gannet.example/{number}")
        if ran.status:
            break
    assert ran.status == 4
    assert "is full. Everything saved so far is safe." in ran.err
    assert is_plain(ran)
    assert at(home, capsys, "verify").status == 0
    assert at(home, capsys, "search", "story number").out
    exported = at(home, capsys, "export", home / "all.json")
    assert exported.status == 4
    assert is_plain(exported)
    assert not list(home.glob("*.part"))


@pytest.mark.parametrize("left", [0, 4, 20])
def test_a_disk_without_room_for_sqlites_own_files_is_full_and_can_be_read(
    saved: Program,
    path: Path,
    small_disk: tuple[Path, Remount],
    capsys: pytest.CaptureFixture[str],
    left: int,
) -> None:
    """`left`: kB that are free; SQLite wants 32 for a file beside the library."""
    home, _ = small_disk
    assert saved("search", "anything").status == 0
    (home / "library.db").write_bytes(path.read_bytes())
    with (home / "rest").open("wb", buffering=0) as rest:
        with suppress(OSError):
            while rest.write(bytes(1024)):
                pass
        rest.truncate(rest.tell() - left * 1024)
    for deed in WRITERS:
        ran = at(home, capsys, *deed)
        assert ran.status == 4
        assert "is full. Everything" in ran.err or "No space left" in ran.err
        assert is_plain(ran)
    for question in READERS:
        ran = at(home, capsys, *question)
        assert ran.status == 0
        assert ran.out == saved(*question).out
        assert "is full. It is only read." in ran.err


def test_a_network_folder_is_told_where_a_user_sees_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(f"server:/x {tmp_path} nfs4 rw 0 0\n")
    monkeypatch.setattr(place, "MOUNTS", mounts)
    home = tmp_path / "home"
    first, second = at(home, capsys, "list"), at(home, capsys, "list")
    assert "network folder (nfs4)" in first.err
    assert "network" not in second.err
    assert "(nfs4)" in at(home, capsys, "doctor").out


def test_the_reader_keeps_no_raw_page_where_none_is_wanted(path: Path) -> None:
    for keep_raw in (True, False):
        with Work(path, lambda: None, keep_raw=keep_raw).open() as library:  # type: ignore[arg-type, return-value]
            save(library, saving(article=f"https://gannet.example/{keep_raw}"))
    with open_library(path) as library:
        assert library.response(1, 1) is not None
        assert library.response(2, 1) is None
