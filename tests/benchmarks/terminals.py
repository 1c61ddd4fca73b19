"""The reader and its rivals as a terminal sees them: first pages, bytes, keys, memory.

Rivals are measured where they are installed: newsboat on PATH, the Textual programs in PATH or in
`PEERS/NAME/bin`. Processor time is the kernel's own count for the process (`schedstat`); walls
are medians. Python's byte code is made beforehand, as pip makes it.
"""

from __future__ import annotations

import compileall
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from tests.library.builders import after, document, saving
from tests.tui.terminal import SIZE, Terminal
from tuireader.library import open_library

Row = tuple[str, str, str]
ONE_PANE = (99, 40)
ROUNDS = 5
FLOOR = (
    "from textual.app import App; from textual.widgets import Static\n"
    "class F(App):\n def compose(self): yield Static('MARKER')\nF().run()"
)
LONG = (
    "from tests.benchmarks.bench_tui import Endless\n"
    "from tests.tui.fakes import SETTINGS, services\n"
    "from tuireader.tui import run; run(services(Endless({})), SETTINGS)"
)
FRAME = b"\x1b[?2026l"
TEXTUALS = ("frogmouth", "harlequin", "posting")
PEERS = Path(os.environ.get("PEERS", "/nonexistent"))
_DRAWN = 3000
"""Bytes after which a program that says no known word counts as drawn."""
_ITEM = "<item><title>Short story number {0}</title><link>https://gannet.example/{0}</link></item>"


def terminal_figures() -> list[Row]:
    """Return the rows of the table."""
    for folder in ("tuireader", "tests"):
        compileall.compile_dir(folder, quiet=2)
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        fill(home, 100)
        return [*_starts(home), *_bytes(), *_memory(), *_keys(home), *_under_tmux(home)]


def fill(home: Path, count: int) -> None:
    """Save so many articles, and write a feed of as many for newsboat."""
    with open_library(home / "library.db") as library:
        library.append(
            [
                saving(
                    document(headline=f"Short story number {number}"),
                    article=f"https://gannet.example/{number}",
                    at=after(number / 60),
                )
                for number in range(count)
            ]
        )
    _feed(home, count)


def _feed(home: Path, count: int) -> None:
    items = "".join(_ITEM.format(number) for number in range(count))
    feed = f"<rss version='2.0'><channel><title>HARBOUR</title>{items}</channel></rss>"
    (home / "feed.xml").write_text(feed)
    (home / "urls").write_text(f"file://{home}/feed.xml\n")
    (home / "config").write_text("auto-reload no\nrefresh-on-startup no\n")
    (home / "cache.db").unlink(missing_ok=True)
    if shutil.which("newsboat"):
        subprocess.run([*_newsboat(home), "-x", "reload"], check=True, capture_output=True)


def _newsboat(home: Path) -> list[str]:
    files = (home / "urls", home / "cache.db", home / "config")
    flags = zip(("-u", "-c", "-C"), files, strict=True)
    return ["newsboat", *(f"{flag}{file}" for flag, file in flags)]


def _reader(home: Path) -> list[str]:
    return [sys.executable, "-m", "tuireader", "--home", str(home)]


# -- starting


def _starts(home: Path) -> Iterator[Row]:
    floor = [sys.executable, "-c", FLOOR]
    least = _until(floor, [b"MARKER"])[0]
    first, whole = _until(_reader(home), [b"number 99", FRAME])
    yield "first page painted, 100 articles: CPU", _ms(first[1]), _times(first[1], least[1])
    yield "the same, wall", _ms(first[0]), _times(first[0], least[0])
    yield "first Textual frame: CPU", _ms(whole[1]), _times(whole[1], least[1])
    yield "the same, wall", _ms(whole[0]), _times(whole[0], least[0])
    if shutil.which("newsboat"):
        boat = _until(_newsboat(home), [b"HARBOUR"])[0]
        yield "newsboat, its list of feeds: CPU", _ms(boat[1]), _times(boat[1], least[1])
        yield "ours to newsboat's, wall", _ms(first[0]), f"{first[0] / boat[0]:.1f} × newsboat"
    for name in TEXTUALS:
        found = _peer(name)
        if found is None:
            yield f"{name}, first frame: CPU", "–", "not installed"
            continue
        try:
            theirs = _until([found], [_DRAWN])[0]
        except TimeoutError:
            yield f"{name}, first frame: CPU", "–", "drew nothing here"
            continue
        yield f"{name}, first frame: CPU", _ms(theirs[1]), _times(theirs[1], least[1])


def _peer(name: str) -> str | None:
    local = PEERS / name / "bin" / name
    return str(local) if local.exists() else shutil.which(name)


def _until(words: Sequence[str], marks: Sequence[bytes | int]) -> list[tuple[float, float]]:
    """Return the median wall and processor time until each mark, in milliseconds."""
    taken: list[list[tuple[float, float]]] = [[] for _ in marks]
    for _ in range(ROUNDS):
        with Terminal(words, SIZE, program=True) as window:
            for mark, found in zip(marks, taken, strict=True):
                wall = window.until(mark) if isinstance(mark, bytes) else window.until_many(mark)
                found.append((wall * 1e3, window.cpu() * 1e3))
    return [(median(w for w, _ in each), median(c for _, c in each)) for each in taken]


