"""Work that keeps a processor busy, away from the event loop."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


def _one_thread() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(1, thread_name_prefix="labour")


@dataclass(frozen=True, slots=True)
class Labour:
    """Does one piece of work at a time, in a thread; `turn` is held by whoever's turn it is.

    Python runs one thread at a time: several would not be done sooner, and the event loop would
    have to wait for its turn behind all of them. It is always the same thread, since each has a
    heap of its own, and pages leave holes in it.
    """

    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    _thread: ThreadPoolExecutor = field(default_factory=_one_thread)

    async def __call__(self, work: Callable[P, T], *args: P.args, **words: P.kwargs) -> T:
        """Do a piece of work when it is its turn, and return what it returns."""
        async with self.turn:
            return await self.now(work, *args, **words)

    async def now(self, work: Callable[P, T], *args: P.args, **words: P.kwargs) -> T:
        """Do a piece of work for whoever holds the turn."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._thread, partial(work, *args, **words))
