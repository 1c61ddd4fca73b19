"""How much differs: words added and removed, and how alike the two texts are."""

from __future__ import annotations

from collections.abc import Iterable

from tuireader.model import BlockKind, Diff, Document, Pair, Row, RowOp, SegmentOp, Stats
from tuireader.model.document import HEADLINE


def stats(sides: Pair[Document], diff: Diff) -> Stats:
    """Count the words of a diff, notices left out; words that only moved count as kept."""
    kept = removed = added = 0
    noted = any(
        block.kind is BlockKind.NOTICE for block in (*sides.before.blocks, *sides.after.blocks)
    )
    for row in diff.rows:
        if noted and _is_notice(sides, row):
            continue
        for segment in row.segments:
            count = len(segment.text.split())
            if segment.op is SegmentOp.EQUAL:
                kept += count
            elif segment.op is SegmentOp.DELETE:
                removed += count
            else:
                added += count
    moved = sum(len(move.text.split()) for move in diff.moves)
    kept, removed, added = kept + moved, max(0, removed - moved), max(0, added - moved)
    total = 2 * kept + removed + added
    same = all(row.op is RowOp.EQUAL for row in diff.rows)
    similarity = 1.0 if same or not total else 2 * kept / total
    return Stats(words_added=added, words_removed=removed, similarity=similarity)


def _is_notice(sides: Pair[Document], row: Row) -> bool:
    return _all(sides.before, row.before) and _all(sides.after, row.after)


def _all(document: Document, indexes: Iterable[int]) -> bool:
    return all(
        index != HEADLINE and document.blocks[index].kind is BlockKind.NOTICE for index in indexes
    )
