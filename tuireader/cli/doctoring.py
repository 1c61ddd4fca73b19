"""`doctor`: checks the set-up, and says what to do about what isn't right."""

from __future__ import annotations

import argparse
import errno
import platform
import shutil
import sys
import tempfile
import webbrowser
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from tuireader import __version__, resources
from tuireader.cli.context import Context, utc_now
from tuireader.errors import LibraryError
from tuireader.library.place import network
from tuireader.library.probing import Probe, probe, try_engine

PYTHON = (3, 11)
ROOM = 200_000_000
"""Bytes that should be free: a watched story needs some 10 kB a change, a log and a backup more."""

COLUMNS, ROWS = 60, 20
"""The smallest screen that the reader is tested on, in cells."""

_RELEASED = datetime(2026, 1, 1, tzinfo=UTC)
"""No clock that is right says an earlier time."""

_SKEW = timedelta(days=1)


class Finding(NamedTuple):
    """One thing that was checked. `advice`: what to do about it, None where there is nothing."""

    check: str
    ok: bool
    detail: str
    advice: str | None = None


def arguments(parser: argparse.ArgumentParser, name: str) -> None:
    """Declare the words of `doctor`."""
    del name
    parser.add_argument("--json", action="store_true", help="print one object per line")


def run(context: Context, args: argparse.Namespace, name: str) -> int:
    """Print a line for each thing that was checked; 1 where something isn't right."""
    del name
    status = 0
    for finding in examine(context, utc_now()):
        status = status if finding.ok else 1
        if args.json:
            context.print_json({"schema": 1, **finding._asdict()})
            continue
        sign = "ok " if finding.ok else "BAD"
        context.print(f"{sign}  {finding.check:<10}  {finding.detail}")
        if finding.advice:
            context.print(f"     {'':<10}  {finding.advice}")
    return status


def examine(context: Context, now: datetime) -> Iterator[Finding]:
    """Check everything; a check that fails unexpectedly is a finding, too."""
    found = _Library(context.config.paths.library, now)
    checks: tuple[tuple[str, Callable[[], Finding]], ...] = (
        ("program", _program),
        ("python", _python),
        ("sqlite", _sqlite),
        ("folder", lambda: _folder(context.config.paths.library.parent)),
        ("disk", lambda: _disk(context.config.paths.library.parent)),
        ("network", lambda: _network(context.config.paths.library.parent)),
        ("library", found.finding),
        ("clock", found.clock),
        ("terminal", lambda: _terminal(context)),
        ("tmux", lambda: _tmux(context)),
        ("browser", _browser),
    )
    for name, check in checks:
        try:
            yield check()
        except OSError as error:
            yield Finding(name, False, f"can't be checked: {error}")


# -- the program
def _program() -> Finding:
    try:
        folders = (resources.styles(), resources.samples())
    except FileNotFoundError as error:
        return Finding("program", False, str(error), "Install it again.")
    return Finding("program", True, f"tuireader {__version__}, data in {folders[0].parent}")


def _python() -> Finding:
    detail = f"{platform.python_implementation()} {platform.python_version()} on {sys.platform}"
    needed = ".".join(map(str, PYTHON))
    ok = sys.version_info >= PYTHON
    return Finding("python", ok, detail, None if ok else f"Install Python {needed} or newer.")


def _sqlite() -> Finding:
    report = try_engine()
    if report.fault:
        advice = "Use a Python whose SQLite is 3.34 or newer and has FTS5."
        return Finding("sqlite", False, f"SQLite {report.version}: {report.fault}", advice)
    return Finding("sqlite", True, f"SQLite {report.version} with full-text search")


# -- the place
def _folder(folder: Path) -> Finding:
    """Write a file where the library is, or where its folder would be made."""
    place = _existing(folder)
    if any(above.is_file() for above in (folder, *folder.absolute().parents)):
        return Finding("folder", False, f"{folder} lies in a file", "Name a folder: --home DIR.")
    try:
        with tempfile.TemporaryFile(dir=place) as file:
            file.write(b"tuireader")
    except OSError as error:
        reason = error.strerror or type(error).__name__
        full = error.errno == errno.ENOSPC
        return Finding(
            "folder",
            False,
            f"{place} can't be written to ({reason})",
            f"{'Make room' if full else 'Give yourself the right to'}, or name another folder: "
            "--home DIR.",
        )
    return Finding("folder", True, f"{folder} can be {'written to' if folder == place else 'made'}")


