"""Work on an event loop of its own thread, so that the reader's never waits."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator, Callable
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    import asyncio

T = TypeVar("T")


class Background(Generic[T]):
    """An async iterator run in a thread. Closing it early cancels the work there."""

    def __init__(self, work: Callable[[], AsyncIterator[T]]) -> None:
        import asyncio  # here, so that the list is painted without it

        self._work = work
        self._home = asyncio.get_running_loop()
        self._results: asyncio.Queue[T | BaseException | None] = asyncio.Queue()
        self._away: asyncio.AbstractEventLoop | None = None
        self._task: asyncio.Task[None] | None = None
        self._thread = threading.Thread(target=self._run, name="background", daemon=True)

    async def results(self) -> AsyncIterator[T]:
        """Yield what the work yields, as it comes; raise what it raises."""
        self._thread.start()
        try:
            while (result := await self._results.get()) is not None:
                if isinstance(result, BaseException):
                    raise result
                yield result
        finally:
            self._cancel()

    def _run(self) -> None:
        import asyncio

        end: BaseException | None = None
        try:
            asyncio.run(self._pump())
        except asyncio.CancelledError:
            pass
        except Exception as error:  # noqa: BLE001  (handed to whoever waits for the results)
            end = error
        self._hand(end)

    async def _pump(self) -> None:
        import asyncio

        self._away, self._task = asyncio.get_running_loop(), asyncio.current_task()
        async for result in self._work():
            self._hand(result)

    def _hand(self, result: T | BaseException | None) -> None:
        if not self._home.is_closed():
            self._home.call_soon_threadsafe(self._results.put_nowait, result)

    def _cancel(self) -> None:
        if self._thread.is_alive() and self._away and self._task and not self._away.is_closed():
            self._away.call_soon_threadsafe(self._task.cancel)
