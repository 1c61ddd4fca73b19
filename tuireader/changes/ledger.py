"""The scoreboard: changes by kind and disclosure, what was silent, how long until a notice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from statistics import median

from tuireader.changes.compare import compare
from tuireader.changes.lookback import Seen
from tuireader.model import NO_NEWS, Change, ChangeKind, Disclosure, Document, Notice, Pair, Verdict

_HOUR = timedelta(hours=1)
_TOLD = frozenset((Disclosure.DISCLOSED, Disclosure.PARTLY))
_HARMLESS = frozenset((ChangeKind.NONE, ChangeKind.FURNITURE, ChangeKind.COPYEDIT))
_EXPLAINED = Disclosure.DISCLOSED
UNTOLD = frozenset((Disclosure.SILENT, Disclosure.PARTLY))
"""What a later notice can settle."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A judged change in the ledger.

    `at`: when the changed text was first seen. `settled_at`: when a notice that explains it was,
    if it came in a later snapshot; the verdict stays what it was.
    """

    source: str
    article: int
    at: datetime
    verdict: Verdict
    settled_at: datetime | None = None

    @property
    def hours_to_notice(self) -> float | None:
        """Return the hours it stood unexplained: 0 if disclosed at once, None if still silent.

        What changes no claim has nothing to disclose: its notice speaks of an earlier change.
        """
        if self.verdict.kind in _HARMLESS:
            return None
        if self.verdict.disclosure in _TOLD and self.settled_at is None:
            return 0.0
        return (self.settled_at - self.at) / _HOUR if self.settled_at else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One source's line of the ledger. `median_hours`: None where no notice ever came."""

    source: str
    articles: int
    changes: Mapping[ChangeKind, int]
    disclosure: Mapping[Disclosure, int]
    silent_factual: int
    median_hours: float | None

    @property
    def count(self) -> int:
        """Return how many changes there were to the stories themselves."""
        return sum(count for kind, count in self.changes.items() if kind not in NO_NEWS)

    @property
    def told(self) -> Mapping[Disclosure, int]:
        """Return how these were disclosed; what isn't of the story has nothing to disclose."""
        rest = sum(self.changes.values()) - self.count
        return {
            each: count - rest if each is Disclosure.NONE else count
            for each, count in self.disclosure.items()
            if each is not Disclosure.NONE or count > rest
        }


def accounts(entries: Iterable[Entry]) -> tuple[Account, ...]:
    """Add entries up by source, the one with the most silent factual changes first."""
    by_source: dict[str, list[Entry]] = {}
    for entry in entries:
        by_source.setdefault(entry.source, []).append(entry)
    found = (_account(source, listed) for source, listed in by_source.items())
    return tuple(sorted(found, key=lambda one: (-one.silent_factual, one.source)))


def _account(source: str, entries: Sequence[Entry]) -> Account:
    hours = [hours for entry in entries if (hours := entry.hours_to_notice) is not None]
    return Account(
        source=source,
        articles=len({entry.article for entry in entries}),
        changes=Counter(entry.verdict.kind for entry in entries),
        disclosure=Counter(entry.verdict.disclosure for entry in entries),
        silent_factual=sum(map(_is_silent_factual, entries)),
        median_hours=median(hours) if hours else None,
    )


def _is_silent_factual(entry: Entry) -> bool:
    untold = entry.verdict.disclosure is Disclosure.SILENT and entry.settled_at is None
    return untold and entry.verdict.kind is ChangeKind.FACTUAL


def settle(change: Pair[Document], later: Document) -> Change:
    """Judge a change again with the notices that a later snapshot of the article brought.

    The texts compared stay the same; the notices count as if they had come with the change.
    """
    after = replace(change.after, notices=(*change.after.notices, *_came(change, later)))
    return compare(change.before, after)


def _came(change: Pair[Document], later: Document) -> tuple[Notice, ...]:
    known = {notice.text for notice in change.after.notices}
    return tuple(notice for notice in later.notices if notice.text not in known)


def settled_by(change: Pair[Document], later: Iterable[Seen]) -> Seen | None:
    """Return the first later snapshot whose notices explain all of a change that lacked one.

    `later`: snapshots, the oldest first. None if no notice ever came.
    """
    noted = (seen for seen in later if _came(change, seen.document))
    return next(
        (seen for seen in noted if settle(change, seen.document).disclosure is _EXPLAINED), None
    )
