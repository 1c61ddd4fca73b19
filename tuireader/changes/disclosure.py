"""Which edits does each notice explain, and what does that make of the Change?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from tuireader.changes.edits import Judged
from tuireader.changes.matching import SENSE, TOPIC, Statement, Told, match
from tuireader.changes.reading.setting import Setting
from tuireader.changes.signals.wording import MODIFIER
from tuireader.changes.verdict import STRONG
from tuireader.model import (
    ChangeKind,
    Disclosure,
    Edit,
    Flag,
    Notice,
    NoticeChanges,
    NoticeKind,
    Settled,
    Signal,
)

_NEEDS = frozenset((ChangeKind.FACTUAL, ChangeKind.SOURCING))
_TELLS = frozenset((NoticeKind.CORRECTION, NoticeKind.CLARIFICATION, NoticeKind.RETRACTION))
_SOFT = frozenset((NoticeKind.CLARIFICATION, NoticeKind.UPDATE))
_STOPS = (".", "!", "?", "。")
LEAST = TOPIC
"""A notice that matches an edit less doesn't mean it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Disclosed:
    """The edits with the notices that explain them, and the verdict."""

    edits: tuple[Edit, ...]
    disclosure: Disclosure
    flags: tuple[Flag, ...] = ()


def credited(
    judged: Sequence[Judged], noticed: NoticeChanges, setting: Setting
) -> tuple[Judged, ...]:
    """Return the edits with the notices added that explain them.

    Words that seemed only to describe or to tell more ("its catering staff"), or that might be
    another way to say it, are a claim where a correction or a clarification is about them: the
    publisher says so.
    """
    linked = links(judged, noticed.added, setting)
    return tuple(
        one
        if link is None
        else replace(
            one, edit=_credited(one.edit, link, noticed.added[link], linked.count(link) == 1)
        )
        for one, link in zip(judged, linked, strict=True)
    )


def _credited(edit: Edit, link: int, notice: Notice, alone: bool) -> Edit:
    claim = edit.kind is ChangeKind.FACTUAL or _describes(edit) or (alone and not edit.signals)
    if claim and notice.kind in _TELLS:
        weight = max(edit.weight, STRONG)
        return replace(edit, kind=ChangeKind.FACTUAL, weight=weight, notice=link)
    return replace(edit, notice=link)


def _describes(edit: Edit) -> bool:
    """Tell whether an edit puts words into a sentence, or takes some that only describe."""
    if edit.kind is ChangeKind.UPDATE:
        return not edit.before and not edit.after.rstrip().endswith(_STOPS)
    return edit.kind is ChangeKind.COPYEDIT and edit.weight >= MODIFIER


def of_edits(
    edits: tuple[Edit, ...],
    kind: ChangeKind,
    noticed: NoticeChanges,
    settles: Sequence[Settled] = (),
) -> Disclosed:
    """Return the verdict on edits that have their notices.

    `settles`: edits of earlier Changes that notices added by this one explain.
    """
    earlier = [settled.edit for settled in settles]
    return Disclosed(
        edits=edits,
        disclosure=_verdict(edits, kind, noticed, earlier),
        flags=_flags((*edits, *earlier), noticed),
    )


# -- links


def links(
    judged: Sequence[Judged], notices: Sequence[Notice], setting: Setting
) -> list[int | None]:
    """Return for each edit the notice that explains it best, or None."""
    found = scores(judged, notices, setting)
    best = [max((row[k] for row in found), default=0.0) for k in range(len(notices))]
    return chosen(found, best)


def scores(
    judged: Sequence[Judged], notices: Sequence[Notice], setting: Setting, *, came_with: bool = True
) -> list[list[float]]:
    """Return how far each edit (a row) is meant by each notice (a column), 0 to 1.1.

    `came_with`: the notices came with the edits, so that one that names hardly more than a topic
    means the only edit there is.
    """
    statements = [Statement(notice, setting) for notice in notices]
    needing = sum(one.edit.kind in _NEEDS for one in judged)
    lone = came_with and needing == 1
    return [
        [0.0] * len(statements)
        if _means_nothing(told) or (needing and told.says_the_same)
        else _scored(told, statements, lone=lone and told.edit.kind in _NEEDS)
        for told in map(Told, judged)
    ]


def _means_nothing(told: Told) -> bool:
    return told.edit.kind is ChangeKind.FURNITURE or Signal.MOVE in told.edit.signals


def _scored(told: Told, statements: Iterable[Statement], *, lone: bool) -> list[float]:
    found = (match(statement, told, lone=lone) for statement in statements)
    return [score + min(shared, 9) / 100 if score else 0.0 for score, shared in found]


def chosen(found: Sequence[Sequence[float]], best: Sequence[float]) -> list[int | None]:
    """Return for each edit its notice, given the best score that each notice has anywhere."""
    return [_best([_counting(*pair) for pair in zip(row, best, strict=True)]) for row in found]


def _counting(score: float, best: float) -> float:
    """Return a score, 0 if not meant: a notice that names another edit isn't about a topic."""
    meant = score >= LEAST and (score >= SENSE + 0.1 or score >= best - 0.1)
    return score if meant else 0.0


def _best(row: Sequence[float]) -> int | None:
    best = max(range(len(row)), key=lambda k: row[k], default=None)
    return best if best is not None and row[best] else None


# -- the verdict


def _verdict(
    edits: Sequence[Edit], kind: ChangeKind, noticed: NoticeChanges, earlier: Sequence[Edit]
) -> Disclosure:
    needing = [edit for edit in edits if needs_disclosing(edit, kind)]
    elsewhere = {edit.notice for edit in earlier}
    telling = any(
        notice.kind in _TELLS and k not in elsewhere for k, notice in enumerate(noticed.added)
    )
    if needing:
        return _of_needing(needing, telling, noticed)
    linked = {edit.notice for edit in edits if edit.notice is not None}
    if elsewhere or any(noticed.added[k].kind in _TELLS for k in linked):
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
