"""Which block became which, while it is being found out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, starmap
from operator import lt

from tuireader.diffing.backbone import Link, backbone
from tuireader.diffing.bags import Bags
from tuireader.model import Pair

_DENSE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff]")
_TELLING = 24  # characters; a shorter text may stand anywhere by chance


class Links:
    """Which block became which, growing. Each block has at most one link.

    `pieces`: further links of blocks without one, to a block that has one (splits and merges).
    `bags`: the words of each block.
    """

    def __init__(self, before: Sequence[str], after: Sequence[str]) -> None:
        self.before, self.after = before, after
        self.bags = Pair(before=Bags(before), after=Bags(after))
        self.forth: dict[int, int] = {}
        self.back: dict[int, int] = {}
        self.pieces: list[Link] = []
        self._free = bytearray(b"\1") * len(before), bytearray(b"\1") * len(after)
        self._weights: dict[Link, int] = {}
        self._backbone: list[Link] | None = None

    def add(self, i: int, j: int) -> bool:
        """Link two blocks; False if one of them is taken."""
        if not (self._free[0][i] and self._free[1][j]):
            return False
        self.forth[i], self.back[j] = j, i
        self._free[0][i] = self._free[1][j] = 0
        self._backbone = None
        return True

    def drop(self, i: int, j: int) -> None:
        """Undo the link of two blocks."""
        del self.forth[i], self.back[j]
        self._free[0][i] = self._free[1][j] = 1
        self._backbone = None

    def attach(self, i: int, j: int) -> None:
        """Link a piece to the whole it came from or went into."""
        self.pieces.append((i, j))
        self._free[0][i] = self._free[1][j] = 0

    def is_free(self, i: int, j: int) -> bool:
        """Tell whether neither a block before nor a block after has a link of any kind."""
        return bool(self._free[0][i] and self._free[1][j])

    def telling(self, i: int, j: int) -> bool:
        """Tell whether two blocks say enough to be linked out of order."""
        return _tells(self.before[i]) and _tells(self.after[j])

    def free(
        self, before: range | None = None, after: range | None = None
    ) -> tuple[list[int], list[int]]:
        """Return the blocks without a link of any kind, of those asked for."""
        before = range(len(self.before)) if before is None else before
        after = range(len(self.after)) if after is None else after
        free, free_after = self._free
        return [i for i in before if free[i]], [j for j in after if free_after[j]]

    def backbone(self) -> list[Link]:
        """Return the links that keep their order."""
        if self._backbone is None:
            links = sorted(self.forth.items())
            if all(starmap(lt, pairwise([j for _, j in links]))):
                self._backbone = links  # all of them do: none has to be weighed
            else:
                for link in self.forth.items() - self._weights.keys():
                    self._weights[link] = self._weight(*link)
                self._backbone = backbone([(link, self._weights[link]) for link in links])
        return list(self._backbone)

    def _weight(self, i: int, j: int) -> int:
        """Return how much a link should stand still: few moves first, then little moved text."""
        size = min(len(self.before[i]), len(self.after[j]), 900)
        same = self.before[i] == self.after[j] and _tells(self.before[i])
        return 1000 + size + (500 if same else 0)

    def gaps(self) -> Iterator[tuple[list[int], list[int]]]:
        """Yield the free blocks between neighbouring links of the backbone, where any are."""
        at, other = 0, 0
        for i, j in [*self.backbone(), (len(self.before), len(self.after))]:
            if i > at or j > other:
                free, others = self.free(range(at, i), range(other, j))
                if free or others:
                    yield free, others
            at, other = i + 1, j + 1


def _tells(text: str) -> bool:
    """Tell whether a text is long enough: a sign of East Asia says as much as three letters."""
    return len(text) >= _TELLING or len(text) + 2 * len(_DENSE.findall(text)) >= _TELLING
