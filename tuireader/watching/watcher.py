"""Look at what is due, again and again, until told to stop."""

from __future__ import annotations

import asyncio
import logging
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Protocol

from tuireader.errors import (
    DiskFullError,
    ErrorKind,
    LibraryError,
    LockedLibraryError,
    NotFoundError,
)
from tuireader.library.protocol import Library, Wanted
from tuireader.model import Article, Check, CheckError, CheckStatus
from tuireader.pipeline import Clock
from tuireader.pipeline.homes import host_of
from tuireader.schedule import USUAL_LIMITS, Limits, next_check
from tuireader.watching.agenda import Agenda
from tuireader.watching.senses import ClockSense, Jump, NetworkSense

LOG = logging.getLogger(__name__)

NAP = 5.0
"""Seconds until the library is asked again what is due: others may have added articles."""

GRACE = 5.0
"""Seconds that looks under way get to end when the watcher is told to stop."""

PASSING_TROUBLE = (LockedLibraryError, DiskFullError)
PATIENCE = 60.0
"""Seconds to wait when the disk is full or the library locked."""


class Observer(Protocol):
    """Who wants to know what the watcher does. Nothing here may block or raise."""

    def began(self, article: Article) -> None:
        """Hear that an article is being looked at."""

    def ended(self, check: Check) -> None:
        """Hear what a look brought."""

    def dropped(self, article: Article) -> None:
        """Hear that a look came to nothing: the article was purged meanwhile."""

    def waiting(self, due: int) -> None:
        """Hear how many articles are due and not yet under way."""

    def said(self, text: str) -> None:
        """Hear in one sentence what happened to the watcher itself."""


