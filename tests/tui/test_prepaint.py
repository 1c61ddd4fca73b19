"""The page before the first frame: the reader’s own, painted without Textual."""

from __future__ import annotations

import io
import os
import pty
import re
import subprocess
import sys
import termios
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest

from tests.library.builders import after, document, saving
from tests.tui.driving import reading
from tests.tui.fakes import NOW, FakeLibrary
from tests.tui.stories import many, shelf
from tests.tui.terminal import Terminal
from tests.tui.test_hostile_words import armed
from tuireader.config.glance import Look
from tuireader.library import open_library
from tuireader.library.first_page import FirstPage
from tuireader.library.protocol import Wanted
from tuireader.rendering.listings import glance_of
from tuireader.tui.prepaint import ENTER, HOLD, LEAVE, RELEASE, Prepaint, coloured, page, plain

if TYPE_CHECKING:
    from tuireader.model.glance import Glance
    from tuireader.rendering.glance import Pieces

_NOW = int(NOW.timestamp()) * 1_000_000


def glances(library: FakeLibrary) -> list[Glance]:
    return [glance_of(row) for row in library.listings(Wanted(limit=30))]


def words(line: Pieces) -> str:
    return "".join(text for text, _ in line).rstrip()


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (99, 40)])
async def test_the_page_is_what_the_reader_shows(size: tuple[int, int]) -> None:
    library = FakeLibrary([*shelf(), *many(30)])
    early = [words(line) for line in page(glances(library), size, _NOW)]
    async with reading([], size, library=library) as reader:
        await reader.sees("33 articles")
        shown = [line.rstrip(" ▁▂▃▄▅▆▇█▔") for line in reader.lines]
        assert shown[0].startswith(early[0])
        assert shown[1:] == early[1:]


def test_no_sequence_of_another_s_library_reaches_the_terminal() -> None:
    lines = page(glances(FakeLibrary([armed()])), (80, 24), _NOW)
    text = re.sub(r"\x1b\[[0-9;]*[mHJ]", "", plain(lines))
    assert not re.search(r"[\x00-\x09\x0b-\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)
    assert "A headline" in text


def test_colours_are_the_theme_s() -> None:
    lines = page(glances(FakeLibrary(shelf())), (60, 20), _NOW)
    assert "\x1b[48;2;251;248;241m" in coloured(lines, "paper")


class _Out(io.StringIO):
    """Something to write to that says it is a terminal of its own."""

    def __init__(self, terminal: int) -> None:
        super().__init__()
        self.terminal = terminal

    def fileno(self) -> int:
        return self.terminal


@contextmanager
def terminal() -> Iterator[int]:
    """Open a pseudo-terminal and yield the program's side of it."""
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (20, 60))  # type: ignore[attr-defined,unused-ignore]
    try:
        yield theirs
    finally:
        os.close(ours)
        os.close(theirs)


def painted(tty: int) -> tuple[Prepaint, _Out]:
    """Paint a page, and return it with what was written."""
    out = _Out(tty)
    early = Prepaint(out, tty)
    rows = FirstPage([])
    rows.glances = glances(FakeLibrary(shelf()))
    early.paint(rows, Look(), colour=False)
    return early, out


def test_what_is_typed_is_not_shown_and_the_terminal_is_given_back() -> None:
    with terminal() as tty:
        before = termios.tcgetattr(tty)
        early, out = painted(tty)
        assert not cast(int, termios.tcgetattr(tty)[3]) & termios.ECHO
        assert not cast(int, termios.tcgetattr(tty)[0]) & termios.ICRNL, "Enter would be ^J"
        early.hand_over()
        early.restore()
        assert termios.tcgetattr(tty) == before
        written = out.getvalue()
        assert written.startswith(ENTER)
        assert "Inquiry into the death" in written
        assert written.endswith(HOLD)


