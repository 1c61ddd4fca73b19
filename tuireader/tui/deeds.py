"""What a reader does to articles, each with what takes it back; done in worker threads."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from tuireader.rendering import place

if TYPE_CHECKING:
    from tuireader.library.protocol import Wanted
    from tuireader.model import Listing, Mute
    from tuireader.tui.services import Shelf


class Deed(NamedTuple):
    """Something that was done. `article`: the one it was done to; None for many."""

    said: str
    undo: Callable[[], object]
    undone: str = "It is as it was."
    article: int | None = None


def star(library: Shelf, row: Listing, at: datetime) -> Deed:
    """Put a star on an article, or take it off."""
    said = "The star is off." if row.starred else "It has a star now."
    return _marked(library, row, said, at, starred=not row.starred)


def archive(library: Shelf, row: Listing, at: datetime) -> Deed:
    """Put an article into the archive, or back."""
    said = "It is out of the archive." if row.archived else "Archived."
    return _marked(library, row, said, at, archived=not row.archived)


def read(library: Shelf, row: Listing, at: datetime) -> Deed:
    """Mark an article as read, or as unread."""
    news = row.unread or row.changed
    said = "Marked as read." if news else "It counts as unread again."
    return _marked(library, row, said, at, read=news)


def unsee(library: Shelf, row: Listing, snapshot: int) -> Deed:
    """Let a change, that of a snapshot, and those after it count as unseen."""
    before = library.listing(row.article)
    library.put_back([replace(before, changed=True, read=snapshot - 1)])
    said = "It counts as unread again."
    return Deed(said, partial(library.put_back, (before,)), article=row.article)


def tag(library: Shelf, row: Listing, at: datetime, words: str) -> Deed:
    """Give an article the tags that stand in `words`, parted by commas, and no others."""
    tags = tuple(sorted({word for each in words.split(",") if (word := each.strip(" #"))}))
    said = f"Tagged {', '.join(tags)}." if tags else "It has no tags now."
    return _marked(library, row, said, at, tags=tags)


def _marked(library: Shelf, row: Listing, said: str, at: datetime, **what: Any) -> Deed:
    from tuireader.library.protocol import Mark

    before = library.listing(row.article)
    library.mark(row.article, Mark(**what), at=at)
    return Deed(said, partial(library.put_back, (before,)), article=row.article)


def read_all(library: Shelf, wanted: Wanted, at: datetime) -> Deed:
    """Mark all articles of a list as read."""
    from tuireader.library.protocol import Mark

    rows = library.listings(replace(wanted, offset=0, limit=None))
    news = [row for row in rows if row.unread or row.changed]
    library.mark_all([row.article for row in news], Mark(read=True), at=at)
    said = f"Marked {_many(news)} as read." if news else "All of these are read already."
    return Deed(said, partial(library.put_back, news), f"{_many(news)} as before.".capitalize())


def _many(rows: Sequence[Listing]) -> str:
    return f"{len(rows):,} article{'' if len(rows) == 1 else 's'}"


def remove(library: Shelf, row: Listing, at: datetime) -> Deed:
    """Take an article out of sight."""
    library.remove(row.article, at=at)
    undo = partial(library.restore, row.article)
    return Deed("Removed.", undo, "It is back.", article=row.article)


def mute(library: Shelf, words: str) -> Deed:
    """Hide a source (`source: NAME`), or headlines with a phrase."""
    rule = mute_of(words)
    library.mute(rule)
    what = f"“{rule.source or rule.phrase}”"
    undo = partial(library.unmute, rule)
    return Deed(f"Muted {what}; f shows what is hidden.", undo, f"{what} is no longer muted.")


def unmute(library: Shelf, row: Listing) -> Deed:
    """Lift whatever mutes an article."""
    rules = tuple(rule for rule in library.mutes() if rule.hides(row.source, row.headline))
    for rule in rules:
        library.unmute(rule)
    names = ", ".join(f"“{rule.source or rule.phrase}”" for rule in rules)

    def again() -> None:
        for rule in rules:
            library.mute(rule)

    return Deed(f"{names} is no longer muted.", again, f"Muted {names} again.")


SOURCE = "source:"


def mute_of(words: str) -> Mute:
    """Return what is to be muted: after `source:` a source, else a phrase."""
    from tuireader.model import Mute

    if words.casefold().startswith(SOURCE):
        return Mute(source=words[len(SOURCE) :].strip())
    return Mute(phrase=words.strip())


def mute_words(row: Listing) -> str:
    """Return what one would most likely mute at an article: its source."""
    return f"{SOURCE} {row.source}" if row.source else place(row)
