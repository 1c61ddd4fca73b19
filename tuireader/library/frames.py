"""Long records that resemble the one before: each is packed against an earlier one.

A record is a zstd frame whose prefix is an earlier record of the same article (`zstd
--patch-from`), so what is repeated costs next to nothing. Records of one article form groups;
the first of a group, the keyframe, stands alone. Inside a group a record at place n is packed
against the one at n & (n - 1): half of them against their neighbour, and none is more than
log2(group) steps from its keyframe, so reading stays fast and damage stays small.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tuireader.errors import DamagedLibraryError
from tuireader.library.storage import SqliteTable
from tuireader.library.zstd import ZstdError, pack, unpack

_UNPACKED_AT_MOST = 64 * 2**20


@dataclass(frozen=True, slots=True)
class Frames:
    """The packed records of one table. `group`: how many share a keyframe, a power of two.

    `level`: how hard zstd tries on keyframes; `level_between`: on the records between them.
    """

    table: SqliteTable
    group: int
    level: int
    level_between: int

    def __contains__(self, number: object) -> bool:
        return isinstance(number, int) and self.table.get(doc_id=number) is not None

    def read(self, number: int) -> bytes:
        """Return the record with this number.

        Raises:
            DamagedLibraryError: it, or one it is packed against, is missing or damaged.
        """
        return self._unpack(self._steps(number), number)

    def pack(self, data: bytes, neighbour: int | None) -> dict[str, Any]:
        """Return the fields of a new record: `data` packed, as the one after `neighbour`.

        Where the neighbour is damaged, the record stands alone: damage must not spread.
        """
        try:
            place, steps = (0, []) if neighbour is None else self._after(neighbour)
            known = self._unpack(steps, neighbour or 0)
        except DamagedLibraryError:
            place, steps, known = 0, [], b""
        level = self.level_between if steps else self.level
        fields = {"place": place, "data": pack(data, known, level)}
        return {**fields, "base": steps[0].doc_id} if steps else fields

    def holds(self, number: int, data: bytes) -> bool:
        """Tell whether a record is just this; a damaged one isn't."""
        try:
            return self.read(number) == data
        except DamagedLibraryError:
            return False

    def _after(self, neighbour: int) -> tuple[int, list[Any]]:
        """Return the place of the record after `neighbour`, and the steps from its base down."""
        steps = self._steps(neighbour)
        place = (steps[0]["place"] + 1) % self.group
        return place, [step for step in steps if step["place"] <= place & (place - 1) and place]

    def _steps(self, number: int) -> list[Any]:
        """Return the records from this one down to its keyframe."""
        steps: list[Any] = []
        following: int | None = number
        while following is not None:
            record = self.table.get(doc_id=following)
            if record is None or len(steps) > self.group:
                raise _damaged(self.table, number, "a record it is packed against is missing")
            steps.append(record)
            following = record.get("base")
        return steps

    def _unpack(self, steps: list[Mapping[str, Any]], number: int) -> bytes:
        known = b""
        for record in reversed(steps):
            try:
                known = unpack(record["data"], known, _UNPACKED_AT_MOST)
            except (ZstdError, KeyError, TypeError) as error:
                raise _damaged(self.table, number, "it can't be unpacked") from error
        return known


def _damaged(table: SqliteTable, number: int, why: str) -> DamagedLibraryError:
    return DamagedLibraryError(
        f"Record {number} of {table.name} is damaged: {why}.",
        "`tuireader verify` names all damaged records; the others stay readable.",
    )
