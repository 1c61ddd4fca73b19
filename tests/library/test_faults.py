"""What goes wrong with a library's file, its folder and its disk: told, and nothing is lost."""

from __future__ import annotations

import errno
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.library.builders import FERRY, after, document, edited, save, save_history, saving
from tuireader.errors import DamagedLibraryError, DiskFullError, LibraryError, LockedLibraryError
from tuireader.library import open_library
from tuireader.library.opening import FileLibrary
from tuireader.library.storage.faults import library_error


def _filled(path: Path) -> None:
    with open_library(path) as library:
        for number in range(40):
            read = document([f"Bird {number} {letter} " * 30 for letter in "abcd"])
            save(library, saving(read, article=f"{FERRY}/{number}"))


def test_a_truncated_library_is_told(path: Path) -> None:
    _filled(path)
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size // 2)
    with pytest.raises(DamagedLibraryError, match="damaged"), open_library(path) as library:
        _read_all(library, 40)


def test_a_list_of_tables_that_is_no_text_is_told(path: Path) -> None:
    with open_library(path) as library:
        save_history(library, 2)
    name = b'docs_mutes" (id INTEGER'
    data = path.read_bytes()
    assert name in data
    path.write_bytes(data.replace(name, b'docs_mutes" (\xff\xd1 INTEGE'))
    with pytest.raises(DamagedLibraryError, match="damaged"):
        open_library(path)


def test_a_library_cut_shorter_than_its_list_of_tables_needs_a_backup(path: Path) -> None:
    with open_library(path) as library:
        save_history(library, 2)
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size // 2)
    with pytest.raises(DamagedLibraryError, match="damaged") as caught:
        open_library(path, read_only=True)
    assert "verify" not in caught.value.advice
    assert "backup" in caught.value.advice


def _read_all(library: FileLibrary, articles: int) -> None:
    assert list(library.verify())
    for number in range(1, articles + 1):
        library.document(number, 1)


@pytest.mark.parametrize("seed", range(12))
def test_a_flipped_bit_is_told_or_does_no_harm(path: Path, seed: int) -> None:
    _filled(path)
    data = bytearray(path.read_bytes())
    data[4096 + (seed * 7919 * 13) % (len(data) - 4096)] ^= 1 << (seed % 8)
    path.write_bytes(data)
    try:
        library = open_library(path, read_only=True)
    except LibraryError:
        return
    with library:
        told = list(library.verify())
        for number in range(1, 41):
            try:
                text = library.document(number, 1).blocks[0].text
            except LibraryError:
                assert told
            else:
                assert text.startswith(f"Bird {number - 1} a")


def _save_without_end(library: FileLibrary) -> None:
    for number in range(1000):
        read = document([os.urandom(4000).hex()])
        save(library, saving(read, article=f"{FERRY}/{number}"))


