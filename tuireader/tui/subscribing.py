"""What the screen of feeds asks of the library; in worker threads."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial

from tuireader.model import Feed, KnownEntry
from tuireader.rendering.feeds import WAITING_MOST, rule
from tuireader.tui.deeds import Deed
from tuireader.tui.services import Shelf


@dataclass(frozen=True, slots=True)
class Followed:
    """A feed, and its entries that are no articles, the newest first."""

    feed: Feed
    waiting: tuple[KnownEntry, ...]


def feeds(library: Shelf) -> tuple[Followed, ...]:
    """Return all feeds, by title."""
    found = [
        Followed(feed, library.feeds.waiting(feed.number, limit=WAITING_MOST))
        for feed in library.feeds.all()
    ]
    return tuple(sorted(found, key=lambda each: (each.feed.title or each.feed.url).casefold()))


def unfollow(library: Shelf, here: Followed) -> Deed:
    """Stop following a feed; its articles stay."""
    library.feeds.remove(here.feed.number)
    name = here.feed.title or here.feed.url
    undo = partial(_follow_again, library, here)
    return Deed(f"{name} is followed no more.", undo, f"{name} is followed again.")


def _follow_again(library: Shelf, was: Followed) -> None:
    """Bring back a feed with the entries that waited.

    Entries that are articles are known by their addresses when the feed is next looked at.
    """
    feed = library.feeds.add(was.feed)
    entries = [replace(each, number=0, feed=feed.number) for each in was.waiting]
    library.feeds.keep(replace(was.feed, number=feed.number), entries)


def set_rule(library: Shelf, feed: Feed, words: tuple[str, ...] | None) -> Deed:
    """Set which entries become articles by themselves."""
    library.feeds.add(replace(feed, words=words))
    said = f"It {rule(replace(feed, words=words))}."
    return Deed(said, partial(library.feeds.add, feed))


def rule_text(words: tuple[str, ...] | None) -> str:
    """Return a rule as it is typed."""
    return "" if words is None else ", ".join(words) or "-"


def rule_of(typed: str) -> tuple[str, ...] | None:
    """Read a rule as it was typed: None for all entries, nothing for none."""
    if typed.strip() == "-":
        return ()
    words = tuple(" ".join(word.split()) for word in typed.split(",") if word.strip())
    return words or None
