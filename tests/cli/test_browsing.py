"""The user's browser: real programs are started, ours in place of those of the machine."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tuireader.cli.outside import Outside
from tuireader.errors import TuireaderError

URL = "https://gannet.example/story?a=1&b=2"

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="programs are shell scripts here")


def machine(folder: Path, name: str, *, lines: str = "", **environ: str) -> Outside:
    """Return a machine with one program, which notes its arguments and what it is connected to."""
    programs = folder / "bin"
    programs.mkdir()
    script = programs / name
    script.write_text(
        f'#!/bin/sh\n{lines}\necho noise\n(test -t 0 || test -t 1; echo $? "$@") > {folder}/noted\n'
    )
    script.chmod(0o755)
    return Outside({"PATH": f"{programs}:{os.environ['PATH']}", **environ})


def noted(folder: Path) -> str:
    """Return what the program was given."""
    return (folder / "noted").read_text().strip()


def test_a_browser_with_a_window_gets_the_address_and_no_terminal(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    outside = machine(tmp_path, "fox", BROWSER="fox")
    assert outside.browse(URL) == "opened"
    assert noted(tmp_path) == f"1 {URL}"
    assert capfd.readouterr() == ("", ""), "what it prints would land on the reader's screen"


@pytest.mark.parametrize("name", ["lynx", "w3m", "www-browser"])
def test_a_browser_of_the_terminal_s_is_not_started_over_the_reader(
    tmp_path: Path, name: str
) -> None:
    outside = machine(tmp_path, name, BROWSER=name)
    assert outside.browse(URL) == "terminal"
    assert not (tmp_path / "noted").exists()
    outside.browse_here(URL)
    assert noted(tmp_path).endswith(URL)


def test_one_that_fails_in_the_terminal_says_so(tmp_path: Path) -> None:
    outside = machine(tmp_path, "lynx", lines="exit 3", BROWSER="lynx %s")
    assert outside.browse(URL) == "terminal"
    with pytest.raises(TuireaderError, match="could not open it"):
        outside.browse_here(URL)


def test_where_there_is_none_that_is_told(tmp_path: Path) -> None:
    assert Outside({"PATH": str(tmp_path)}).browse(URL) == "none"


def test_one_that_fails_is_no_browser(tmp_path: Path) -> None:
    outside = machine(tmp_path, "fox", lines="exit 1", BROWSER="fox %s", PATH="")
    assert Outside({**outside.environ, "PATH": f"{tmp_path}/bin"}).browse(URL) == "none"
