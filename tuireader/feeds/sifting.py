"""What is new in a feed: a decision without any I/O."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from tuireader.feeds.rules import takes
from tuireader.model import Entry, Feed, KnownEntry

_NEVER = datetime.min.replace(tzinfo=UTC)
_FEW = 2
"""So many entries may get a new date at once and be believed, however short the feed is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sifted:
    """What to do about a feed's entries.

    `new`: never shown before; `altered`: known ones that say something else now; `touched`:
    those of the altered whose article the publisher says was worked on.
    """

    new: tuple[KnownEntry, ...] = ()
    altered: tuple[KnownEntry, ...] = ()
    touched: tuple[KnownEntry, ...] = ()


def sift(feed: Feed, known: Iterable[KnownEntry], read: Sequence[Entry]) -> Sifted:
    """Compare what a feed shows with what it has shown.

    An entry is known again by its URL, or by its id where the feed gives each entry one of its
    own (some give all the same): so neither a new id nor a new date nor a new address doubles an
    article.
    """
    entries = tuple(known)
    by_url = {each.entry.url: each for each in entries}
    by_id = {each.entry.id: each for each in entries}
    times = Counter(entry.id for entry in read)
    new: list[KnownEntry] = []
    pairs: list[tuple[KnownEntry, Entry]] = []
    shown = {entry.url: entry for entry in reversed(read)}
    for entry in shown.values():
        old = by_url.get(entry.url)
        if old is None and entry.id and times[entry.id] == 1:
            old = by_id.get(entry.id)
            old = None if old and old.entry.url in shown else old
        if old is None:
            new.append(KnownEntry(feed=feed.number, entry=entry, wanted=takes(entry, feed.words)))
        elif old.entry != entry:
            pairs.append((old, entry))
    altered = tuple(_renewed(old, entry, feed.words) for old, entry in pairs)
    return Sifted(new=tuple(new), altered=altered, touched=_touched(pairs, altered, len(shown)))


def _renewed(old: KnownEntry, entry: Entry, words: Sequence[str] | None) -> KnownEntry:
    """Return a known entry as it stands now; an article keeps its address."""
    url = old.entry.url if old.article else entry.url
    wanted = old.wanted or takes(entry, words)
    return replace(old, entry=replace(entry, url=url), wanted=wanted)


def _touched(
    pairs: Sequence[tuple[KnownEntry, Entry]], altered: Sequence[KnownEntry], shown: int
) -> tuple[KnownEntry, ...]:
    """Return the entries with a new title or a later date.

    Where half of all entries got a later date at once, it is the feed that was made anew, and
    the dates say nothing.
    """
    later = [_moment(entry) > _moment(old.entry) for old, entry in pairs]
    believed = sum(later) <= max(_FEW, shown // 2)
    return tuple(
        now
        for (old, entry), now, is_later in zip(pairs, altered, later, strict=True)
        if (is_later and believed) or entry.title != old.entry.title
    )


def _moment(entry: Entry) -> datetime:
    return max(entry.updated or _NEVER, entry.published or _NEVER)
