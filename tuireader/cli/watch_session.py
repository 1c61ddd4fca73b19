"""A watcher with everything it needs, built from one reading of the config."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import ExitStack, asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from tuireader.cli.context import Context, utc_now
from tuireader.cli.watch_status import LiveStatus, PlainStatus
from tuireader.library.protocol import Library
from tuireader.notifying import Outbox, Rule, Teller
from tuireader.notifying.channels import send
from tuireader.pipeline import Pipeline
from tuireader.pipeline.feeding import Feeding
from tuireader.watching.feed_rounds import FeedRounds
from tuireader.watching.habits import HabitBook
from tuireader.watching.herald import Herald
from tuireader.watching.watcher import Watcher

if TYPE_CHECKING:
    from tuireader.fetching import Fetcher

LAST_LETTERS = 15.0
"""Seconds that telling gets when the watch is over; the rest is told next time."""


@dataclass(frozen=True, slots=True)
class Session:
    """A watcher, the rounds among the feeds, and what both show."""

    watcher: Watcher
    rounds: FeedRounds
    status: PlainStatus

    async def run(self, *, once: bool) -> None:
        """Watch until told to stop; `once`: until nothing is due."""
        if once:
            await self.rounds.once()
            await self.watcher.run(once=True)
            return
        rounds = asyncio.ensure_future(self.rounds.run())
        try:
            await self.watcher.run()
        finally:
            rounds.cancel()
            await asyncio.gather(rounds, return_exceptions=True)


@asynccontextmanager
async def prepared(
    context: Context, rules: Sequence[Rule], *, plain: bool, as_json: bool
) -> AsyncIterator[Session]:
    """Open the library, build the watcher, and tell what it finds until the block ends."""
    with ExitStack() as stack:
        library = stack.enter_context(context.library())
        status = _status(context, library, stack, plain=plain, as_json=as_json)
        herald = _herald(context, library, rules, status)
        async with context.fetcher() as fetcher:
            telling = asyncio.ensure_future(herald.run())
            try:
                yield _session(context, library, fetcher, status)
            finally:
                herald.stop()
                with suppress(TimeoutError):
                    await asyncio.wait_for(telling, LAST_LETTERS)


def _session(context: Context, library: Library, fetcher: Fetcher, status: PlainStatus) -> Session:
    habits = HabitBook(library, utc_now)
    pipeline = Pipeline(library, fetcher.fetch, utc_now, context.limits, habits)
    feeding = Feeding(library, fetcher.fetch, utc_now, status.ended, context.limits, habits)
    gap = timedelta(seconds=context.config.feed_gap)
    return Session(
        Watcher(library, pipeline.look, utc_now, status, context.limits),
        FeedRounds(library, feeding.refresh, utc_now, gap, status.said),
        status,
    )


def _status(
    context: Context, library: Library, stack: ExitStack, *, plain: bool, as_json: bool
) -> PlainStatus:
    if plain or as_json or context.quiet or not context.out.isatty():
        return PlainStatus(context, library, as_json=as_json)
    live = LiveStatus(context, library)
    stack.enter_context(live.shown())
    return live


def _herald(
    context: Context, library: Library, rules: Sequence[Rule], status: PlainStatus
) -> Herald:
    config = context.config
    outbox = Outbox.open(config.paths.outbox)
    teller = Teller(rules, outbox, clock=utc_now, send=send, said=status.said)
    feed = Path(config.changes_feed).expanduser() if config.changes_feed else None
    return Herald(library, teller, outbox, clock=utc_now, feed=feed, said=status.said)
