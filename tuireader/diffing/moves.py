"""Sentences and passages that changed their place inside a block or between blocks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tuireader.diffing.passages import Passage, passage
from tuireader.model import Document, Move, Pair, Row, RowOp, SegmentOp
from tuireader.text.sentences import sentences

_SENTENCE = 5  # tokens; a shorter sentence may stand in two places by chance
_PASSAGE = 12  # tokens of a passage that is no whole sentence
_CHANGED = 0.5  # share of a sentence that its row calls changed
_PLACES = 4  # places looked at for the beginning of a passage

Changed = dict[int, bytearray]
"""Per block, one byte for each character: 1 where its row calls it changed."""


@dataclass(frozen=True, slots=True)
class _Run:
    """Changed units of a block, from `low` to before `high`."""

    block: int
    passage: Passage
    low: int
    high: int

    @property
    def units(self) -> Sequence[str]:
        return self.passage.units[self.low : self.high]

    def text(self, k: int, length: int) -> str:
        """Return the text of some of the units, white space between them included."""
        first = self.low + k
        return self.passage.text[self.passage.start(first) : self.passage.end(first + length - 1)]


def moves(sides: Pair[Document], rows: Iterable[Row]) -> tuple[Move, ...]:
    """Return what vanished in one place and appeared in another: sentences, then passages."""
    edited = [row for row in rows if row.op is not RowOp.EQUAL]
    gone = _changed(sides.before, edited, SegmentOp.DELETE)
    came = _changed(sides.after, edited, SegmentOp.INSERT)
    if not gone or not came:
        return ()
    found = [*_sentences(sides, gone, came), *_passages(sides, gone, came)]
    return tuple(sorted(found, key=lambda move: (move.after, move.before)))


def _changed(document: Document, rows: Iterable[Row], op: SegmentOp) -> Changed:
    """Mark the characters of one side that its rows delete, or insert."""
    changed: Changed = {}
    for row in rows:
        marks = bytearray()
        for segment in row.segments:
            if segment.op in (op, SegmentOp.EQUAL):
                marks += bytes([segment.op is op]) * len(segment.text)
        at = 0
        for block in row.before if op is SegmentOp.DELETE else row.after:
            size = len(document.block_text(block))
            if marks.count(1, at, at + size):
                changed[block] = marks[at : at + size]
            at += size + 1  # the newline between blocks
    return changed


def _sentences(sides: Pair[Document], gone: Changed, came: Changed) -> Iterator[Move]:
    """Yield sentences that went and came whole; they no longer count as changed."""
    places: defaultdict[str, list[tuple[int, int, int]]] = defaultdict(list)
    for text, place in _changed_sentences(sides.after, came):
        places[text].append(place)
    for text, (block, start, end) in list(_changed_sentences(sides.before, gone)):
        if places[text] and len(passage(text).units) >= _SENTENCE:
            after, low, high = places[text].pop(0)
            gone[block][start:end] = bytes(end - start)
            came[after][low:high] = bytes(high - low)
            yield Move(text=text, before=block, after=after)


def _changed_sentences(
    document: Document, changed: Changed
) -> Iterator[tuple[str, tuple[int, int, int]]]:
    """Yield each sentence that is mostly changed, with its block, start and end."""
    for block, marks in sorted(changed.items()):
        whole = document.block_text(block)
        for start, end in sentences(whole):
            text = whole[start:end].strip()
            if text and marks.count(1, start, end) >= _CHANGED * (end - start):
                yield text, (block, start, end)


def _passages(sides: Pair[Document], gone: Changed, came: Changed) -> Iterator[Move]:
    """Yield long runs of units that stand among what went and among what came."""
    fresh = [run for block in sorted(came) for run in _runs(sides.after, block, came[block])]
    index: defaultdict[tuple[str, ...], list[tuple[_Run, int]]] = defaultdict(list)
    for run in fresh:
        units = run.units
        for k in range(len(units) - _PASSAGE + 1):
            places = index[tuple(units[k : k + _PASSAGE])]
            if len(places) < _PLACES:
                places.append((run, k))
    for block in sorted(gone) if index else ():
        for run in _runs(sides.before, block, gone[block]):
            yield from _found(run, index)


def _found(run: _Run, index: dict[tuple[str, ...], list[tuple[_Run, int]]]) -> Iterator[Move]:
    units = run.units
    k = 0
    while k <= len(units) - _PASSAGE:
        places = index.get(tuple(units[k : k + _PASSAGE]), ())
        lengths = [(_shared(units, k, other.units, at), other) for other, at in places]
        length, other = max(lengths, key=lambda one: one[0], default=(1, run))
        if length >= _PASSAGE:
            yield Move(text=run.text(k, length), before=run.block, after=other.block)
        k += length


def _shared(units: Sequence[str], k: int, others: Sequence[str], at: int) -> int:
    length = 0
    for one, other in zip(units[k:], others[at:], strict=False):
        if one != other:
            break
        length += 1
    return length


def _runs(document: Document, block: int, marks: bytearray) -> Iterator[_Run]:
    """Yield the runs of wholly changed units that are long enough for a passage."""
    cut = passage(document.block_text(block))
    low = 0
    for k in range(len(cut.units) + 1):
        if k < len(cut.units) and not marks.count(0, cut.start(k), cut.end(k)):
            continue
        if k - low >= _PASSAGE:
            yield _Run(block, cut, low, k)
        low = k + 1
