"""The reader on a pseudo-terminal of its own: what it writes there, byte by byte.

`python -m tests.tui.terminal COUNT` opens it on so many made-up articles.
"""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Self

SIZE = (120, 40)
_PATIENCE = 20.0  # seconds
_STILL = 0.4  # seconds without a byte that count as rest


class Terminal:
    """A program on a pseudo-terminal. `seen`: every byte it wrote."""

    def __init__(
        self,
        arguments: Sequence[str],
        size: tuple[int, int] = SIZE,
        environ: Mapping[str, str] | None = None,
        *,
        program: bool = False,
    ) -> None:
        self.started = time.perf_counter()
        self.process, self.screen = pty.fork()
        if self.process == 0:
            os.environ.update(TERM="xterm-256color", COLORTERM="truecolor", **(environ or {}))
            words = [*arguments] if program else [sys.executable, *arguments]
            os.execvp(words[0], words)
        fcntl.ioctl(self.screen, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
        self.seen = b""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with suppress(ProcessLookupError):
            os.kill(self.process, signal.SIGKILL)
        with suppress(ChildProcessError):
            os.waitpid(self.process, 0)
        os.close(self.screen)

    def read(self, patience: float) -> bytes:
        """Return what comes within some seconds; nothing where nothing does."""
        ready, _, _ = select.select([self.screen], [], [], patience)
        try:
            found = os.read(self.screen, 65536) if ready else b""
        except OSError:  # the program ended
            return b""
        self.seen += found
        return found

    def until(self, marker: bytes) -> float:
        """Wait for some bytes; return the seconds since the start.

        Raises:
            TimeoutError: they never came.
        """
        while marker not in self.seen:
            self.read(0.2)
            if time.perf_counter() - self.started > _PATIENCE:
                raise TimeoutError(f"{marker!r} never came")
        return time.perf_counter() - self.started

    def until_many(self, count: int) -> float:
        """Wait for so many bytes, or the last; return the seconds since the start."""
        while len(self.seen) < count:
            if time.perf_counter() - self.started > _PATIENCE:
                raise TimeoutError(f"only {len(self.seen)} bytes came")
            self.read(0.2)
        return time.perf_counter() - self.started

    def memory(self) -> float:
        """Return the megabytes of memory the program holds."""
        with open(f"/proc/{self.process}/statm") as file:  # noqa: PTH123
            return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6

    def cpu(self) -> float:
        """Return the seconds of processor time the program has taken."""
        threads = Path(f"/proc/{self.process}/task").glob("*/schedstat")
        return sum(int(each.read_text().split()[0]) for each in threads) / 1e9

    def press(self, keys: bytes, still: float = _STILL) -> bytes:
        """Type some keys; return what the program writes until it rests."""
        os.write(self.screen, keys)
        found = b""
        while more := self.read(still):
            found += more
        return found

    def wait(self) -> int:
        """Wait for the program to end, and return its exit status."""
        while True:
            self.read(0.05)
            ended, status = os.waitpid(self.process, os.WNOHANG)
            if ended:
                return os.waitstatus_to_exitcode(status)


def main(words: Sequence[str]) -> int:
    """Open the reader on made-up articles."""
    from tests.tui.fakes import SETTINGS, FakeLibrary, services
    from tests.tui.stories import many
    from tuireader.tui import run

    settings = replace(SETTINGS, mouse="no-mouse" not in words)
    return run(services(FakeLibrary(many(int(words[0])))), settings)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
