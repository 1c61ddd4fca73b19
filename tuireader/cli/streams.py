"""stdin, stdout and stderr as a shell may hand them over: closed, full, of any encoding."""

from __future__ import annotations

import errno
import os
import sys
from typing import TextIO

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)
"""What writing ends with where nothing more fits, or where the terminal has gone."""


def prepare() -> None:
    """Open what is closed on nothing; print what an encoding lacks as question marks."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115, PTH123
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(errors="replace")


def holds_all(stream: TextIO) -> bool:
    """Tell whether a stream's encoding has every character."""
    return (stream.encoding or "utf").lower().startswith("utf")


def finish() -> None:
    """Write what is left to write; let go what can't be written, which Python would tell again."""
    for stream in (sys.stdout, sys.stderr):
        try:
            if not stream.closed:
                stream.flush()
        except OSError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
