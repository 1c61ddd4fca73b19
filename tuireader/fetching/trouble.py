"""A host's trouble, as one process tells another: why it is left alone, and for how long."""

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

    @classmethod
    def read(cls, note: str) -> Trouble:
        """Read a note; one that makes no sense tells of no trouble."""
        try:
            values = json.loads(note or "{}")
            return cls(**{**values, "kind": ErrorKind(values.get("kind", ErrorKind.HTTP))})
        except (ValueError, TypeError, AttributeError, RecursionError):
            return NO_TROUBLE

    @property
    def note(self) -> str:
        """Return it as a note, empty where it concerns no other process."""
        return json.dumps(asdict(self)) if self.asked else ""

    def left(self, now: float) -> float:
        """Return the seconds it is still left alone; 0 where the clock was set back since."""
        return max(0.0, self.began + self.rest - now) if now >= self.began else 0.0


NO_TROUBLE = Trouble()
