"""What takes long never keeps the event loop."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, cast

from tests.stories import edited, page
from tuireader.errors import NotFoundError
from tuireader.library.protocol import Library, Saving
from tuireader.model import Capture, Check, CheckStatus, Response
from tuireader.pipeline import Pipeline

NOON = datetime(2026, 4, 1, 12, tzinfo=UTC)
HTML = {"content-type": "text/html; charset=utf-8"}


class SlowDisk:
    """A library whose writes take until the event loop says so."""

    def __init__(self, library: Library, loop: asyncio.AbstractEventLoop) -> None:
        self._library = library
        self._loop = loop
        self.writing = asyncio.Event()
        self.done = threading.Event()
        self.batches: list[int] = []
        self.records: list[int] = []

    def __getattr__(self, name: str) -> Any:
        """Be a library in all else."""
        return getattr(self._library, name)

    def append(self, savings: Sequence[Saving]) -> tuple[Check, ...]:
        """Write when the event loop has had its turn.

        Raises:
            TimeoutError: it had none: it is this call that it waits for.
        """
        self._loop.call_soon_threadsafe(self.writing.set)
        if not self.done.wait(10):
            raise TimeoutError
        self.batches.append(len(savings))
        return self._library.append(savings)

    def record_all(self, checks: Sequence[Check]) -> None:
        """Write looks that brought nothing new."""
        self.records.append(len(checks))
        self._library.record_all(checks)


class PurgedMeanwhile:
    """A library that somebody purges when a look at it is about to be written."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def __getattr__(self, name: str) -> Any:
        """Be a library in all else."""
        return getattr(self._library, name)

    def append(self, savings: Sequence[Saving]) -> tuple[Check, ...]:
        """Write, then remove the second article and purge."""
        checks = self._library.append(savings)
        self._library.remove(2, at=NOON)
        self._library.purge(at=NOON)
        return checks

    def record_all(self, checks: Sequence[Check]) -> None:
        """Purge, then write."""
        self._library.purge(at=NOON)
        self._library.record_all(checks)


async def fetch(url: str, **_: object) -> Response:
    """Give any page."""
    return Response(url=url, headers=HTML, body=page())


async def unchanged(url: str, **_: object) -> Response:
    """Say that the page is as it was."""
    return Response(url=url, status=304)


async def test_the_event_loop_goes_on_while_the_disk_is_slow(library: Library) -> None:
    disk = SlowDisk(library, asyncio.get_running_loop())
    pipeline = Pipeline(cast(Library, disk), fetch, lambda: NOON)
    look = asyncio.create_task(pipeline.look("https://gannet.example/market"))
    await disk.writing.wait()
    disk.done.set()
    assert (await look).status is CheckStatus.NEW


async def test_what_is_ready_at_once_is_written_at_once(library: Library) -> None:
    disk = SlowDisk(library, asyncio.get_running_loop())
    disk.done.set()
    pipeline = Pipeline(cast(Library, disk), fetch, lambda: NOON)
    urls = [f"https://gannet.example/{n}" for n in range(20)]
    checks = [check async for check in pipeline.sweep(urls)]
    assert {check.status for check in checks} == {CheckStatus.NEW}
    assert sum(disk.batches) == 20
    assert len(disk.batches) < 20


async def test_of_a_batch_only_what_is_stale_is_judged_again(library: Library) -> None:
    ours = Pipeline(library, fetch, lambda: NOON)
    urls = [f"https://gannet.example/{n}" for n in range(3)]
    for url in urls:
        await ours.look(url)
    response = Response(url=urls[0], headers=HTML, body=edited())
    document = await ours.read(response)
    capture = Capture(document=document, response=response, taken_at=NOON.replace(hour=13))
    later = Capture(document=document, response=response, taken_at=NOON.replace(hour=14))
    checks = await asyncio.gather(
        *(ours.keep(url, capture) for url in urls), ours.keep(urls[0], later)
    )
    kinds = [check.status for check in checks]
    assert kinds == [CheckStatus.CHANGED] * 3 + [CheckStatus.UNCHANGED]


async def test_looks_that_find_nothing_new_are_written_at_once(library: Library) -> None:
    disk = SlowDisk(library, asyncio.get_running_loop())
    disk.done.set()
    pipeline = Pipeline(cast(Library, disk), fetch, lambda: NOON)
    urls = [f"https://gannet.example/{n}" for n in range(20)]
    async for _ in pipeline.sweep(urls):
        pass
    later = Pipeline(cast(Library, disk), unchanged, lambda: NOON.replace(hour=13))
    checks = [check async for check in later.sweep(urls)]
    assert {check.status for check in checks} == {CheckStatus.UNCHANGED}
    assert [len(library.checks(check.article)) for check in checks] == [2] * 20
    assert sum(disk.records) == 20
    assert len(disk.records) < 20


async def test_an_article_purged_during_a_look_keeps_no_other_look_from_being_saved(
    library: Library,
) -> None:
    urls = [f"https://gannet.example/{n}" for n in range(3)]
    for url in urls:
        await Pipeline(library, fetch, lambda: NOON).look(url)
    library.remove(2, at=NOON)
    purging = cast(Library, PurgedMeanwhile(library))
    later = Pipeline(purging, unchanged, lambda: NOON.replace(hour=13))
    looks = await asyncio.gather(*(later.look(url) for url in urls), return_exceptions=True)
    assert isinstance(looks[1], NotFoundError)
    assert [len(library.checks(number)) for number in (1, 3)] == [2, 2]


async def test_an_article_purged_right_after_it_was_saved_makes_no_saving_a_failure(
    library: Library,
) -> None:
    pipeline = Pipeline(cast(Library, PurgedMeanwhile(library)), fetch, lambda: NOON)
    urls = [f"https://gannet.example/{n}" for n in range(3)]
    looks = await asyncio.gather(*(pipeline.look(url) for url in urls))
    assert {look.status for look in looks} == {CheckStatus.NEW}