# -- bytes, memory, keys


def _bytes() -> Iterator[Row]:
    with Terminal(["-m", "tests.tui.terminal", "300"], ONE_PANE) as reader:
        reader.until(FRAME)
        reader.press(b"")
        move = median(len(reader.press(b"j")) for _ in range(7))
        scroll = len(reader.press(b" "))
        reader.press(b"g")
        burst = len(reader.press(b"j" * 300)) / scroll
    yield "bytes for a move of the cursor, one pane", f"{move:,.0f}", "aim: 600"
    yield "bytes for a page", f"{scroll:,}", "aim: 10,000"
    yield "300 keys at once, in pages' worth of bytes", f"{burst:.1f}", "aim: 3"


def _memory() -> Iterator[Row]:
    with Terminal(["-c", FLOOR]) as plain:
        plain.until(b"MARKER")
        plain.press(b"")
        least = plain.memory()
    sizes = []
    for count in (1_000, 100_000):
        with Terminal(["-c", LONG.format(count)]) as reader:
            reader.until(FRAME)
            reader.press(b"G")
            reader.press(b"g")
            sizes.append(reader.memory())
    more = f"{sizes[1] - sizes[0]:+.1f} MB against 1,000 (aim: +3)"
    yield "memory with 100,000 articles", f"{sizes[1]:.1f} MB", more
    yield from _growth(least)


def _growth(least: float) -> Iterator[Row]:
    with Terminal(["-m", "tests.tui.terminal", "300"]) as reader:
        reader.until(FRAME)
        reader.press(b"")
        idle = reader.memory()
        for _ in range(20):
            reader.press(b"?")
            reader.press(b"q")
        before = reader.memory()
        for _ in range(100):
            reader.press(b"j" * 50 + b"k" * 50, still=0.1)
        keys = reader.memory() - before
        for _ in range(480):
            reader.press(b"?", still=0.05)
            reader.press(b"q", still=0.05)
        screens = reader.memory() - before - keys
    yield "memory at rest", f"{idle:.1f} MB", f"{idle / least:.2f} × one Static"
    yield "growth over 10,000 keys", f"{keys:+.1f} MB", ""
    yield "growth over 960 changes of screen", f"{screens:+.1f} MB", ""


def _keys(home: Path) -> Iterator[Row]:
    """Compare what a key costs in a list of 10,000."""
    with Terminal(["-c", LONG.format(10_000)], (80, 24)) as reader:
        reader.until(FRAME)
        reader.press(b"")
        ours = _cost(reader)
    beside = "newsboat isn't installed"
    if shutil.which("newsboat"):
        _feed(home, 10_000)
        with Terminal(_newsboat(home), (80, 24), program=True) as boat:
            boat.until(b"HARBOUR")
            boat.press(b"\r")
            theirs = _cost(boat)
        beside = f"{ours / theirs:.1f} × newsboat ({theirs:.2f} ms)"
    yield "a key in a list of 10,000, pressed alone: CPU", f"{ours:.2f} ms", beside


def _cost(window: Terminal, keys: int = 60) -> float:
    before = window.cpu()
    for _ in range(keys):
        window.press(b"j", still=0.03)
    return (window.cpu() - before) * 1e3 / keys


# -- under tmux


def _under_tmux(home: Path) -> Iterator[Row]:
    if shutil.which("tmux") is None:
        yield "under tmux", "–", "not installed"
        return
    _feed(home, 100)
    floor = _painted([sys.executable, "-c", FLOOR], "MARKER")
    ours = _painted(_reader(home), "number 99")
    beside = _times(ours, floor)
    if shutil.which("newsboat"):
        beside += f", {ours / _painted(_newsboat(home), 'HARBOUR'):.1f} × newsboat"
    yield "first page on a screen of tmux, wall", _ms(ours), beside


def _painted(words: Sequence[str], marker: str) -> float:
    """Return the median of milliseconds until words are on the screen of a private tmux."""
    walls = []
    for _ in range(ROUNDS):
        with tempfile.TemporaryDirectory() as folder, _tmux(folder) as tmux:
            started = time.perf_counter()
            subprocess.run([*tmux, "respawn-pane", "-k", "-t", "0", *words], check=True)
            while (
                marker
                not in subprocess.run(
                    [*tmux, "capture-pane", "-p"], capture_output=True, text=True, check=True
                ).stdout
            ):
                pass
            walls.append((time.perf_counter() - started) * 1e3)
    return median(walls)


@contextmanager
def _tmux(folder: str) -> Iterator[list[str]]:
    tmux = ["tmux", "-S", f"{folder}/s", "-f", "/dev/null"]
    size = ["-x", str(SIZE[0]), "-y", str(SIZE[1])]
    subprocess.run([*tmux, "new-session", "-d", *size, "cat"], check=True)
    try:
        yield tmux
    finally:
        subprocess.run([*tmux, "kill-server"], check=False)


def _ms(value: float) -> str:
    return f"{value:.0f} ms"


def _times(ours: float, least: float) -> str:
    return f"{ours / least:.2f} × one Static"
