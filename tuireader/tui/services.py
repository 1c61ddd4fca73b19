"""What the reader asks of the program around it; no word of how it is done."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from typing import Protocol

from tuireader.library.protocol import Library
from tuireader.model import Change, Check


class Checker(Protocol):
    """Looks at articles now."""

    def __call__(self, articles: Sequence[int] | None, /) -> AsyncIterator[Check]:
        """Yield a Check as each look ends; None: those that are due."""


class Adder(Protocol):
    """Saves an article."""

    def __call__(self, source: str, /) -> AsyncIterator[Check]:
        """Yield a Check for what was saved under an address or a file's name."""


class Comparer(Protocol):
    """Says what changed between two snapshots of an article."""

    def __call__(self, article: int, before: int | None, after: int | None, /) -> Change:
        """Return the Change; None and None: the last two snapshots that differ."""


def browse(url: str) -> bool:
    """Open an address in the user's browser, and tell whether there was one."""
    import webbrowser

    return webbrowser.open(url)


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """Everything the reader reaches outside itself. Calls but `clock` may take their time.

    `library` and `compare` are called from worker threads, one or several at a time.
    """

    library: Library
    check: Checker
    add: Adder
    compare: Comparer
    clock: Callable[[], datetime]
    browse: Callable[[str], bool] = browse


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How the user wants the reader.

    `theme`: a name, or empty for the default; `measure`: cells of a line of prose; `keys`: from
    an action's name to the keys it shall have, parted by commas; `zone`: for times of day, None
    for the machine's own.
    """

    title: str = "tuireader"
    theme: str = ""
    measure: int = 72
    keys: Mapping[str, str] = field(default_factory=dict)
    zone: tzinfo | None = None