@dataclass
class Watcher:
    """The loop, with its seams.

    `look`: fetch, compare and save one address; `at_once`: looks under way, one a host; `count`:
    seconds that go on evenly, whatever the wall clock does; `rest`: how to wait; `grace`: seconds
    that looks under way get at the end.
    """

    library: Library
    look: Callable[[str], Awaitable[Check]]
    clock: Clock
    observer: Observer
    limits: Limits = USUAL_LIMITS
    at_once: int = 32
    grace: float = GRACE
    count: Callable[[], float] = time.monotonic
    rest: Callable[[float], Awaitable[None]] = asyncio.sleep
    _agenda: Agenda = field(default_factory=Agenda)
    _running: dict[asyncio.Task[Check], Article] = field(default_factory=dict)
    _looked: Counter[int] = field(default_factory=Counter)
    _strays: dict[int, Article] = field(default_factory=dict)
    _missed: dict[int, Article] = field(default_factory=dict)
    _network: NetworkSense = field(default_factory=NetworkSense)
    _clocks: ClockSense = field(default_factory=ClockSense)
    _stop: asyncio.Event = field(default_factory=asyncio.Event)
    _stirred: asyncio.Event = field(default_factory=asyncio.Event)
    _filled_at: float = -NAP

    def stop(self) -> None:
        """End soon: nothing new is begun, what is being written is finished."""
        self._stop.set()
        self._stirred.set()

    async def run(self, *, once: bool = False) -> None:
        """Look until stopped; `once`: until nothing is due.

        Raises:
            LibraryError: the library can't be used any more. A full disk, or a lock that another
                process holds, is waited out instead.
        """
        await self._look_for_strays()
        try:
            while not self._stop.is_set():
                await self._read_clocks()
                await self._fill(once=once)
                self._begin()
                if self._running:
                    await self._collect()
                elif once and not len(self._agenda):
                    break
                else:
                    await self._rest(self._network.pause or NAP)
        finally:
            await self._wind_up()

    async def _read_clocks(self) -> None:
        """Notice that the clock was set, or that the machine slept."""
        now = self.clock()
        jump = self._clocks.note(now, self.count())
        if jump is Jump.NONE:
            return
        way = "ahead" if jump is Jump.FORWARD else "back"
        self.observer.said(f"The clock went {way} by {abs(self._clocks.length)}.")
        self._filled_at = -NAP
        if jump is Jump.BACK:
            await self._look_for_strays()

    async def _look_for_strays(self) -> None:
        """Bring back articles whose next look a wrong clock has put beyond every limit."""
        latest = self.clock() + self.limits.slowest + timedelta(days=1)
        self._strays.update(await asyncio.to_thread(self._strays_after, latest))

    def _strays_after(self, latest: datetime) -> dict[int, Article]:
        rows = self.library.listings(Wanted(archived=None, muted=None))
        strays = [row.article for row in rows if row.next_check and row.next_check > latest]
        return {number: self.library.resolve(str(number)) for number in strays}

    async def _fill(self, *, once: bool) -> None:
        """Ask the library what is due, when the agenda is empty or old."""
        counted = self.count()
        if len(self._agenda) and counted - self._filled_at < NAP:
            return
        self._filled_at = counted
        due = (
            *await asyncio.to_thread(self.library.due, self.clock()),
            *self._strays.values(),
        )
        if once:
            due = tuple(article for article in due if self._looked[article.number] < 2)
        elif self._network.lost and not due:
            due = tuple(self._missed.values())[:1]  # or nobody would notice that it is back
        self._agenda.fill(due, {article.number for article in self._running.values()})
        self.observer.waiting(len(self._agenda))

    def _begin(self) -> None:
        """Begin looks, one a host; while the network is lost a single one, which tries it."""
        at_once = 1 if self._network.lost else self.at_once
        busy = {host_of(article.url) for article in self._running.values()}
        while len(self._running) < at_once and (article := self._agenda.take(busy)):
            busy.add(host_of(article.url))
            self._looked[article.number] += 1
            self._strays.pop(article.number, None)
            self.observer.began(article)
            look = asyncio.ensure_future(self.look(article.url))
            look.add_done_callback(lambda _: self._stirred.set())
            self._running[look] = article

    async def _collect(self) -> None:
        """Wait for looks to end, but not for long: others may have become due."""
        with suppress(TimeoutError):
            async with asyncio.timeout(NAP):
                await self._stirred.wait()
        self._stirred.clear()
        pause = 0.0
        for look in [look for look in self._running if look.done()]:
            pause = max(pause, self._end(look))
        if self._network.lost or pause:
            await self._rest(max(pause, self._network.pause))

    def _end(self, look: asyncio.Task[Check]) -> float:
        """Take in what a look brought; return how many seconds of rest it calls for."""
        article = self._running.pop(look)
        was_lost = self._network.lost
        try:
            check = look.result()
        except PASSING_TROUBLE as error:
            self.observer.said(str(error))
            self._looked[article.number] -= 1
            return PATIENCE
        except NotFoundError:
            self.observer.dropped(article)
            return 0.0
        except LibraryError:
            raise
        except Exception as error:
            # One page that breaks the reader must not end the watch over all the others.
            LOG.exception("looking at %s", article.url)
            check = self._record(article, f"{type(error).__name__}: {error}")
        self._network.note(check)
        self._miss(article, was_lost=was_lost)
        self.observer.ended(check)
        return 0.0

    def _miss(self, article: Article, *, was_lost: bool) -> None:
        """Remember what can't be reached; when the network is back, it is due at once."""
        if self._network.lost != was_lost:
            self.observer.said("The network is back." if was_lost else "The network is gone.")
        if self._network.silent:
            self._missed[article.number] = article
            return
        if was_lost:
            self._strays.update(self._missed)
        self._missed.clear()

    def _record(self, article: Article, why: str) -> Check:
        """Save a look that broke down, so that the article isn't due again at once."""
        check = Check(
            article=article.number,
            url=article.url,
            at=self.clock(),
            status=CheckStatus.FAILED,
            error=CheckError(kind=ErrorKind.UNREADABLE, message=why),
        )
        looks = (*self.library.checks(article.number), check)
        planned = replace(check, next_check=next_check(looks, check.at, limits=self.limits))
        self.library.record(planned)
        return planned

    async def _rest(self, seconds: float) -> None:
        """Rest, unless told to stop."""
        resting = asyncio.ensure_future(self.rest(seconds))
        stopped = asyncio.ensure_future(self._stop.wait())
        try:
            await asyncio.wait({resting, stopped}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            stopped.cancel()
            resting.cancel()
            with suppress(asyncio.CancelledError):
                await resting

    async def _wind_up(self) -> None:
        """Let looks under way end, for a moment; the rest is given up, unsaved."""
        if not self._running:
            return
        done, late = await asyncio.wait(self._running, timeout=self.grace)
        for look in late:
            look.cancel()
        await asyncio.gather(*late, return_exceptions=True)
        for look in done:
            if look.exception() is None:
                self.observer.ended(look.result())
        self._running.clear()
