"""The loop: what it looks at, what it survives, how it ends."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from tests.stories import edited, page
from tests.watching.town import START, Watch
from tuireader.errors import DamagedLibraryError, DiskFullError, ErrorKind, FetchError
from tuireader.library.protocol import Library
from tuireader.model import Check, CheckStatus

A, B, C, D = (f"https://{name}.example/story" for name in "abcd")


def statuses(watch: Watch) -> list[CheckStatus]:
    return [check.status for check in watch.notes.checks]


async def test_once_looks_at_what_is_due_and_ends(library: Library) -> None:
    watch = Watch(library)
    await watch.add(A, page())
    await watch.watcher.run(once=True)
    assert statuses(watch) == [CheckStatus.UNCHANGED]
    assert watch.time.rests == []


async def test_once_confirms_what_changed(library: Library) -> None:
    watch = Watch(library)
    await watch.add(A, page())
    watch.town.pages[A] = edited
    await watch.watcher.run(once=True)
    assert statuses(watch) == [CheckStatus.CHANGED, CheckStatus.UNCHANGED]


async def test_once_ends_where_a_page_is_new_at_every_look(library: Library) -> None:
    watch = Watch(library)
    await watch.add(A, page())
    texts = iter(range(100))
    watch.town.pages[A] = lambda: page(headline=f"Headline number {next(texts)} of the day")
    await watch.watcher.run(once=True)
    assert len(watch.notes.checks) == 2


async def test_an_edit_is_found_when_the_schedule_gets_there(library: Library) -> None:
    watch = Watch(library)
    await watch.add(A, page())
    edit_at = START + timedelta(hours=5)
    watch.town.pages[A] = lambda: edited() if watch.time.now >= edit_at else page()
    await watch.run_for(timedelta(days=1))
    found = [check for check in watch.notes.checks if check.status is CheckStatus.CHANGED]
    assert [check.snapshot for check in found] == [2]
    assert timedelta() <= found[0].at - edit_at < timedelta(hours=4)
    assert len(watch.notes.checks) < 40


async def test_an_article_added_meanwhile_is_seen_without_a_restart(library: Library) -> None:
    watch = Watch(library)
    await watch.run_for(timedelta(minutes=1), lambda: watch.add(A, page()))
    assert watch.notes.begun == [1]


async def test_a_slow_host_keeps_nobody_waiting_and_is_asked_one_at_a_time(
    library: Library,
) -> None:
    watch = Watch(library)
    hurdle = asyncio.Event()
    for url in (A, A + "2", A + "3", B, C):
        await watch.add(url, page())
    under_way, most, others = 0, 0, 0
    look = watch.pipeline.look

    async def slow(url: str) -> Check:
        nonlocal under_way, most, others
        if url.startswith("https://a."):
            under_way += 1
            most = max(most, under_way)
            await hurdle.wait()
            under_way -= 1
            return await look(url)
        check = await look(url)
        others += 1
        if others == 2:
            asyncio.get_running_loop().call_later(0.01, hurdle.set)
        return check

    watch.watcher.look = slow
    await watch.watcher.run(once=True)
    assert [check.article for check in watch.notes.checks][:2] in ([4, 5], [5, 4])
    assert (most, len(watch.notes.checks)) == (1, 5)


async def test_a_page_that_breaks_the_program_is_a_failed_look_and_the_watch_goes_on(
    library: Library,
) -> None:
    watch = Watch(library)
    await watch.add(A, page())
    await watch.add(B, page())

    def broken() -> bytes:
        raise RecursionError("too deep")

    watch.town.pages[A] = broken
    await watch.watcher.run(once=True)
    failed = library.checks(1)[-1]
    assert failed.status is CheckStatus.FAILED
    assert failed.error is not None
    assert "too deep" in failed.error.message
    assert failed.next_check is not None
    assert failed.next_check > failed.at
    assert library.checks(2)[-1].status is CheckStatus.UNCHANGED


async def test_an_article_purged_while_it_is_looked_at_does_not_end_the_watch(
    library: Library,
) -> None:
    watch = Watch(library)
    for url in (A, B):
        await watch.add(url, page())

    def purging() -> bytes:
        library.remove(1, at=watch.time.now)
        library.purge(at=watch.time.now)
        return page()

    watch.town.pages[A] = purging
    await watch.watcher.run(once=True)
    assert [check.article for check in watch.notes.checks] == [2]
    assert watch.notes.dropped_ones == [1]


async def test_a_full_disk_is_waited_out(library: Library) -> None:
    watch = Watch(library)
    await watch.add(A, page())
    look, tries = watch.pipeline.look, 0

    async def full_at_first(url: str) -> Check:
        nonlocal tries
        tries += 1
        if tries < 3:
            raise DiskFullError("The disk is full.")
        return await look(url)

    watch.watcher.look = full_at_first
    await watch.watcher.run(once=True)
    assert statuses(watch) == [CheckStatus.UNCHANGED]
    assert watch.time.rests == [60.0, 60.0]


async def test_a_damaged_library_ends_the_watch(library: Library) -> None:
    watch = Watch(library)
    await watch.add(A, page())

    async def damaged(url: str) -> Check:
        raise DamagedLibraryError(f"{url} is damaged.")

    watch.watcher.look = damaged
    with pytest.raises(DamagedLibraryError):
        await watch.watcher.run(once=True)


async def test_a_lost_network_is_tried_by_single_looks_that_grow_rare(library: Library) -> None:
    watch = Watch(library)
    urls = [f"https://p{n}.example/story" for n in range(12)]
    for url in urls:
        await watch.add(url, page())
    lost = FetchError(ErrorKind.DNS, "No such name.")
    back_at = START + timedelta(hours=1)
    for url in urls:
        watch.town.pages[url] = lambda: lost if watch.time.now < back_at else page()
    watch.watcher.at_once = 3
    watch.town.asked.clear()
    await watch.run_for(timedelta(hours=2))
    assert "The network is gone." in watch.notes.lines
    assert "The network is back." in watch.notes.lines
    failed = statuses(watch).count(CheckStatus.FAILED)
    assert 3 <= failed < 20
    seen = {check.article for check in watch.notes.checks if check.status != CheckStatus.FAILED}
    assert seen == set(range(1, 13))


async def test_a_network_that_is_back_is_noticed_before_anything_is_due(library: Library) -> None:
    watch = Watch(library)
    urls = [f"https://p{n}.example/story" for n in range(4)]
    for url in urls:
        await watch.add(url, page())
    lost = FetchError(ErrorKind.DNS, "No such name.")
    back_at = START + timedelta(seconds=20)
    for url in urls:
        watch.town.pages[url] = lambda: lost if watch.time.now < back_at else page()
    await watch.run_for(timedelta(minutes=2))
    assert "The network is back." in watch.notes.lines
    seen = {check.article for check in watch.notes.checks if check.status != CheckStatus.FAILED}
    assert seen == {1, 2, 3, 4}


async def test_a_clock_set_ahead_makes_things_due_and_is_mentioned(library: Library) -> None:
    watch = Watch(library)
    await watch.add(A, page())
    await watch.watcher.run(once=True)
    watch.time.now += timedelta(days=2)
    await watch.run_for(timedelta(seconds=20))
    assert len(watch.notes.checks) == 2
    assert any(line.startswith("The clock went ahead by 2 days") for line in watch.notes.lines)


async def test_a_clock_set_back_strands_no_article(library: Library) -> None:
    watch = Watch(library)
    watch.time.now += timedelta(days=3650)
    await watch.add(A, page())
    await watch.watcher.run(once=True)
    watch.time.now = START
    watch.town.asked.clear()
    await watch.run_for(timedelta(seconds=20))
    assert watch.town.asked == [A]


async def test_told_to_stop_it_finishes_what_is_under_way(library: Library) -> None:
    watch = Watch(library)
    await watch.add(A, page())
    watch.town.pages[A] = edited
    look = watch.pipeline.look

    async def stop_meanwhile(url: str) -> Check:
        watch.watcher.stop()
        await asyncio.sleep(0.01)
        return await look(url)

    watch.watcher.look = stop_meanwhile
    await watch.watcher.run()
    assert statuses(watch) == [CheckStatus.CHANGED]
    assert len(library.history(1)) == 2


async def test_told_to_stop_it_gives_up_a_look_that_never_ends(library: Library) -> None:
    watch = Watch(library)
    await watch.add(A, page())

    async def endless(url: str) -> Check:
        watch.watcher.stop()
        await asyncio.Event().wait()
        raise AssertionError(url)

    watch.watcher.look = endless
    watch.watcher.grace = 0.01
    await watch.watcher.run()
    assert statuses(watch) == []
