"""The program's log: a rotating file that nobody has to look at until something goes wrong."""

from __future__ import annotations

import logging
from contextlib import suppress
from pathlib import Path

LARGEST = 1_000_000
"""Bytes of one log file; one older file is kept beside it."""


def start(path: Path) -> None:
    """Send the program's log to a file, made with its folder when something is first logged."""
    log = logging.getLogger("tuireader")
    log.setLevel(logging.INFO)
    log.propagate = False
    for handler in log.handlers[:]:
        log.removeHandler(handler)
        handler.close()
    log.addHandler(_Later(path))


def record_bug(error: BaseException, path: Path) -> bool:
    """Log an error nobody expected with its traceback, and tell whether that worked."""
    logging.getLogger("tuireader").error("unexpected", exc_info=error)
    return path.is_file()


class _Later(logging.Handler):
    """Opens the file with the first record; a log that can't be written stops nothing."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self._file: logging.Handler | None = None

    def emit(self, record: logging.LogRecord) -> None:
        """Write one record, or let it go."""
        with suppress(OSError):
            if self._file is None:
                self._file = _opened(self._path)
            self._file.emit(record)

    def close(self) -> None:
        """Close the file, where there is one."""
        if self._file is not None:
            self._file.close()
        super().close()


def _opened(path: Path) -> logging.Handler:
    from logging.handlers import RotatingFileHandler  # here: most runs log nothing

    path.parent.mkdir(parents=True, exist_ok=True)
    handler = RotatingFileHandler(path, maxBytes=LARGEST, backupCount=1, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    handler.handleError = _let_go  # type: ignore[method-assign]
    return handler


def _let_go(record: logging.LogRecord) -> None:
    """Keep silent about a record that can't be written: there is nowhere to say it."""
