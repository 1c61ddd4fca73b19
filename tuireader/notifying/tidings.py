"""A piece of news about one article, and how it reads as a message."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from tuireader.model import ChangeKind, Disclosure, Flag

_MOST_EDITS = 12
"""A message shows so many edits; the program shows them all."""
_LONGEST = 400
"""Characters of an edit's words in a message."""


class Event(StrEnum):
    """What happened to an article."""

    CHANGED = "changed"
    GONE = "gone"
    BACK = "back"


_WORDS = {Event.GONE: "Withdrawn", Event.BACK: "Back"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Tiding:
    """What a person is to be told. `edits`: words before and after, the weightiest first.

    `payload`: the interface's form of the Change, None where nothing was compared.
    """

    article: int
    url: str
    headline: str
    event: Event
    at: datetime
    snapshot: int | None = None
    source: str = ""
    tags: tuple[str, ...] = ()
    kind: ChangeKind = ChangeKind.NONE
    disclosure: Disclosure = Disclosure.NONE
    weight: float = 0.0
    flags: tuple[Flag, ...] = ()
    edits: tuple[tuple[str, str], ...] = ()
    notices: tuple[str, ...] = ()
    payload: Mapping[str, Any] | None = None

    @property
    def name(self) -> str:
        """Return the headline, or the address where there is none."""
        return self.headline or self.url

    @property
    def id(self) -> str:
        """Return a URI that no other piece of news has, whichever library it comes from."""
        seed = f"{self.url} {self.event} {self.at.isoformat()}"
        return f"urn:sha256:{hashlib.sha256(seed.encode('utf-8', 'replace')).hexdigest()}"

    @property
    def title(self) -> str:
        """Return the message's first line."""
        if self.event is not Event.CHANGED:
            return f"{_WORDS[self.event]}: {self.name}"
        told = self.disclosure.value.replace("-", " ")
        verdict = (
            self.kind.value if self.disclosure is Disclosure.NONE else f"{self.kind.value}, {told}"
        )
        return f"Changed ({verdict}): {self.name}"

    @property
    def body(self) -> str:
        """Return the rest: words before and after, notices, where to look."""
        lines = []
        if self.event is Event.GONE:
            lines.append("The publisher took the page down. The last snapshot stays readable.")
        if self.event is Event.BACK:
            lines.append("The page that was taken down is there again.")
        if Flag.FLAPPING in self.flags:
            lines.append("The server gives two texts in turn; that is told this once.")
        elif Flag.REVERT in self.flags:
            lines.append("An earlier wording came back.")
        lines += [_edit(*edit) for edit in self.edits[:_MOST_EDITS]]
        if len(self.edits) > _MOST_EDITS:
            lines.append(f"and {len(self.edits) - _MOST_EDITS} more edits")
        lines += [f"Notice: {_short(notice)}" for notice in self.notices]
        lines.append(self.url)
        return "\n".join(lines)


def _edit(before: str, after: str) -> str:
    if not before:
        return f"+ “{_short(after)}”"
    if not after:
        return f"− “{_short(before)}”"
    return f"“{_short(before)}” → “{_short(after)}”"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
