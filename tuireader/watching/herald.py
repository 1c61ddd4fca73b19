"""From a look's outcome to a tiding: what changed in which words, for whoever wants to hear it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from tuireader.library.protocol import Library
from tuireader.model import Article, Change, Check, CheckStatus, Flag, Snapshot
from tuireader.notifying import Event, Outbox, Teller, Tiding
from tuireader.pipeline.judging import compare_snapshots, standing_before
from tuireader.reports.atom import AtomEntry, changes_atom
from tuireader.reports.json import change_json
from tuireader.watching.confirming import Tell, found_by_others, settle

LOG = logging.getLogger(__name__)

BREATH = 1.0
"""Seconds between two looks at what is due to be sent."""


class Herald:
    """Hears what looks brought, and has it told; beside the looks, which never wait for it.

    `feed`: where the feed of changes is written, if anywhere; `said` hears what went wrong.
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
        self._checks: asyncio.Queue[Check | None] = asyncio.Queue()
        self._heard_all = asyncio.Event()

    def hear(self, check: Check) -> None:
        """Take note of a look; what is to be told is told later."""
        if check.status not in (CheckStatus.FAILED, CheckStatus.BLOCKED, CheckStatus.NEW):
            self._checks.put_nowait(check)

    def stop(self) -> None:
        """Tell what was heard so far, then end."""
        self._checks.put_nowait(None)

    async def run(self) -> None:
        """Tell what was heard, and send what is due, until stopped."""
        posting = asyncio.ensure_future(self._post())
        try:
            while (check := await self._checks.get()) is not None:
                await self._consider(check)
            self._heard_all.set()
            await posting
        finally:
            posting.cancel()

    async def _post(self) -> None:
        """Send what is due, again and again, and once more when everything was heard."""
        last = False
        while not last:
            last = self._heard_all.is_set()
            try:
                await self._teller.deliver()
            except OSError as error:
                self._said(f"What is still to be told can't be written down: {error}")
            if not last:
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._heard_all.wait(), BREATH)

    async def _consider(self, check: Check) -> None:
        """Tell what a look made sure of."""
        try:
            tidings = await asyncio.to_thread(self._tidings, check)
            if not tidings:
                return
            for tiding in tidings:
                self._teller.tell(tiding)
            self._outbox.save()
            self._write_feed()
        except Exception as error:
            # Whatever is wrong with one message, the others are still to be told.
            LOG.exception("telling of %s", check.url)
            self._said(f"What changed at {check.url} could not be told: {error}")

    def _tidings(self, check: Check) -> list[Tiding]:
        article = self._library.resolve(str(check.article))
        history = {s.number: s for s in self._library.history(check.article)}
        flags = {number: snapshot.flags for number, snapshot in history.items()}
        unconfirmed = self._outbox.unconfirmed
        before = dict(unconfirmed)
        looks = self._library.checks(check.article)
        if check.article not in unconfirmed and (other := found_by_others(looks, history, check)):
            unconfirmed[check.article] = other
        tell = settle(check, flags, unconfirmed)
        found = [] if tell is None else [self._changed(article, history, tell)]
        if check.status is CheckStatus.GONE and _is_first_gone(looks, check):
            found.append(_tiding(article, Event.GONE, check.at))
        if not found and before != unconfirmed:
            self._outbox.save()
        return found

    def _changed(self, article: Article, history: dict[int, Snapshot], tell: Tell) -> Tiding:
        after = history[tell.snapshot]
        earlier = [s for s in history.values() if s.number != after.number]
        before = standing_before(earlier, after.taken_at) or after
        change = compare_snapshots(self._library, before, after)
        if tell.flapping:
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


def _is_first_gone(looks: Sequence[Check], check: Check) -> bool:
    earlier = [look for look in looks if look.at < check.at]
    return not earlier or earlier[-1].status is not CheckStatus.GONE


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
