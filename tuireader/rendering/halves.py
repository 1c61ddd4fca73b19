"""The rows of a Change made ready for setting: a text a side, and which of its words changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
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
from tuireader.rendering.documents import role_of
from tuireader.rendering.roles import Role, Span

_WORDS = {SegmentOp.DELETE: Role.DELETED_WORDS, SegmentOp.INSERT: Role.INSERTED_WORDS}
_WHOLE = {RowOp.DELETE: Role.DELETED, RowOp.INSERT: Role.INSERTED}
_DELETE = SegmentOp.DELETE
_EQUAL = SegmentOp.EQUAL
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
    role: Role = Role.TEXT
    spans: tuple[Span, ...] = ()


@dataclass(slots=True)
class Rowful:
    """A row, its edits, what moved into it; `notice`: which of the notices added it is."""

    row: Row
    changed: bool
    edits: tuple[Edit, ...] = ()
    moves: tuple[Move, ...] = ()
    notice: int | None = None


def rowfuls(change: Change) -> list[Rowful]:
    """Put each row together with the edits and moves that belong to it."""
    edits: defaultdict[int, list[Edit]] = defaultdict(list)
    for edit in change.edits:
        edits[edit.row].append(edit)
    moves: defaultdict[int, list[Move]] = defaultdict(list)
    for move in change.moves:
        moves[move.after].append(move)
    notices = {each.text: number for number, each in enumerate(change.notices.added)}
    found = []
    for index, row in enumerate(change.rows):
        changed = row.op is not RowOp.EQUAL or row.moved
        moved = tuple(move for at in row.after for move in moves.get(at, ())) if moves else ()
        told = None
        if notices and changed and row.after:
            told = notices.get("".join(s.text for s in row.segments if s.op is not _DELETE))
        found.append(Rowful(row, changed, tuple(edits.get(index, ())), moved, told))
    return found


def kind_of(document: Document | None, indexes: Sequence[int]) -> BlockKind:
    """Return what the first of some blocks is; without a document, only headlines are known."""
    if not indexes:
        return BlockKind.PARAGRAPH
    if indexes[0] == HEADLINE:
        return _HEADLINE_BLOCK.kind
    return document.blocks[indexes[0]].kind if document else _PARAGRAPH.kind


def _role(row: Row, kind: BlockKind) -> Role:
    """Return the role of a row's words: what kind of block it is where that matters more."""
    if kind is BlockKind.NOTICE:
        return Role.NOTICE
    if row.op in _WHOLE:
        return _WHOLE[row.op]
    if kind is BlockKind.HEADING:
        return Role.HEADING
    return Role.SAME if row.op is RowOp.EQUAL else role_of(kind)


def half(row: Row, sides: Pair[Document] | None, op: SegmentOp, marks: Marks | None) -> Half | None:
    """Return one side of a row: `op` delete asks for the before side, insert for the after."""
    before = op is SegmentOp.DELETE
    indexes = row.before if before else row.after
    if not indexes:
        return None
    document = None if sides is None else sides.before if before else sides.after
    if row.op is RowOp.EQUAL and not several(row):
        kind = kind_of(document, indexes)
        return Half("".join(segment.text for segment in row.segments), kind, _role(row, kind))
    other = SegmentOp.INSERT if before else SegmentOp.DELETE
    kept = bridged([segment for segment in row.segments if segment.op is not other])
    kind = kind_of(document, indexes)
    if row.op in _WHOLE:
        return Half("".join(segment.text for segment in kept), kind, _role(row, kind))
    text, spans = spanned(_apart(kept, several(row)), marks)
    return Half(text, kind, _role(row, kind), spans)


def both(row: Row, sides: Pair[Document] | None, marks: Marks | None) -> Half:
    """Return a row as one text, what was deleted before what was inserted."""
    after = bool(row.after)
    document = None if sides is None else sides.after if after else sides.before
    kind = kind_of(document, row.after or row.before)
    if row.op in _WHOLE:
        text = "".join(segment.text for segment in row.segments)
        return Half(text, kind, _role(row, kind))
    segments = gathered(row.segments, apart=marks is None)
    text, spans = spanned(_apart(segments, several(row)), marks)
    return Half(text, kind, _role(row, kind), spans)