def _disk(folder: Path) -> Finding:
    free = shutil.disk_usage(_existing(folder)).free
    detail = f"{free / 1e9:.1f} GB free"
    ok = free >= ROOM
    return Finding("disk", ok, detail, None if ok else "Make room, or move the library.")


def _network(folder: Path) -> Finding:
    kind = network(_existing(folder))
    if kind is None:
        return Finding("network", True, "the library's folder is on a disk of this computer")
    return Finding(
        "network",
        False,
        f"the library's folder is on a network ({kind}), where locks may not hold",
        "Use one computer at a time, or move the library to a disk.",
    )


def _existing(folder: Path) -> Path:
    """Return a folder, or the nearest one above it that is there."""
    return next(place for place in (folder, *folder.absolute().parents) if place.is_dir())


# -- the library
class _Library:
    """The library, opened once for two checks."""

    def __init__(self, path: Path, now: datetime) -> None:
        self._path = path
        self._now = now
        self._probe: Probe | None = None

    def finding(self) -> Finding:
        """Open it and look it over."""
        if not self._path.exists():
            return Finding("library", True, "none yet", "`tuireader add URL` makes one.")
        try:
            self._probe = probe(self._path)
        except LibraryError as error:
            return Finding("library", False, error.message, error.advice or None)
        detail = f"{self._probe.articles} articles, {self._probe.snapshots} snapshots"
        if self._probe.fault:
            advice = "`tuireader verify` names what is damaged; restore a backup."
            return Finding("library", False, f"{detail}; {self._probe.fault}", advice)
        more = None if self._probe.checked else "`tuireader verify` checks every record."
        return Finding("library", True, detail, more)

    def clock(self) -> Finding:
        """Compare the clock with what was saved last; snapshots stand in the order of time."""
        detail = f"{self._now:%Y-%m-%d %H:%M} UTC"
        newest = self._probe.newest if self._probe else None
        advice = "Set the clock: snapshots stand in the order of time."
        if self._now < _RELEASED:
            return Finding("clock", False, f"{detail}, before this program was made", advice)
        if newest and newest > self._now + _SKEW:
            told = f"{detail}, but the newest snapshot is of {newest:%Y-%m-%d %H:%M}"
            return Finding("clock", False, told, advice)
        return Finding("clock", True, detail)


# -- the screen
def _terminal(context: Context) -> Finding:
    encoding = (getattr(context.out, "encoding", None) or "").lower().replace("-", "")
    if not context.out.isatty():
        return Finding("terminal", True, "stdout is no terminal, so colour is off")
    size = shutil.get_terminal_size()
    term = context.environ.get("TERM", "")
    colours = "true colour" if context.environ.get("COLORTERM") else "256 colours or fewer"
    detail = f"{term or 'unknown'}, {size.columns}×{size.lines}, {colours}"
    if encoding != "utf8":
        advice = "Set a UTF-8 locale, for example LANG=C.UTF-8."
        return Finding("terminal", False, f"{detail}, encoding {encoding or 'unknown'}", advice)
    if term in ("", "dumb"):
        return Finding("terminal", False, detail, "Set TERM to what your terminal is.")
    small = size.columns < COLUMNS or size.lines < ROWS
    wish = f"The reader wants {COLUMNS}×{ROWS} at least." if small else None
    return Finding("terminal", True, detail, wish)


def _tmux(context: Context) -> Finding:
    inside = bool(context.environ.get("TMUX"))
    if inside and not context.environ.get("COLORTERM"):
        advice = 'For all colours: set -ga terminal-features ",*:RGB" in ~/.tmux.conf.'
        return Finding("tmux", True, "inside tmux, without true colour", advice)
    there = shutil.which("tmux")
    return Finding("tmux", True, "inside tmux" if inside else "found" if there else "not installed")


def _browser() -> Finding:
    try:
        webbrowser.get()
    except webbrowser.Error:
        advice = "The reader's key that opens a page will do nothing; `y` copies the address."
        return Finding("browser", True, "none found", advice)
    return Finding("browser", True, "found")
