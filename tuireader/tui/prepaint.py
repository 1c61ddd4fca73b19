"""Paints the first page of the list before Textual is imported, which takes much longer.

The page stands where the reader will show it a moment later. Keys typed meanwhile are not echoed
and wait for the reader. The change from this page to the reader's first one is held back by the
terminal where it knows how (synchronised output, mode 2026:
https://gist.github.com/christianparpart/d8a62cc1ab659194337d73e399004036), so that nothing
flickers. This module imports neither Textual nor Rich, nor any module of Python's own that takes
time: everything here happens before the page is seen.
"""

from __future__ import annotations

import _signal as signals  # what signal wraps: that one imports enum first
import os
import sys
import time

from tuireader.rendering.fitting import harmless
from tuireader.rendering.glance import two_lines
from tuireader.tui.actions import bar, ends
from tuireader.tui.colours import DEFAULT, SCHEMES
from tuireader.tui.foot import foot

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import Any, TextIO

    from tuireader.config.glance import Look
    from tuireader.library.first_page import FirstPage
    from tuireader.model import Listing
    from tuireader.model.glance import Glance
    from tuireader.rendering.glance import Pieces

ENTER = "\x1b[?1049h\x1b[?25l"
LEAVE = "\x1b[0m\x1b[?25h\x1b[?1049l"
HOLD = "\x1b[?2026h"
RELEASE = "\x1b[?2026l"

_ENDINGS = () if sys.platform == "win32" else (signals.SIGTERM, signals.SIGHUP)
_PLACE = "library"
_WIDE = 100
_TALL = 24
_BOLD = frozenset({"strong", "headline", "key", "silent"})


def page(
    rows: Sequence[Glance],
    size: tuple[int, int],
    now: int,
    keys: Mapping[str, str] | None = None,
    panes: int = 2,
) -> list[Pieces]:
    """Return the library screen's lines as the reader will show them, without the pane.

    `now`: microseconds since 1970, UTC.
    """
    width, height = size
    rule = (("─" * width, "rule"),)
    below = [rule] if height >= _TALL else []
    room = (width if width < _WIDE or panes == 1 else width * 2 // 5) - 1
    body = [line for row in rows for line in two_lines(row, room, now)]
    body[:2] = [(("▌", "accent"), (first[0][1:], first[1]), *rest) for first, *rest in body[:2]]
    lines = max(0, height - 3 - len(below))
    body = body[:lines] + [()] * (lines - len(body))
    head = ((" ", "text"), ("Library", "headline"))
    return [head, rule, *body, *below, foot(bar(_PLACE, keys), ends(_PLACE, keys), width)]


def coloured(lines: Sequence[Pieces], scheme: str) -> str:
    """Return the lines as a terminal takes them, in a theme's colours."""
    accent, ink, ground, ours = SCHEMES[scheme]
    plainly = _ink(ink)
    looks = {
        "dim": _ink(ours["quiet"]),
        "rule": _ink(ours["hairline"]),
        "accent": _ink(accent),
        "silent": _ink(accent),
        "explained": _ink(ours["notice-text"]),
    }
    under = f"\x1b[48;2;{_rgb(ground)}m"
    return under + _drawn(lines, lambda role: looks.get(role, plainly))


def plain(lines: Sequence[Pieces]) -> str:
    """Return the lines as any terminal takes them, bold where that says something."""
    return _drawn(lines, lambda _: "")


def _drawn(lines: Sequence[Pieces], look: Callable[[str], str]) -> str:
    drawn = [
        "".join(
            f"\x1b[{22 - 21 * (role in _BOLD)}m{look(role)}{harmless(text)}" for text, role in line
        )
        for line in lines
    ]
    return "\x1b[2J\x1b[H" + "\r\n".join(drawn)


def _rgb(colour: str) -> str:
    return ";".join(str(int(colour[at : at + 2], 16)) for at in (1, 3, 5))


def _ink(colour: str) -> str:
    return f"\x1b[38;2;{_rgb(colour)}m"


class Prepaint:
    """The terminal from the first page painted to the reader's own first frame."""

    def __init__(self, out: TextIO, keyboard: int) -> None:
        self.out = out
        self.keyboard = keyboard
        self.size = os.get_terminal_size(out.fileno())
        self.painted: FirstPage | None = None
        self._before: list[Any] | None = None
        self._handed_over = False

    @property
    def before(self) -> list[Any] | None:
        """Return how the terminal was found, or None where it was left alone."""
        return self._before

    @property
    def rows(self) -> int:
        """Return how many rows of the list have room on the screen, in part at least."""
        return self.size.lines // 2 + 1

    def paint(self, rows: FirstPage, look: Look, *, colour: bool) -> None:
        """Paint the first page; `colour`: in the theme's own colours, which take 24 bits.

        From here to `hand_over` a signal raises SystemExit, so that `restore` is reached.
        """
        self.painted = rows
        lines = page(rows.glances, self.size, time.time_ns() // 1000, look.keys, look.panes)
        scheme = look.theme or DEFAULT
        text = coloured(lines, scheme) if colour and scheme in SCHEMES else plain(lines)
        for number in _ENDINGS:
            signals.signal(number, _leave)
        try:
            self._quiet()
            self._write(ENTER + text)
        except BaseException:  # whatever ends us here: nobody else knows yet what was done
            self.restore()
            raise

    def listings(self) -> Sequence[Listing]:
        """Return the rows that are on the screen: the first keys are about them."""
        return self.painted.listings() if self.painted else ()

    def _quiet(self) -> None:
        """Let the terminal keep what is typed, line by line or not, and show none of it."""
        import termios

        self._before = termios.tcgetattr(self.keyboard)
        now = termios.tcgetattr(self.keyboard)
        now[0] &= ~termios.ICRNL  # or Enter would reach the reader as another key
        now[3] &= ~(termios.ECHO | termios.ICANON)
        termios.tcsetattr(self.keyboard, termios.TCSANOW, now)

    def _write(self, text: str) -> None:
        self.out.write(text)
        self.out.flush()

    def hand_over(self) -> None:
        """Let the terminal hold this page until the reader's first frame is whole.

        Signals wait, too, until the reader can end well: it calls `release_signals`.
        """
        signals.pthread_sigmask(signals.SIG_BLOCK, _ENDINGS)
        self._write(HOLD)
        self._handed_over = True

    def restore(self) -> None:
        """Give the terminal back as it was; a second call does nothing."""
        if self._before is None:
            return
        import termios

        termios.tcsetattr(self.keyboard, termios.TCSADRAIN, self._before)
        self._before = None
        if not self._handed_over:
            self._write(LEAVE)


def _leave(_number: int, _frame: object) -> None:
    raise SystemExit(0)


def release_signals() -> None:
    """Let the signals through that `Prepaint.hand_over` made wait."""
    if sys.platform != "win32":
        signals.pthread_sigmask(signals.SIG_UNBLOCK, _ENDINGS)


def terminal() -> Prepaint | None:
    """Return the terminal Textual will use, or None where there is none to paint on early."""
    out, keyboard = sys.__stderr__, sys.__stdin__
    if sys.platform == "win32" or out is None or keyboard is None or out.encoding != "utf-8":
        return None
    try:
        both = out.isatty() and keyboard.isatty()
    except ValueError:  # closed
        return None
    return Prepaint(out, keyboard.fileno()) if both else None
