"""`log`: what came back, what goes to and fro, what the page's own dates say, what you said."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Program
from tests.stories import edited, page


def save(program: Program, folder: Path, *pages: bytes) -> None:
    """Save one story as it was seen day after day."""
    file = folder / "page.html"
    for day, text in enumerate(pages, start=1):
        file.write_bytes(text)
        at = f"2031-05-{day:02}T08:00:00Z"
        assert program("add", file, "--url", "https://gazette.example/a", "--at", at).status == 0


def test_two_texts_in_turn_are_one_note(program: Program, tmp_path: Path) -> None:
    save(program, tmp_path, *[page(), edited()] * 4)
    said = program("log", 1).out
    assert said.count("to and fro") == 1
    assert said.count("△") == 2
    assert len(program("log", 1, "--json").lines) == 8


def test_a_verdict_on_a_folded_snapshot_is_shown(program: Program, tmp_path: Path) -> None:
    save(program, tmp_path, *[page(), edited()] * 4)
    program("mark", 1, "--snapshot", 5, "--noise", "--note", "their cache")
    line = next(line for line in program("log", 1).out.splitlines() if "their cache" in line)
    assert line.split()[0] == "5"


def test_a_verdict_on_a_later_look_is_about_the_change_that_it_shows(
    program: Program, tmp_path: Path
) -> None:
    save(program, tmp_path, page(), edited(), edited())
    program("mark", 1, "--noise")
    assert program("log", 1, "--json").lines[1]["overruled"]["noise"] is True
    program("mark", 1, "--clear")
    assert program("log", 1, "--json").lines[1]["overruled"] is None


def test_a_new_time_of_change_alone_is_told(program: Program, tmp_path: Path) -> None:
    stamp = '<meta property="article:modified_time" content="2031-05-0{}T07:00:00Z"></head>'
    pages = (page().replace(b"</head>", stamp.format(day).encode()) for day in (1, 1, 3))
    save(program, tmp_path, *pages)
    assert "only the time of change is new" in program("log", 1).out
