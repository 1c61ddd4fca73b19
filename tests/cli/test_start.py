"""The program's outermost behaviour: usage, versions, pipes, bugs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Program
from tuireader import __version__
from tuireader.cli.commands import COMMANDS, load

COMMAND = [sys.executable, "-m", "tuireader"]


def test_version(program: Program) -> None:
    assert program("--version").out == f"tuireader {__version__}\n"


@pytest.mark.parametrize("words", [("fetch",), ("add",), ("list", "--limit", "x"), ("--nonsense",)])
def test_wrong_words_are_status_2(program: Program, words: tuple[str, ...]) -> None:
    ran = program(*words)
    assert ran.status == 2
    assert not ran.out


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_explains_itself(program: Program, name: str) -> None:
    ran = program(name, "--help")
    assert ran.status == 0
    assert COMMANDS[name].summary.capitalize() in " ".join(ran.out.split())
    assert callable(load(COMMANDS[name]).run)


@pytest.mark.parametrize("name", ["check", "show", "log", "diff", "mark", "remove", "report"])
def test_every_command_says_how_an_article_is_named(program: Program, name: str) -> None:
    words = " ".join(program(name, "--help").out.split())
    assert "number, URL, or part of the headline" in words
    if "BEFORE" in words:
        assert "-1 for the newest" in words


def test_help_keeps_names_as_they_are_written(program: Program) -> None:
    assert "OPML" in program("feed", "import", "--help").out
    assert "opml." not in program("feed", "export", "--help").out


def test_help_names_every_command(program: Program) -> None:
    out = program("--help").out
    assert all(f"    {name} " in out for name in COMMANDS)


@pytest.mark.parametrize("words", [(), ("demo",)])
def test_the_reader_without_a_terminal_says_what_prints_instead(
    program: Program, words: tuple[str, ...]
) -> None:
    ran = program(*words)
    assert ran.status == 2
    assert "tuireader list" in ran.err
    assert ran.err.count("\n") == 1, "before anything is made"


def test_a_closed_pipe_ends_quietly(tmp_path: Path) -> None:
    words = [*COMMAND, "--home", str(tmp_path), "demo", "--headless"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        err = process.stderr.read()
        assert process.wait(60) == 0
    assert err == b""


def test_a_damaged_library_is_status_4_and_two_plain_sentences(
    program: Program, tmp_path: Path
) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "library.db").write_bytes(b"no database" * 1000)
    ran = program("list")
    assert ran.status == 4
    assert "Traceback" not in ran.err
    assert ran.err.count(". ") >= 1


def test_a_bug_is_logged_and_never_shows_a_traceback_unless_asked(
    program: Program, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def burst(*_: object) -> int:
        raise ZeroDivisionError("by nought")

    monkeypatch.setattr("tuireader.cli.listing.run", burst)
    plain, verbose = program("list"), program("--verbose", "list")
    assert (plain.status, verbose.status) == (1, 1)
    assert "ZeroDivisionError: by nought" in plain.err
    assert "Traceback" not in plain.err
    assert "Traceback" in verbose.err
    log = (tmp_path / "home" / "tuireader.log").read_text(encoding="utf-8")
    assert "ZeroDivisionError: by nought" in log
    assert "tuireader.log" in plain.err
