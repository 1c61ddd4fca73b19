"""What the search box asks of the library, and what became of a wording; in worker threads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from tuireader.errors import NotFoundError
from tuireader.library.protocol import Wanted
from tuireader.model import Listing, SearchHit, Snapshot, Trace
from tuireader.tui.queries import Query
from tuireader.tui.services import Shelf

MOST = 100
"""Hits that are shown at most."""
_DEEPEST = 3200
"""Hits looked through at most for those that fit the filters."""


@dataclass(frozen=True, slots=True)
class Found:
    """A hit with its article; `hit` None: the article fits the filters, no words were asked for.

    `history`: its snapshots by `taken_at`. `trace`: when the passage stood, once that is known.
    """

    listing: Listing
    history: tuple[Snapshot, ...]
    hit: SearchHit | None = None
    trace: Trace | None = None

    @property
    def snapshot(self) -> int | None:
        """Return the snapshot to show the passage in; None: the newest, which holds it."""
        if self.hit is None or (self.trace is not None and self.trace.gone_by is None):
            return None
        return self.trace.last_snapshot if self.trace else self.hit.snapshot

    @property
    def vanished(self) -> Pair:
        """Return the last snapshot with the passage and the first without, where it is gone."""
        return _vanished(self.trace, self.history)


def search(library: Shelf, query: Query) -> tuple[Found, ...]:
    """Return what fits a query, the newest first.

    A filter is asked of each hit, so where few fit more hits are looked through.
    """
    if query.empty:
        return ()
    if not query.words:
        return tuple(_articles(library, query))
    shelf = _Histories(library)
    wanted = MOST
    while True:
        hits = library.search(query.words, limit=wanted)
        fitting = [found for hit in hits if (found := shelf.found(hit, query)) is not None]
        if len(fitting) >= MOST or len(hits) < wanted or wanted >= _DEEPEST:
            return tuple(fitting[:MOST])
        wanted *= 4


class _Histories:
    """Articles that were looked at already in one search."""

    def __init__(self, library: Shelf) -> None:
        self.library = library
        self.get = lru_cache(None)(self._get)

    def _get(self, article: int) -> tuple[Listing, tuple[Snapshot, ...]] | None:
        try:
            return self.library.listing(article), self.library.history(article)
        except NotFoundError:  # it was purged meanwhile
            return None

    def found(self, hit: SearchHit, query: Query) -> Found | None:
        """Return a hit with its article, or None where that doesn't fit the filters."""
        known = self.get(hit.article)
        if known is None:
            return None
        listing, history = known
        first = next((each for each in history if each.number == hit.snapshot), None)
        when = first.taken_at if first else None
        fits = _fits(query, listing, history) and query.reaches(when)
        return Found(listing, history, hit) if fits else None


def _articles(library: Shelf, query: Query) -> Iterator[Found]:
    """Yield articles that fit the filters alone."""
    wanted = Wanted(tag=query.tag or None, archived=None, limit=_DEEPEST)
    count = 0
    for listing in library.listings(wanted):
        if query.source and query.source not in _publisher(listing):
            continue
        history = library.history(listing.article)
        if _fits(query, listing, history) and query.reaches(listing.first):
            yield Found(listing, history)
            count += 1
            if count == MOST:
                return


def _fits(query: Query, listing: Listing, history: Sequence[Snapshot]) -> bool:
    if query.source and query.source not in _publisher(listing):
        return False
    if query.tag and query.tag not in listing.tags:
        return False
    return query.judges([each.verdict for each in history if each.verdict])


def _publisher(listing: Listing) -> str:
    host = listing.url.split("://", 1)[-1].split("/", 1)[0]
    return f"{listing.source or ''} {host}".casefold()


def traced(library: Shelf, found: Found) -> Found:
    """Return a hit with when its passage stood."""
    if found.hit is None:
        return found
    traces = library.trace(found.hit.text, article=found.hit.article)
    return replace(found, trace=traces[0]) if traces else found


@dataclass(frozen=True, slots=True)
class Track:
    """Where a wording stood in one article."""

    listing: Listing
    trace: Trace
    history: tuple[Snapshot, ...]

    @property
    def vanished(self) -> Pair:
        """Return the last snapshot with the wording and the first without, where it is gone."""
        return _vanished(self.trace, self.history)


Pair = tuple[int | None, int | None]


def _vanished(trace: Trace | None, history: Sequence[Snapshot]) -> Pair:
    later = (each for each in history if trace and each.taken_at == trace.gone_by)
    after = next((each.number for each in later if not each.blocked), None)
    return (trace.last_snapshot if trace and after else None), after


def tracks(library: Shelf, phrase: str, first: int | None) -> tuple[Track, ...]:
    """Return where a wording stood; the article `first` first, then those it vanished from."""
    found = []
    for trace in library.trace(phrase):
        listing = library.listing(trace.article)
        found.append(Track(listing, trace, library.history(trace.article)))
    found.sort(key=lambda track: track.trace.last_seen, reverse=True)
    found.sort(key=lambda track: (track.trace.article != first, track.trace.gone_by is None))
    return tuple(found)