def test_a_full_disk_is_told_and_loses_nothing(path: Path) -> None:
    with open_library(path) as library:
        save_history(library, 3)
        pages = library.store.engine.row("PRAGMA page_count")[0]
        library.store.engine.rows(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(DiskFullError, match="full") as raised:
            _save_without_end(library)
        assert raised.value.exit_code == 4
        assert list(library.verify()) == []
        assert library.document(1, 3) == edited(2)
    with open_library(path) as library:
        assert library.document(1, 3) == edited(2)
        save(library, saving(article=FERRY + "/again"))


def test_a_lock_held_too_long_is_told_with_its_holder(path: Path) -> None:
    with open_library(path) as library:
        save_history(library, 1)
    script = (
        "import sqlite3, sys; c = sqlite3.connect(sys.argv[1], isolation_level=None);"
        "c.execute('BEGIN IMMEDIATE'); print('locked', flush=True); sys.stdin.read()"
    )
    with (
        subprocess.Popen(
            [sys.executable, "-c", script, str(path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        ) as process,
        FileLibrary(path, patience=0.05) as library,
    ):
        assert process.stdout is not None
        assert process.stdin is not None
        process.stdout.readline()
        assert library.listing(1).snapshots == 1
        with pytest.raises(LockedLibraryError, match="locked") as raised:
            library.remove(1, at=after(1))
        if _locks_are_told(process.pid):
            assert f"process {process.pid}" in raised.value.message
        process.stdin.close()


_HOG = """
import sqlite3, sys, time
hog = sqlite3.connect(sys.argv[1], isolation_level=None)
print("ready", flush=True)
while True:
    hog.execute("BEGIN IMMEDIATE")
    time.sleep(0.1)
    hog.execute("COMMIT")
    for _ in range(60_000):
        pass  # some 2 ms, which a processor's scheduler does not make longer
"""


def test_a_writer_gets_its_turn_beside_one_that_hardly_pauses(path: Path) -> None:
    with open_library(path) as library:
        save_history(library, 1)
    hog = subprocess.Popen([sys.executable, "-c", _HOG, str(path)], stdout=subprocess.PIPE)
    with hog as process, FileLibrary(path, patience=1) as library:
        try:
            assert process.stdout is not None
            process.stdout.readline()
            for number in range(2, 8):
                save(library, saving(edited(number), at=after(number), previous=number - 1))
        finally:
            process.kill()
    with open_library(path) as library:
        assert len(library.history(1)) == 7


def _locks_are_told(process: int) -> bool:
    try:
        lines = Path("/proc/locks").read_text().splitlines()
    except OSError:
        return False
    return any(line.split()[4] == str(process) for line in lines)


@pytest.fixture
def public() -> Iterator[Path]:
    """Return a folder that any user may look into."""
    with TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


def _as_nobody(script: str, path: Path, modules: str = "tuireader.library.codec") -> str:
    """Run a script as a user without rights (after its imports), and return what it prints."""
    start = f"""
import os, sys
sys.path[:0] = {sys.path!r}
from pathlib import Path
from tuireader.errors import LibraryError
from tuireader.library import open_library
import tuireader.library.opening, {modules}
if os.geteuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
path = Path({str(path)!r})
"""
    arguments = [sys.executable, "-c", start + script]
    done = subprocess.run(arguments, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


_LIST = """
from tuireader.cli import run
print(run(["--home", str(path.parent), "list"]))
"""


def test_a_folder_that_may_not_be_looked_into_is_a_library_without_permission(
    public: Path,
) -> None:
    path = public / "home" / "library.db"
    open_library(path).close()
    path.parent.chmod(0o000)
    told = _as_nobody(_LIST, path, "tuireader.cli.dispatch, tuireader.cli.listing, tomllib")
    path.parent.chmod(0o755)
    assert told.splitlines()[0] == "4", told
    assert "library.db can't be" in told
    assert "Traceback" not in told


_READ = """
with open_library(path, read_only=True) as library:
    print(library.listing(1).headline)
"""
_WRITE = """
try:
    open_library(path)
except LibraryError as error:
    print(type(error).__name__, error.exit_code, error.message)
"""


def test_a_folder_without_the_right_to_write_can_be_read(public: Path) -> None:
    path = public / "home" / "library.db"
    with open_library(path) as library:
        save_history(library, 1)
    path.chmod(0o444)
    path.parent.chmod(0o555)
    assert _as_nobody(_READ, path) == "Gull stops the ferry\n"
    assert _as_nobody(_WRITE, path).startswith("UnwritableLibraryError 4 ")


def test_a_library_without_the_right_to_read_is_told(public: Path) -> None:
    path = public / "home" / "library.db"
    open_library(path).close()
    path.chmod(0o000)
    assert _as_nobody(_WRITE, path).startswith("UnwritableLibraryError 4 ")


def test_every_error_of_sqlite_is_one_of_ours(tmp_path: Path) -> None:
    codes = {
        name: getattr(sqlite3, name)
        for name in dir(sqlite3)
        if name.startswith("SQLITE_") and isinstance(getattr(sqlite3, name), int)
    }
    for code in codes.values():
        error = sqlite3.OperationalError("…")
        error.sqlite_errorcode = code
        assert library_error(error, tmp_path).message
    kinds = [value for value in vars(sqlite3).values() if isinstance(value, type)]
    for kind in kinds:
        if issubclass(kind, sqlite3.Error):
            assert isinstance(library_error(kind("…"), tmp_path), LibraryError)
    assert codes
    assert errno.ENOSPC == 28
