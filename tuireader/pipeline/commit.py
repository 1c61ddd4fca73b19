"""Group commit: captures that are ready at the same moment share one transaction."""

from __future__ import annotations

import asyncio

from tuireader.library.protocol import Library, Saving, StaleError
from tuireader.model import Check


class GroupCommit:
    """Gathers savings for one turn of the event loop and appends them together.

    An acknowledgement still means on disk: `append` returns after the commit.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self._waiting: list[tuple[Saving, asyncio.Future[Check]]] = []

    async def append(self, saving: Saving) -> Check:
        """Save one capture, with whatever else is waiting.

        Raises:
            StaleError: another snapshot came in between; judge again.
            LibraryError: the library can't take it.
        """
        loop = asyncio.get_running_loop()
        future: asyncio.Future[Check] = loop.create_future()
        self._waiting.append((saving, future))
        if len(self._waiting) == 1:
            loop.call_soon(self._flush)
        return await future

    def _flush(self) -> None:
        batch, self._waiting = self._waiting, []
        try:
            checks = self._library.append([saving for saving, _ in batch])
        except Exception as error:  # noqa: BLE001  (handed on to whoever waits)
            self._fail(batch, error)
            return
        for (_, future), check in zip(batch, checks, strict=True):
            if not future.done():
                future.set_result(check)

    def _fail(self, batch: list[tuple[Saving, asyncio.Future[Check]]], error: Exception) -> None:
        """Save one by one after a stale batch, so that only the stale ones are judged again."""
        if isinstance(error, StaleError) and len(batch) > 1:
            for entry in batch:
                self._waiting = [entry]
                self._flush()
            return
        for _, future in batch:
            if not future.done():
                future.set_exception(error)
