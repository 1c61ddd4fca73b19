"""Long records that resemble the one before: each is packed against an earlier one.

A record is a zstd frame whose prefix is an earlier record of the same article (`zstd
--patch-from`), so what is repeated costs next to nothing. Records of one article form groups;
the first of a group, the keyframe, stands alone. In a group every `run`th record is a base: those
between are packed against the base before them, which is at hand as long as they come, and a base
at place n against the one at n & (n - 1). So none is more than log2(group) steps from its keyframe:
reading stays fast and damage stays small.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from typing import Any, NamedTuple

from tinydb.table import Document as Record

from tuireader.errors import DamagedLibraryError
from tuireader.library.storage import SqliteTable
from tuireader.library.storage.faults import damaged_record
from tuireader.library.zstd import ZstdError, pack, unpack

_UNPACKED_AT_MOST = 64 * 2**20


class Frames:
    """The packed records of one table."""

    def __init__(
        self,
        table: SqliteTable,
        *,
        group: int,
        run: int = 2,
        level: int,
        level_between: int,
        at_hand: int = 0,
    ) -> None:
        """Note how records are packed.

        Args:
            table: where they are; other fields of its records are left alone.
            group: how many share a keyframe, a power of two.
            run: how many share a base, a smaller one.
            level: how hard zstd tries on keyframes.
            level_between: the same on the records between them.
            at_hand: bytes of records to keep unpacked.
        """
        self.table = table
        self.group = group
        self._run = run
        self._read_step = table.reader("base", "place", "data")
        self._levels = (level, level_between)
        self._at_hand = _AtHand(at_hand)

    def __contains__(self, number: object) -> bool:
        return bool(self.table.select((), {"id": number}))

    def read(self, number: int) -> bytes:
        """Return the record with this number.

        Raises:
            DamagedLibraryError: it, or one it is packed against, is missing or damaged.
        """
        return self._unpack(self._steps(number))

    def add(self, data: bytes, neighbour: int | None, fields: Mapping[str, Any]) -> int:
        """Save a record packed as the one after `neighbour`, with other fields beside it.

        Returns:
            Its number, the next free one.
        """
        step, below = self._pack(data, neighbour)
        number = self.table.add({**fields, **step.fields})
        self._keep_base([step._replace(number=number), *below], data)
        return number

    def put(self, number: int, data: bytes, neighbour: int | None) -> None:
        """Save a record at a number, packed as the one after `neighbour`."""
        step, below = self._pack(data, neighbour)
        self.table.put(Record(step.fields, number))
        self._keep_base([step._replace(number=number), *below], data)

    def _keep_base(self, steps: list[_Step], data: bytes) -> None:
        """Have a record at hand, if others are packed against it."""
        if steps[0].place % self._run == 0:
            self._at_hand.keep(steps, data)

    def _pack(self, data: bytes, neighbour: int | None) -> tuple[_Step, list[_Step]]:
        """Return a record packed as the one after `neighbour`, and the steps from its base down.

        Where the neighbour is damaged, the record stands alone: damage must not spread.
        """
        try:
            place, steps = (0, []) if neighbour is None else self._after(neighbour)
            known = self._unpack(steps)
        except DamagedLibraryError:
            place, steps, known = 0, [], b""
        frame = pack(data, known, self._levels[bool(steps)])
        return _Step(0, steps[0].number if steps else None, place, frame), steps

    def _after(self, neighbour: int) -> tuple[int, list[_Step]]:
        """Return the place of the record after `neighbour`, and the steps from its base down."""
        steps = self._steps(neighbour)
        place = (steps[0].place + 1) % self.group
        base = place - place % self._run
        if base == place:
            base &= base - 1
        return place, [step for step in steps if step.place <= base and place]

    def _steps(self, number: int) -> list[_Step]:
        """Return the records from this one down to its keyframe."""
        steps: list[_Step] = []
        following: int | None = number
        while following is not None and len(steps) < self.group:
            found = self._read_step(following)
            if found is None:
                break
            step = _Step(following, *found)
            if type(step.place) is not int or not step.data:
                raise damaged_record(self.table.name, number, "it isn't whole")
            steps.append(step)
            following = step.base
        if following is not None:
            what = "a record it is packed against" if steps else "it"
            raise damaged_record(self.table.name, number, f"{what} is missing")
        return steps

    def _unpack(self, steps: list[_Step]) -> bytes:
        """Return the first of these, each of which is packed against the next; none is empty."""
        if not steps:
            return b""
        data = self._at_hand.get(steps)
        if data is None:
            known = self._unpack(steps[1:])
            try:
                data = unpack(steps[0].data, known, _UNPACKED_AT_MOST)
            except (ZstdError, TypeError) as error:
                number = steps[0].number
                raise damaged_record(self.table.name, number, "it can't be unpacked") from error
            self._keep_base(steps, data)
        return data


class _Step(NamedTuple):
    """A packed record. `base`: the number of the one it is packed against, if any."""

    number: int
    base: int | None
    place: int
    data: bytes

    @property
    def fields(self) -> dict[str, Any]:
        """Return the record's fields."""
        fields: dict[str, Any] = {"place": self.place, "data": self.data}
        return fields if self.base is None else {**fields, "base": self.base}


class _AtHand:
    """Some records unpacked, of each group the one that was made or asked for last.

    Each is known by all that it is packed as and against, and that is read from the file every
    time: whatever is damaged there is noticed.
    """

    def __init__(self, size: int) -> None:
        self._size = size
        self._held = 0
        self._lock = threading.Lock()
        self._records: dict[int, tuple[list[_Step], bytes]] = {}

    def get(self, steps: list[_Step]) -> bytes | None:
        """Return the first of these steps unpacked, if it is at hand."""
        keyframe = steps[-1].number
        with self._lock:
            found = self._records.get(keyframe)
            if found is None or found[0] != steps:
                return None
            self._records[keyframe] = self._records.pop(keyframe)
        return found[1]

    def keep(self, steps: list[_Step], data: bytes) -> None:
        """Have a record at hand, in place of those that nobody used for longest."""
        keyframe = steps[-1].number
        with self._lock:
            self._drop(keyframe)
            self._records[keyframe] = steps, data
            self._held += _size(steps, data)
            while self._held > self._size:
                self._drop(next(iter(self._records)))

    def _drop(self, keyframe: int) -> None:
        if keyframe in self._records:
            self._held -= _size(*self._records.pop(keyframe))


def _size(steps: list[_Step], data: bytes) -> int:
    return len(data) + sum(len(step.data) for step in steps)
