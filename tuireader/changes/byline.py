"""A change of who wrote the story."""

from __future__ import annotations

from collections.abc import Iterator

from tuireader.changes.edits import Judged
from tuireader.changes.signals import authors
from tuireader.model import Document, Edit, Pair


def byline_edit(sides: Pair[Document]) -> Iterator[Judged]:
    """Yield an edit, kept with the headline's row, where authors came or went."""
    before, after = sides.before.byline, sides.after.byline
    gone, new = [a for a in before if a not in after], [a for a in after if a not in before]
    if not gone and not new:
        return
    found = authors.findings(", ".join(gone), ", ".join(new), unseen=not before or not after)
    edit = Edit(
        before=found[0].before,
        after=found[0].after,
        row=0,
        kind=found[0].kind,
        signals=tuple(finding.signal for finding in found if finding.signal),
        weight=found[0].weight,
    )
    yield Judged(edit, found)