def test_a_start_that_fails_leaves_the_screen_it_found() -> None:
    with terminal() as tty:
        early, out = painted(tty)
        early.restore()
        early.restore()
        assert out.getvalue().endswith(LEAVE)
        assert out.getvalue().count(LEAVE) == 1


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Return a home whose library holds an article."""
    with open_library(tmp_path / "library.db") as library:
        library.append([saving(document(headline="Ferry stops running"), at=after(0))])
    return tmp_path


def told(words: Sequence[str], environ: dict[str, str] | None = None) -> bytes:
    """Return what the program writes to a terminal until it ends."""
    with Terminal(["-m", "tuireader", *words], environ=environ) as reader:
        reader.wait()
        return reader.seen


def test_an_error_after_the_first_page_is_told_on_the_screen_that_was_there(home: Path) -> None:
    (home / "config.toml").write_text("measure = 1.5\n", encoding="utf-8")
    seen = told(["--home", str(home)])
    page, _, rest = seen.partition(LEAVE.encode())
    assert b"Ferry stops running" in page
    assert b"measure can't be 1.5" in rest


def test_ctrl_c_on_the_first_page_ends_the_program_quietly(home: Path) -> None:
    with Terminal(["-m", "tuireader", "--home", str(home)]) as reader:
        reader.until(b"palette")
        os.write(reader.screen, b"\x03")
        assert reader.wait() == 130
        assert reader.seen.endswith(LEAVE.encode())


def test_a_page_that_cannot_be_written_leaves_the_terminal_as_it_was() -> None:
    class Full(_Out):
        def write(self, text: str) -> int:
            raise OSError("the terminal is gone")

    with terminal() as tty:
        before = termios.tcgetattr(tty)
        with pytest.raises(OSError, match="gone"):
            Prepaint(Full(tty), tty).paint(FirstPage([]), Look(), colour=False)
        assert termios.tcgetattr(tty) == before


def test_an_empty_library_is_left_to_the_reader(tmp_path: Path) -> None:
    with open_library(tmp_path / "library.db"):
        pass
    with Terminal(["-m", "tuireader", "--home", str(tmp_path)]) as reader:
        reader.until(RELEASE.encode())
        assert ENTER.encode() not in reader.seen


def test_the_user_s_colours_and_keys_are_on_the_first_page(home: Path) -> None:
    (home / "config.toml").write_text('theme = "paper"\n[keys]\nopen = "Z"\n', encoding="utf-8")
    with Terminal(["-m", "tuireader", "--home", str(home)]) as reader:
        reader.until(b"Ferry stops running")
        reader.until(b"palette")
        assert b"48;2;251;248;241" in reader.seen
        assert re.search(rb"Z\x1b\[22m[^ ]* read", reader.seen)


_MODULES = {
    *("tuireader", "tuireader.__main__", "tuireader.cli", "tuireader.cli.early"),
    *("tuireader.config", "tuireader.config.folders", "tuireader.config.glance"),
    *("tuireader.library", "tuireader.library.first_page", "tuireader.library.form"),
    *("tuireader.model", "tuireader.model.glance"),
    *("tuireader.rendering", "tuireader.rendering.fitting", "tuireader.rendering.glance"),
    *("tuireader.tui", "tuireader.tui.actions", "tuireader.tui.colours", "tuireader.tui.foot"),
    "tuireader.tui.prepaint",
}


def modules(code: str) -> set[str]:
    """Return the modules that are there after some code has run on a terminal."""
    with Terminal(["-c", f"import sys\n{code}\nprint('=' * 9, *sys.modules, '=' * 9)"]) as program:
        program.wait()
        return set(program.seen.split(b"=" * 9)[1].decode().split())


def test_nothing_is_imported_before_the_first_page_that_it_does_not_need(home: Path) -> None:
    paint = f"""
import os, tuireader.__main__
from tuireader.cli.early import paint
paint(["--home", {str(home)!r}], os.environ).restore()"""
    least = modules("import _sqlite3, termios, gc, __future__")
    found = modules(paint)
    assert found - least == _MODULES
    assert not found & {"functools", "collections", "types"}, "SQLite's module would bring them"


_LATER = {
    *("argparse", "tomllib", "tinydb", "hashlib", "backports.zstd", "ssl"),
    *("tuireader.schedule", "tuireader.library.protocol", "tuireader.cli.work"),
    *("tuireader.library.opening", "tuireader.library.codec", "tuireader.library.storage"),
    *("tuireader.model.change", "tuireader.model.document", "tuireader.model.saved"),
    *("tuireader.rendering.documents", "tuireader.rendering.timelines", "tuireader.pipeline"),
    *("tuireader.tui.screens.article", "tuireader.tui.screens.diff", "tuireader.tui.screens.help"),
}


def test_the_first_frame_waits_for_nothing_that_it_does_not_show(home: Path) -> None:
    start = f"""
import os
from tuireader.cli.early import paint
from tuireader.cli import run
from tuireader.cli.lean import import_asyncio
import_asyncio()
from tuireader.tui.app import Reader
def release(self):
    global seen
    seen = set(sys.modules)
    self.exit()
Reader._release = release
words = ["--home", {str(home)!r}]
run(words, paint(words, os.environ))
for name in set(sys.modules) - seen:
    del sys.modules[name]"""
    found = modules(start)
    assert "tuireader.tui.screens.library" in found, "nothing was shown"
    assert found & _LATER == set()


def test_the_reader_s_services_wait_for_neither_pipeline_nor_event_loop() -> None:
    """What `tuireader` makes before its first page is painted stays light."""
    code = (
        "import sys, tuireader.cli.dispatch, tuireader.cli.reading, tuireader.cli.work, "
        "tuireader.cli.subscriptions, tuireader.cli.outside, tuireader.cli.preferences, "
        "tuireader.library.opening, tuireader.tui.prepaint; "
        "heavy = {'rich', 'textual', 'asyncio', 'httpx', 'lxml', 'regex', 'subprocess'}; "
        "found = {m for m in sys.modules if m.split('.')[0] in heavy}; "
        "found |= {m for m in sys.modules if m.startswith(('tuireader.pipeline', "
        "'tuireader.changes', 'tuireader.extraction', 'tuireader.diffing'))}; "
        "sys.exit(str(found) if found else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
