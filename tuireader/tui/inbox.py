"""What publishers changed, a row a change; read in worker threads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise

from tuireader.library.protocol import Wanted
from tuireader.model import (
    NO_NEWS,
    Change,
    ChangeKind,
    Disclosure,
    Flag,
    Listing,
    Overruling,
    Snapshot,
    Verdict,
)
from tuireader.rendering import place, texts
from tuireader.tui.services import Shelf

MOST = 200
"""Articles with news that are looked through at most."""

DISCLOSURES: tuple[tuple[str, frozenset[Disclosure]], ...] = (
    ("", frozenset(Disclosure)),
    ("unread", frozenset(Disclosure)),
    ("silent", frozenset({Disclosure.SILENT})),
    ("partly disclosed", frozenset({Disclosure.PARTLY})),
    ("disclosed", frozenset({Disclosure.DISCLOSED, Disclosure.UNOBSERVED})),
    ("notice removed", frozenset({Disclosure.NOTICE_REMOVED})),
)
KINDS: tuple[ChangeKind | None, ...] = (
    None,
    ChangeKind.FACTUAL,
    ChangeKind.SOURCING,
    ChangeKind.REWRITE,
    ChangeKind.UPDATE,
    ChangeKind.COPYEDIT,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class InboxRow:
    """One change of an article: between the text `previous` and `snapshot`.

    `verdict`: the one that counts, a person's where there is one. `change`: None until somebody
    has compared.
    """

    listing: Listing
    snapshot: Snapshot
    previous: int
    verdict: Verdict
    change: Change | None = None

    @property
    def seen(self) -> bool:
        """Tell whether the article was read since."""
        return not self.listing.changed or self.snapshot.number <= self.listing.read

    @property
    def silent_factual(self) -> bool:
        """Tell whether a fact was changed and nobody said so."""
        return (self.verdict.kind, self.verdict.disclosure) == (
            ChangeKind.FACTUAL,
            Disclosure.SILENT,
        )

    @property
    def at(self) -> datetime:
        """Return when the changed text was first seen."""
        return self.snapshot.taken_at


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """Which changes are shown, and in which order. `which`, `kind`: index into the tables."""

    which: int = 0
    kind: int = 0
    silent_first: bool = False

    def of(self, rows: Iterable[InboxRow]) -> list[InboxRow]:
        """Return the rows that fit, in order."""
        name, disclosures = DISCLOSURES[self.which]
        kind = KINDS[self.kind]
        found = [
            row
            for row in rows
            if row.verdict.disclosure in disclosures
            and kind in (None, row.verdict.kind)
            and not (name == "unread" and row.seen)
        ]
        found.sort(key=lambda row: row.at, reverse=True)
        if self.silent_first:
            found.sort(key=lambda row: not row.silent_factual)
        return found

    @property
    def words(self) -> tuple[str, ...]:
        """Return what is said of it at the head of the screen."""
        kind = KINDS[self.kind]
        order = "silent factual first" if self.silent_first else ""
        said = (DISCLOSURES[self.which][0], kind.value if kind else "", order)
        return tuple(word for word in said if word)


def inbox(library: Shelf, source: str = "") -> tuple[InboxRow, ...]:
    """Return the changes of the articles with the newest news; of one source, where it is named.

    Changes of which nobody would speak (furniture, noise) are left out.
    """
    found: list[InboxRow] = []
    for listing in _listings(library, source):
        if listing.verdict is not None:
            found.extend(_rows(library, listing))
    return tuple(found)


def _listings(library: Shelf, source: str) -> Iterable[Listing]:
    if not source:
        return library.listings(Wanted(limit=MOST))
    # A source may be the host of its addresses: the library knows it by those only.
    near = library.listings(Wanted(source=source)) or library.listings(Wanted(query=source))
    return [listing for listing in near if place(listing) == source]


def _rows(library: Shelf, listing: Listing) -> Iterator[InboxRow]:
    stories = texts(library.history(listing.article))
    rulings = library.overrulings(listing.article)
    flapping = False
    for before, snapshot in pairwise(stories):
        verdict = _effective(snapshot.verdict, rulings.get(snapshot.number))
        flaps = Flag.FLAPPING in snapshot.flags
        if verdict is None or verdict.kind in NO_NEWS or (flaps and flapping):
            continue  # two texts that a server gives in turn are told once
        flapping = flaps
        yield InboxRow(listing=listing, snapshot=snapshot, previous=before.number, verdict=verdict)


def _effective(verdict: Verdict | None, ruling: Overruling | None) -> Verdict | None:
    """Return the verdict with what a person said of it laid over it; None: it is noise."""
    if verdict is None or ruling is None:
        return verdict
    if ruling.noise:
        return None
    return replace(
        verdict,
        kind=ruling.kind or verdict.kind,
        disclosure=ruling.disclosure or verdict.disclosure,
    )
