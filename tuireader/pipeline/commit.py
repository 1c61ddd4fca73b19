"""Group commit: captures that are ready at the same moment share one transaction."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from tuireader.library.protocol import Library, Saving, StaleError
from tuireader.model import Check
from tuireader.pipeline.labour import Labour

_Waiting = list[tuple[Saving, asyncio.Future[Check]]]


class GroupCommit:
    """Gathers savings until it is their turn, and appends them together, off the event loop.

    An acknowledgement still means on disk: `append` returns after the commit.
    """

    def __init__(self, library: Library, labour: Labour) -> None:
        self._library = library
        self._labour = labour
        self._waiting: _Waiting = []
        self._flushing: set[asyncio.Task[None]] = set()

    async def append(self, saving: Saving) -> Check:
        """Save one capture, with whatever else is waiting.

        Raises:
            StaleError: another snapshot came in between; judge again.
            LibraryError: the library can't take it.
        """
        future: asyncio.Future[Check] = asyncio.get_running_loop().create_future()
        self._waiting.append((saving, future))
        if len(self._waiting) == 1:
            flushing = asyncio.create_task(self._flush())
            self._flushing.add(flushing)
            flushing.add_done_callback(self._flushing.discard)
        return await future

    async def _flush(self) -> None:
        """Save what is waiting; after a stale batch one by one: only the stale are judged again."""
        async with self._labour.turn:
            batch, self._waiting = self._waiting, []
            error = await self._save(batch)
            if isinstance(error, StaleError) and len(batch) > 1:
                for one in batch:
                    _fail([one], await self._save([one]))
            else:
                _fail(batch, error)

    async def _save(self, batch: _Waiting) -> Exception | None:
        try:
            checks = await self._labour.now(self._library.append, [one for one, _ in batch])
        except Exception as error:  # noqa: BLE001  (handed on to whoever waits)
            return error
        for (_, future), check in zip(batch, checks, strict=True):
            if not future.done():
                future.set_result(check)
        return None


def _fail(batch: Sequence[tuple[Saving, asyncio.Future[Check]]], error: Exception | None) -> None:
    for _, future in batch:
        if error and not future.done():
            future.set_exception(error)
