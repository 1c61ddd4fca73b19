"""Packing records against earlier ones."""

from __future__ import annotations

import gc
import random
import sys
import tracemalloc
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import cast

import pytest
from tinydb.table import Document as Record

from tuireader.errors import DamagedLibraryError
from tuireader.library.frames import Frames, _AtHand, _Step
from tuireader.library.storage import Column, Kind, Layout, SqliteTable, connect
from tuireader.library.zstd import ZstdError, pack, unpack

GROUP = 8
LAYOUT = Layout(columns=(Column("base"), Column("place"), Column("data", Kind.BYTES)))


@pytest.fixture
def run() -> int:
    return 2


@pytest.fixture
def frames(tmp_path: Path, run: int) -> Iterator[Frames]:
    with connect(tmp_path / "file", layouts={"frames": LAYOUT}) as database:
        table = cast(SqliteTable, database.table("frames"))
        yield Frames(table, group=GROUP, run=run, level=9, level_between=9)


def _text(number: int) -> bytes:
    return b"".join(b"Line %d of %d\n" % (line, number // 3) for line in range(200)) + bytes(
        [number]
    )


def _add(frames: Frames, count: int) -> None:
    number = None
    for at in range(count):
        number = frames.add(_text(at), number, {})


@pytest.mark.parametrize("run", [2, 4])
def test_every_record_comes_back(frames: Frames) -> None:
    _add(frames, 40)
    for at in range(40):
        assert frames.read(at + 1) == _text(at)


@pytest.mark.parametrize("run", [2, 4])
def test_no_record_is_more_than_a_few_steps_from_its_keyframe(frames: Frames) -> None:
    _add(frames, 3 * GROUP)
    for at in range(3 * GROUP):
        steps = 0
        record = frames.table.get(doc_id=at + 1)
        while record.get("base") is not None:
            assert record["base"] < record.doc_id
            record = frames.table.get(doc_id=record["base"])
            steps += 1
        assert record["place"] == 0
        assert steps <= 3
        assert record.doc_id == at // GROUP * GROUP + 1


def test_what_others_will_be_packed_against_stays_at_hand(tmp_path: Path) -> None:
    with connect(tmp_path / "file", layouts={"frames": LAYOUT}) as database:
        table = cast(SqliteTable, database.table("frames"))
        room = 3 * len(_text(0))
        frames = Frames(table, group=GROUP, run=4, level=9, level_between=9, at_hand=room)
        one, other = frames.add(_text(0), None, {}), frames.add(_text(40), None, {})
        for turn in range(1, 4):
            one, other = (
                frames.add(_text(turn), one, {}),
                frames.add(_text(40 + turn), other, {}),
            )
        assert [table.get(doc_id=number)["base"] for number in range(3, 9)] == [1, 2] * 3
        assert sorted(frames._at_hand._records) == [1, 2]


def test_what_is_at_hand_is_still_told_when_it_is_damaged_in_the_file(tmp_path: Path) -> None:
    with connect(tmp_path / "file", layouts={"frames": LAYOUT}) as database:
        table = cast(SqliteTable, database.table("frames"))
        frames = Frames(table, group=GROUP, level=9, level_between=9, at_hand=10**6)
        _add(frames, 6)
        assert frames.read(6) == _text(5)
        table.put(Record({**table.get(doc_id=5), "data": b"x"}, 5))
        with pytest.raises(DamagedLibraryError):
            frames.read(6)
        number = frames.add(_text(6), 6, {})
        assert Frames(table, group=GROUP, level=9, level_between=9).read(number) == _text(6)


def test_no_more_is_kept_at_hand_than_there_is_room_for(tmp_path: Path) -> None:
    with connect(tmp_path / "file", layouts={"frames": LAYOUT}) as database:
        table = cast(SqliteTable, database.table("frames"))
        room = 3 * len(_text(0))
        frames = Frames(table, group=GROUP, level=9, level_between=9, at_hand=room)
        tracemalloc.start()
        _add(frames, 40)
        gc.collect()
        held = tracemalloc.get_traced_memory()[0]
        tracemalloc.stop()
        assert held < 3 * room
        assert all(frames.read(at + 1) == _text(at) for at in range(40))


def test_threads_that_keep_records_at_hand_do_not_disturb_each_other() -> None:
    at_hand = _AtHand(400)

    def keep(first: int) -> None:
        for number in range(first, first + 3000):
            at_hand.keep([_Step(number * 7 % 9, None, 0, b"x" * 50)], b"y" * 50)

    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(4) as pool:
            assert list(pool.map(keep, range(4))) == [None] * 4
    finally:
        sys.setswitchinterval(interval)


def test_what_is_like_its_neighbour_costs_next_to_nothing(frames: Frames) -> None:
    _add(frames, 2)
    first, second = (len(frames.table.get(doc_id=number)["data"]) for number in (1, 2))
    assert second < 60 < first


@pytest.mark.parametrize("damage", ["missing", "short", "flipped", "circle", "no base"])
def test_damage_is_told(frames: Frames, damage: str) -> None:
    _add(frames, 4)
    record = frames.table.get(doc_id=3)
    if damage == "missing":
        frames.table.remove(doc_ids=[3])
    elif damage == "short":
        frames.table.put(Record({**record, "data": record["data"][:-3]}, 3))
    elif damage == "flipped":
        data = bytearray(record["data"])
        data[len(data) // 2] ^= 4
        frames.table.put(Record({**record, "data": bytes(data)}, 3))
    elif damage == "circle":
        frames.table.put(Record({**record, "base": 4}, 3))
    else:
        frames.table.put(Record({**record, "base": None}, 3))
    with pytest.raises(DamagedLibraryError, match="frames"):
        frames.read(4)
    assert frames.read(2) == _text(1)


def test_a_frame_that_would_unpack_to_too_much_is_refused() -> None:
    bomb = pack(bytes(10**6), b"", 3)
    assert len(bomb) < 200
    with pytest.raises(ZstdError):
        unpack(bomb, b"", 10**5)


@pytest.mark.parametrize("size", [0, 1, 5_000, 300_000, 3_000_000])
def test_a_record_of_any_size_is_packed_against_one_of_its_size(size: int) -> None:
    before = bytes(at * 7 % 251 for at in range(size))
    after = before[: size // 2] + b"one word more" + before[size // 2 :]
    frame = pack(after, before, 3)
    assert unpack(frame, before, 2**26) == after


@pytest.mark.parametrize("size", [20_000, 200_000, 1_500_000])
def test_a_page_of_any_size_costs_what_differs_from_the_one_before(size: int) -> None:
    rng = random.Random(size)
    before = [f"<i class=n{rng.randrange(10**6)}>" for _ in range(size // 17)]
    after = before.copy()
    for at in rng.sample(range(len(before)), 20):
        after[at] = f"<i class=n{rng.randrange(10**6)}>"
    after[5:5] = after[-40:-20]
    assert len(pack("".join(after).encode(), "".join(before).encode(), 1)) < 1_000
