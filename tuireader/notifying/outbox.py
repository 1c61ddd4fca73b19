"""What is still to be told, in a file: a restart forgets nothing and repeats nothing."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

MOST_TOLD = 100
"""So many changes stand in the feed of changes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One message to one channel. `due`, `written`: seconds since 1970.

    `to`: an Apprise address; `command`: a program that gets `payload` on stdin instead.
    `digest`: it may share a message with others to the same address.
    """

    to: str = ""
    command: tuple[str, ...] = ()
    title: str = ""
    body: str = ""
    payload: str = ""
    digest: bool = False
    written: float = 0.0
    due: float = 0.0
    tries: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A change that was told, as the feed of changes shows it."""

    id: str
    title: str
    body: str
    url: str
    at: float

    @property
    def moment(self) -> datetime:
        """Return when it was found."""
        return datetime.fromtimestamp(self.at, UTC)


@dataclass
class Outbox:
    """Letters that wait, the told, and how far the library's looks were read for them.

    `read`: a bookmark, None before the first watch. `save` replaces the file in one step; a
    file that can't be read is put aside.
    """

    path: Path
    letters: list[Letter] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)
    read: tuple[int, int] | None = None

    @classmethod
    def open(cls, path: Path) -> Outbox:
        """Read the file; none is an empty outbox."""
        try:
            kept = json.loads(path.read_text(encoding="utf-8"))
            return cls(
                path,
                letters=[_letter(values) for values in kept["letters"]],
                told=[Told(**values) for values in kept["told"]],
                read=_bookmark(kept.get("read")),
            )
        except FileNotFoundError:
            return cls(path)
        except (ValueError, KeyError, TypeError, AttributeError):
            path.replace(path.with_name(path.name + ".damaged"))
            return cls(path)

    def save(self) -> None:
        """Write everything down, all or nothing."""
        del self.told[:-MOST_TOLD]
        kept = {
            "letters": [asdict(letter) for letter in self.letters],
            "told": [asdict(told) for told in self.told],
            "read": self.read,
        }
        self.path.parent.mkdir(parents=True, exist_ok=True)
        beside = self.path.with_name(self.path.name + ".new")
        beside.touch(mode=0o600)  # addresses have passwords in them
        with beside.open("w", encoding="utf-8") as file:
            json.dump(kept, file, ensure_ascii=False)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(self.path)


def _letter(values: Mapping[str, Any]) -> Letter:
    known = {f.name for f in fields(Letter)}
    kept = {name: value for name, value in values.items() if name in known}
    return Letter(**{**kept, "command": tuple(kept.get("command", ()))})


def _bookmark(value: object) -> tuple[int, int] | None:
    if value is None:
        return None
    if isinstance(value, list):
        snapshot, check = value
        return int(snapshot), int(check)
    raise TypeError("no bookmark")
