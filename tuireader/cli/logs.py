"""The program's log: a rotating file that nobody has to look at until something goes wrong."""

from __future__ import annotations

import logging
from logging.handlers import RotatingFileHandler
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
    handler = _Handler(path, maxBytes=LARGEST, backupCount=1, encoding="utf-8", delay=True)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    log.addHandler(handler)


def record_bug(error: BaseException, path: Path) -> bool:
    """Log an error nobody expected with its traceback, and tell whether that worked."""
    logging.getLogger("tuireader").error("unexpected", exc_info=error)
    return path.is_file()


class _Handler(RotatingFileHandler):
    """Makes the folder when it is first needed; a log that can't be written stops nothing."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write one record, or let it go."""
        try:
            Path(self.baseFilename).parent.mkdir(parents=True, exist_ok=True)
        except OSError:
            return
        super().emit(record)

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802  (logging's name)
        """Keep silent: there is nowhere to say it."""
