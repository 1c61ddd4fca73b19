"""Rows to places: the spots a reader would point at, tight, with the sentences around them.

Changed runs of one sentence with fewer than three unchanged words between them are one place.
What moved, and the publisher's notices, are no places: the first become edits of their own, the
second are judged by disclosure, but for those that tell news by the name of an update.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from tuireader.changes.reading.furniture import pointers
from tuireader.changes.reading.passages import Extent, Passage, Span
from tuireader.changes.reading.setting import Setting
from tuireader.model import (
    HEADLINE,
    Block,
    BlockKind,
    Diff,
    Document,
    Move,
    Pair,
    Row,
    RowOp,
    SegmentOp,
)
from tuireader.notices import is_news
from tuireader.text.scripts import is_spaceless
from tuireader.text.tokens import Token, TokenKind, tokens
from tuireader.text.words import is_plain, words

_NEAR = 3
"""Unchanged words from which on two changed runs are two places."""
_LONG = 120
"""Unchanged characters from which on two runs are two places, whatever words they hold."""


@dataclass(frozen=True, slots=True)
class Place:
    """A spot that changed: the words that went and came. `blocks`: the row's, no headline."""

    row: int
    before: Extent
    after: Extent
    blocks: Pair[tuple[Block, ...]]
    headline: bool = False


class _Run(NamedTuple):
    """A stretch of a row: `before` and `after` spans of the row's two texts."""

    before: Span
    after: Span


def places(
    sides: Pair[Document], diff: Diff, notices: Iterable[str], setting: Setting
) -> Iterator[Place]:
    """Yield the places of a diff, row by row. `notices`: texts that are no story."""
    pointed = frozenset[str]().union(
        *(pointers(side.blocks, setting.words) for side in (sides.before, sides.after))
    )
    found = _Places(sides, _texts_moved(diff.moves), tuple(notices), setting, pointed)
    for number, row in enumerate(diff.rows):
        if row.op is RowOp.EQUAL:
            continue
        block = found.lone_block(row)
        if block is None:
            yield from found.of(number, row)
        else:
            yield found.whole(number, row, block)


_NOTHING: Pair[list[Span]] = Pair(before=[], after=[])

_Texts = Mapping[int, Sequence[str]]
"""Per block, the texts of the passages that moved out of it, or into it."""


def _texts_moved(moves: Iterable[Move]) -> Pair[_Texts]:
    gone, came = defaultdict[int, list[str]](list), defaultdict[int, list[str]](list)
    for move in moves:
        gone[move.before].append(move.text)
        came[move.after].append(move.text)
    return Pair(before=gone, after=came)


@dataclass(frozen=True, slots=True)
class _Places:
    """What it takes to find the places of a row."""

    sides: Pair[Document]
    moved: Pair[_Texts]
    notices: Sequence[str]
    setting: Setting
    pointers: frozenset[str]

    def lone_block(self, row: Row) -> Block | None:
        """Return the block of a row that is nothing but a block that came or went.

        None where part of it moved or is a notice: then there is more to look at.
        """
        if row.op is RowOp.INSERT:
            document, indexes, others = self.sides.after, row.after, row.before
            moved = self.moved.after
        else:
            document, indexes, others = self.sides.before, row.before, row.after
            moved = self.moved.before
        if others or len(indexes) != 1 or indexes[0] == HEADLINE or indexes[0] in moved:
            return None
        block = document.blocks[indexes[0]]
        noted = block.kind is BlockKind.NOTICE or any(part in block.text for part in self.notices)
        return None if noted or block.text != block.text.strip() or not block.text else block

    def whole(self, number: int, row: Row, block: Block) -> Place:
        """Return the place of a block that came or went."""
        text, none = self._passage(block.text, (block,)), Passage("", self.setting)
        lone, nowhere = Extent(text, 0, len(block.text)), Extent(none, 0, 0)
        if row.op is RowOp.INSERT:
            return Place(number, nowhere, lone, Pair(before=(), after=(block,)))
        return Place(number, lone, nowhere, Pair(before=(block,), after=()))

    def of(self, number: int, row: Row) -> Iterator[Place]:
        """Yield the places of one row."""
        blocks = Pair(
            before=_blocks(self.sides.before, row.before),
            after=_blocks(self.sides.after, row.after),
        )
        noted = {block.kind for block in (*blocks.before, *blocks.after)} == {BlockKind.NOTICE}
        if noted and not _tell_news(blocks):
            return
        headline = HEADLINE in (*row.before, *row.after)
        texts = Pair(
            before=_text(self.sides.before, row.before), after=_text(self.sides.after, row.after)
        )
        hidden = _NOTHING if noted else self._hidden(row, texts)
        passages = Pair(
            before=self._passage(texts.before, blocks.before),
            after=self._passage(texts.after, blocks.after),
        )
        for run in _merged(list(_changed(row, hidden)), passages):
            for part in _cut(run, passages):
                extents = _trimmed(part, passages)
                if extents.before.text or extents.after.text:
                    yield Place(number, extents.before, extents.after, blocks, headline)

    def _passage(self, text: str, blocks: Sequence[Block]) -> Passage:
        return Passage(text, self.setting, blocks, self.pointers)

    def _hidden(self, row: Row, texts: Pair[str]) -> Pair[list[Span]]:
        """Return where notices and moved passages stand in a row's two texts."""
        gone = [text for i in row.before for text in self.moved.before.get(i, ())]
        came = [text for j in row.after for text in self.moved.after.get(j, ())]
        return Pair(
            before=_hidden(self.sides.before, row.before, texts.before, (*self.notices, *gone)),
            after=_hidden(self.sides.after, row.after, texts.after, (*self.notices, *came)),
        )


