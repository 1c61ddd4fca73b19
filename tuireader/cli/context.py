"""What every command is given: config, clock, stdout for data, stderr for narration."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cached_property
from os.path import isfile
from typing import TYPE_CHECKING, Any, TextIO

from tuireader.cli.streams import holds_all
from tuireader.config import Config
from tuireader.errors import (
    DamagedLibraryError,
    DiskFullError,
    TuireaderError,
    UnwritableLibraryError,
)

if TYPE_CHECKING:
    from tuireader.config.logins import Logins
    from tuireader.fetching import Fetcher
    from tuireader.library.protocol import Library
    from tuireader.rendering import Printer, Sheet
    from tuireader.schedule import Limits
    from tuireader.tui.prepaint import Prepaint


def utc_now() -> datetime:
    """Return the time: the program's one clock, passed down to whoever needs it."""
    return datetime.now(UTC)


@dataclass
class Context:
    """The program's surroundings, built once."""

    config: Config
    environ: Mapping[str, str]
    quiet: bool = False
    verbose: bool = False
    no_color: bool = False
    no_mouse: bool = False
    painted: Prepaint | None = None
    out: TextIO = field(default_factory=lambda: sys.stdout)
    err: TextIO = field(default_factory=lambda: sys.stderr)

    @property
    def plain(self) -> bool:
        """Tell whether stdout must do without colour (no-color.org)."""
        return self.no_color or bool(self.environ.get("NO_COLOR")) or not self.out.isatty()

    @cached_property
    def console(self) -> Printer:
        """Return a console for stdout: colour only on a terminal, markup never parsed."""
        from tuireader.rendering import Printer

        printer = Printer(
            file=self.out,
            no_color=self.plain,
            color_system=None if self.plain else "auto",
            markup=False,
            highlight=False,
            emoji=False,
        )
        if printer.width < 1:  # COLUMNS=0 stands for "unknown"
            printer.width = 80
        return printer

    @property
    def width(self) -> int:
        """Return how many cells a line may take."""
        return self.console.width if self.out.isatty() else 120

    def library(self, *, reading: bool = False) -> AbstractContextManager[Library]:
        """Open the library, and say what is to be known about it.

        Args:
            reading: whoever asks only reads, and can do so where nothing can be written, the
                disk is full, or the file is damaged.

        Raises:
            LibraryError: it can't be used.
        """
        from tuireader.library import open_library

        path = self.config.paths.library
        try:
            library = open_library(path, keep_raw=self.config.keep_raw)
        except (UnwritableLibraryError, DamagedLibraryError, DiskFullError) as error:
            if not reading or not isfile(path):  # noqa: PTH113 - pathlib's may raise
                raise
            library = open_library(path, read_only=True)
            self.say(f"{error.message} It is only read.")
        for note in library.notes:
            self.say(note)
        return library

    @cached_property
    def logins(self) -> Logins:
        """Return the request headers of the config, and passwords that were typed."""
        from tuireader.config.logins import Logins

        return Logins(self.config.paths.logins, self.config.headers)

    def fetcher(self) -> Fetcher:
        """Build the fetcher the config asks for."""
        from tuireader.fetching import Fetcher, FetchSettings

        config = self.config
        return Fetcher(
            FetchSettings(
                size_limit=config.size_limit,
                connect_timeout=config.connect_timeout,
                read_timeout=config.read_timeout,
                total_timeout=config.total_timeout,
                gap=config.gap,
                at_once=config.at_once,
                contact=config.contact,
                turns=config.paths.turns,
                headers=self.logins,
            )
        )

    @property
    def limits(self) -> Limits:
        """Return how often an article may be looked at; no more than once a second."""
        from tuireader.schedule import Limits

        fastest = max(self.config.fastest, 1.0)
        return Limits(
            fastest=timedelta(seconds=fastest),
            slowest=timedelta(seconds=max(self.config.slowest, fastest)),
            give_up=timedelta(seconds=self.config.give_up),
        )

    @contextmanager
    def progress(self, total: int, doing: str) -> Iterator[Callable[[], None]]:
        """Show a bar on stderr where a person watches; yield what moves it on by one."""
        if self.quiet or total < 2 or not self.err.isatty():
            yield lambda: None
            return
        from rich.progress import Progress

        from tuireader.rendering import Printer

        with Progress(console=Printer(file=self.err), transient=True) as bar:
            task = bar.add_task(doing, total=total)
            yield lambda: bar.advance(task)

    @contextmanager
    def steps(self, doing: str) -> Iterator[Callable[[int, int | None], None]]:
        """Show a bar for work that tells how far it is: done, of how many (None: unknown)."""
        if self.quiet or not self.err.isatty():
            yield lambda _done, _total: None
            return
        from rich.progress import Progress

        from tuireader.rendering import Printer

        with Progress(console=Printer(file=self.err), transient=True) as bar:
            task = bar.add_task(doing, total=None)
            yield lambda done, total: bar.update(task, completed=done, total=total)

    def print(self, text: str = "") -> None:
        """Print one line of data."""
        self.out.write(f"{text}\n")

    def print_sheet(self, sheet: Sheet) -> None:
        """Print lines that are set already."""
        from tuireader.rendering import Printed

        self.console.print(Printed(sheet), end="", crop=False, no_wrap=True)

    def print_json(self, value: Mapping[str, Any]) -> None:
        """Print one object on one line, at once, of which no encoding loses a character."""
        import json  # here: the reader begins without it

        self.print(json.dumps(value, ensure_ascii=not holds_all(self.out)))
        self.out.flush()

    def say(self, text: str) -> None:
        """Narrate on stderr."""
        if not self.quiet:
            self.err.write(f"{text}\n")

    def complain(self, error: TuireaderError | str) -> None:
        """Name what failed, on stderr, also when quiet."""
        self.err.write(f"tuireader: {error}\n")
