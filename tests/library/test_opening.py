"""Opening a library: made, known again, refused, brought up to date."""

from __future__ import annotations

import errno
import logging
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace
from typing import cast

import pytest

from tests.library.builders import FERRY, after, document, edited, save, save_history, saving
from tuireader.errors import (
    DamagedLibraryError,
    DiskFullError,
    LibraryError,
    LockedLibraryError,
    NewerSchemaError,
)
from tuireader.library import open_library
from tuireader.library.founding import MIGRATIONS, found
from tuireader.library.opening import FileLibrary
from tuireader.library.place import network
from tuireader.library.schema import MARK
from tuireader.library.storage import Engine
from tuireader.library.storage.engine import refuse_strangers
from tuireader.library.storage.faults import library_error


def test_a_library_is_made_with_its_folder(path: Path) -> None:
    with open_library(path) as library:
        assert library.listings() == ()
    assert path.is_file()


def test_a_library_that_is_not_there_is_not_made_for_reading(path: Path) -> None:
    with pytest.raises(LibraryError, match="no library at"):
        open_library(path, read_only=True)
    assert not path.parent.exists()


def test_nothing_is_written_through_a_read_only_library(path: Path) -> None:
    with open_library(path) as library:
        save_history(library, 2)
    with open_library(path, read_only=True) as library:
        assert library.document(1, 2) == edited(1)
        with pytest.raises(LibraryError, match="can't be written"):
            save(library, saving(article=FERRY + "/2"))


def test_a_library_of_a_newer_program_is_refused(path: Path) -> None:
    open_library(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(NewerSchemaError, match="newer program") as raised:
        open_library(path)
    assert raised.value.exit_code == 4
    assert raised.value.advice


@pytest.mark.parametrize("content", [b"Dear diary,\n" * 900, b"PK\x03\x04" + bytes(5000)])
def test_a_file_that_is_no_library_is_refused_and_left_alone(path: Path, content: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    with pytest.raises(DamagedLibraryError, match="not a library"):
        open_library(path)
    assert path.read_bytes() == content


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="asks /proc for open files")
@pytest.mark.parametrize("read_only", [False, True])
def test_what_is_refused_is_let_go_of(path: Path, read_only: bool) -> None:
    path.parent.mkdir()
    path.write_bytes(b"Dear diary,\n" * 900)
    with pytest.raises(DamagedLibraryError):
        open_library(path, read_only=read_only)
    assert path not in [link.resolve() for link in Path("/proc/self/fd").iterdir()]


def test_another_programs_database_is_refused_and_left_alone(path: Path) -> None:
    path.parent.mkdir()
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE music (title TEXT)")
    connection.close()
    content = path.read_bytes()
    with pytest.raises(LibraryError, match="another program's"):
        open_library(path)
    assert path.read_bytes() == content


def test_a_library_that_another_process_makes_meanwhile_is_no_strangers(path: Path) -> None:
    """Between any two questions about an empty file, it may have become a library."""

    class Meanwhile:
        def __init__(self) -> None:
            self.connection = sqlite3.connect(path)

        def execute(self, question: str) -> SimpleNamespace:
            answer = self.connection.execute(question).fetchall()
            open_library(path).close()
            return SimpleNamespace(fetchone=lambda: answer[0])

    path.parent.mkdir(parents=True, exist_ok=True)
    asking = Meanwhile()
    refuse_strangers(cast("sqlite3.Connection", asking), path, MARK)
    asking.connection.close()


def test_a_folder_is_no_library(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="can't be opened"):
        open_library(tmp_path)


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(LibraryError, match="can't be made"):
        open_library(tmp_path / "file" / "library.db")


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


def _as_nobody(script: str, path: Path) -> str:
    """Run a script as a user without rights (after its imports), and return what it prints."""
    start = f"""
import os, sys
sys.path[:0] = {sys.path!r}
from pathlib import Path
from tuireader.errors import LibraryError
from tuireader.library import open_library
import tuireader.library.opening, tuireader.library.codec
if os.geteuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
path = Path({str(path)!r})
"""
    arguments = [sys.executable, "-c", start + script]
    done = subprocess.run(arguments, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


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
    assert _as_nobody(_WRITE, path).startswith("LibraryError 4 ")


def test_a_library_without_the_right_to_read_is_told(public: Path) -> None:
    path = public / "home" / "library.db"
    open_library(path).close()
    path.chmod(0o000)
    assert _as_nobody(_WRITE, path).startswith("LibraryError 4 ")


def test_an_older_library_is_copied_and_brought_up_to_date(path: Path) -> None:
    with open_library(path) as library:
        save_history(library, 3)

    def add_moods(engine: Engine) -> None:
        engine.execute("CREATE TABLE docs_moods (id INTEGER PRIMARY KEY, doc TEXT)")

    store = found(path, patience=1, migrations=[*MIGRATIONS, add_moods])
    assert "moods" in store.database.tables()
    store.database.close()
    again = found(path, patience=1, migrations=[*MIGRATIONS, add_moods])
    again.database.close()
    with pytest.raises(NewerSchemaError):
        open_library(path)
    with open_library(path.with_name("library.db.form-2"), read_only=True) as backup:
        assert backup.document(1, 3) == edited(2)
        assert list(backup.verify()) == []


def test_a_migration_that_fails_changes_nothing(path: Path) -> None:
    with open_library(path) as library:
        save_history(library, 1)

    def fail(engine: Engine) -> None:
        engine.execute("DROP TABLE docs_texts")
        raise LookupError

    with pytest.raises(LookupError):
        found(path, patience=1, migrations=[*MIGRATIONS, fail])
    with open_library(path) as library:
        assert library.document(1, 1) == edited(0)


def test_an_older_library_is_not_migrated_for_reading(path: Path) -> None:
    open_library(path).close()
    with pytest.raises(LibraryError, match="older form"):
        found(path, read_only=True, patience=1, migrations=[*MIGRATIONS, lambda engine: None])


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


def test_a_network_folder_is_known(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(f"/dev/sda / ext4 rw 0 0\nserver:/x {tmp_path} nfs4 rw 0 0\n")
    assert network(tmp_path / "home", mounts) == "nfs4"
    assert network(Path("/"), mounts) is None
    assert network(tmp_path, tmp_path / "none") is None
    with caplog.at_level(logging.WARNING):
        open_library(tmp_path / "library.db").close()
    assert not caplog.records


def test_the_start_is_light() -> None:
    script = """
import sys
import tuireader.library
heavy = {"tinydb", "sqlite3", "backports", "compression", "warcio", "json"} & set(sys.modules)
assert not heavy, heavy
from pathlib import Path
library = tuireader.library.open_library(Path(sys.argv[1]))
library.listings()
library.close()
foreign = {"backports", "compression", "warcio", "httpx", "trafilatura", "rich", "textual", "lxml"}
assert not foreign & set(sys.modules), foreign & set(sys.modules)
"""
    with TemporaryDirectory() as folder:
        arguments = [sys.executable, "-c", script, f"{folder}/library.db"]
        done = subprocess.run(arguments, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
