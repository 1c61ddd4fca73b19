"""Two texts side by side, with a gutter each that says what happened without any colour."""

from __future__ import annotations

from collections.abc import Sequence

from tuireader.rendering.documents import prefix_of
from tuireader.rendering.halves import Half
from tuireader.rendering.passage import Fixed, Part, Passage
from tuireader.rendering.roles import Fragment, Line, Role
from tuireader.rendering.sheet import Sheet
from tuireader.rendering.wrap import cells, fit, is_simple, is_sure

GUTTER = 3
"""Cells before a text: a margin, the sign, a space."""
_DIVIDER = "│"


class Gutter:
    """What stands before a text: a sign on some of its lines, nothing on the others.

    `first`: the line at which the sign appears, after the notes above the text; `lines`: on how
    many lines. A text that came or went as a whole has its sign on each line, any other on the
    first only: there the words themselves are marked.
    """

    def __init__(self, sign: str, role: Role, *, first: int = 0, lines: int = 1) -> None:
        self.shown = range(first, first + lines)
        self.sign = Fragment(f" {sign} ", role)

    def at(self, y: int) -> Fragment:
        """Return the gutter of the line `y`."""
        return self.sign if y in self.shown else _EMPTY


_EMPTY = Fragment(" " * GUTTER)
NO_SIGN = Gutter(" ", Role.DIM)
Gutters = tuple[Gutter, Gutter]


class Columns:
    """Where things stand in a side-by-side sheet `width` cells wide."""

    def __init__(self, width: int) -> None:
        self.divider = (width - 1) // 2
        self.left = max(1, self.divider - GUTTER - 1)
        self.right = max(1, width - self.divider - 1 - GUTTER - 1)


class Beside:
    """A row with a part on each side; the higher one gives the height, and `gap` lines follow."""

    def __init__(
        self,
        columns: Columns,
        left: Part | None,
        right: Part | None,
        *,
        gutters: Gutters = (NO_SIGN, NO_SIGN),
        gap: int = 1,
    ) -> None:
        self.columns = columns
        self.left = left
        self.right = right
        self.gutters = gutters
        inner = max(left.height if left else 0, right.height if right else 0)
        self.height = inner + gap

    def line(self, y: int) -> Line:
        """Return the line `y`: left gutter and text, the divider, right gutter and text."""
        left = self._half(self.left, self.gutters[0], y)
        right = self._half(self.right, self.gutters[1], y)
        words = "".join(fragment.text for fragment in left)
        space = Fragment(" " * (self.columns.divider - cells(words)))
        column = -1 if is_simple(words) else self.columns.divider
        return (*left, space, Fragment(_DIVIDER, Role.RULE, column=column), *right)

    @staticmethod
    def _half(part: Part | None, gutter: Gutter, y: int) -> Line:
        if part is None or y >= part.height:
            return ()
        return (gutter.at(y), *part.line(y))


def set_half(half: Half | None, width: int) -> Passage | None:
    """Set one side of a row as what it is: a paragraph, a quote, a notice."""
    if half is None:
        return None
    first, rest = prefix_of(half.kind)
    return Passage(half.text, width, role=half.role, spans=half.spans, first=first, rest=rest)


def with_notes(
    passage: Passage | None, above: Sequence[Line], below: Sequence[Line], width: int
) -> Part | None:
    """Put notes about a passage above and below it; the first below joins its last line if it fits.

    Each note ends at the right edge, `width` cells from the left. Behind words that may take more
    cells than the table says, none would: there it has a line of its own.
    """
    if not above and not below:
        return passage
    parts: list[Part] = [Fixed(*above)] if above else []
    notes = list(below)
    if passage is not None:
        parts.append(passage)
        if notes:
            last = passage.line(passage.lines - 1)
            room = width - sum(cells(fragment.text) for fragment in last)
            sure = all(is_sure(fragment.text) for fragment in last)
            if sure and _length(notes[0]) + 2 <= room:
                parts[-1] = _Joined(passage, _to_right(notes.pop(0), room))
    if notes:
        parts.append(Fixed(*(_to_right(note, width) for note in notes)))
    return parts[0] if len(parts) == 1 else Sheet(parts, width)


class _Joined:
    """A passage with a note at the end of its last line."""

    def __init__(self, passage: Passage, note: Line) -> None:
        self.passage = passage
        self.note = note
        self.height = passage.lines

    def line(self, y: int) -> Line:
        """Return the passage's line `y`, and the note on the last one."""
        line = self.passage.line(y)
        return (*line, *self.note) if y == self.height - 1 else line


def note_line(text: str, role: Role, width: int) -> Line:
    """Return a note as a line of at most `width` cells."""
    return (Fragment(fit(text, width), role),)


def _length(line: Line) -> int:
    return sum(cells(fragment.text) for fragment in line)


def _to_right(note: Line, room: int) -> Line:
    return (Fragment(" " * max(0, room - _length(note))), *note)
