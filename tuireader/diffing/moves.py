"""Sentences and passages that changed their place inside a block or between blocks."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import chain

from tuireader.diffing.encoding import Codes
from tuireader.diffing.passages import Passage, cut, passage
from tuireader.model import Document, Move, Pair, Row, RowOp, SegmentOp
from tuireader.text.sentences import fragments, sentences
from tuireader.text.words import is_plain

_SENTENCE = 5  # tokens; a shorter sentence may stand in two places by chance
_PASSAGE = 12  # tokens of a passage that is no whole sentence
_PLAIN = 2 * _PASSAGE  # characters of a passage of plain text, at least
_GRAM = 6  # tokens by which a passage is found; half a passage, so that none is missed
_TELLING = 21  # changed bytes in a row, without which nothing of a row moved: 7 signs in Chinese
_LONG = 7  # the same in characters, for a block
_CHANGED = 0.5  # share of a sentence that its row calls changed
_PLACES = 4  # places looked at for the beginning of a passage

_EQUAL = SegmentOp.EQUAL

Changed = dict[int, bytearray]
"""Per block, one byte for each character: 1 where its row calls it changed."""

_Place = tuple[int, int, int]
"""A block, and where in it something stands: characters, end exclusive."""


@dataclass(frozen=True, slots=True)
class _Run:
    """Changed units of a block, one character for each; `low`: which unit is the first."""

    block: int
    passage: Passage
    low: int
    units: str

    def text(self, start: int, end: int) -> str:
        """Return the text of some of the units, white space between them included."""
        first, last = self.low + start, self.low + end - 1
        return self.passage.text[self.passage.starts[first] : self.passage.end(last)]


def moves(sides: Pair[Document], rows: Iterable[Row], *, flipped: bool) -> tuple[Move, ...]:
    """Return what vanished in one place and appeared in another: sentences, then passages.

    `flipped`: look from what came to what went, so that swapped sides find the same.
    """
    edited = [row for row in rows if row.op is not RowOp.EQUAL]
    gone = _changed(sides.before, edited, SegmentOp.DELETE)
    came = _changed(sides.after, edited, SegmentOp.INSERT)
    if flipped:
        turned = _found_in(Pair(before=sides.after, after=sides.before), came, gone)
        found = [Move(text=move.text, before=move.after, after=move.before) for move in turned]
    else:
        found = _found_in(sides, gone, came)
    return tuple(sorted(found, key=lambda move: (move.after, move.before, move.text)))


def _found_in(sides: Pair[Document], gone: Changed, came: Changed) -> list[Move]:
    if not gone or not came:
        return []
    return [*_sentences(sides, gone, came), *_passages(sides, gone, came)]


def _changed(document: Document, rows: Iterable[Row], op: SegmentOp) -> Changed:
    """Mark what its rows delete, or insert, in each block where a long run of it stands."""
    changed: Changed = {}
    for row in rows:
        if not _tell([segment.text for segment in row.segments if segment.op is op]):
            continue
        marks = bytearray(
            b"".join(
                [
                    (b"\1" if segment.op is op else b"\0") * len(segment.text)
                    for segment in row.segments
                    if segment.op is op or segment.op is _EQUAL
                ]
            )
        )
        at = 0
        for block in row.before if op is SegmentOp.DELETE else row.after:
            size = len(document.block_text(block))
            if marks.find(b"\1" * _LONG, at, at + size) >= 0:
                changed[block] = marks[at : at + size]
            at += size + 1  # the newline between blocks
    return changed


def _tell(texts: Sequence[str]) -> bool:
    """Tell whether one of some changed texts is long enough for something that moved."""
    return max(map(len, texts), default=0) >= _TELLING or (
        not all(map(str.isascii, texts))
        and max(len(text.encode(errors="replace")) for text in texts) >= _TELLING
    )


def _sentences(sides: Pair[Document], gone: Changed, came: Changed) -> Iterator[Move]:
    """Yield sentences that went and came whole; they no longer count as changed.

    Neighbours that stayed neighbours moved as one.
    """
    places: defaultdict[str, list[_Place]] = defaultdict(list)
    old_parts, new_parts = _fragments(sides.before, gone), _fragments(sides.after, came)
    both = set(chain.from_iterable(old_parts.values()))
    both.intersection_update(chain.from_iterable(new_parts.values()))
    for text, place in _changed_sentences(sides.after, came, _with(both, new_parts)):
        places[text].append(place)
    found: list[tuple[_Place, _Place]] = []
    for text, old in list(_changed_sentences(sides.before, gone, _with(both, old_parts))):
        if places[text] and len(passage(text).units) >= _SENTENCE:
            new = places[text].pop(0)
            gone[old[0]][old[1] : old[2]] = bytes(old[2] - old[1])
            came[new[0]][new[1] : new[2]] = bytes(new[2] - new[1])
            if found and _next_to(found[-1][0], old) and _next_to(found[-1][1], new):
                first, first_new = found.pop()
                old, new = (*first[:2], old[2]), (*first_new[:2], new[2])
            found.append((old, new))
    for (block, start, end), (after, _, _) in found:
        text = sides.before.block_text(block)[start:end].strip()
        yield Move(text=text, before=block, after=after)


def _fragments(document: Document, changed: Changed) -> dict[int, set[str]]:
    return {block: fragments(document.block_text(block)) for block in sorted(changed)}


def _with(wanted: Set[str], parts: Mapping[int, set[str]]) -> list[int]:
    """Return the blocks that have one of some fragments: in no other is a sentence of them."""
    return [block for block, held in parts.items() if not held.isdisjoint(wanted)]


def _next_to(place: _Place, following: _Place) -> bool:
    return place[0] == following[0] and place[2] == following[1]


def _changed_sentences(
    document: Document, changed: Changed, blocks: Iterable[int]
) -> Iterator[tuple[str, _Place]]:
    """Yield each sentence of some blocks that is mostly changed, with its block, start and end."""
    for block in blocks:
        marks, whole = changed[block], document.block_text(block)
        for start, end in sentences(whole):
            text = whole[start:end].strip()
            if text and marks.count(1, start, end) >= _CHANGED * (end - start):
                yield text, (block, start, end)


def _passages(sides: Pair[Document], gone: Changed, came: Changed) -> Iterator[Move]:
    """Yield long runs of units that stand among what went and among what came."""
    codes = Codes()
    fresh = [run for block in sorted(came) for run in _runs(sides.after, block, came[block], codes)]
    index: defaultdict[str, list[tuple[_Run, int]]] = defaultdict(list)
    for run in fresh:
        for k in range(0, len(run.units) - _GRAM + 1, _GRAM):
            places = index[run.units[k : k + _GRAM]]
            if len(places) < _PLACES:
                places.append((run, k))
    old = [run for block in sorted(gone) for run in _runs(sides.before, block, gone[block], codes)]
    for run in () if codes.exhausted else old:
        yield from _found(run, index)


def _found(run: _Run, index: dict[str, list[tuple[_Run, int]]]) -> Iterator[Move]:
    """Yield the longest passages of one run that stand in the index, from left to right."""
    units, floor = run.units, 0
    hits = [k for k in range(len(units) - _GRAM + 1) if units[k : k + _GRAM] in index]
    for k in hits:
        if k < floor:
            continue
        places = index[units[k : k + _GRAM]]
        spans = [(*_around(units, k, floor, other.units, at), other) for other, at in places]
        start, end, other = max(spans, key=lambda one: one[1] - one[0])
        if end - start >= _PASSAGE:
            yield Move(text=run.text(start, end), before=run.block, after=other.block)
            floor = end


def _around(units: str, k: int, floor: int, others: str, at: int) -> tuple[int, int]:
    """Return where the passage that two runs share around k begins and ends in the first."""
    start, end, shift = k, k + _GRAM, at - k
    while start > floor and start + shift > 0 and units[start - 1] == others[start + shift - 1]:
        start -= 1
    while end < len(units) and end + shift < len(others) and units[end] == others[end + shift]:
        end += 1
    return start, end


def _long_runs(marks: bytearray, least: int) -> Iterator[tuple[int, int]]:
    """Yield where runs of changed characters begin and end that are at least so long."""
    wanted = b"\1" * least
    start = marks.find(wanted)
    while start >= 0:
        end = marks.find(b"\0", start)
        end = end if end >= 0 else len(marks)
        yield start, end
        start = marks.find(wanted, end)


def _are_few_words(run: str) -> bool:
    """Tell at a glance whether a plain run is too few words, and nothing but words."""
    return (
        run.count(" ") < _PASSAGE and run.replace(" ", "").isalpha() and len(run.split()) < _PASSAGE
    )


def _runs(document: Document, block: int, marks: bytearray, codes: Codes) -> Iterator[_Run]:
    """Yield the runs of changed units that are long enough for a passage."""
    text = document.block_text(block)
    for first, last in _long_runs(marks, _PLAIN if is_plain(text) else _LONG):
        run = text[first:last]
        if is_plain(run):
            if len(run) < _PLAIN or _are_few_words(run):
                continue
            whole = cut(run) if len(run) < len(text) else passage(text)
            low, high = 0, len(whole.units)
        else:  # in scripts without spaces, where a word ends depends on all that stands around it
            whole = passage(text)
            starts = whole.starts
            low, high = bisect_left(starts, first), bisect_left(starts, last)
            high -= high > low and whole.end(high - 1) > last
        if high - low >= _PASSAGE:
            yield _Run(block, whole, low, codes.encoded(whole.units[low:high]))
