"""Put diffing and notices together and judge."""

from __future__ import annotations

from tuireader.diffing import diff
from tuireader.model import Change, ChangeKind, Disclosure, Document, Pair, RowOp, Side


def compare(before: Document, after: Document) -> Change:
    """Compare two Documents of one Article."""
    found = diff(Pair(before=before, after=after))
    same = all(row.op is RowOp.EQUAL for row in found.rows)
    return Change(
        sides=Pair(before=_side(before), after=_side(after)),
        kind=ChangeKind.NONE if same else ChangeKind.COPYEDIT,
        disclosure=Disclosure.NONE,
        weight=0.0 if same else 0.1,
        rows=found.rows,
        moves=found.moves,
    )


def _side(document: Document) -> Side:
    return Side(digest=document.digest, headline=document.headline)
