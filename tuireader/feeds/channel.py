"""What was read in a feed's bytes."""

from __future__ import annotations

from dataclasses import dataclass

from tuireader.model import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """A feed as its publisher sent it. `home`: the address of the site it is about."""

    title: str = ""
    home: str = ""
    entries: tuple[Entry, ...] = ()
