"""The reader and its rivals as a terminal sees them: first pages, bytes, keys, memory.

Rivals are measured where they are installed: newsboat on PATH, the Textual programs in PATH or in
`PEERS/NAME/bin` (posting 2.11 ends with a segmentation fault unless tree-sitter is below 0.26).
newsboat shows its articles once Enter is typed, which is done at once. Processor time is the
kernel's own count for the process (`schedstat`); walls are medians. Python's byte code is made
beforehand, as pip makes it.
"""

from __future__ import annotations

import compileall
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from tests.benchmarks import windows
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
SCRIPT = "import sys\nfrom tuireader.__main__ import main\nsys.exit(main())"
"""What today's installers write into `tuireader`; older ones import `re` there, too."""
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
        rows = [*_starts(home), *_bytes(), *_memory(home), *_keys(home), *_under_tmux(home)]
        return [*rows, *_under_xterm(home)]


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
    return [sys.executable, "-c", SCRIPT, "--home", str(home)]


# -- starting

Program = tuple[Sequence[str], Sequence[bytes | int], bytes]
"""Words, what to wait for, and what is typed at once."""
Times = list[tuple[float, float]]
"""Milliseconds of wall and of processor time, for each thing that was waited for."""


def _starts(home: Path) -> Iterator[Row]:
    programs: dict[str, Program] = {
        "floor": ([sys.executable, "-c", FLOOR], [b"MARKER"], b""),
        "ours": (_reader(home), [b"number 99", FRAME], b""),
    }
    if shutil.which("newsboat"):
        programs["feeds"] = (_newsboat(home), [b"HARBOUR"], b"")
        programs["articles"] = (_newsboat(home), [b"number 0"], b"\r")
    taken = _interleaved(programs)
    (least,), (first, whole) = taken["floor"], taken["ours"]
    yield "first page painted, 100 articles: CPU", _ms(first[1]), _times(first[1], least[1])
    yield "the same, wall", _ms(first[0]), _times(first[0], least[0])
    yield "first Textual frame: CPU", _ms(whole[1]), _times(whole[1], least[1])
    yield "the same, wall", _ms(whole[0]), _times(whole[0], least[0])
    for name, about in (("feeds", "its list of feeds"), ("articles", "its list of 100 articles")):
        if name in taken:
            ((wall, cpu),) = taken[name]
            beside = f"ours {first[1] / cpu:.2f} ×, by wall {first[0] / wall:.2f} ×"
            yield f"newsboat, {about}: CPU", _ms(cpu), beside
    for name in TEXTUALS:
        yield f"{name}, first frame: CPU", *_rival(name, least[1])


def _rival(name: str, least: float) -> tuple[str, str]:
    """Return what a Textual program takes until it has drawn something."""
    found = _peer(name)
    if found is None:
        return "–", "not installed"
    try:
        ((_, cpu),) = _interleaved({name: ([found], [_DRAWN], b"")})[name]
    except TimeoutError:
        return "–", "drew nothing here"
    return _ms(cpu), _times(cpu, least)


def _peer(name: str) -> str | None:
    local = PEERS / name / "bin" / name
    return str(local) if local.exists() else shutil.which(name)


def _interleaved(programs: Mapping[str, Program]) -> dict[str, Times]:
    """Return the medians for each program; they take turns, so that a busy moment hits all."""
    rounds: dict[str, list[Times]] = {name: [] for name in programs}
    for _ in range(ROUNDS):
        for name, (words, marks, keys) in programs.items():
            with Terminal(words, SIZE, program=True) as window:
                os.write(window.screen, keys)
                rounds[name].append([_reached(window, mark) for mark in marks])
    return {
        name: [
            (median(w for w, _ in each), median(c for _, c in each))
            for each in zip(*found, strict=True)
        ]
        for name, found in rounds.items()
    }


def _reached(window: Terminal, mark: bytes | int) -> tuple[float, float]:
    wall = window.until(mark) if isinstance(mark, bytes) else window.until_many(mark)
    return wall * 1e3, window.cpu() * 1e3


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


def _memory(home: Path) -> Iterator[Row]:
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
    with Terminal(_reader(home), program=True) as reader:
        reader.until(FRAME)
        reader.press(b"", still=1.0)  # until the pane shows an article, too
        idle = reader.memory()
    yield "memory at rest", f"{idle:.1f} MB", f"{idle / least:.2f} × one Static"
    yield from _growth()


def _growth() -> Iterator[Row]:
    with Terminal(["-m", "tests.tui.terminal", "300"]) as reader:
        reader.until(FRAME)
        reader.press(b"")
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
        articles = _painted(_newsboat(home), "number 0", typed="Enter")
        feeds = _painted(_newsboat(home), "HARBOUR")
        beside += f", {ours / articles:.2f} × newsboat's list of 100 articles"
        beside += f", {ours / feeds:.2f} × its list of feeds"
    yield "first page on a screen of tmux, wall", _ms(ours), beside


def _painted(words: Sequence[str], marker: str, *, typed: str = "") -> float:
    """Return the median of milliseconds until words are on the screen of a private tmux.

    `typed`: a key that is pressed as the program begins.
    """
    walls = []
    pressed = [";", "send-keys", "-t", "0", typed] if typed else []
    for _ in range(ROUNDS):
        with tempfile.TemporaryDirectory() as folder, _tmux(folder) as tmux:
            started = time.perf_counter()
            subprocess.run([*tmux, "respawn-pane", "-k", "-t", "0", *words, *pressed], check=True)
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


def _under_xterm(home: Path) -> Iterator[Row]:
    name = "first page in a window of xterm, wall"
    if not windows.can_be_opened():
        yield name, "–", "needs xterm, Xvfb and libX11"
        return
    programs = {"floor": [sys.executable, "-c", FLOOR], "ours": _reader(home)}
    if shutil.which("newsboat"):
        programs["newsboat"] = _newsboat(home)
    walls = windows.walls(programs, ROUNDS)
    beside = _times(walls["ours"], walls["floor"])
    if "newsboat" in walls:
        beside += f", {walls['ours'] / walls['newsboat']:.1f} × newsboat's list of feeds"
    yield name, _ms(walls["ours"]), beside


def _ms(value: float) -> str:
    return f"{value:.0f} ms"


def _times(ours: float, least: float) -> str:
    return f"{ours / least:.2f} × one Static"
