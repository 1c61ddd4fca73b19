"""A passage: one text set at a width, of which only the line breaks are kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Protocol

from tuireader.rendering.roles import Fragment, Line, Role, Span
from tuireader.rendering.wrap import breaks, cells


class Part(Protocol):
    """What a sheet is stacked from: so many lines, made when they are asked for."""

    @property
    def height(self) -> int:
        """Return how many lines there are."""

    def line(self, y: int) -> Line:
        """Return the line `y`, 0 ≤ y < height."""


def roles_of(text: str, start: int, end: int, spans: Sequence[Span], role: Role) -> list[Fragment]:
    """Return text[start:end] as fragments; `spans` are in order and don't overlap."""
    found: list[Fragment] = []
    at = start
    for span in spans:
        if span.end <= at:
            continue
        if span.start >= end:
            break
        if span.start > at:
            found.append(Fragment(text[at : span.start], role))
            at = span.start
        stop = min(span.end, end)
        found.append(Fragment(text[at:stop], span.role, span.link))
        at = stop
    if at < end:
        found.append(Fragment(text[at:end], role))
    return found


class Passage:
    """One text set `width` cells wide, with what stands before its first and its other lines.

    Attributes:
        text: the words; newlines end lines.
        said: the same, without what was put in between.
        starts: the offset at which each line starts.
        height: lines, the `gap` of empty ones after the text included.
    """

    def __init__(
        self,
        text: str,
        width: int,
        *,
        role: Role = Role.TEXT,
        spans: Sequence[Span] = (),
        first: Line = (),
        rest: Line | None = None,
        gap: int = 0,
    ) -> None:
        self.text = self.said = text
        self.role = role
        self.spans = spans
        self.first = first
        self.rest = first if rest is None else rest
        indent = sum(cells(fragment.text) for fragment in self.first)
        self.starts = breaks(text, width - indent)
        self.height = len(self.starts) + gap

    @cached_property
    def lines(self) -> int:
        """Return how many lines the text itself takes."""
        return len(self.starts)

    def line(self, y: int) -> Line:
        """Return the line `y`; those of the gap are empty."""
        if y >= len(self.starts):
            return ()
        start = self.starts[y]
        end = self.starts[y + 1] if y + 1 < len(self.starts) else len(self.text)
        end = start + len(self.text[start:end].rstrip(" \n"))
        words = roles_of(self.text, start, end, self.spans, self.role)
        return (*(self.rest if y else self.first), *words)

    def placed(self, start: int, stop: int) -> tuple[int, int]:
        """Return where the characters `start` to `stop` of what is said stand in the text."""
        return start, stop

    def cells_of(self, start: int, stop: int) -> Iterator[tuple[int, int, int]]:
        """Yield where text[start:stop] stands: a line, and its cells there, end exclusive."""
        if stop <= start:
            return
        for y in range(self.line_of(start), self.line_of(stop - 1) + 1):
            begin = self.starts[y]
            end = self.starts[y + 1] if y + 1 < len(self.starts) else len(self.text)
            end = begin + len(self.text[begin:end].rstrip(" \n"))
            indent = sum(cells(fragment.text) for fragment in (self.rest if y else self.first))
            left = indent + cells(self.text[begin : max(start, begin)])
            yield y, left, left + cells(self.text[max(start, begin) : min(stop, end)])

    def line_of(self, offset: int) -> int:
        """Return the line on which the character `offset` of the text stands."""
        low, high = 0, len(self.starts)
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if self.starts[middle] <= offset else (low, middle)
        return low


class Blank:
    """So many empty lines."""

    def __init__(self, height: int = 1) -> None:
        self.height = height

    def line(self, y: int) -> Line:  # noqa: ARG002 - every line is the same
        """Return nothing."""
        return ()


class Fixed:
    """Lines that are there already."""

    def __init__(self, *lines: Line) -> None:
        self.lines = lines
        self.height = len(lines)

    def line(self, y: int) -> Line:
        """Return the line `y`."""
        return self.lines[y]
