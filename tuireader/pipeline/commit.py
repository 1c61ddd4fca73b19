"""Group commit: what is ready to be saved at the same moment shares one transaction."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from tuireader.pipeline.labour import Labour

T = TypeVar("T")
R = TypeVar("R")


class GroupCommit(Generic[T, R]):
    """Gathers what is to be saved until it is its turn, and saves it together, off the event loop.

    An acknowledgement still means on disk: a call returns after the commit.
    """

    def __init__(
        self,
        save: Callable[[Sequence[T]], Sequence[R]],
        labour: Labour,
        *,
        own: type[Exception],
    ) -> None:
        """Begin with nothing to save.

        Args:
            save: saves some in one transaction, and returns what came of each.
            labour: where that is done.
            own: an error of one of them, for which none was saved: each is saved alone then.
        """
        self._save_all = save
        self._labour = labour
        self._own = own
        self._waiting: list[tuple[T, asyncio.Future[R]]] = []
        self._flushing: set[asyncio.Task[None]] = set()

    async def __call__(self, one: T) -> R:
        """Save one, with whatever else is waiting, and return what came of it.

        Raises:
            Exception: whatever kept it from being saved.
        """
        future: asyncio.Future[R] = asyncio.get_running_loop().create_future()
        self._waiting.append((one, future))
        if len(self._waiting) == 1:
            flushing = asyncio.create_task(self._flush())
            self._flushing.add(flushing)
            flushing.add_done_callback(self._flushing.discard)
        return await future

    async def _flush(self) -> None:
        """Save what is waiting; where one of them was at fault, one by one."""
        async with self._labour.turn:
            batch, self._waiting = self._waiting, []
            error = await self._save(batch)
            if isinstance(error, self._own) and len(batch) > 1:
                for one in batch:
                    _fail([one], await self._save([one]))
            else:
                _fail(batch, error)

    async def _save(self, batch: Sequence[tuple[T, asyncio.Future[R]]]) -> Exception | None:
        try:
            found = await self._labour.now(self._save_all, [one for one, _ in batch])
        except Exception as error:  # noqa: BLE001  (handed on to whoever waits)
            return error
        for (_, future), result in zip(batch, found, strict=True):
            if not future.done():
                future.set_result(result)
        return None


def _fail(batch: Sequence[tuple[T, asyncio.Future[R]]], error: Exception | None) -> None:
    for _, future in batch:
        if error and not future.done():
            future.set_exception(error)