def _tell_news(blocks: Pair[tuple[Block, ...]]) -> bool:
    """Tell whether both sides are notes that tell news ("Update: two more died")."""
    sides = (blocks.before, blocks.after)
    return all(side and all(is_news(block.text) for block in side) for side in sides)


def _blocks(document: Document, indexes: Iterable[int]) -> tuple[Block, ...]:
    return tuple(document.blocks[i] for i in indexes if i != HEADLINE)


def _text(document: Document, indexes: Iterable[int]) -> str:
    """Return what a row's segments concatenate to on one side."""
    return "\n".join([document.block_text(i) for i in indexes])


# -- what is no place


def _hidden(
    document: Document, blocks: Sequence[int], text: str, parts: Iterable[str]
) -> list[Span]:
    """Return where notices stand, whole blocks, and where the parts named do."""
    spans, at = [], 0
    for index in blocks:
        size = len(document.block_text(index))
        if index != HEADLINE and document.blocks[index].kind is BlockKind.NOTICE:
            spans.append((at, at + size))
        at += size + 1
    return spans + _found(text, parts)


def _found(text: str, wanted: Iterable[str]) -> list[Span]:
    found = ((text.find(part), part) for part in wanted if part)
    return [(at, at + len(part)) for at, part in found if at >= 0]


# -- changed runs


def _changed(row: Row, hidden: Pair[list[Span]]) -> Iterator[_Run]:
    """Yield the changed runs of a row, what is hidden cut out."""
    b = a = 0
    for segment in row.segments:
        size = len(segment.text)
        if segment.op is SegmentOp.EQUAL:
            b, a = b + size, a + size
        elif segment.op is SegmentOp.DELETE:
            yield from (_Run(span, (a, a)) for span in _without((b, b + size), hidden.before))
            b += size
        else:
            yield from (_Run((b, b), span) for span in _without((a, a + size), hidden.after))
            a += size


def _without(span: Span, holes: Iterable[Span]) -> Iterator[Span]:
    """Yield what is left of a span."""
    start, end = span
    for hole_start, hole_end in sorted(holes):
        if hole_end <= start or hole_start >= end:
            continue
        if hole_start > start:
            yield start, hole_start
        start = max(start, hole_end)
    if start < end:
        yield start, end


def _merged(runs: Sequence[_Run], passages: Pair[Passage]) -> Iterator[_Run]:
    """Join neighbouring runs with fewer than three unchanged words of one sentence between."""
    runs = [run for run in runs if _inked(run, passages)]
    if not runs:
        return
    joined = runs[0]
    for run in runs[1:]:
        if _one(joined, run, passages):
            joined = _Run((joined.before[0], run.before[1]), (joined.after[0], run.after[1]))
        else:
            yield joined
            joined = run
    yield joined


def _inked(run: _Run, passages: Pair[Passage]) -> bool:
    before = passages.before.text[slice(*run.before)]
    return bool(before.strip() or passages.after.text[slice(*run.after)].strip())


