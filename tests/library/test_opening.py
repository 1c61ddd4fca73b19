"""Opening a library: made, known again, refused, brought up to date."""

from __future__ import annotations

import logging
import sqlite3
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace
from typing import cast

import pytest

from tests.library.builders import FERRY, edited, save, save_history, saving
from tuireader.errors import (
    DamagedLibraryError,
    LibraryError,
    NewerSchemaError,
)
from tuireader.library import open_library
from tuireader.library.place import network
from tuireader.library.schema import MARK
from tuireader.library.storage.engine import refuse_strangers


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
    with pytest.raises(LibraryError, match="is a folder"):
        open_library(tmp_path)


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(LibraryError, match="can't be made"):
        open_library(tmp_path / "file" / "library.db")


def test_a_network_folder_is_known(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(f"/dev/sda / ext4 rw 0 0\nserver:/x {tmp_path} nfs4 rw 0 0\n")
    assert network(tmp_path / "home", mounts) == "nfs4"
    assert network(Path("/"), mounts) is None
    assert network(tmp_path, tmp_path / "none") is None
    with caplog.at_level(logging.WARNING):
        open_library(tmp_path / "library.db").close()
    assert not caplog.records


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("nfs", True),
        ("cifs", True),
        ("fuse.sshfs", True),
        ("fuse.rclone", True),
        ("davfs", True),
        ("virtiofs", True),
        ("ext4", False),
        ("tmpfs", False),
        ("fuse.ntfs-3g", False),
    ],
)
def test_network_folders_are_told_from_disks(tmp_path: Path, kind: str, told: bool) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(f"/dev/sda / ext4 rw 0 0\nthere {tmp_path} {kind} rw 0 0\n")
    assert network(tmp_path, mounts) == (kind if told else None)


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
