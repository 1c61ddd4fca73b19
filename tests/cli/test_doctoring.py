"""`doctor`."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.cli.conftest import Program
from tests.stories import page
from tuireader.cli.context import Context
from tuireader.cli.doctoring import Finding, examine
from tuireader.config import Config, find_paths

NOW = datetime(2026, 4, 1, 9, tzinfo=UTC)
CHECKS = {
    "program", "python", "sqlite", "folder", "disk", "network", "library", "clock", "terminal",
    "tmux", "browser",
}  # fmt: skip


class Terminal(io.StringIO):
    """A stdout that is a terminal."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


class OldTerminal(Terminal):
    """A terminal of the last century."""

    encoding = "ISO-8859-1"


def context(home: Path, **surroundings: str) -> Context:
    """Return the surroundings of a program with its home in a folder."""
    config = Config(paths=find_paths(str(home), None, {}))
    return Context(config=config, environ=surroundings, out=Terminal())


def found(surroundings: Context, check: str, now: datetime = NOW) -> Finding:
    (finding,) = [each for each in examine(surroundings, now) if each.check == check]
    return finding


def test_a_sound_set_up_is_ok_throughout(program: Program, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_bytes(page())
    program("add", "--url", "https://gannet.example/market", file)
    ran = program("doctor", "--json")
    assert ran.status == 0
    assert {row["check"] for row in ran.lines} == CHECKS
    assert all(row["ok"] and row["schema"] == 1 and row["detail"] for row in ran.lines)
    details = {row["check"]: row["detail"] for row in ran.lines}
    assert details["library"] == "1 articles, 1 snapshots"


def test_it_makes_nothing(program: Program, tmp_path: Path) -> None:
    assert program("doctor").status == 0
    assert not (tmp_path / "home").exists()


def test_a_damaged_library_is_named_with_advice(program: Program, tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "library.db").write_bytes(b"herring" * 1000)
    ran = program("doctor", "--json")
    (row,) = [row for row in ran.lines if not row["ok"]]
    assert ran.status == 1
    assert row["check"] == "library"
    assert row["advice"]
    assert {row["check"] for row in ran.lines} == CHECKS


def test_damage_inside_the_file_is_found(program: Program, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_bytes(page())
    program("add", "--url", "https://gannet.example/market", file)
    library = tmp_path / "home" / "library.db"
    data = bytearray(library.read_bytes())
    for start in range(4096, len(data), 4096):
        data[start : start + 64] = b"\xff" * 64
    library.write_bytes(data)
    ran = program("doctor", "--json")
    assert ran.status == 1
    assert [row["check"] for row in ran.lines if not row["ok"]] == ["library"]


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("no folder", encoding="utf-8")
    finding = found(context(blocked / "home"), "folder")
    assert not finding.ok
    assert str(blocked / "home") in finding.detail
    assert found(context(tmp_path / "new" / "home"), "folder").ok


@pytest.mark.parametrize(
    ("now", "ok"),
    [(NOW, True), (NOW - timedelta(days=400), False), (datetime(1970, 1, 1, tzinfo=UTC), False)],
)
def test_a_clock_before_this_program_is_wrong(tmp_path: Path, now: datetime, ok: bool) -> None:
    assert found(context(tmp_path), "clock", now).ok is ok


def test_a_clock_before_the_newest_snapshot_is_wrong(program: Program, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_bytes(page())
    at = NOW + timedelta(days=3)
    url = "https://gannet.example/market"
    program("add", "--url", url, "--at", at.isoformat(), file)
    finding = found(context(tmp_path / "home"), "clock")
    assert not finding.ok
    assert "2026-04-04" in finding.detail
    assert found(context(tmp_path / "home"), "clock", at).ok


def test_a_terminal_without_unicode_is_wrong(tmp_path: Path) -> None:
    good = context(tmp_path, TERM="xterm-256color", COLORTERM="truecolor")
    assert found(good, "terminal").ok
    assert "true colour" in found(good, "terminal").detail
    old = replace(good, out=OldTerminal())
    assert not found(old, "terminal").ok
    assert "UTF-8" in (found(old, "terminal").advice or "")


def test_a_terminal_that_is_dumb_is_wrong(tmp_path: Path) -> None:
    assert not found(context(tmp_path, TERM="dumb"), "terminal").ok


def test_tmux_without_true_colour_gets_advice(tmp_path: Path) -> None:
    assert found(context(tmp_path, TMUX="/tmp/tmux,1,0"), "tmux").advice
    assert not found(context(tmp_path, TMUX="/tmp/tmux,1,0", COLORTERM="24bit"), "tmux").advice


def test_the_list_for_people_marks_what_is_bad(program: Program, tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "library.db").write_bytes(b"herring" * 1000)
    lines = program("doctor").out.splitlines()
    assert [line.split()[1] for line in lines if line.startswith("BAD")] == ["library"]
