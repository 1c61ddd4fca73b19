"""One request at a time per host, with a gap; a host in trouble is left alone."""

from __future__ import annotations

import asyncio
import threading
from contextlib import suppress
from dataclasses import dataclass, field, replace

import pytest

from tests.fetching.looking import QUICK, names
from tests.loopback import Asked, serve
from tuireader.errors import ErrorKind, FetchError
from tuireader.fetching import Fetcher
from tuireader.fetching.manners import FIRST_REST, LONGEST_REST, PATIENCE, Manners


@dataclass
class FakeClock:
    """A clock that only moves when somebody sleeps, and notes for how long."""

    time: float = 1000.0
    naps: list[float] = field(default_factory=list)

    def now(self) -> float:
        return self.time

    async def sleep(self, seconds: float) -> None:
        self.naps.append(seconds)
        self.time += seconds


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def manners(clock: FakeClock) -> Manners:
    return Manners(
        gap=1.0,
        longest_gap=60.0,
        at_once=8,
        now=clock.now,
        date=clock.now,
        sleep=clock.sleep,
        chance=lambda: 0.5,
    )


async def ask(manners: Manners, host: str = "news.example") -> None:
    async with manners.turn(host):
        pass


async def fail(manners: Manners, error: FetchError) -> None:
    with pytest.raises(FetchError):
        async with manners.turn("news.example"):
            raise error


DOWN = FetchError(ErrorKind.CONNECT, "No connection.")


async def test_the_first_request_waits_for_nobody(manners: Manners, clock: FakeClock) -> None:
    await ask(manners)
    assert clock.naps == []


async def test_the_next_request_to_a_host_waits_for_the_gap(
    manners: Manners, clock: FakeClock
) -> None:
    await ask(manners)
    clock.time += 0.4
    await ask(manners)
    assert clock.naps == [pytest.approx(0.6)]


async def test_the_gap_begins_when_the_answer_is_read(manners: Manners, clock: FakeClock) -> None:
    async with manners.turn("news.example"):
        clock.time += 30
    await ask(manners)
    assert clock.naps == [pytest.approx(1.0)]


async def test_another_host_does_not_wait(manners: Manners, clock: FakeClock) -> None:
    await ask(manners, "a.example")
    await ask(manners, "b.example")
    assert clock.naps == []


async def test_the_users_own_machine_is_a_host_like_any_other(
    manners: Manners, clock: FakeClock
) -> None:
    pages = {"/robots.txt": b"User-agent: *\nCrawl-delay: 7\n", "/a": b"x"}
    with serve(pages) as site:
        async with Fetcher(QUICK, manners=manners) as fetcher:
            for _ in range(2):
                await fetcher.fetch(f"{site.url}/a", typed=True)
    assert clock.naps == [pytest.approx(1.0), pytest.approx(7.0)]


@pytest.mark.parametrize(("asked", "kept"), [(5.0, 5.0), (0.2, 1.0), (86400.0, 60.0)])
async def test_a_crawl_delay_is_kept_within_reason(
    manners: Manners, clock: FakeClock, asked: float, kept: float
) -> None:
    manners.slow_down("news.example", asked)
    await ask(manners)
    await ask(manners)
    assert clock.naps == [pytest.approx(kept)]


async def test_a_host_that_names_a_time_is_left_alone_until_then(
    manners: Manners, clock: FakeClock
) -> None:
    busy = FetchError(ErrorKind.HTTP, "Busy.", status=503, retry_after=90)
    await fail(manners, busy)
    clock.time += 79
    with pytest.raises(FetchError, match="left alone for another 11 s") as caught:
        await ask(manners)
    assert caught.value.status == 503
    assert caught.value.retry_after == pytest.approx(11)
    clock.time += 11
    await ask(manners)
    assert clock.naps == []


async def test_a_short_rest_is_waited_out(manners: Manners, clock: FakeClock) -> None:
    await fail(manners, FetchError(ErrorKind.HTTP, "Busy.", status=429, retry_after=5))
    await ask(manners)
    assert clock.naps == [pytest.approx(5)]


