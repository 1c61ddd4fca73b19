"""What one process tells the next of a host: how slowly it wants to be asked, and why not now."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from tuireader.errors import ErrorKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """What a host last failed with.

    `failures`: how often in a row; `began`: seconds since 1970; `rest`: seconds since then in which
    it is left alone; `asked`: it asked for that itself, so it is every process's business.
    """

    failures: int = 0
    began: float = 0.0
    rest: float = 0.0
    asked: bool = False
    kind: ErrorKind = ErrorKind.HTTP
    message: str = ""
    status: int | None = None

    def left(self, now: float) -> float:
        """Return the seconds it is still left alone; 0 where the clock was set back since."""
        return max(0.0, self.began + self.rest - now) if now >= self.began else 0.0


NO_TROUBLE = Trouble()


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """`delay`: the Crawl-delay in seconds; `trouble`: the rest that it asked for."""

    delay: float = 0.0
    trouble: Trouble = NO_TROUBLE

    @classmethod
    def read(cls, text: str) -> Note:
        """Read a note; one that makes no sense says nothing."""
        try:
            values = json.loads(text or "{}")
            told = values.get("trouble", {})
            trouble = Trouble(**{**told, "kind": ErrorKind(told.get("kind", ErrorKind.HTTP))})
            return cls(delay=float(values.get("delay", 0.0)), trouble=trouble)
        except (ValueError, TypeError, AttributeError, RecursionError):
            return cls()

    def __str__(self) -> str:
        """Write it down; where there is nothing to be told, the text is empty."""
        trouble = {"trouble": asdict(self.trouble)} if self.trouble.asked else {}
        delay = {"delay": self.delay} if self.delay else {}
        return json.dumps({**delay, **trouble}) if delay or trouble else ""
