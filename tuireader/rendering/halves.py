"""The rows of a Change made ready for setting: a text a side, and which of its words changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tuireader.model import (
    HEADLINE,
    Block,
    BlockKind,
    Change,
    Document,
    Edit,
    Move,
    Pair,
    Row,
    RowOp,
    Segment,
    SegmentOp,
)
from tuireader.rendering.roles import Role, Span

_WORDS = {SegmentOp.DELETE: Role.DELETED_WORDS, SegmentOp.INSERT: Role.INSERTED_WORDS}
_WHOLE = {RowOp.DELETE: Role.DELETED, RowOp.INSERT: Role.INSERTED}
_HEADLINE_BLOCK = Block(kind=BlockKind.HEADING, text="")
_PARAGRAPH = Block(text="")

SIDE_MARKS = {SegmentOp.DELETE: ("[", "]"), SegmentOp.INSERT: ("[", "]")}
INLINE_MARKS = {SegmentOp.DELETE: ("[-", "-]"), SegmentOp.INSERT: ("{+", "+}")}
"""What stands about changed words where there is no colour; inline as wdiff(1) writes it."""

Marks = dict[SegmentOp, tuple[str, str]]


@dataclass(slots=True)
class Half:
    """What a row shows on one side. `role`: of the words that no span covers."""

    text: str
    kind: BlockKind
    role: Role | None = None
    spans: tuple[Span, ...] = ()


@dataclass(slots=True)
class Rowful:
    """A row, its edits, and what moved into it."""

    row: Row
    changed: bool
    edits: tuple[Edit, ...] = ()
    moves: tuple[Move, ...] = ()


def rowfuls(change: Change) -> list[Rowful]:
    """Put each row together with the edits and moves that belong to it."""
    edits: defaultdict[int, list[Edit]] = defaultdict(list)
    for edit in change.edits:
        edits[edit.row].append(edit)
    moves: defaultdict[int, list[Move]] = defaultdict(list)
    for move in change.moves:
        moves[move.after].append(move)
    found = []
    for index, row in enumerate(change.rows):
        changed = row.op is not RowOp.EQUAL or row.moved
        moved = tuple(move for at in row.after for move in moves.get(at, ())) if moves else ()
        found.append(Rowful(row, changed, tuple(edits.get(index, ())), moved))
    return found


def kind_of(document: Document | None, indexes: Sequence[int]) -> BlockKind:
    """Return what the first of some blocks is; without a document, only headlines are known."""
    if not indexes:
        return BlockKind.PARAGRAPH
    if indexes[0] == HEADLINE:
        return _HEADLINE_BLOCK.kind
    return document.blocks[indexes[0]].kind if document else _PARAGRAPH.kind


def half(row: Row, sides: Pair[Document] | None, op: SegmentOp, marks: Marks | None) -> Half | None:
    """Return one side of a row: `op` delete asks for the before side, insert for the after."""
    before = op is SegmentOp.DELETE
    indexes = row.before if before else row.after
    if not indexes:
        return None
    document = None if sides is None else sides.before if before else sides.after
    other = SegmentOp.INSERT if before else SegmentOp.DELETE
    kept = bridged([segment for segment in row.segments if segment.op is not other])
    kind = kind_of(document, indexes)
    if row.op in _WHOLE:
        return Half("".join(segment.text for segment in kept), kind, _WHOLE[row.op])
    text, spans = spanned(_apart(kept, several(row)), marks)
    return Half(text, kind, None, spans)


def both(row: Row, sides: Pair[Document] | None, marks: Marks | None) -> Half:
    """Return a row as one text, what was deleted before what was inserted."""
    after = bool(row.after)
    document = None if sides is None else sides.after if after else sides.before
    kind = kind_of(document, row.after or row.before)
    if row.op in _WHOLE:
        return Half("".join(segment.text for segment in row.segments), kind, _WHOLE[row.op])
    text, spans = spanned(_apart(row.segments, several(row)), marks)
    return Half(text, kind, None, spans)


def several(row: Row) -> bool:
    """Tell whether a row's newlines part blocks."""
    return len(row.before) > 1 or len(row.after) > 1


def bridged(segments: Sequence[Segment]) -> list[Segment]:
    """Let a space between two changed runs count as changed: one highlight, not two."""
    found = list(segments)
    for index in range(1, len(found) - 1):
        near = (found[index - 1].op, found[index + 1].op)
        if found[index].text == " " and near[0] is near[1] is not SegmentOp.EQUAL:
            found[index] = Segment(op=near[0], text=" ")
    return found


def _apart(segments: Iterable[Segment], apart: bool) -> Iterable[Segment]:
    """Put an empty line between blocks, where newlines part blocks."""
    if not apart:
        return segments
    return [Segment(op=each.op, text=each.text.replace("\n", "\n\n")) for each in segments]


def spanned(segments: Iterable[Segment], marks: Marks | None) -> tuple[str, tuple[Span, ...]]:
    """Return the segments' text, and spans for the words that changed."""
    pieces: list[str] = []
    spans: list[Span] = []
    at, open_op = 0, SegmentOp.EQUAL
    for segment in (*segments, Segment(op=SegmentOp.EQUAL, text="")):
        if segment.op is not open_op and marks:
            mark = _between(marks, open_op, segment.op)
            if open_op is not SegmentOp.EQUAL and spans:
                closing = len(marks[open_op][1])
                spans[-1] = spans[-1]._replace(end=spans[-1].end + closing)
            pieces.append(mark)
            at += len(mark)
        if segment.op is not SegmentOp.EQUAL and segment.text:
            lead = len(marks[segment.op][0]) if marks and segment.op is not open_op else 0
            spans.append(Span(at - lead, at + len(segment.text), _WORDS[segment.op]))
        pieces.append(segment.text)
        at += len(segment.text)
        open_op = segment.op
    return "".join(pieces), tuple(spans)


def _between(marks: Marks, closed: SegmentOp, opened: SegmentOp) -> str:
    """Return the marks that stand where one run ends and another begins."""
    closing = marks[closed][1] if closed in marks else ""
    opening = marks[opened][0] if opened in marks else ""
    return closing + opening