def _one(left: _Run, right: _Run, passages: Pair[Passage]) -> bool:
    between = (
        (passages.before, left.before[1], right.before[0]),
        (passages.after, left.after[1], right.after[0]),
    )
    if all(start == end for _, start, end in between):
        return True
    if any(map(_is_far, {side.text[start:end] for side, start, end in between})):
        return False
    return not any(side.starts_between(start, end) for side, start, end in between)


def _is_far(text: str) -> bool:
    """Tell whether what stands between two runs keeps them apart."""
    if len(text) > _LONG or len(text) < _NEAR:
        return len(text) > _LONG
    chunks = text.split()
    if all(map(str.isalpha, chunks)) and is_plain(text):
        return len(chunks) >= _NEAR  # each of them is a word
    return len(words(text)) >= _NEAR


def _cut(run: _Run, passages: Pair[Passage]) -> Iterator[_Run]:
    """Cut a run over several sentences into one a sentence, where both sides have as many."""
    if not _ends_sentence(passages.before.text[slice(*run.before)]):
        yield run
        return
    cuts = [
        side.starts_between(start, end - 1)
        for side, (start, end) in (
            (passages.before, run.before),
            (passages.after, run.after),
        )
    ]
    if not cuts[0] or len(cuts[0]) != len(cuts[1]):
        yield run
        return
    before = pairwise([run.before[0], *cuts[0], run.before[1]])
    after = pairwise([run.after[0], *cuts[1], run.after[1]])
    yield from (_Run(b, a) for b, a in zip(before, after, strict=True))


def _ends_sentence(text: str) -> bool:
    """Tell at a glance whether a sentence can end inside a run."""
    return any(sign in text for sign in ".!?…。！？\n؟।")


def _share_no_end(before: str, after: str) -> bool:
    """Tell at a glance whether two texts neither begin nor end with the same token."""
    if not before or not after:
        return True
    one, other = before.strip(), after.strip()
    return bool(one and other) and one[0] != other[0] and one[-1] != other[-1]


def _trimmed(run: _Run, passages: Pair[Passage]) -> Pair[Extent]:
    """Take off white space, and the tokens that are the same at both ends of both sides."""
    texts = passages.before.text[slice(*run.before)], passages.after.text[slice(*run.after)]
    if _share_no_end(*texts):
        return Pair(
            before=_stripped(passages.before, run.before),
            after=_stripped(passages.after, run.after),
        )
    before = tokens(passages.before.text, *run.before)
    after = tokens(passages.after.text, *run.after)
    head = _whole(_same(before, after), before, after)
    before, after = before[head:], after[head:]
    tail = _whole(_same(before[::-1], after[::-1]), before[::-1], after[::-1])
    before, after = before[: len(before) - tail], after[: len(after) - tail]
    return Pair(
        before=_extent(passages.before, run.before, before, head),
        after=_extent(passages.after, run.after, after, head),
    )


def _whole(same: int, *sides: Sequence[Token]) -> int:
    """Return how many of the `same` tokens at one end go without cutting a word ("2.40am")."""
    while same and any(_glued(*side[same - 1 : same + 1]) for side in sides if same < len(side)):
        same -= 1
    return same


def _glued(one: Token, other: Token) -> bool:
    """Tell whether a number and letters touch, in a script that writes words apart."""
    if TokenKind.NUMBER not in (one.kind, other.kind) or not (one.is_word and other.is_word):
        return False
    letters = other if one.kind is TokenKind.NUMBER else one
    return other.start in (one.end, one.start - len(other.text)) and not is_spaceless(letters.text)


def _stripped(passage: Passage, span: Span) -> Extent:
    text = passage.text[slice(*span)]
    start = span[0] + len(text) - len(text.lstrip())
    return Extent(passage, start, max(start, span[1] - len(text) + len(text.rstrip())))


def _extent(passage: Passage, run: Span, left: Sequence[Token], head: int) -> Extent:
    """Return what is left of one side; where nothing is, the place it was taken from."""
    if left:
        return Extent(passage, left[0].start, left[-1].end, tuple(left))
    at = tokens(passage.text, *run)[head - 1].end if head else run[0]
    return Extent(passage, at, at)


def _same(one: Sequence[Token], other: Sequence[Token]) -> int:
    """Count the tokens at the front that are written alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((i for i, (a, b) in pairs if a.text != b.text), min(len(one), len(other)))
