"""A sheet: parts stacked on one another, of which any line can be had without the others."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from tuireader.rendering.passage import Part
from tuireader.rendering.roles import Fragment, Line, Role, plain


class Stop(NamedTuple):
    """A place worth jumping to: which part of the sheet, which line of it, and what it is.

    `sign`, `role`: how it is marked on a scroll bar; "" for not at all. `notice`: the index of the
    publisher's note that explains it; None: none does.
    """

    part: int
    line: int
    label: str = ""
    sign: str = ""
    role: Role = Role.DIM
    notice: int | None = None


class Sheet:
    """Lines made when they are asked for.

    Attributes:
        width: in cells; no line is wider.
        height: in lines.
        stops: places worth jumping to, in order.
        blocks: the part that holds each block of a document, where it is one.
        indent: empty cells before each line, counted in `width`.
    """

    def __init__(
        self, parts: Sequence[Part], width: int, stops: Sequence[Stop] = (), *, indent: int = 0
    ) -> None:
        self.parts = parts
        self.width = width
        self.indent = Fragment(" " * indent)
        self.stops = tuple(stops)
        self.blocks: range = range(0)
        self._tops = list(accumulate((part.height for part in parts), initial=0))
        self.height = self._tops[-1]

    def line(self, y: int) -> Line:
        """Return the line `y`, 0 ≤ y < height."""
        part = self.part_at(y)
        line = self.parts[part].line(y - self._tops[part])
        return (self.indent, *line) if self.indent.text and line else line

    def part_at(self, y: int) -> int:
        """Return the index of the part that holds line `y`."""
        return bisect_right(self._tops, y, 0, len(self.parts)) - 1

    def top(self, part: int) -> int:
        """Return the line at which a part begins; past the last part, the sheet's height."""
        return self._tops[part]

    def lines(self) -> Iterator[Line]:
        """Yield all lines."""
        return (self.line(y) for y in range(self.height))

    def plain(self) -> str:
        """Return the sheet as text, a newline after each line."""
        return "".join(plain(line) + "\n" for line in self.lines())
