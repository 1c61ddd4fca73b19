"""Put diffing and notices together and judge."""

from __future__ import annotations

from dataclasses import dataclass

from tuireader.changes import disclosure, edits, forensics, noticing, reasons, verdict
from tuireader.changes.byline import byline_edit
from tuireader.changes.counting import stats
from tuireader.changes.edits import Judged
from tuireader.changes.places import places
from tuireader.changes.reading.setting import Setting, setting_for
from tuireader.diffing import diff, uncollected
from tuireader.model import Change, Diff, Document, NoticeChanges, Pair, Side


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """Two Documents with their differences weighed: what every verdict on them rests on."""

    sides: Pair[Document]
    diff: Diff
    setting: Setting
    notices: NoticeChanges
    judged: tuple[Judged, ...]


def weigh(sides: Pair[Document]) -> Weighed:
    """Diff two Documents and judge each place that differs, in the order of the rows."""
    found = diff(sides)
    noticed = noticing.compare(sides.before.notices, sides.after.notices)
    setting = setting_for(sides)
    notices = [notice.text for notice in (*noticed.added, *noticed.removed, *noticed.kept)]
    notices += [notice.text for notice in sides.before.notices]
    judged = list(edits.judge_all(places(sides, found, notices, setting)))
    judged += edits.moved(sides.after, found, setting.words)
    judged += byline_edit(sides)
    in_order = tuple(sorted(judged, key=lambda one: one.edit.row))
    return Weighed(sides=sides, diff=found, setting=setting, notices=noticed, judged=in_order)


@uncollected()
def compare(before: Document, after: Document) -> Change:
    """Compare two Documents of one Article and judge what changed.

    Deterministic and offline: the same two Documents give the same Change everywhere.
    """
    weighed = weigh(Pair(before=before, after=after))
    found, noticed = weighed.diff, weighed.notices
    judged = disclosure.credited(weighed.judged, noticed, weighed.setting)
    counted = stats(weighed.sides, found)
    kind = verdict.kind_of(judged, found, counted)
    disclosed = disclosure.of_edits(tuple(one.edit for one in judged), kind, noticed)
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
        flags=(*disclosed.flags, *forensics.date_flags(weighed.sides)),
        stats=counted,
    )


def _side(document: Document) -> Side:
    return Side(digest=document.digest, headline=document.headline)