async def test_trouble_of_all_sorts_is_no_host_that_is_down(
    manners: Manners, clock: FakeClock
) -> None:
    for n in range(4 * PATIENCE):
        await fail(manners, [DOWN, FetchError(ErrorKind.TIMEOUT, "Slow.")][n % 2])
        clock.time += 1
    await ask(manners)


async def test_nobody_is_left_alone_for_years(manners: Manners, clock: FakeClock) -> None:
    await fail(manners, FetchError(ErrorKind.HTTP, "Busy.", status=503, retry_after=1e9))
    clock.time += 86_400
    await ask(manners)


async def test_a_host_that_keeps_failing_rests_longer_each_time(
    manners: Manners, clock: FakeClock
) -> None:
    rests = []
    for _ in range(PATIENCE - 1):
        await fail(manners, DOWN)
    for _ in range(12):
        await fail(manners, DOWN)
        with pytest.raises(FetchError) as caught:
            await ask(manners)
        rests.append(caught.value.retry_after)
        clock.time += caught.value.retry_after or 0
    assert rests[:3] == [pytest.approx(FIRST_REST * n) for n in (1, 2, 4)]
    assert rests[-1] == pytest.approx(LONGEST_REST)


async def test_rests_are_spread_so_that_hosts_do_not_return_at_once(clock: FakeClock) -> None:
    rests = set()
    for luck in (lambda: 0.0, lambda: 0.99):
        manners = Manners(
            gap=0,
            longest_gap=60,
            at_once=8,
            now=clock.now,
            date=clock.now,
            sleep=clock.sleep,
            chance=luck,
        )
        for _ in range(PATIENCE):
            await fail(manners, DOWN)
        with pytest.raises(FetchError) as caught:
            await ask(manners)
        rests.add(round(caught.value.retry_after or 0))
    assert rests == {round(FIRST_REST * 0.75), round(FIRST_REST * 1.245)}


async def test_one_good_answer_ends_the_count(manners: Manners) -> None:
    for _ in range(PATIENCE - 1):
        await fail(manners, DOWN)
    await ask(manners)
    await fail(manners, DOWN)
    await ask(manners)


@pytest.mark.parametrize(
    "error",
    [
        FetchError(ErrorKind.HTTP, "Gone.", status=410),
        FetchError(ErrorKind.TOO_LARGE, "Large."),
        FetchError(ErrorKind.REDIRECT, "Round."),
    ],
)
async def test_a_missing_page_is_not_the_hosts_trouble(manners: Manners, error: FetchError) -> None:
    for _ in range(2 * PATIENCE):
        await fail(manners, error)
    await ask(manners)


@dataclass
class Crowd:
    """Counts how many requests are being answered at the same time."""

    most: int = 0
    present: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def __call__(self, asked: Asked) -> bytes:
        with self.lock:
            self.present += 1
            self.most = max(self.most, self.present)
        asked.socket.settimeout(0.02)
        with suppress(TimeoutError):
            asked.socket.recv(1)
        asked.socket.settimeout(None)
        with self.lock:
            self.present -= 1
        return b"x"


async def sweep(crowd: Crowd, hosts: list[str], at_once: int) -> None:
    settings = replace(QUICK, at_once=at_once)
    resolve = names(**{host.partition(".")[0]: "127.0.0.1" for host in hosts})
    with serve({f"/{n}": crowd for n in range(len(hosts))}) as site:
        async with Fetcher(settings, resolve=resolve) as fetcher:
            urls = [f"http://{host}:{site.port}/{n}" for n, host in enumerate(hosts)]
            pages = await asyncio.gather(*(fetcher.fetch(url, typed=True) for url in urls))
    assert all(page.body == b"x" for page in pages)


async def test_a_host_gets_one_request_at_a_time() -> None:
    crowd = Crowd()
    await sweep(crowd, ["one.example"] * 6, at_once=6)
    assert crowd.most == 1


async def test_hosts_are_asked_side_by_side_up_to_the_limit() -> None:
    crowd = Crowd()
    await sweep(crowd, [f"h{n}.example" for n in range(12)], at_once=4)
    assert 1 < crowd.most <= 4
