"""Paints the first page of the list before Textual is imported, which takes much longer.

The page stands where the reader will show it a moment later. Keys typed meanwhile are not echoed
and wait for the reader. The change from this page to the reader's first one is held back by the
terminal where it knows how (synchronised output, mode 2026:
https://gist.github.com/christianparpart/d8a62cc1ab659194337d73e399004036), so that nothing
flickers. This module imports neither Textual nor Rich.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, TextIO

from tuireader.errors import TuireaderError
from tuireader.library.protocol import Wanted
from tuireader.rendering.listings import listing
from tuireader.rendering.roles import Fragment, Line, Role
from tuireader.tui.barline import bar_line, barred
from tuireader.tui.colours import DEFAULT, SCHEMES
from tuireader.tui.keys import Place, bar, ends

if TYPE_CHECKING:
    from tuireader.model import Listing
    from tuireader.tui.services import Services, Settings

ENTER = "\x1b[?1049h\x1b[?25l"
LEAVE = "\x1b[0m\x1b[?25h\x1b[?1049l"
HOLD = "\x1b[?2026h"
RELEASE = "\x1b[?2026l"

_ENDINGS = (signal.SIGTERM, signal.SIGHUP)
_WIDE = 100
_TALL = 24
_BOLD = frozenset({Role.STRONG, Role.HEADLINE, Role.KEY, Role.SILENT})


def page(
    rows: Sequence[Listing],
    size: tuple[int, int],
    now: datetime,
    keys: Mapping[str, str] | None = None,
    panes: int = 2,
) -> list[Line]:
    """Return the library screen's lines as the reader will show them, without the pane."""
    width, height = size
    rule: Line = (Fragment("─" * width, Role.RULE),)
    foot = [rule] if height >= _TALL else []
    room = (width if width < _WIDE or panes == 1 else width * 2 // 5) - 1
    body = [line for row in rows for line in listing(row, room, now)]
    body[:2] = [barred(line) for line in body[:2]]
    below = max(0, height - 3 - len(foot))
    body = body[:below] + [()] * (below - len(body))
    bar_keys = bar_line(bar(Place.LIBRARY, keys), ends(Place.LIBRARY, keys), width)
    return [(Fragment(" "), Fragment("Library", Role.HEADLINE)), rule, *body, *foot, bar_keys]


def coloured(lines: Sequence[Line], scheme: str) -> str:
    """Return the lines as a terminal takes them, in a theme's colours."""
    accent, ink, ground, ours = SCHEMES[scheme]
    looks = {
        Role.DIM: _ink(ours["quiet"]),
        Role.RULE: _ink(ours["hairline"]),
        Role.ACCENT: _ink(accent),
        Role.SILENT: _ink(accent),
        Role.EXPLAINED: _ink(ours["notice-text"]),
    }
    under = f"\x1b[48;2;{_rgb(ground)}m"
    drawn = []
    for line in lines:
        words = [
            f"\x1b[{22 - 21 * (each.role in _BOLD)}m{looks.get(each.role, _ink(ink))}{each.text}"
            for each in line
        ]
        drawn.append("".join(words))
    return f"{under}\x1b[2J\x1b[H" + "\r\n".join(drawn)


def plain(lines: Sequence[Line]) -> str:
    """Return the lines as any terminal takes them, bold where that says something."""
    drawn = [
        "".join(f"\x1b[{22 - 21 * (each.role in _BOLD)}m{each.text}" for each in line)
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
        self._before: list[Any] | None = None

    @property
    def before(self) -> list[Any] | None:
        """Return how the terminal was found, or None where it was left alone."""
        return self._before

    def paint(
        self, services: Services, settings: Settings, environ: Mapping[str, str]
    ) -> Sequence[Listing]:
        """Paint the first page and return its rows; where there are none, leave it to the reader.

        From here to `hand_over` a signal raises SystemExit, so that `restore` is reached.
        """
        size = os.get_terminal_size(self.out.fileno())
        try:
            rows = services.library.listings(Wanted(limit=size.lines // 2 + 1))
        except TuireaderError:
            return ()  # the reader says what is wrong, on a screen with room for it
        if not rows:
            return ()
        for number in _ENDINGS:
            signal.signal(number, _leave)
        self._quiet()
        lines = page(
            rows, (size.columns, size.lines), services.clock(), settings.keys, settings.panes
        )
        bare = "NO_COLOR" in environ or not settings.colour
        many = environ.get("COLORTERM") in ("truecolor", "24bit") and not bare
        scheme = settings.theme or DEFAULT
        text = coloured(lines, scheme) if many and scheme in SCHEMES else plain(lines)
        self._write(ENTER + text)
        return rows

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
        if self._before is not None:
            signal.pthread_sigmask(signal.SIG_BLOCK, _ENDINGS)
            self._write(HOLD)

    def restore(self, *, screen: bool) -> None:
        """Give the terminal back as it was; `screen`: the page is still on it."""
        if self._before is None:
            return
        import termios

        if screen:
            self._write(LEAVE)
        termios.tcsetattr(self.keyboard, termios.TCSADRAIN, self._before)
        self._before = None


def _leave(_number: int, _frame: object) -> None:
    raise SystemExit(0)


def release_signals() -> None:
    """Let the signals through that `Prepaint.hand_over` made wait."""
    if sys.platform != "win32":
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDINGS)


def terminal() -> Prepaint | None:
    """Return the terminal Textual will use, or None where there is none to paint on early."""
    out, keyboard = sys.__stderr__, sys.__stdin__
    if sys.platform == "win32" or out is None or keyboard is None:
        return None
    try:
        both = out.isatty() and keyboard.isatty()
    except ValueError:  # closed
        return None
    return Prepaint(out, keyboard.fileno()) if both else None
