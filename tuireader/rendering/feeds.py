"""Feeds and what they show: two lines each."""

from __future__ import annotations

from datetime import datetime

from tuireader.model import Entry, Feed
from tuireader.rendering.listings import MARGIN
from tuireader.rendering.roles import Fragment, Line, Role
from tuireader.rendering.times import age
from tuireader.rendering.wrap import cells, fit

_INDENT = Fragment(" " * MARGIN)
WAITING_MOST = 100
"""Entries that are counted at most."""


def feed_lines(
    shown: Feed, waiting: int, fresh: int, width: int, now: datetime
) -> tuple[Line, Line]:
    """Return a feed's two lines: its name and its counts, then the last look and the rule.

    Args:
        shown: the feed.
        waiting: its entries that are no articles, `WAITING_MOST` for that many or more.
        fresh: entries that its last look was the first to show.
        width: in cells.
        now: for the age of the last look.
    """
    pieces = [f"{shown.articles} saved"]
    if waiting:
        pieces.append(f"{waiting}{'+' if waiting >= WAITING_MOST else ''} waiting")
    counts = " · ".join(pieces)
    news = f"  {fresh} new" if fresh else ""
    room = width - MARGIN - 1
    title = fit(shown.title or shown.url, room - len(counts) - len(news) - 2)
    space = " " * (room - cells(title) - len(news) - len(counts))
    sign = Fragment("!", Role.SILENT) if shown.error else Fragment("·", Role.DIM)
    first = (
        Fragment("   "),
        sign,
        Fragment(" "),
        Fragment(title, Role.STRONG),
        Fragment(news, Role.ACCENT),
        Fragment(space + counts, Role.DIM),
    )
    return first, (_INDENT, Fragment(*_state(shown, room, now)))


def _state(shown: Feed, room: int, now: datetime) -> tuple[str, Role]:
    looked = age(shown.checked_at, now)
    if shown.error:
        return fit(f"failed {looked} ago: {shown.error}", room), Role.SILENT
    when = {"never": "not looked at yet", "now": "looked at just now"}
    words = when.get(looked, f"looked at {looked} ago")
    return fit(f"{words} · {rule(shown)} · {_host(shown.url)}", room), Role.DIM


def rule(shown: Feed) -> str:
    """Say which entries become articles by themselves."""
    if shown.words is None:
        return "saves all"
    return f"saves {', '.join(shown.words)}" if shown.words else "saves none by itself"


def entry_lines(entry: Entry, width: int, now: datetime) -> tuple[Line, Line]:
    """Return an entry's two lines: its title, then when it came out and where it leads."""
    room = width - MARGIN - 1
    title = fit(entry.title or entry.url, room)
    when = f"{age(entry.published, now)} · " if entry.published else ""
    about = fit(f"{when}{entry.summary or _host(entry.url)}", room)
    return (_INDENT, Fragment(title)), (_INDENT, Fragment(about, Role.DIM))


def _host(url: str) -> str:
    return url.split("://", 1)[-1].split("/", 1)[0].removeprefix("www.")
