"""`watch` as a user runs it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.cli.conftest import Program
from tests.loopback import Reply, Site
from tests.stories import edited
from tests.terminal import needs_tmux, terminal
from tuireader.watching.holding import WatchLock

PATIENCE = 30.0


def write_config(tmp_path: Path, text: str) -> None:
    home = tmp_path / "home"
    home.mkdir(exist_ok=True)
    (home / "config.toml").write_text(f"gap = 0\n{text}", encoding="utf-8")


def teeing(tmp_path: Path) -> str:
    """Return a command line that appends its stdin to a file."""
    code = "import sys; open(sys.argv[1], 'a').write(sys.stdin.read())"
    return f"""{sys.executable} -c "{code}" {tmp_path / "told"}"""


def test_once_looks_at_what_is_due_and_says_what_it_did(program: Program, site: Site) -> None:
    program("add", f"{site.url}/story")
    done = program("watch", "--once")
    assert (done.status, done.out) == (0, "")
    assert "1 look: 1 unchanged." in done.err
    assert "Nothing was due." in program("watch", "--once").err


def test_a_change_is_printed_and_told_once_it_is_confirmed(
    program: Program, site: Site, tmp_path: Path
) -> None:
    write_config(
        tmp_path, f"on_change = '''{teeing(tmp_path)}'''\nchanges_feed = '{tmp_path}/changes.xml'\n"
    )
    program("add", f"{site.url}/story")
    site.pages["/story"] = edited()
    done = program("watch", "--once", "--json")
    assert [line["status"] for line in done.lines] == ["changed", "unchanged"]
    told = [json.loads(line) for line in (tmp_path / "told").read_text().splitlines()]
    assert [(change["kind"], change["disclosure"]) for change in told] == [("factual", "silent")]
    assert told[0]["edits"][0]["after"] == "shortly after his release"
    assert "<entry>" in (tmp_path / "changes.xml").read_text(encoding="utf-8")
    program("diff", "1", "1", "2")
    program("watch", "--once")
    assert len((tmp_path / "told").read_text().splitlines()) == 1


def test_for_ends_after_so_many_seconds(program: Program, site: Site) -> None:
    program("add", f"{site.url}/story")
    started = time.monotonic()
    done = program("watch", "--for", "0.3")
    assert done.status == 0
    assert time.monotonic() - started < PATIENCE
    assert "1 look" in done.err


def test_feeds_are_refreshed_and_what_they_show_is_followed(
    program: Program, site: Site, tmp_path: Path
) -> None:
    rss = "<rss version='2.0'><channel><title>The Gannet</title>{}</channel></rss>"
    site.pages["/feed"] = rss.format("").encode()
    write_config(tmp_path, "feed_gap = 0")
    program("feed", "add", f"{site.url}/feed")
    entry = f"<item><title>Market</title><link>{site.url}/story</link></item>"
    site.pages["/feed"] = rss.format(entry).encode()
    done = program("watch", "--once", "--json")
    assert [line["status"] for line in done.lines] == ["new", "unchanged"]
    assert "The Gannet: 1 new entries" in done.err


def test_a_page_that_stays_gone_is_printed_once_however_often_it_is_looked_at(
    program: Program, site: Site, tmp_path: Path
) -> None:
    write_config(tmp_path, "fastest = 1\nslowest = 1\n")
    program("add", f"{site.url}/story")
    site.pages["/story"] = Reply(status=410)
    time.sleep(1.1)
    assert [line.split()[2] for line in program("watch", "--once").out.splitlines()] == ["gone"]
    time.sleep(1.1)
    again = program("watch", "--once")
    assert (again.out, "1 gone" in again.err) == ("", True)


def test_lines_bear_the_time_of_where_they_are_read(
    program: Program, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    program("add", f"{site.url}/story")
    site.pages["/story"] = edited()
    monkeypatch.setenv("TZ", "Etc/GMT-13")
    time.tzset()
    try:
        hours = {f"{datetime.now(UTC) + timedelta(hours=13):%H:%M}"}
        done = program("watch", "--once")
        hours.add(f"{datetime.now(UTC) + timedelta(hours=13):%H:%M}")
    finally:
        monkeypatch.undo()
        time.tzset()
    assert done.out.split()[0] in hours


def test_a_second_watcher_is_refused(program: Program, tmp_path: Path) -> None:
    with WatchLock(tmp_path / "home" / "library.db"):
        done = program("watch", "--once")
    assert done.status == 1
    assert f"Process {os.getpid()} is watching this library already." in done.err


@pytest.mark.parametrize(
    ("config", "says"),
    [
        ("quiet_hours = 'never'", "'never' is no span of hours"),
        ('on_change = "archive \'open"', "on_change is no command line"),
        ("[[tell]]\ncolour = 'red'", "[[tell]] number 1: there is no key 'colour'"),
        ("tell = 3", "tell can't be 3"),
    ],
)
def test_a_config_that_makes_no_sense_is_refused_before_anything_is_fetched(
    program: Program, site: Site, tmp_path: Path, config: str, says: str
) -> None:
    program("add", f"{site.url}/story")
    asked = len(site.requests)
    write_config(tmp_path, config)
    done = program("watch", "--once")
    assert (done.status, len(site.requests)) == (2, asked)
    assert says in done.err


def test_a_wrong_number_of_seconds_is_wrong_usage(program: Program) -> None:
    assert program("watch", "--for", "-1").status == 2
    assert program("watch", "--for", "nan").status == 2


@pytest.fixture
def watcher(program: Program, site: Site, tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """Watch in a process of its own."""
    program("add", f"{site.url}/story")
    words = [sys.executable, "-m", "tuireader", "--home", str(tmp_path / "home"), "watch", "--json"]
    process = subprocess.Popen(
        words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    assert process.stdout is not None
    assert json.loads(process.stdout.readline())["status"] == "unchanged"
    yield process
    process.kill()
    process.communicate()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_being_told_to_end_is_no_failure(
    watcher: subprocess.Popen[str], number: signal.Signals
) -> None:
    watcher.send_signal(number)
    assert watcher.wait(PATIENCE) == 0


def test_a_hangup_reads_the_config_again_and_a_bad_one_changes_nothing(
    watcher: subprocess.Popen[str], tmp_path: Path
) -> None:
    assert watcher.stderr is not None
    for config, says in (("panes = 2", "was read again"), ("panes = 'two'", "stays as it was")):
        write_config(tmp_path, config)
        watcher.send_signal(signal.SIGHUP)
        assert says in watcher.stderr.readline()
    watcher.terminate()
    assert watcher.wait(PATIENCE) == 0


@needs_tmux
@pytest.mark.terminal
def test_on_a_terminal_it_says_what_it_is_doing_and_ends_when_interrupted(
    program: Program, site: Site, tmp_path: Path
) -> None:
    program("add", f"{site.url}/story")
    site.pages["/story"] = edited()
    words = [sys.executable, "-m", "tuireader", "--home", str(tmp_path / "home"), "watch"]
    with terminal(words, tmp_path) as window:
        window.wait_for("changed (factual, silent)", "watching · 0 due · 0 being fetched")
        holder = (tmp_path / "home" / "library.db.watch").read_text()
        os.kill(int(holder), signal.SIGINT)
        assert window.status() == 0