def gathered(segments: Sequence[Segment], *, apart: bool) -> list[Segment]:
    """Put what was deleted in a run of changes before what was inserted: words, not shreds.

    Spaces between changes belong to the run. `apart`: put a space between the two, where no
    marks part them.
    """
    found: list[Segment] = []
    run: list[Segment] = []
    for segment in (*segments, Segment(op=SegmentOp.EQUAL, text="")):
        blank = segment.op is SegmentOp.EQUAL and segment.text == " "
        if segment.op is not SegmentOp.EQUAL or (blank and run):
            run.append(segment)
            continue
        found.extend(_run(run, apart=apart))
        run = []
        found.append(segment)
    return found


def _run(run: list[Segment], *, apart: bool) -> Iterator[Segment]:
    """Yield a run of changes as one deletion and one insertion, and the space it may end with."""
    tail = run.pop() if run and run[-1].op is SegmentOp.EQUAL else None
    old = "".join(each.text for each in run if each.op is not SegmentOp.INSERT)
    new = "".join(each.text for each in run if each.op is not SegmentOp.DELETE)
    if old.strip():
        yield Segment(op=SegmentOp.DELETE, text=old)
    if apart and old.strip() and new.strip() and not old.endswith(" "):
        yield Segment(op=SegmentOp.EQUAL, text=" ")
    if new:
        yield Segment(op=SegmentOp.INSERT, text=new)
    if tail is not None:
        yield tail


def several(row: Row) -> bool:
    """Tell whether a row's newlines part blocks."""
    return len(row.before) > 1 or len(row.after) > 1


def bridged(segments: Sequence[Segment]) -> list[Segment]:
    """Let a space between two changed runs count as changed: one highlight, not two."""
    found = list(segments)
    for index in range(1, len(found) - 1):
        if found[index].text == " ":
            near = found[index - 1].op
            if near is found[index + 1].op is not _EQUAL:
                found[index] = Segment(op=near, text=" ")
    return found


def _apart(segments: Sequence[Segment], apart: bool) -> Sequence[Segment]:
    """Put an empty line between blocks, where newlines part blocks."""
    if not apart:
        return segments
    return [Segment(op=each.op, text=each.text.replace("\n", "\n\n")) for each in segments]


def spanned(segments: Sequence[Segment], marks: Marks | None) -> tuple[str, tuple[Span, ...]]:
    """Return the segments' text, and spans for the words that changed."""
    if marks is None:
        return "".join([segment.text for segment in segments]), tuple(_spans(segments))
    pieces: list[str] = []
    spans: list[Span] = []
    at, open_op = 0, SegmentOp.EQUAL
    for segment in (*_trimmed(segments), Segment(op=SegmentOp.EQUAL, text="")):
        if segment.op is not open_op:
            mark = _between(marks, open_op, segment.op)
            if open_op is not SegmentOp.EQUAL and spans:
                closing = len(marks[open_op][1])
                spans[-1] = spans[-1]._replace(end=spans[-1].end + closing)
            pieces.append(mark)
            at += len(mark)
        if segment.op is not SegmentOp.EQUAL and segment.text:
            lead = len(marks[segment.op][0]) if segment.op is not open_op else 0
            spans.append(Span(at - lead, at + len(segment.text), _WORDS[segment.op]))
        pieces.append(segment.text)
        at += len(segment.text)
        open_op = segment.op
    return "".join(pieces), tuple(spans)


def _spans(segments: Sequence[Segment]) -> Iterator[Span]:
    """Yield where the words that changed stand, the spaces around them left out as `_trimmed` does.

    A diff of a long text asks for thousands at once, nearly always without marks.
    """
    at = 0
    for segment in segments:
        text = segment.text
        if segment.op is not _EQUAL and text:
            words = text.strip(" ") or text
            start = at + text.find(words)
            yield Span(start, start + len(words), _WORDS[segment.op])
        at += len(text)


def _trimmed(segments: Iterable[Segment]) -> Iterator[Segment]:
    """Leave the spaces around changed words unmarked, unless only spaces changed."""
    for segment in segments:
        text = segment.text
        words = text.strip(" ")
        if segment.op is SegmentOp.EQUAL or not words or len(words) == len(text):
            yield segment
            continue
        lead = len(text) - len(text.lstrip(" "))
        yield Segment(op=SegmentOp.EQUAL, text=text[:lead])
        yield Segment(op=segment.op, text=words)
        yield Segment(op=SegmentOp.EQUAL, text=text[lead + len(words) :])


def _between(marks: Marks, closed: SegmentOp, opened: SegmentOp) -> str:
    """Return the marks that stand where one run ends and another begins."""
    closing = marks[closed][1] if closed in marks else ""
    opening = marks[opened][0] if opened in marks else ""
    return closing + opening
