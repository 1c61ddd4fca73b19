"""The main job as a person does it: save, look again, see side by side what changed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.loopback import Asked, Reply, Site, serve
from tests.stories import NOTICE, edited, page
from tests.terminal import needs_tmux, terminal
from tuireader.library import open_library

COMMAND = [sys.executable, "-m", "tuireader"]


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """Serve one story; the program is to ask for it without pauses."""
    (tmp_path / "config.toml").write_text("gap = 0\n", encoding="utf-8")
    with serve({"/story": page()}) as site:
        yield site


def tuireader(home: Path, *words: object) -> str:
    """Run a command that must succeed and return its stdout."""
    command = [*COMMAND, "--home", str(home), *map(str, words)]
    return subprocess.run(command, check=True, capture_output=True, text=True, timeout=60).stdout


@needs_tmux
@pytest.mark.terminal
def test_a_story_is_saved_edited_and_the_edit_is_seen(tmp_path: Path, site: Site) -> None:
    """Save; the page is edited; look again; `diff` shows the edit, and so does the reader."""
    tuireader(tmp_path, "add", site.url + "/story")
    site.pages["/story"] = edited(notice=NOTICE)
    assert "changed (factual, disclosed)" in tuireader(tmp_path, "check")
    shown = tuireader(tmp_path, "diff", 1, "--width", 300)
    assert "[in custody]" in shown
    assert "[shortly after his release]" in shown

    with terminal([*COMMAND, "--home", str(tmp_path)], tmp_path) as window:
        window.wait_for("Fish market to close")
        window.press("d")
        window.wait_for("custody", "release", "disclosed")
        window.press("q")
        window.wait_for("1 article")
        window.press("q")
        assert window.status() == 0
        assert not window.alternate()


@needs_tmux
@pytest.mark.terminal
def test_a_check_in_the_reader_brings_the_change(tmp_path: Path, site: Site) -> None:
    tuireader(tmp_path, "add", site.url + "/story")
    with terminal([*COMMAND, "--home", str(tmp_path)], tmp_path, size=(80, 24)) as window:
        window.wait_for("Fish market to close")
        site.pages["/story"] = edited()
        window.press("r")
        window.wait_for("△")
        window.press("d")
        window.wait_for("silent", "custody")
        window.press("q", "q")
        assert window.status() == 0


@needs_tmux
@pytest.mark.terminal
def test_the_whole_job_is_done_inside_the_reader(tmp_path: Path, site: Site) -> None:
    """Add; the page is edited; check; inbox; diff; mark as read; quit."""
    with terminal([*COMMAND, "--home", str(tmp_path)], tmp_path, size=(99, 30)) as window:
        window.wait_for("No articles yet")
        window.press("a")
        window.wait_for("Add an article")
        window.type(site.url + "/story")
        window.press("Enter")
        window.wait_for("1 article", "Fish market to close")
        site.pages["/story"] = edited()
        window.press("r")
        window.wait_for("△")
        window.press("i")
        window.wait_for("1 change · 1 unread")
        window.press("Enter")
        window.wait_for("% alike", "silent", "custody")  # the inbox says the last two as well
        window.press("m")
        window.wait_for("Marked as read.")
        window.press("q")
        window.wait_for("1 change · 0 unread")
        window.press("q")
        window.wait_for("1 article")
        window.press("q")
        assert window.status() == 0
        assert not window.alternate()


@needs_tmux
@pytest.mark.terminal
def test_the_terminal_is_lent_to_a_pager_and_a_pipe_and_taken_back(
    tmp_path: Path, site: Site
) -> None:
    tuireader(tmp_path, "add", site.url + "/story")
    pager = {"PAGER": "less -P PAGED"}
    with terminal([*COMMAND, "--home", str(tmp_path)], tmp_path, environ=pager) as window:
        window.wait_for("Fish market to close")
        window.press("Enter")
        window.wait_for("snapshot 1")
        window.press("p")
        window.wait_for("PAGED")
        window.press("q")
        window.wait_for("snapshot 1")
        window.press("|")
        window.wait_for("Hand the text to a command")
        window.type("wc -w")
        window.press("Enter")
        window.wait_for("[ended with status 0; Enter goes back]")
        window.press("Enter")
        window.wait_for("snapshot 1")
        window.press("q", "q")
        assert window.status() == 0


@needs_tmux
@pytest.mark.terminal
def test_a_crash_gives_the_terminal_back_and_names_the_log(tmp_path: Path, site: Site) -> None:
    tuireader(tmp_path, "add", site.url + "/story")
    crash = (
        "import sys; from tuireader.tui.screens.help import HelpScreen\n"
        "def boom(self): raise RuntimeError('a bug of ours')\n"
        "HelpScreen.body = boom\n"
        f"from tuireader.cli import run; sys.exit(run(['--home', {str(tmp_path)!r}]))"
    )
    with terminal([sys.executable, "-c", crash], tmp_path) as window:
        window.wait_for("Fish market to close")
        window.press("?")
        assert window.status() == 1
        assert not window.alternate()
        screen = window.screen()
        assert "RuntimeError: a bug of ours" in screen
        assert "tuireader.log" in screen
        assert "Traceback" not in screen
    assert "a bug of ours" in (tmp_path / "tuireader.log").read_text()


@needs_tmux
@pytest.mark.terminal
def test_a_crash_beside_the_screen_is_named_and_logged_as_what_it_was(
    tmp_path: Path, site: Site
) -> None:
    tuireader(tmp_path, "add", site.url + "/story")
    crash = (
        "import sys; from tuireader.tui import loading\n"
        "def boom(*words): raise RuntimeError('a bug of ours')\n"
        "loading.compare = boom\n"
        f"from tuireader.cli import run; sys.exit(run(['--home', {str(tmp_path)!r}]))"
    )
    with terminal([sys.executable, "-c", crash], tmp_path) as window:
        window.wait_for("Fish market to close")
        window.press("d")
        assert window.status() == 1
        assert not window.alternate()
        assert "happened: RuntimeError: a bug of ours" in window.screen()
    assert "in boom" in (tmp_path / "tuireader.log").read_text()


@needs_tmux
@pytest.mark.terminal
@pytest.mark.parametrize("name", ["TERM", "HUP"])
def test_a_signal_ends_the_reader_and_restores_the_terminal(
    tmp_path: Path, site: Site, name: str
) -> None:
    tuireader(tmp_path, "add", site.url + "/story")
    pid = tmp_path / "pid"
    script = ["sh", "-c", f"echo $$ > {pid}; exec {' '.join(COMMAND)} --home {tmp_path}"]
    with terminal(script, tmp_path) as window:
        window.wait_for("Fish market to close")
        os.kill(int(pid.read_text()), getattr(signal, f"SIG{name}"))
        window.status()
        assert not window.alternate()


def test_a_kill_during_add_loses_nothing_that_was_reported(tmp_path: Path) -> None:
    """Articles are added until the process is killed: what it printed is there afterwards."""
    names = [f"/{number}" for number in range(400)]
    with serve({name: page(headline=f"Story {name}") for name in names}) as site:
        words = [*COMMAND, "--home", str(tmp_path), "add", "--json"]
        words += [site.url + name for name in names]
        with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as adding:
            assert adding.stdout is not None
            reported = [adding.stdout.readline() for _ in range(15)]
            adding.kill()
            reported += adding.stdout.readlines()
    whole = [line for line in reported if line.endswith("\n")]
    assert 15 <= len(whole) < len(names)
    with open_library(tmp_path / "library.db") as library:
        saved = library.listings()
        assert len(saved) >= len(whole)
        assert all(library.document(row.article, 1).headline == row.headline for row in saved)


def test_two_adds_at_once_both_land(tmp_path: Path) -> None:
    """Two processes save ten articles each, one of them the same, at the same time."""
    slow = {f"/{number}": page(headline=f"Story {number}") for number in range(19)}

    def wait(asked: Asked) -> Reply:
        time.sleep(0.05)
        return Reply(body=slow[asked.path])

    with serve(dict.fromkeys(slow, wait)) as site:
        urls = [site.url + name for name in slow]
        running = [
            subprocess.Popen(
                [*COMMAND, "--home", str(tmp_path), "add", "--json", *part],
                stdout=subprocess.DEVNULL,
            )
            for part in (urls[:10], urls[9:])
        ]
        assert [process.wait(60) for process in running] == [0, 0]
    with open_library(tmp_path / "library.db") as library:
        snapshots = {row.url: row.snapshots for row in library.listings()}
    assert set(snapshots) == set(urls)
    assert snapshots[urls[9]] == 2
    assert sum(snapshots.values()) == 20
