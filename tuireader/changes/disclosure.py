"""Which edits does each notice explain, and what does that make of the Change?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tuireader.changes.edits import Judged
from tuireader.changes.matching import SENSE, TOPIC, Statement, match
from tuireader.changes.setting import Setting
from tuireader.changes.verdict import STRONG
from tuireader.model import (
    ChangeKind,
    Disclosure,
    Edit,
    Flag,
    NoticeChanges,
    NoticeKind,
    Signal,
)

_NEEDS = frozenset((ChangeKind.FACTUAL, ChangeKind.SOURCING))
_TELLS = frozenset((NoticeKind.CORRECTION, NoticeKind.CLARIFICATION, NoticeKind.RETRACTION))
_SOFT = frozenset((NoticeKind.CLARIFICATION, NoticeKind.UPDATE))
_LEAST = TOPIC


@dataclass(frozen=True, slots=True, kw_only=True)
class Disclosed:
    """The edits with the notices that explain them, and the verdict."""

    edits: tuple[Edit, ...]
    disclosure: Disclosure
    flags: tuple[Flag, ...] = ()


def disclose(
    judged: Sequence[Judged], kind: ChangeKind, noticed: NoticeChanges, setting: Setting
) -> Disclosed:
    """Link edits to the notices added, and tell whether the Change was disclosed."""
    links = _links(judged, noticed, setting)
    edits = tuple(
        one.edit if link is None else replace(one.edit, notice=link)
        for one, link in zip(judged, links, strict=True)
    )
    return Disclosed(
        edits=edits,
        disclosure=_verdict(edits, kind, noticed),
        flags=_flags(edits, noticed),
    )


# -- links


def _links(judged: Sequence[Judged], noticed: NoticeChanges, setting: Setting) -> list[int | None]:
    """Return for each edit the notice that explains it best, or None."""
    if not noticed.added:
        return [None] * len(judged)
    statements = [Statement(notice, setting) for notice in noticed.added]
    scores = [[_score(statement, one) for statement in statements] for one in judged]
    for column in range(len(statements)):
        best = max((row[column] for row in scores), default=0.0)
        for row in scores:
            row[column] = row[column] if _counts(row[column], best) else 0.0
    return [_best(row) for row in scores]


def _score(statement: Statement, one: Judged) -> float:
    if one.edit.kind is ChangeKind.FURNITURE or Signal.MOVE in one.edit.signals:
        return 0.0
    found = match(statement, one)
    return found.score + min(found.shared, 9) / 100 if found.score else 0.0


def _counts(score: float, best: float) -> bool:
    """Tell whether an edit is meant: a notice that names another outright isn't about a topic."""
    if score < _LEAST:
        return False
    return score >= SENSE + 0.1 or score >= best - 0.1


def _best(row: Sequence[float]) -> int | None:
    best = max(range(len(row)), key=lambda k: row[k], default=None)
    return best if best is not None and row[best] else None


# -- the verdict


def _verdict(edits: Sequence[Edit], kind: ChangeKind, noticed: NoticeChanges) -> Disclosure:
    needing = [edit for edit in edits if needs_disclosing(edit, kind)]
    telling = [notice for notice in noticed.added if notice.kind in _TELLS]
    linked = [edit for edit in edits if edit.notice is not None]
    if needing:
        return _of_needing(needing, bool(telling), noticed)
    if any(noticed.added[edit.notice or 0].kind in _TELLS for edit in linked):
        return Disclosure.DISCLOSED
    if telling:
        return Disclosure.UNOBSERVED
    return Disclosure.NOTICE_REMOVED if noticed.removed else Disclosure.NONE


def _of_needing(needing: Sequence[Edit], telling: bool, noticed: NoticeChanges) -> Disclosure:
    explained = sum(edit.notice is not None for edit in needing)
    if explained == len(needing):
        return Disclosure.DISCLOSED
    if explained or telling:
        return Disclosure.PARTLY
    return Disclosure.NOTICE_REMOVED if noticed.removed else Disclosure.SILENT


def needs_disclosing(edit: Edit, kind: ChangeKind) -> bool:
    """Tell whether an edit is one a reader must be told of.

    Copyedits, furniture and updates need no notice; in an update or a rewrite only what changes
    a standing claim for sure does.
    """
    if edit.kind not in _NEEDS or kind in (ChangeKind.COPYEDIT, ChangeKind.FURNITURE):
        return False
    return kind not in (ChangeKind.UPDATE, ChangeKind.REWRITE) or edit.weight >= STRONG


def _flags(edits: Sequence[Edit], noticed: NoticeChanges) -> tuple[Flag, ...]:
    """Return `euphemism` where a note that only clarifies or updates covers a changed fact.

    AP's news values ("we never use euphemisms", a correction "must always be labeled a
    correction") and the Reuters Handbook ("we do not disguise" corrections as updates) both
    forbid it.
    """
    covered = (
        edit.notice is not None
        and edit.kind in _NEEDS
        and edit.weight >= STRONG
        and noticed.added[edit.notice].kind in _SOFT
        for edit in edits
    )
    return (Flag.EUPHEMISM,) if any(covered) else ()
