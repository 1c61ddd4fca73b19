"""Two Documents to rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from tuireader.diffing.align import Group, align
from tuireader.diffing.collecting import uncollected
from tuireader.diffing.moves import moves
from tuireader.diffing.rows import in_reading_order, row_of
from tuireader.model import HEADLINE, Block, BlockKind, Diff, Document, Pair

_LANES = {
    BlockKind.STANDFIRST: "standfirst",
    BlockKind.CAPTION: "caption",
    BlockKind.NOTICE: "notice",
}
"""Kinds that are aligned among themselves; all others are the body."""


@uncollected()
def diff(sides: Pair[Document]) -> Diff:
    """Align the blocks of two Documents, and the words of each aligned pair.

    Swapping the sides swaps the operations exactly: whatever prefers one of two equals is done
    with the Document that sorts first as the before side, and flipped back where it isn't. The
    answer depends on nothing but the texts.
    """
    flipped = _order(sides.after) < _order(sides.before)
    if flipped:
        ordered = Pair(before=sides.after, after=sides.before)
        groups = [group.flipped() for group in _groups(ordered)]
    else:
        groups = _groups(sides)
    rows = in_reading_order(row_of(sides, group, flipped=flipped) for group in groups)
    return Diff(rows=tuple(rows), moves=moves(sides, rows, flipped=flipped))


def _order(document: Document) -> tuple[str, ...]:
    return (document.headline, *(text for b in document.blocks for text in (b.text, b.kind)))


def _groups(sides: Pair[Document]) -> list[Group]:
    groups = [Group((HEADLINE,), (HEADLINE,))]
    lanes = Pair(before=_lanes(sides.before), after=_lanes(sides.after))
    for lane in ("body", *_LANES.values()):
        groups += _lane(sides, Pair(before=lanes.before[lane], after=lanes.after[lane]))
    return _across_lanes(sides, groups)


def _across_lanes(sides: Pair[Document], groups: list[Group]) -> list[Group]:
    """Pair what went from one lane with the same text in another: only its kind changed."""
    gone = {sides.before.blocks[g.before[0]]: g for g in groups if not g.after}
    came = {sides.after.blocks[g.after[0]].text: g for g in groups if not g.before}
    joined: dict[Group, Group] = {}
    for block, group in gone.items():
        twin = came.get(block.text)
        if twin and _lane_of(block) != _lane_of(sides.after.blocks[twin.after[0]]):
            joined[group] = joined[twin] = Group(group.before, twin.after)
            del came[block.text]
    return list(dict.fromkeys(joined.get(group, group) for group in groups)) if joined else groups


def _lane(sides: Pair[Document], places: Pair[list[int]]) -> Iterable[Group]:
    groups = align(
        [sides.before.blocks[i].text for i in places.before],
        [sides.after.blocks[j].text for j in places.after],
    )
    if len(places.before) == len(sides.before.blocks) and len(places.after) == len(
        sides.after.blocks
    ):
        return groups  # all stand in this lane, where they stand in the document
    return [
        Group(
            tuple([places.before[i] for i in group.before]),
            tuple([places.after[j] for j in group.after]),
            group.moved,
        )
        for group in groups
    ]


def _lanes(document: Document) -> dict[str, list[int]]:
    """Return which blocks stand in each lane."""
    lanes: defaultdict[str, list[int]] = defaultdict(list)
    for i, block in enumerate(document.blocks):
        lanes[_lane_of(block)].append(i)
    return lanes


def _lane_of(block: Block) -> str:
    return _LANES.get(block.kind, "body")
