"""A Change on one sheet: side by side or inline, whole or what changed only."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from tuireader.model import Change, Document, Edit, Pair, Row, RowOp, SegmentOp
from tuireader.rendering.beside import (
    GUTTER,
    NO_SIGN,
    Beside,
    Columns,
    Gutter,
    note_line,
    set_half,
    with_notes,
)
from tuireader.rendering.halves import (
    INLINE_MARKS,
    SIDE_MARKS,
    Half,
    Rowful,
    both,
    half,
    rowfuls,
)
from tuireader.rendering.passage import Fixed, Part, Passage
from tuireader.rendering.roles import Fragment, Line, Role
from tuireader.rendering.sheet import Sheet, Stop
from tuireader.rendering.signs import MOVED, of_edit, of_notice

SIDE_LEAST = 90
"""Cells below which two columns of prose are too narrow to read."""
INLINE_MOST = 90
"""Cells a line takes at most in the inline layout."""


class Layout(StrEnum):
    """How the two texts stand."""

    SIDE = "side"
    INLINE = "inline"


class _Anchor:
    """Finds the line of a row on which an edit stands."""

    def __init__(self, passages: tuple[Passage | None, Passage | None], above: int) -> None:
        self.passages = passages
        self.above = above

    def line_of(self, edit: Edit, seen: dict[str, int]) -> int:
        """Return the line; `seen`: how far each side was searched for the edits before it."""
        for side, passage, words in zip(
            ("after", "before"), self.passages, (edit.after, edit.before), strict=True
        ):
            if passage is None or not words:
                continue
            found = passage.text.find(words, seen.get(side, 0))
            if found >= 0:
                seen[side] = found + len(words)
                return passage.line_of(found)
        return 0


def diff(
    change: Change,
    sides: Pair[Document] | None,
    *,
    width: int,
    layout: Layout = Layout.SIDE,
    changes_only: bool = False,
    marks: bool = False,
) -> Sheet:
    """Set a Change `width` cells wide.

    Args:
        change: what differs.
        sides: the two documents, which say what each block is; None: paragraphs all.
        width: in cells.
        layout: two columns, or one.
        changes_only: fold what stayed the same.
        marks: put brackets about changed words, for where there is no colour.

    Returns:
        A sheet whose stops are the edits, and changed rows that have none; notices, which stand
        above the texts as well, only where nothing else changed.
    """
    setter = _Side(sides, width, marks) if layout is Layout.SIDE else _Inline(sides, width, marks)
    parts: list[Part] = []
    stops: list[Stop] = []
    notices: list[Stop] = []
    kept = 0
    for rowful in rowfuls(change):
        if changes_only and not rowful.changed:
            kept += 1
            continue
        if kept:
            parts.append(setter.fold(kept))
            kept = 0
        part, anchor = setter.set(rowful)
        found = _stops(rowful, len(parts), anchor)
        (stops if rowful.edits or rowful.notice is None else notices).extend(found)
        parts.append(part)
    if kept:
        parts.append(setter.fold(kept))
    return Sheet(parts, width, stops or notices)


def _stops(rowful: Rowful, part: int, anchor: _Anchor) -> Iterator[Stop]:
    """Yield where to jump to in a row: each edit, or a changed row nobody judged an edit."""
    above = anchor.above
    seen: dict[str, int] = {}
    for edit in rowful.edits:
        sign = of_edit(edit)
        mark = "▪" if edit.notice is not None else sign.character
        line = above + anchor.line_of(edit, seen)
        yield Stop(part, line, sign.words, mark, sign.role, edit.notice)
    if not rowful.edits and rowful.changed:
        yield Stop(part, above, "" if rowful.notice is None else "notice", sign="▪")


class _Side:
    """Sets rows in two columns."""

    def __init__(self, sides: Pair[Document] | None, width: int, marks: bool) -> None:
        self.sides = sides
        self.columns = Columns(width)
        self.marks = SIDE_MARKS if marks else None

    def set(self, rowful: Rowful) -> tuple[Part, _Anchor]:
        """Return a row's part, and how to find an edit in it."""
        row, columns = rowful.row, self.columns
        before = half(row, self.sides, SegmentOp.DELETE, self.marks)
        after = half(row, self.sides, SegmentOp.INSERT, self.marks)
        left = set_half(before, columns.left)
        same = before == after and columns.left == columns.right
        right = left if same else set_half(after, columns.right)
        if not rowful.changed and not rowful.moves:
            return Beside(columns, left, right), _Anchor((right, left), 0)
        above = _moved(rowful, columns.right)
        noted = with_notes(right, above, _labels(rowful, columns.right), columns.right)
        gutters = (_gutter("-", row, left), _gutter("+", row, right, len(above)))
        part = Beside(columns, left, noted, gutters=gutters)
        return part, _Anchor((right, left), len(above))

    def fold(self, count: int) -> Part:
        """Return a line that stands for `count` rows."""
        text = _folded(count)
        space = Fragment(" " * GUTTER)
        left = (space, Fragment(text, Role.DIM))
        pad = Fragment(" " * (self.columns.divider - GUTTER - len(text)))
        rule = Fragment("│", Role.RULE)
        return Fixed((*left, pad, rule), (Fragment(" " * self.columns.divider), rule))


