"""Negations, modals, hedges, quantifiers: whether a thing is so, may be so, for how many."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tuireader.changes.findings import Finding
from tuireader.changes.passages import Extent
from tuireader.changes.places import Place
from tuireader.model import ChangeKind, Signal
from tuireader.text.lexicon import Lexicon

_LISTS = (
    ("negations", Signal.NEGATION, 0.85),
    ("modals", Signal.MODAL, 0.65),
    ("hedges", Signal.HEDGE, 0.6),
    ("quantifiers", Signal.NUMBER, 0.6),
)
_REPLACED = 0.15
"""More weight for a marker put for another than for one that came or went."""

_SHORTEST = 3
_FUTURE = frozenset(("will", "would"))


@dataclass(frozen=True, slots=True)
class _Marker:
    value: str
    start: int
    end: int


def find(place: Place) -> Iterator[Finding]:
    """Yield what a place does to how sure a claim is."""
    yield from _reversed(place, place.after.around.words)
    for kind, signal, weight in _LISTS:
        if not place.before.found(kind) and not place.after.found(kind):
            continue
        one, other = _markers(place.before, kind), _markers(place.after, kind)
        gone, new = _changed(place, one, other)
        if signal is Signal.MODAL and _only_future(gone, new):
            continue
        if gone or new:
            yield Finding(
                signal=signal,
                kind=ChangeKind.FACTUAL,
                weight=weight + (_REPLACED if gone and new else 0.0),
                before=_phrase(place.before, gone),
                after=_phrase(place.after, new),
            )


def _markers(extent: Extent, kind: str) -> list[_Marker]:
    """Return a list's phrases; the parts of a phrase of the future ("expected to") don't hedge."""
    around = extent.around
    future = {
        i
        for found in around.found("tense")
        if found.value == "future" and found.last - found.first > 1
        for i in range(found.first, found.last)
    }
    found = (f for f in around.found(kind) if kind == "negations" or f.first not in future)
    return [_Marker(one.value, *around.span(one)) for one in found]


def _changed(
    place: Place, one: Sequence[_Marker], other: Sequence[_Marker]
) -> tuple[list[_Marker], list[_Marker]]:
    """Return the markers of a place that its other side's sentences have no equal for."""
    near = [m for m in one if place.before.touches(m.start, m.end)]
    near_after = [m for m in other if place.after.touches(m.start, m.end)]
    if near and near_after:
        return _left(near, near_after), _left(near_after, near)
    return _left(near, other), _left(near_after, one)


def _left(one: Sequence[_Marker], other: Sequence[_Marker]) -> list[_Marker]:
    counts = Counter(marker.value for marker in other)
    counts.subtract(marker.value for marker in one)
    missing = {value: -count for value, count in counts.items() if count < 0}
    left = []
    for marker in one:
        if missing.get(marker.value, 0) > 0:
            missing[marker.value] -= 1
            left.append(marker)
    return left


def _only_future(gone: Sequence[_Marker], new: Sequence[_Marker]) -> bool:
    """Tell whether only a plain future came or went: that is a tense, not a modal."""
    values = {marker.value for marker in (*gone, *new)}
    return values <= _FUTURE and not (gone and new)


def _reversed(place: Place, words: Lexicon) -> Iterator[Finding]:
    """Yield a word that became its own denial: safe, unsafe; legal, illegal; safe, dangerous."""
    before = {token.low for token in place.before.words}
    after = {token.low for token in place.after.words}
    gone, new = before - after, after - before
    for one, other, denied in _pairs(gone, new, words):
        yield Finding(
            signal=Signal.NEGATION if denied else None,
            kind=ChangeKind.FACTUAL,
            weight=0.9 if denied else 0.75,
            before=one,
            after=other,
        )
        return


def _pairs(gone: set[str], new: set[str], words: Lexicon) -> Iterator[tuple[str, str, bool]]:
    """Yield words of `gone` with their denials or opposites in `new`, in the order of words."""
    for one in sorted(gone):
        for other in sorted(_denials(one, words) & new):
            yield one, other, True
    for other in sorted(new):
        for one in sorted(_denials(other, words) & gone):
            yield one, other, True
    for one in sorted(gone):
        for other in sorted(words.opposites.get(one, frozenset()) & new):
            yield one, other, False


def _denials(word: str, words: Lexicon) -> set[str]:
    """Return what a word would be with a prefix or suffix that denies it."""
    if len(word) < _SHORTEST:
        return set()
    found = {prefix + hyphen + word for prefix in words.negative_prefixes for hyphen in ("", "-")}
    return (found - words.function) | {
        word.removesuffix(full) + without
        for without, full in words.negative_suffixes
        if word.endswith(full)
    }


def _phrase(extent: Extent, found: Sequence[_Marker]) -> str:
    text = extent.passage.text
    return ", ".join(text[marker.start : marker.end] for marker in found)
