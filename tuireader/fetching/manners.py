"""One request at a time per host, with a gap; hosts that are in trouble get a rest.

Retry-After is kept (RFC 9110, section 10.2.3), by all processes that share turns, those started
later too. A host that failed in the same way several times in a row is left alone for a while that
doubles each time, with jitter (a circuit breaker), so that a sweep over a thousand stories doesn't
hammer a server that is down.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, nullcontext
from dataclasses import dataclass, field

from tuireader.errors import ErrorKind, FetchError
from tuireader.fetching.notes import NO_TROUBLE, Note, Trouble
from tuireader.fetching.turns import Held, Turns

PATIENCE = 5
"""How often in a row a host fails in the same way before it gets a rest: what is down fails so."""

SHORT_REST = 10.0
"""Seconds: so short a rest is waited out; of a longer one the look is told."""

FIRST_REST = 30.0
LONGEST_REST = 3600.0
LONGEST_ASKED = 86_400.0
"""Seconds: what FIRST_REST grows to, and what a Retry-After can ask for, at most."""

_HOSTS_FAULT = frozenset({ErrorKind.CONNECT, ErrorKind.TIMEOUT, ErrorKind.TLS})


@dataclass(slots=True)
class _Host:
    """What is known of one host. Times: the clock's seconds.

    `delay`: its Crawl-delay; `delayed`: this very process has read it.
    """

    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    free_at: float = 0.0
    delay: float = 0.0
    delayed: bool = False
    trouble: Trouble = NO_TROUBLE


@dataclass(slots=True, kw_only=True)
class Manners:
    """Hands out turns.

    Attributes:
        gap: seconds between two requests to a host.
        longest_gap: seconds that a Crawl-delay can ask for at most.
        at_once: how many requests may be under way.
        turns: what is shared with other processes; None for one process alone.
        now: a clock that only counts, given by tests.
        date: seconds since 1970, given by tests.
        sleep: how to wait, given by tests.
        chance: a number from 0 to 1, given by tests.
    """

    gap: float
    longest_gap: float
    at_once: int
    turns: Turns | None = None
    now: Callable[[], float] = time.monotonic
    date: Callable[[], float] = time.time
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    chance: Callable[[], float] = random.random
    _hosts: dict[str, _Host] = field(default_factory=dict)
    _slots: asyncio.Semaphore = field(init=False)

    def __post_init__(self) -> None:
        """Make the global limit."""
        self._slots = asyncio.Semaphore(self.at_once)

    @asynccontextmanager
    async def turn(self, host: str) -> AsyncIterator[None]:
        """Wait for a host's turn, and hold it until the answer is read.

        Raises:
            FetchError: the host is being left alone for now.
        """
        known = self._hosts.setdefault(host, _Host())
        async with known.turn:
            await self._respect_rest(host, known)
            among_processes = self.turns.hold(host) if self.turns else nullcontext(Held())
            async with among_processes as held:
                self._hear(known, Note.read(held.note))
                await self._respect_rest(host, known)
                await self._wait(known, held.since)
                try:
                    async with self._slots:
                        with self._noting(known):
                            yield
                finally:
                    held.note = str(Note(delay=known.delay, trouble=known.trouble))

    @contextmanager
    def _noting(self, known: _Host) -> Iterator[None]:
        """Note how a request ends: when, and whether the host is in trouble."""
        try:
            yield
        except FetchError as error:
            known.trouble = self._after(known.trouble, error)
            raise
        else:
            known.trouble = NO_TROUBLE
        finally:
            known.free_at = self.now() + max(self.gap, known.delay)

    def slow_down(self, host: str, delay: float) -> None:
        """Keep a longer gap, as the host's Crawl-delay asks; 0 where it asks for none."""
        known = self._hosts.setdefault(host, _Host())
        known.delay, known.delayed = min(delay, self.longest_gap), True

    async def _wait(self, known: _Host, since: float) -> None:
        """Wait for the gap; `since`: seconds since the last request of any process."""
        free_at = max(known.free_at, self.now() + max(self.gap, known.delay) - since)
        while (pause := free_at - self.now()) > 0:
            await self.sleep(pause)

    def _hear(self, known: _Host, note: Note) -> None:
        """Take over what another process was asked for: a slower pace, a longer rest."""
        now = self.date()
        if not known.delayed:
            known.delay = min(note.delay, self.longest_gap)
        if note.trouble.left(now) > known.trouble.left(now):
            known.trouble = note.trouble

    async def _respect_rest(self, host: str, known: _Host) -> None:
        trouble = known.trouble
        while left := trouble.left(self.date()):
            if left > SHORT_REST:
                raise FetchError(
                    trouble.kind,
                    f"{host} is left alone for another {left:.0f} s: {trouble.message}",
                    "It is asked again after that.",
                    status=trouble.status,
                    retry_after=left,
                )
            await self.sleep(left)

    def _after(self, trouble: Trouble, error: FetchError) -> Trouble:
        """Return what an error makes of a host's trouble."""
        troubled = error.status == 429 or (error.status or 0) >= 500
        if not troubled and error.kind not in _HOSTS_FAULT:
            return NO_TROUBLE
        same = (trouble.kind, trouble.status) == (error.kind, error.status)
        failures = trouble.failures + 1 if same else 1
        asked = rest = min(error.retry_after or 0.0, LONGEST_ASKED)
        if failures >= PATIENCE:
            doubled = FIRST_REST * 2.0 ** min(failures - PATIENCE, 10)
            rest = max(rest, min(doubled, LONGEST_REST) * (0.75 + 0.5 * self.chance()))
        return Trouble(
            failures=failures,
            began=self.date(),
            rest=rest,
            asked=asked > 0,
            kind=error.kind,
            message=error.message,
            status=error.status,
        )
