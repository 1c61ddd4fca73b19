"""Short ways to say what a test compares, and what came out."""

from __future__ import annotations

from collections.abc import Sequence

from tuireader.diffing import diff
from tuireader.model import Block, BlockKind, Diff, Document, Pair, Row, SegmentOp

PARAGRAPH = BlockKind.PARAGRAPH


def document(paragraphs: Sequence[str], headline: str = "") -> Document:
    """Return a Document of paragraphs."""
    return Document(headline=headline, blocks=tuple(Block(text=text) for text in paragraphs))


def of_kinds(*blocks: tuple[BlockKind, str]) -> Document:
    """Return a Document of blocks of given kinds."""
    return Document(blocks=tuple(Block(kind=kind, text=text) for kind, text in blocks))


def compared(before: Sequence[str], after: Sequence[str]) -> Diff:
    """Return the Diff of two texts."""
    return diff(Pair(before=document(before), after=document(after)))


def body(found: Diff) -> list[Row]:
    """Return the rows without the headline's."""
    return list(found.rows[1:])


def shape(row: Row) -> tuple[str, tuple[int, ...], tuple[int, ...]]:
    """Return a row's operation and blocks, an M before the name of one that moved."""
    return ("M " if row.moved else "") + row.op.value, row.before, row.after


def shapes(found: Diff) -> list[tuple[str, tuple[int, ...], tuple[int, ...]]]:
    """Return the shapes of all rows but the headline's."""
    return [shape(row) for row in body(found)]


def marked(row: Row) -> str:
    """Return a row's text with [what went] and {what came}."""
    signs = {SegmentOp.EQUAL: ("", ""), SegmentOp.DELETE: "[]", SegmentOp.INSERT: "{}"}
    return "".join(signs[s.op][0] + s.text + signs[s.op][1] for s in row.segments)


def edited(before: str, after: str) -> str:
    """Return the one row of two paragraphs, marked."""
    (row,) = body(compared([before], [after]))
    return marked(row)
