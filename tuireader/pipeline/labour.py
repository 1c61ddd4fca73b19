"""Work that keeps a processor busy, away from the event loop."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Labour:
    """Does one piece of work at a time, in a thread; `turn` is held by whoever's turn it is.

    Python runs one thread at a time: several would not be done sooner, and the event loop would
    have to wait for its turn behind all of them.
    """

    turn: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def __call__(self, work: Callable[P, T], *args: P.args, **words: P.kwargs) -> T:
        """Do a piece of work and return what it returns."""
        async with self.turn:
            return await asyncio.to_thread(work, *args, **words)
