"""From a look's outcome to a tiding: what changed in which words, for whoever wants to hear it."""

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from tuireader.errors import LibraryError, NotFoundError
from tuireader.library.protocol import Bookmark, Library
from tuireader.model import Article, Change, Flag, Snapshot
from tuireader.notifying import Event, Outbox, Teller, Tiding
from tuireader.pipeline.judging import compare_snapshots, standing_before
from tuireader.reports.atom import AtomEntry, changes_atom
from tuireader.reports.json import change_json
from tuireader.watching.confirming import News, news_of

LOG = logging.getLogger(__name__)

BREATH = 1.0
"""Seconds between two looks at what is new in the library, and at what is due to be sent."""
STALE = timedelta(days=7)
"""What was found longer ago (by a library that was imported, say) is no news any more."""


class Herald:
    """Reads in the library what looks brought, whoever made them, and has it told.

    Beside the looks, which never wait for it. How far it has read is written down with the
    letters, all or nothing: so nothing is told twice, or not at all. `feed`: where the feed of
    changes is written, if anywhere; `said` hears what went wrong.
    """

    def __init__(
        self,
        library: Library,
        teller: Teller,
        outbox: Outbox,
        *,
        clock: Callable[[], datetime],
        feed: Path | None,
        said: Callable[[str], None],
    ) -> None:
        self._library = library
        self._teller = teller
        self._outbox = outbox
        self._clock = clock
        self._feed = feed
        self._said = said
        self._stopping = asyncio.Event()
        self._heard_all = asyncio.Event()
        if outbox.read is None:
            outbox.read = library.bookmark()
            outbox.save()

    def stop(self) -> None:
        """Tell what was found so far, then end."""
        self._stopping.set()

    async def run(self) -> None:
        """Tell what is found, and send what is due, until stopped."""
        posting = asyncio.ensure_future(self._post())
        try:
            last = False
            while not last:
                last = self._stopping.is_set()
                while await self._read_on():
                    pass
                if not last:
                    await _rest(self._stopping)
            self._outbox.save()
            self._heard_all.set()
            await posting
        finally:
            posting.cancel()

    async def _post(self) -> None:
        """Send what is due, again and again, and once more when everything was heard."""
        sending: set[asyncio.Task[None]] = set()
        try:
            while True:
                last = self._heard_all.is_set()
                sending.add(asyncio.create_task(self._deliver()))
                await (asyncio.wait(sending) if last else _rest(self._heard_all))
                sending = {task for task in sending if not task.done()}
                if last:
                    return
        finally:
            for task in sending:
                task.cancel()

    async def _deliver(self) -> None:
        try:
            await self._teller.deliver()
        except OSError as error:
            self._said(f"What is still to be told can't be written down: {error}")

    async def _read_on(self) -> bool:
        """Read some looks and tell what they made sure of; False where nothing is left."""
        if (read := self._outbox.read) is None:
            return False
        try:
            mark, tidings = await asyncio.to_thread(self._found_after, read)
            if mark == read:
                return False
            self._outbox.read = mark
            for tiding in tidings:
                self._teller.tell(tiding)
            if tidings:
                self._outbox.save()
                self._write_feed()
        except (LibraryError, OSError) as error:
            self._said(f"What changed could not be told: {error}")
            return False
        return True

    def _found_after(self, read: Bookmark) -> tuple[Bookmark, list[Tiding]]:
        """Return what looks after a bookmark made sure of, and the next bookmark."""
        mark, looks = self._library.looks_after(read)
        found: defaultdict[int, set[datetime]] = defaultdict(set)
        for article, at in looks:
            if self._clock() - at < STALE:
                found[article].add(at)
        tidings = [one for number, times in found.items() for one in self._news(number, times)]
        return mark, sorted(tidings, key=lambda tiding: tiding.at)

    def _news(self, number: int, times: Collection[datetime]) -> list[Tiding]:
        """Return what looks at an article, at these times, made sure of."""
        try:
            article = self._library.resolve(str(number))
            history = {s.number: s for s in self._library.history(number)}
            news = news_of(self._library.checks(number), history)
            return [self._tiding(article, history, one) for one in news if one.at in times]
        except NotFoundError:  # it was purged
            return []
        except Exception as error:
            # Whatever is wrong with one article, of the others is still to be told.
            LOG.exception("telling of article %s", number)
            self._said(f"What changed in article {number} could not be told: {error}")
            return []

    def _tiding(self, article: Article, history: Mapping[int, Snapshot], news: News) -> Tiding:
        if news.snapshot is None:
            return _tiding(article, news.event, news.at)
        after = history[news.snapshot]
        earlier = [s for s in history.values() if s.number != after.number]
        before = standing_before(earlier, after.taken_at) or after
        change = compare_snapshots(self._library, before, after)
        if news.flapping:
            change = replace(change, flags=(*change.flags, Flag.FLAPPING))
        return _tiding(article, Event.CHANGED, after.taken_at, change)

    def _write_feed(self) -> None:
        """Replace the feed of changes in one step."""
        if self._feed is None:
            return
        entries = [
            AtomEntry(id=one.id, title=one.title, text=one.body, url=one.url, updated=one.moment)
            for one in self._outbox.told
        ]
        beside = self._feed.with_name(self._feed.name + ".new")
        beside.write_text(changes_atom(entries, now=self._clock()), encoding="utf-8")
        beside.replace(self._feed)


async def _rest(until: asyncio.Event) -> None:
    with suppress(TimeoutError):
        await asyncio.wait_for(until.wait(), BREATH)


def _tiding(article: Article, event: Event, at: datetime, change: Change | None = None) -> Tiding:
    tiding = Tiding(
        article=article.number,
        url=article.url,
        headline=article.headline,
        event=event,
        at=at,
        source=article.source or "",
        tags=article.tags,
    )
    if change is None:
        return tiding
    edits = sorted(change.edits, key=lambda edit: -edit.weight)
    return replace(
        tiding,
        snapshot=change.sides.after.snapshot,
        kind=change.kind,
        disclosure=change.disclosure,
        weight=change.weight,
        flags=change.flags,
        edits=tuple((edit.before, edit.after) for edit in edits),
        notices=tuple(notice.text for notice in change.notices.added),
        payload=change_json(change),
    )
