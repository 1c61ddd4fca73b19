"""Put diffing and notices together and judge."""

from __future__ import annotations

from collections.abc import Iterator

from tuireader.changes import disclosure, edits, forensics, noticing, reasons, verdict
from tuireader.changes.byline import byline_edit
from tuireader.changes.counting import stats
from tuireader.changes.edits import Judged
from tuireader.changes.places import places
from tuireader.changes.setting import Setting, setting_for
from tuireader.diffing import diff
from tuireader.model import Change, Diff, Document, NoticeChanges, Pair, Side


def compare(before: Document, after: Document) -> Change:
    """Compare two Documents of one Article and judge what changed.

    Deterministic and offline: the same two Documents give the same Change everywhere.
    """
    sides = Pair(before=before, after=after)
    found = diff(sides)
    noticed = noticing.compare(before.notices, after.notices)
    setting = setting_for(sides)
    judged = tuple(_judged(sides, found, noticed, setting))
    counted = stats(sides, found)
    kind = verdict.kind_of(judged, found, counted)
    disclosed = disclosure.disclose(judged, kind, noticed, setting)
    return Change(
        sides=Pair(before=_side(before), after=_side(after)),
        kind=kind,
        disclosure=disclosed.disclosure,
        weight=verdict.weight_of(disclosed.edits, kind),
        reasons=reasons.explain(judged, kind, noticed, disclosed),
        rows=found.rows,
        moves=found.moves,
        edits=disclosed.edits,
        notices=noticed,
        flags=(*disclosed.flags, *forensics.date_flags(sides)),
        stats=counted,
    )


def _judged(
    sides: Pair[Document], found: Diff, noticed: NoticeChanges, setting: Setting
) -> Iterator[Judged]:
    """Yield the edits, in the order of the rows."""
    notices = [notice.text for notice in (*noticed.added, *noticed.removed, *noticed.kept)]
    notices += [notice.text for notice in sides.before.notices]
    judged = [edits.judge(place) for place in places(sides, found, notices, setting)]
    judged += edits.moved(found.rows, found)
    judged += byline_edit(sides)
    yield from sorted(judged, key=lambda one: one.edit.row)


def _side(document: Document) -> Side:
    return Side(digest=document.digest, headline=document.headline)
