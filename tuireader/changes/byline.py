"""A change of who wrote the story."""

from __future__ import annotations

from collections.abc import Iterator

from tuireader.changes.edits import Judged
from tuireader.changes.findings import Finding
from tuireader.model import ChangeKind, Document, Edit, Pair, Signal


def byline_edit(sides: Pair[Document]) -> Iterator[Judged]:
    """Yield an edit, kept with the headline's row, where authors came or went.

    A byline that one side lacks altogether says more about the page's markup than about the
    story: it is furniture. An author added is an update, one taken away or put for another is
    sourcing.
    """
    before, after = sides.before.byline, sides.after.byline
    gone, new = [a for a in before if a not in after], [a for a in after if a not in before]
    if not gone and not new:
        return
    if not before or not after:
        kind, weight = ChangeKind.FURNITURE, 0.0
    else:
        kind, weight = (ChangeKind.SOURCING, 0.6) if gone else (ChangeKind.UPDATE, 0.3)
    words = ", ".join(gone), ", ".join(new)
    edit = Edit(
        before=words[0],
        after=words[1],
        row=0,
        kind=kind,
        signals=(Signal.BYLINE,),
        weight=weight,
    )
    finding = Finding(
        signal=Signal.BYLINE, kind=kind, weight=weight, before=words[0], after=words[1]
    )
    yield Judged(edit, (finding,))
