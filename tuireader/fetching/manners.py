"""One request at a time per host, with a gap; hosts that are in trouble get a rest.

Retry-After is kept (RFC 9110, section 10.2.3); a host that failed several times in a row is
left alone for a while that doubles each time, with jitter (a circuit breaker), so that a sweep
over a thousand stories doesn't hammer a server that is down.
"""

from __future__ import annotations

import asyncio
import math
import random
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, nullcontext
from dataclasses import dataclass, field

from tuireader.errors import ErrorKind, FetchError
from tuireader.fetching.turns import Turns

PATIENCE = 3
"""How many failures in a row before a host gets a rest of its own."""

FIRST_REST = 30.0
LONGEST_REST = 3600.0
LONGEST_ASKED = 86_400.0
"""Seconds: what FIRST_REST grows to, and what a Retry-After can ask for, at most."""

_HOSTS_FAULT = frozenset({ErrorKind.CONNECT, ErrorKind.TIMEOUT, ErrorKind.TLS, ErrorKind.PROTOCOL})


@dataclass(slots=True)
class _Host:
    """What is known of one host. Times: the clock's seconds."""

    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    free_at: float = 0.0
    delay: float = 0.0
    failures: int = 0
    rests_until: float = 0.0
    trouble: FetchError | None = None


@dataclass(slots=True, kw_only=True)
class Manners:
    """Hands out turns.

    Attributes:
        gap: seconds between two requests to a host.
        longest_gap: seconds that a Crawl-delay can ask for at most.
        at_once: how many requests may be under way.
        turns: what is shared with other processes; None for one process alone.
        now: the clock, given by tests.
        sleep: how to wait, given by tests.
        chance: a number from 0 to 1, given by tests.
    """

    gap: float
    longest_gap: float
    at_once: int
    turns: Turns | None = None
    now: Callable[[], float] = time.monotonic
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    chance: Callable[[], float] = random.random
    _hosts: dict[str, _Host] = field(default_factory=dict)
    _slots: asyncio.Semaphore = field(init=False)

    def __post_init__(self) -> None:
        """Make the global limit."""
        self._slots = asyncio.Semaphore(self.at_once)

    @asynccontextmanager
    async def turn(self, host: str, *, hurried: bool = False) -> AsyncIterator[None]:
        """Wait for a host's turn, and hold it until the answer is read.

        Args:
            host: whose turn.
            hurried: no gap and no rest: the user's own machine.

        Raises:
            FetchError: the host is being left alone for now.
        """
        known = self._hosts.setdefault(host, _Host())
        async with known.turn:
            if hurried:
                async with self._slots:
                    yield
                return
            self._respect_rest(host, known)
            among_processes = self.turns.hold(host) if self.turns else nullcontext(math.inf)
            async with among_processes as since:
                await self._wait(known, since)
                async with self._slots:
                    with self._noting(known):
                        yield

    @contextmanager
    def _noting(self, known: _Host) -> Iterator[None]:
        """Note how a request ends: when, and whether the host is in trouble."""
        try:
            yield
        except FetchError as error:
            self._failed(known, error)
            raise
        else:
            known.failures = 0
        finally:
            known.free_at = self.now() + max(self.gap, known.delay)

    def slow_down(self, host: str, delay: float) -> None:
        """Keep a longer gap, as the host's Crawl-delay asks."""
        self._hosts.setdefault(host, _Host()).delay = min(delay, self.longest_gap)

    async def _wait(self, known: _Host, since: float) -> None:
        """Wait for the gap; `since`: seconds since the last request of any process."""
        free_at = max(known.free_at, self.now() + max(self.gap, known.delay) - since)
        while (pause := free_at - self.now()) > 0:
            await self.sleep(pause)

    def _respect_rest(self, host: str, known: _Host) -> None:
        left = known.rests_until - self.now()
        if left > 0 and known.trouble:
            raise FetchError(
                known.trouble.kind,
                f"{host} is left alone for another {left:.0f} s: {known.trouble.message}",
                "It is asked again after that.",
                status=known.trouble.status,
                retry_after=left,
            )

    def _failed(self, known: _Host, error: FetchError) -> None:
        troubled = error.status == 429 or (error.status or 0) >= 500
        if not troubled and error.kind not in _HOSTS_FAULT:
            known.failures = 0
            return
        known.failures += 1
        rest = min(error.retry_after or 0.0, LONGEST_ASKED)
        if known.failures >= PATIENCE:
            doubled = FIRST_REST * 2.0 ** min(known.failures - PATIENCE, 10)
            rest = max(rest, min(doubled, LONGEST_REST) * (0.75 + 0.5 * self.chance()))
        if rest:
            # A copy: the error itself would keep the whole answer alive through its traceback.
            known.trouble = FetchError(error.kind, error.message, status=error.status)
            known.rests_until = self.now() + rest
