"""The first page of the list, painted before anything else is done or even imported."""

from __future__ import annotations

import os
import sys

from tuireader.config.folders import folders
from tuireader.config.glance import look
from tuireader.library.first_page import first_page
from tuireader.tui.prepaint import terminal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tuireader.config.glance import Look
    from tuireader.tui.prepaint import Prepaint

_VALUED = ("--home", "--config")
_PLAIN = ("--quiet", "--verbose", "--no-color", "--no-mouse")


def options(words: Sequence[str]) -> dict[str, str] | None:
    """Return the options that were given where all words are such; None where any is not.

    Whatever this doesn't know is left to the grammar of `parser`.
    """
    found: dict[str, str] = {}
    rest = iter(words)
    for word in rest:
        name, equals, value = word.partition("=")
        if name in _VALUED:
            value = value if equals else next(rest, "")
            if not value or value.startswith("-"):
                return None
        elif word not in _PLAIN:
            return None
        found[name] = value
    return None if {"--quiet", "--verbose"} <= found.keys() else found


def paint(words: Sequence[str], environ: Mapping[str, str]) -> Prepaint | None:
    """Paint the first page where the words ask for the reader, and it can be painted."""
    chosen = options(words)
    if chosen is None or not (sys.stdout and sys.stdout.isatty()):
        return None
    data, settings, _ = folders(chosen.get("--home"), environ)
    config = os.path.expanduser(chosen.get("--config", f"{settings}/config.toml"))  # noqa: PTH111
    wanted = look(config)
    if wanted is None:
        return None
    colour = "--no-color" not in chosen
    return paint_library(f"{data}/library.db", wanted, environ, colour=colour)


def paint_library(
    path: str, wanted: Look, environ: Mapping[str, str], *, colour: bool
) -> Prepaint | None:
    """Paint a library's first page; None where there is no terminal, or nothing to show on it."""
    if "TEXTUAL_DRIVER" in environ:  # Textual's own sign of a terminal elsewhere
        return None
    if not os.access(path, os.W_OK):
        return None  # the usual way has words for it
    page = terminal()
    rows = first_page(path, page.rows) if page else None
    if page is None or rows is None:
        return None
    many = environ.get("COLORTERM") in ("truecolor", "24bit")
    page.paint(rows, wanted, colour=many and colour and "NO_COLOR" not in environ)
    return page
