"""stdin, stdout and stderr as shells hand them over: closed, full, of a narrow encoding."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from tests.cli.conftest import Program
from tests.loopback import Site
from tests.stories import edited, page

PRINTERS = (
    ("list",),
    ("list", "--json"),
    ("show", "1"),
    ("log", "1"),
    ("diff", "1"),
    ("diff", "1", "--format", "json"),
)
FULL = Path("/dev/full")


@pytest.fixture
def home(program: Program, site: Site, tmp_path: Path) -> Path:
    """Return the home of a library that holds one edited story."""
    program("add", site.url + "/story")
    site.pages["/story"] = edited()
    program("check", 1)
    return tmp_path / "home"


def command(home: Path, *words: str) -> list[str]:
    """Return the words that run the program in a home."""
    return [sys.executable, "-m", "tuireader", "--home", str(home), *words]


def shell(home: Path, words: str, **environ: str) -> subprocess.CompletedProcess[bytes]:
    """Run the program with redirections of the shell's."""
    line = f'"{sys.executable}" -m tuireader --home "{home}" {words}'
    return subprocess.run(
        ["sh", "-c", line], capture_output=True, check=False, env={**os.environ, **environ}
    )


@pytest.mark.parametrize("words", PRINTERS)
def test_whoever_reads_may_stop_reading(home: Path, words: tuple[str, ...]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    ran = subprocess.run(command(home, *words), stdout=writing, stderr=subprocess.PIPE, check=False)
    os.close(writing)
    assert (ran.returncode, ran.stderr) == (0, b"")


@pytest.mark.skipif(not FULL.exists(), reason="no /dev/full here")
@pytest.mark.parametrize("words", PRINTERS)
def test_output_that_cannot_be_written_is_told_once(home: Path, words: tuple[str, ...]) -> None:
    ran = shell(home, f"{' '.join(words)} >{FULL}")
    assert ran.returncode == 1
    (told,) = ran.stderr.decode().splitlines()
    assert "can't be written: no space left" in told


@pytest.mark.skipif(not FULL.exists(), reason="no /dev/full here")
def test_a_status_stands_though_nobody_can_be_told(home: Path) -> None:
    assert shell(home, f"show 99 2>{FULL}").returncode == 3
    assert shell(home, "show 99 2>&-").returncode == 3


def test_what_is_closed_is_written_to_nobody_and_holds_nothing(home: Path) -> None:
    listed = shell(home, "list >&-")
    assert (listed.returncode, listed.stderr) == (0, b"")
    added = shell(home, "add - --url https://gannet.example/none --json <&-")
    assert json.loads(added.stdout)["status"] == "blocked"


def on_a_terminal(home: Path, *words: str, **environ: str) -> bytes:
    """Run the program with a terminal for stdout and return what it wrote there."""
    reading, writing = pty.openpty()
    with subprocess.Popen(
        command(home, *words), stdout=writing, env={**os.environ, **environ}
    ) as process:
        os.close(writing)
        found = b""
        with suppress(OSError):  # the other end was closed
            while part := os.read(reading, 65_536):
                found += part
        os.close(reading)
        assert process.wait(60) == 0
    return found


def test_a_terminal_of_unknown_width_shows_everything(home: Path) -> None:
    assert b"Fish market" in on_a_terminal(home, "list", COLUMNS="0", TERM="xterm")


def test_a_dumb_terminal_gets_no_escape_sequence(home: Path) -> None:
    (written := home / "signs.html").write_bytes(page(headline="नई दिल्ली में 👩‍👩‍👧 पुल बंद"))
    subprocess.run(command(home, "add", str(written)), check=True, capture_output=True)
    for words in (("list",), ("show", "2"), ("diff", "2")):
        assert b"\x1b[" in on_a_terminal(home, *words, TERM="xterm")
        assert b"\x1b" not in on_a_terminal(home, *words, TERM="dumb")


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
def test_json_keeps_every_character_in_any_encoding(
    program: Program, tmp_path: Path, encoding: str
) -> None:
    (tmp_path / "a.html").write_bytes(page(headline="Müllers Brücke – 新聞 ④"))
    program("add", "--url", "https://gannet.example/a", tmp_path / "a.html")
    ran = shell(tmp_path / "home", "list --json", PYTHONIOENCODING=encoding)
    assert json.loads(ran.stdout.decode(encoding))["headline"] == "Müllers Brücke – 新聞 ④"
