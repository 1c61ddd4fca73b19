"""Edits to a verdict: the kind of the whole Change, and its weight."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tuireader.changes.edits import Judged
from tuireader.model import ChangeKind, Diff, Edit, RowOp, Signal, Stats

STRONG = 0.6
"""Weight from which a factual edit decides by itself."""

_KEPT = 0.5
_GONE = 0.25
"""Share of the old words that a rewrite takes out at least; less, and the story only grew."""
_MUCH = 12
_GROWTH = 2
"""So many times more words added than removed: the story grew."""
_TOLD_ANEW = 0.8
"""Similarity below which a story that grew a lot is another telling of it."""
_LOT = 100
_SOME = 40
_PASSAGE = 8
"""Words of which no edit is a claim put right: it tells something else."""
_SEVERAL = 3


def kind_of(judged: Sequence[Judged], diff: Diff, stats: Stats) -> ChangeKind:
    """Return what a Change is, from its edits.

    A strong factual edit decides alone, but in a story that was told anew around it. Otherwise a
    story that grew, or whose tenses moved on, is an update even where it lost a detail; a weak
    factual edit counts where nothing else does.
    """
    edits = [one.edit for one in judged]
    if not edits:
        same = all(row.op is RowOp.EQUAL and not row.moved for row in diff.rows)
        return ChangeKind.NONE if same else ChangeKind.COPYEDIT
    if is_rewrite(stats):
        return ChangeKind.REWRITE
    if _is_told_anew(edits, stats):
        return ChangeKind.UPDATE
    for decides in (_strong, _updated, _weak):
        kind = decides(edits)
        if kind:
            return kind
    kinds = {edit.kind for edit in edits}
    return next(k for k in (ChangeKind.COPYEDIT, ChangeKind.FURNITURE) if k in kinds)


def is_rewrite(stats: Stats) -> bool:
    """Tell whether the two texts share less than half, and no small part of the old one is gone."""
    removed, added = stats.words_removed, stats.words_added
    if stats.similarity >= _KEPT or removed < _MUCH or added < _MUCH:
        return False
    kept = stats.similarity * (removed + added) / (2 - 2 * stats.similarity)
    return removed >= _GONE * (removed + kept)


def _is_told_anew(edits: Sequence[Edit], stats: Stats) -> bool:
    """Tell whether a claim that changed drowns in what was added: a wire story's next lead.

    In a story that is still much the same it does so only where whole passages were recast, or
    where about as many sentences went as came: no claim was put right, the story was told on.
    """
    strong = [edit for edit in edits if _is_strong(edit)]
    came = sum(_size(edit.after) for edit in edits if edit.kind is ChangeKind.UPDATE)
    if came < _GROWTH * sum(_size(edit.before or edit.after) for edit in strong):
        return came > 0 and _is_reworked(edits)
    if stats.similarity < _TOLD_ANEW and came >= _LOT:
        return True
    if strong and came >= _SOME and all(map(_is_recast, strong)):
        return True
    return _is_reworked(edits)


def _is_recast(edit: Edit) -> bool:
    return min(_size(edit.before), _size(edit.after)) >= _PASSAGE


def _is_reworked(edits: Iterable[Edit]) -> bool:
    """Tell whether several passages went and several came, or stand for one another."""
    went = came = 0
    for edit in edits:
        before, after = _size(edit.before), _size(edit.after)
        went += before >= _PASSAGE and not 0 < after < _PASSAGE
        came += after >= _PASSAGE and not 0 < before < _PASSAGE
    return min(went, came) >= _SEVERAL


def _is_strong(edit: Edit) -> bool:
    return edit.kind is ChangeKind.FACTUAL and edit.weight >= STRONG


def _strong(edits: Sequence[Edit]) -> ChangeKind | None:
    return ChangeKind.FACTUAL if any(map(_is_strong, edits)) else None


def _updated(edits: Sequence[Edit]) -> ChangeKind | None:
    updates = [edit for edit in edits if edit.kind is ChangeKind.UPDATE]
    if not updates:
        return None
    sourced = any(edit.kind is ChangeKind.SOURCING for edit in edits)
    lost = sum(_size(edit.before) for edit in edits if edit.kind is ChangeKind.FACTUAL)
    came = sum(_size(edit.after) for edit in updates)
    moved_on = any(Signal.TENSE in edit.signals for edit in updates)
    if came >= _GROWTH * lost or moved_on:
        return ChangeKind.SOURCING if sourced and came < _MUCH else ChangeKind.UPDATE
    return None


def _weak(edits: Sequence[Edit]) -> ChangeKind | None:
    claims = [e for e in edits if e.kind in (ChangeKind.FACTUAL, ChangeKind.SOURCING)]
    return max(claims, key=lambda edit: edit.weight).kind if claims else None


def _size(text: str) -> int:
    return len(text.split()) or (1 if text else 0)


def weight_of(edits: Iterable[Edit], kind: ChangeKind) -> float:
    """Return a Change's weight: that of its heaviest edit of the same kind, or any."""
    found = list(edits)
    fitting = [edit.weight for edit in found if edit.kind is kind]
    if kind is ChangeKind.REWRITE:
        return max([0.6, *(edit.weight for edit in found)])
    return max(fitting or [edit.weight for edit in found], default=0.0)