class _Inline:
    """Sets rows in one column, deleted words before inserted ones."""

    def __init__(self, sides: Pair[Document] | None, width: int, marks: bool) -> None:
        self.sides = sides
        self.width = max(1, min(width, INLINE_MOST) - GUTTER - 1)
        self.marks = INLINE_MARKS if marks else None

    def set(self, rowful: Rowful) -> tuple[Part, _Anchor]:
        """Return a row's part, and how to find an edit in it."""
        row = rowful.row
        shown: Half = both(row, self.sides, self.marks)
        passage = set_half(shown, self.width)
        above = _moved(rowful, self.width)
        part = with_notes(passage, above, _labels(rowful, self.width), self.width)
        sign = {RowOp.DELETE: "-", RowOp.INSERT: "+"}.get(row.op, "~")
        gutter = _gutter(sign, row, passage, len(above))
        return _Guttered(part, gutter), _Anchor((passage, passage), len(above))

    @staticmethod
    def fold(count: int) -> Part:
        """Return a line that stands for `count` rows."""
        return Fixed((Fragment(" " * GUTTER), Fragment(_folded(count), Role.DIM)), ())


class _Guttered:
    """A part with its gutter, and an empty line after it."""

    def __init__(self, part: Part | None, gutter: Gutter) -> None:
        self.part = part
        self.gutter = gutter
        self.height = (part.height if part else 0) + 1

    def line(self, y: int) -> Line:
        """Return the line `y`."""
        if self.part is None or y >= self.part.height:
            return ()
        return (self.gutter.at(y), *self.part.line(y))


_GUTTER_ROLES = {"-": Role.DELETED, "+": Role.INSERTED, "~": Role.ACCENT}


def _gutter(sign: str, row: Row, passage: Passage | None, first: int = 0) -> Gutter:
    """Return the gutter of one side of a row."""
    if row.op is RowOp.EQUAL or passage is None:
        return NO_SIGN
    whole = row.op in (RowOp.DELETE, RowOp.INSERT)
    lines = passage.lines if whole else 1
    return Gutter(sign, _GUTTER_ROLES[sign], first=first, lines=lines)


def _labels(rowful: Rowful, width: int) -> list[Line]:
    """Return a note for each different thing said of a row's edits, how often where more than once.

    A notice has its number instead, the one that stands beside the edits it explains.
    """
    if rowful.notice is not None:
        return [note_line(of_notice(rowful.notice), Role.EXPLAINED, width)]
    counts: dict[tuple[str, Role], int] = {}
    for edit in rowful.edits:
        sign = of_edit(edit)
        key = (f"{sign.character} {sign.words}", sign.role)
        counts[key] = counts.get(key, 0) + 1
    notes = []
    for (words, role), count in counts.items():
        notes.append(note_line(f"{words} ×{count}" if count > 1 else words, role, width))
    return notes


def _moved(rowful: Rowful, width: int) -> list[Line]:
    """Return notes on where a row, or a passage in it, stood before."""
    notes = []
    if rowful.row.moved and rowful.row.before:
        words = f"{MOVED} moved from paragraph {rowful.row.before[0] + 1}"
        notes.append(note_line(words, Role.DIM, width))
    for move in rowful.moves if not rowful.row.moved else ():
        words = f"{MOVED} moved from paragraph {move.before + 1}: {move.text}"
        notes.append(note_line(words, Role.DIM, width))
    return notes


def _folded(count: int) -> str:
    return f"⋯ {count} paragraph{'' if count == 1 else 's'} unchanged"
