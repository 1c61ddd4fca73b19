"""The page before the first frame: the reader’s own, painted without Textual."""

from __future__ import annotations

import io
import os
import pty
import subprocess
import sys
import termios
from collections.abc import Iterator
from contextlib import contextmanager
from typing import cast

import pytest

from tests.tui.driving import reading
from tests.tui.fakes import NOW, SETTINGS, FakeLibrary, services
from tests.tui.stories import many, shelf
from tuireader.library.protocol import Wanted
from tuireader.rendering.roles import plain
from tuireader.tui.prepaint import ENTER, HOLD, LEAVE, Prepaint, coloured, page


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (99, 40)])
async def test_the_page_is_what_the_reader_shows(size: tuple[int, int]) -> None:
    library = FakeLibrary([*shelf(), *many(30)])
    rows = library.listings(Wanted(limit=30))
    early = [plain(line) for line in page(rows, size, NOW)]
    async with reading([], size, library=library) as reader:
        await reader.sees("33 articles")
        shown = [line.rstrip(" ▁▂▃▄▅▆▇█▔") for line in reader.lines]
        assert shown[0].startswith(early[0])
        assert shown[1:] == [line.rstrip() for line in early[1:]]


def test_the_list_s_start_needs_neither_textual_nor_rich() -> None:
    code = (
        "import sys, tuireader.tui.prepaint as p; p.terminal(); "
        "heavy = {'rich', 'textual', 'httpx', 'lxml'}; "
        "sys.exit(any(m.split('.')[0] in heavy for m in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_colours_are_the_theme_s() -> None:
    rows = FakeLibrary(shelf()).listings()
    assert "\x1b[48;2;251;248;241m" in coloured(page(rows, (60, 20), NOW), "paper")


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


def test_what_is_typed_is_not_shown_and_the_terminal_is_given_back() -> None:
    with terminal() as tty:
        before = termios.tcgetattr(tty)
        out = _Out(tty)
        early = Prepaint(out, tty)
        early.paint(services(FakeLibrary(shelf())), SETTINGS, {})
        assert not cast(int, termios.tcgetattr(tty)[3]) & termios.ECHO
        assert not cast(int, termios.tcgetattr(tty)[0]) & termios.ICRNL, "Enter would be ^J"
        early.hand_over()
        early.restore(screen=False)
        assert termios.tcgetattr(tty) == before
        written = out.getvalue()
        assert written.startswith(ENTER)
        assert "Inquiry into the death" in written
        assert written.endswith(HOLD)


def test_a_start_that_fails_leaves_the_screen_it_found() -> None:
    with terminal() as tty:
        out = _Out(tty)
        early = Prepaint(out, tty)
        early.paint(services(FakeLibrary(shelf())), SETTINGS, {})
        early.restore(screen=True)
        assert out.getvalue().endswith(LEAVE)


def test_an_empty_library_is_left_to_the_reader() -> None:
    with terminal() as tty:
        out = _Out(tty)
        early = Prepaint(out, tty)
        early.paint(services(FakeLibrary([])), SETTINGS, {})
        early.hand_over()
        early.restore(screen=True)
        assert out.getvalue() == ""


def test_the_reader_s_services_wait_for_neither_pipeline_nor_event_loop() -> None:
    """What `tuireader` makes before its first page is painted stays light."""
    code = (
        "import sys, tuireader.cli.run, tuireader.cli.reading, tuireader.cli.work, "
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
