"""A real terminal: a private tmux server, keys typed into it, its screen read back."""

from __future__ import annotations

import shlex
import shutil
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

PATIENCE = 40.0
"""Seconds until a marker that never comes is a failure; a slow machine needs some."""

needs_tmux = pytest.mark.skipif(shutil.which("tmux") is None, reason="NO TMUX: install tmux")


class Terminal:
    """One window of a tmux server that nobody else uses."""

    def __init__(self, socket: Path, ended: Path) -> None:
        self._socket = socket
        self._ended = ended

    def _tmux(self, *words: str) -> str:
        command = ["tmux", "-S", str(self._socket), *words]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout

    def press(self, *keys: str) -> None:
        """Type keys by tmux's names; a literal word is typed letter by letter."""
        for key in keys:
            self._tmux("send-keys", key)
            time.sleep(0.05)

    def type(self, text: str) -> None:
        """Type text as it stands."""
        self._tmux("send-keys", "-l", text)

    def resize(self, columns: int, rows: int) -> None:
        """Change the window's size."""
        self._tmux("resize-window", "-x", str(columns), "-y", str(rows))

    def screen(self) -> str:
        """Return what is on the screen."""
        return self._tmux("capture-pane", "-p")

    def wait_for(self, *markers: str) -> str:
        """Wait until all markers are on the screen, and return it."""
        deadline = time.monotonic() + PATIENCE
        shown = ""
        while time.monotonic() < deadline:
            shown = self.screen()
            if all(marker in shown for marker in markers):
                return shown
            time.sleep(0.1)
        pytest.fail(f"{markers} never came; the screen was:\n{shown}")

    def status(self) -> int:
        """Wait for the program's end and return its exit status."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            if self._ended.exists() and (text := self._ended.read_text().strip()):
                return int(text)
            time.sleep(0.1)
        pytest.fail(f"the program never ended; the screen was:\n{self.screen()}")

    def alternate(self) -> bool:
        """Tell whether the alternate screen is on, which a program that ended must leave."""
        return self._tmux("display-message", "-p", "#{alternate_on}").strip() == "1"


@contextmanager
def terminal(
    words: Sequence[str],
    folder: Path,
    *,
    size: tuple[int, int] = (120, 40),
    environ: Mapping[str, str] | None = None,
) -> Iterator[Terminal]:
    """Run a program in a terminal of `size` columns and rows until the block ends."""
    socket, ended = folder / "tmux.sock", folder / "ended"
    told = " ".join(f"{name}={shlex.quote(value)}" for name, value in (environ or {}).items())
    ours = "env -u COLUMNS -u LINES"  # pytest's own, which Textual would believe
    script = f"{ours} {told} {shlex.join(words)}; echo $? > {shlex.quote(str(ended))}; exec cat"
    columns, rows = map(str, size)
    start = ["tmux", "-S", str(socket), "-f", "/dev/null", "new-session", "-d"]
    subprocess.run([*start, "-x", columns, "-y", rows, "sh", "-c", script], check=True)
    window = Terminal(socket, ended)
    try:
        yield window
    finally:
        subprocess.run(["tmux", "-S", str(socket), "kill-server"], check=False)
