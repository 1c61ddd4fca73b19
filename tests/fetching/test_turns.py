"""Several processes together are one visitor."""

from __future__ import annotations

import asyncio
import math
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fetching.test_manners import FakeClock, ask, fail
from tuireader.errors import ErrorKind, FetchError
from tuireader.fetching.manners import Manners
from tuireader.fetching.turns import Turns

HOLDER = """
import asyncio, sys
from pathlib import Path
from tuireader.fetching.turns import Turns

async def main():
    async with Turns(folder=Path(sys.argv[1])).hold("news.example"):
        print("held", flush=True)
        sys.stdin.read()

asyncio.run(main())
"""


def manners_of_a_process(folder: Path, clock: FakeClock) -> Manners:
    turns = Turns(folder=folder, now=clock.now, sleep=clock.sleep)
    return Manners(
        gap=1.0,
        longest_gap=60,
        at_once=8,
        turns=turns,
        now=clock.now,
        date=clock.now,
        sleep=clock.sleep,
    )


async def test_another_process_waits_for_the_gap_too(tmp_path: Path) -> None:
    clock = FakeClock()
    reader, watcher = (manners_of_a_process(tmp_path / "turns", clock) for _ in range(2))
    await ask(reader)
    clock.time += 0.25
    await ask(watcher)
    assert clock.naps == [pytest.approx(0.75)]


async def test_another_host_is_free(tmp_path: Path) -> None:
    clock = FakeClock()
    reader, watcher = (manners_of_a_process(tmp_path, clock) for _ in range(2))
    await ask(reader, "a.example")
    await ask(watcher, "b.example")
    assert clock.naps == []


async def test_a_clock_that_was_set_back_costs_one_gap_at_most(tmp_path: Path) -> None:
    clock = FakeClock(time=1_000_000)
    await ask(manners_of_a_process(tmp_path, clock))
    clock.time -= 86_400
    await ask(manners_of_a_process(tmp_path, clock))
    assert clock.naps == [pytest.approx(1.0)]


async def test_the_first_request_ever_has_nobody_to_wait_for(tmp_path: Path) -> None:
    async with Turns(folder=tmp_path).hold("news.example") as held:
        assert held.since == math.inf


async def test_a_crawl_delay_that_one_process_read_is_kept_by_the_next(tmp_path: Path) -> None:
    clock = FakeClock()
    reader, watcher, third = (manners_of_a_process(tmp_path, clock) for _ in range(3))
    reader.slow_down("news.example", 7)
    await ask(reader)
    await ask(watcher)
    assert clock.naps == [pytest.approx(7)]
    watcher.slow_down("news.example", 0)
    clock.time += 7
    await ask(watcher)
    await ask(third)
    assert clock.naps[1:] == [pytest.approx(1)]


BUSY = FetchError(ErrorKind.HTTP, "Busy.", status=429, retry_after=3600)


async def test_every_process_leaves_a_host_alone_that_asked_one_of_them_to(tmp_path: Path) -> None:
    clock = FakeClock()
    reader, watcher = (manners_of_a_process(tmp_path, clock) for _ in range(2))
    await ask(watcher)
    await fail(reader, BUSY)
    clock.time += 3000
    for manners in (reader, watcher, manners_of_a_process(tmp_path, clock)):
        with pytest.raises(FetchError, match="left alone for another 600 s: Busy") as caught:
            await ask(manners)
        assert caught.value.status == 429
    clock.time += 600
    await ask(watcher)
    await ask(reader)


async def test_one_good_answer_to_any_process_ends_the_rest_of_all(tmp_path: Path) -> None:
    clock = FakeClock()
    await fail(manners_of_a_process(tmp_path, clock), BUSY)
    clock.time += 3600
    await ask(manners_of_a_process(tmp_path, clock))
    clock.time -= 1800
    await ask(manners_of_a_process(tmp_path, clock))


async def test_a_clock_that_was_set_back_ends_a_rest(tmp_path: Path) -> None:
    clock = FakeClock(time=1_000_000)
    await fail(manners_of_a_process(tmp_path, clock), BUSY)
    clock.time -= 86_400
    await ask(manners_of_a_process(tmp_path, clock))


@pytest.mark.parametrize(
    "note",
    [
        "{",
        "[]",
        '{"trouble": 3}',
        '{"trouble": {"x": 1}}',
        '{"delay": []}',
        "\x00" * 99,
        "[" * 9999,
    ],
)
async def test_a_note_that_makes_no_sense_keeps_nobody_away(tmp_path: Path, note: str) -> None:
    async with Turns(folder=tmp_path).hold("news.example") as held:
        held.note = note
    clock = FakeClock(time=2e9)
    await ask(manners_of_a_process(tmp_path, clock))


async def test_of_two_that_come_first_the_second_still_waits(tmp_path: Path) -> None:
    turns, waiting = Turns(folder=tmp_path), asyncio.Event()

    async def wait(_seconds: float) -> None:
        waiting.set()
        await asyncio.sleep(0)

    async def second() -> float:
        async with Turns(folder=tmp_path, sleep=wait).hold("news.example") as held:
            return held.since

    async with turns.hold("news.example") as first:
        other = asyncio.ensure_future(second())
        await waiting.wait()
    assert first.since == math.inf
    assert await other < 60


async def test_where_nothing_can_be_written_a_process_is_on_its_own(tmp_path: Path) -> None:
    (tmp_path / "turns").write_bytes(b"no folder")
    clock = FakeClock()
    manners = manners_of_a_process(tmp_path / "turns", clock)
    await ask(manners)
    await ask(manners)
    assert clock.naps == [pytest.approx(1.0)]


@pytest.fixture
def holder(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """Run another process that holds the host's turn."""
    words = [sys.executable, "-c", HOLDER, str(tmp_path)]
    with subprocess.Popen(
        words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


async def test_a_host_is_held_against_other_processes_until_they_end(
    tmp_path: Path, holder: subprocess.Popen[str]
) -> None:
    waits = 0

    async def wait(seconds: float) -> None:
        nonlocal waits
        waits += 1
        if waits == 3:
            holder.kill()
            holder.wait()

    async with Turns(folder=tmp_path, sleep=wait).hold("news.example") as held:
        assert held.since < math.inf
    assert waits >= 3


async def test_a_turn_with_nothing_new_to_say_keeps_what_was_said(tmp_path: Path) -> None:
    clock = FakeClock()
    turns = Turns(folder=tmp_path, now=clock.now, sleep=clock.sleep)
    async with turns.hold("news.example") as held:
        held.note = "slowly"
    for _ in range(2):
        clock.time += 2
        async with turns.hold("news.example") as held:
            assert held.note == "slowly"
            assert held.since == pytest.approx(2)
