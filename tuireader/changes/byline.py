"""A change of who wrote the story."""

from __future__ import annotations

from collections.abc import Iterator

from tuireader.changes import authors
from tuireader.changes.edits import Judged
from tuireader.model import Document, Edit, Pair, Signal


def byline_edit(sides: Pair[Document]) -> Iterator[Judged]:
    """Yield an edit, kept with the headline's row, where authors came or went."""
    before, after = sides.before.byline, sides.after.byline
    gone, new = [a for a in before if a not in after], [a for a in after if a not in before]
    if not gone and not new:
        return
    found = authors.finding(", ".join(gone), ", ".join(new), unseen=not before or not after)
    edit = Edit(
        before=found.before,
        after=found.after,
        row=0,
        kind=found.kind,
        signals=(Signal.BYLINE,),
        weight=found.weight,
    )
    yield Judged(edit, (found,))
