"""What screens ask of the library, in one call each; they run in worker threads."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tuireader.tui.messages import Compared, HistoryLoaded, Opened, Outlook, Reported, Since

if TYPE_CHECKING:
    from tuireader.library.protocol import Wanted
    from tuireader.model import Change, Document, Listing, Pair
    from tuireader.tui.services import Services, Shelf

PICKED_MOST = 1000
"""Rows of a search that are shown at most."""


def open_article(library: Shelf, article: int, snapshot: int | None = None) -> Opened:
    """Return an article's document: the one a snapshot has, else the newest that is a story."""
    from tuireader.rendering import texts

    listing = library.listing(article)
    history = library.history(article)
    stories = texts(history)
    numbers = [each.number for each in history]
    before = numbers[: numbers.index(snapshot) + 1] if snapshot in numbers else ()
    chosen = [each for each in stories if snapshot is None or each.number in before]
    if not chosen:
        return Opened(listing, (), None, None)
    newest = chosen[-1]
    document = library.document(article, newest.number)
    return Opened(listing, tuple(stories), newest, document)


_NEAR = 64
"""Unread articles that are looked through for the next one."""


def next_unread(library: Shelf, row: Listing | None) -> Listing | None:
    """Return the unread article that comes after a row, else the newest; None: all are read."""
    from tuireader.library.protocol import Wanted

    news = [
        each
        for wanted in (Wanted(unread=True, limit=_NEAR), Wanted(changed=True, limit=_NEAR))
        for each in library.listings(wanted)
        if row is None or each.article != row.article
    ]
    news.sort(key=_newest, reverse=True)
    later = (each for each in news if row is not None and _newest(each) <= _newest(row))
    return next(later, news[0] if news else None)


def _newest(row: Listing) -> float:
    return row.last.timestamp() if row.last else 0.0


def history(library: Shelf, article: int) -> HistoryLoaded:
    """Return what an article's looks brought."""
    from tuireader.rendering import looks

    found = looks(library.history(article), library.checks(article))
    return HistoryLoaded(library.listing(article), found)


def since(library: Shelf, article: int, read: int) -> Since:
    """Return the text that was there when the article was read, and the newest."""
    from tuireader.rendering import texts

    stories = texts(library.history(article))
    had = [each.number for each in stories if each.number <= read]
    return Since(article, had[-1] if had else None, stories[-1].number if stories else None)


def compare(
    services: Services, article: int, before: int | None = None, after: int | None = None
) -> Compared:
    """Return a Change with its two documents and the article's other texts."""
    from tuireader.rendering import texts

    library = services.library
    stories = tuple(texts(library.history(article)))
    if len(stories) < 2:
        return Compared(library.listing(article), stories)
    change = services.compare(article, before, after)
    sides = _sides(library, article, change)
    listing = library.listing(article)  # the last: it may have been marked meanwhile
    return Compared(listing, stories, change, sides)


def _sides(library: Shelf, article: int, change: Change) -> Pair[Document] | None:
    """Return the documents that a Change's rows point into; None where they don't fit.

    They don't where a newer extractor read the page again for the comparison: then rows count
    other blocks than the saved document has, and all are shown as paragraphs.
    """
    from tuireader.model import Pair

    numbers = change.sides.before.snapshot, change.sides.after.snapshot
    if numbers[0] is None or numbers[1] is None:
        return None
    before = library.document(article, numbers[0])
    after = library.document(article, numbers[1])
    counts = (
        max((index for row in change.rows for index in row.before), default=-1) + 1,
        max((index for row in change.rows for index in row.after), default=-1) + 1,
    )
    fits = counts == (len(before.blocks), len(after.blocks))
    return Pair(before=before, after=after) if fits else None


def report(services: Services, article: int, before: int, after: int) -> Reported:
    """Write evidence of a change, and show it in the user's browser if that has a window."""
    file = services.report(article, before, after)
    return Reported(file, services.outside.browse(file.as_uri()) == "opened")


def outlook(services: Services) -> Outlook:
    """Return what is due, and whether a watch sees to it; offline nothing ever is."""
    if services.offline:
        return Outlook(0, 0, None, False)
    from tuireader.schedule import next_feed_check

    library, now = services.library, services.clock()
    due, following = library.ahead(now)
    feeds = [next_feed_check(feed, services.feed_gap, now) for feed in library.feeds.all()]
    later = [each for each in (following, *feeds) if each is not None and each > now]
    return Outlook(
        due, sum(each <= now for each in feeds), min(later, default=None), services.watched()
    )


def picked(wanted: Wanted) -> bool:
    """Tell whether the library reads every article to find those that fit."""
    return bool(wanted.query or wanted.silent or wanted.tag or wanted.source)


def count(library: Shelf, wanted: Wanted) -> int:
    """Return how many articles fit.

    A library gives rows, not their number. Where it picks them by an index, some thirty
    questions find how many there are among a billion; else one that reads them all is enough.
    """
    if picked(wanted):
        return len(library.listings(replace(wanted, offset=0, limit=PICKED_MOST)))

    def reaches(index: int) -> bool:
        return bool(library.listings(replace(wanted, offset=index, limit=1)))

    if not reaches(0):
        return 0
    last, beyond = 0, 1
    while reaches(beyond):
        last, beyond = beyond, beyond * 2
    while beyond - last > 1:
        middle = (last + beyond) // 2
        last, beyond = (middle, beyond) if reaches(middle) else (last, middle)
    return beyond
