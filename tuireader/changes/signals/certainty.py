"""Negations, modals, hedges, quantifiers: whether a thing is so, may be so, for how many."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from tuireader.changes.places import Place
from tuireader.changes.reading.facts import Reading
from tuireader.changes.reading.passages import Extent
from tuireader.changes.signals.findings import Finding
from tuireader.model import ChangeKind, Signal
from tuireader.text.lexicon import Found, Lexicon
from tuireader.text.tokens import fold

_LISTS = (
    ("negations", Signal.NEGATION, 0.85),
    ("modals", Signal.MODAL, 0.65),
    ("hedges", Signal.HEDGE, 0.6),
    ("quantifiers", Signal.NUMBER, 0.6),
)
_REPLACED = 0.15
"""More weight for a marker put for another than for one that came or went."""

_ASKS = frozenset("?？؟")
_HYPHENS = ("-", "‐", "‑")
_SHORTEST = 3
_BOUND = 2
"""Words behind a bound within which its number begins ("over a hundred")."""
_FUTURE = frozenset(("will", "would"))


class _Marker(NamedTuple):
    value: str
    start: int
    end: int


def find(place: Place) -> Iterator[Finding]:
    """Yield what a place does to how sure a claim is."""
    yield from _reversed(place, place.after.lexicon)
    yield from _prefixed(place)
    if place.before.words and place.after.words:
        yield from find_question(place)
    for kind, signal, weight in _LISTS:
        if not place.before.found(kind) and not place.after.found(kind):
            continue
        one, other = _markers(place.before, kind), _markers(place.after, kind)
        gone, new = _changed(place, one, other)
        if signal is Signal.MODAL:
            gone, new = _meant(place, gone, new) or _denied_modals(place, one, other)
        if gone or new:
            yield Finding(
                signal=signal,
                kind=ChangeKind.FACTUAL,
                weight=weight + (_REPLACED if gone and new else 0.0),
                before=_phrase(place.before, gone),
                after=_phrase(place.after, new),
            )


def find_question(place: Place) -> Iterator[Finding]:
    """Yield a question that became a statement, or the reverse ("Did he lie?", "He lied.")."""
    asked = [any(t.text in _ASKS for t in side.tokens) for side in (place.before, place.after)]
    if asked[0] != asked[1]:
        yield Finding(
            signal=Signal.HEDGE,
            kind=ChangeKind.FACTUAL,
            weight=0.6,
            before=place.before.text,
            after=place.after.text,
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
    if kind == "negations":
        found = _beside_anonymity(around)
    else:
        found = (f for f in around.found(kind) if f.first not in future)
    if kind == "hedges":
        found = (one for one in found if not _bounds_nothing(around, one))
    markers = [_Marker(one.value, *around.span(one)) for one in found]
    if kind != "modals" or not markers:
        return markers
    dates = [q for q in around.quantities if q.signal is Signal.DATE]  # 4 May
    begun = [bisect_right(dates, m.start, key=lambda date: date.start) for m in markers]
    return [m for m, k in zip(markers, begun, strict=True) if not k or m.start >= dates[k - 1].end]


def _beside_anonymity(around: Reading) -> Iterator[Found]:
    """Yield the negations but for those of a source's terms ("asked not to be named")."""
    terms = [f for f in around.found("attribution") if f.value == "anonymous"]
    for found in around.found("negations"):
        if not any(term.first <= found.first < term.last for term in terms):
            yield found


def _bounds_nothing(around: Reading, found: Found) -> bool:
    """Tell whether a word that bounds numbers has none behind it ("over", "about the mill")."""
    run = around.tokens
    if found.last - found.first > 1 or run[found.first].low not in around.words.bounds:
        return False
    near = run[found.last : found.last + _BOUND]
    return not any(q.start <= t.start < q.end for q in around.quantities for t in near)


def _changed(
    place: Place, one: Sequence[_Marker], other: Sequence[_Marker]
) -> tuple[list[_Marker], list[_Marker]]:
    """Return the markers of a place that its other side's sentences have no equal for.

    A marker that stands beside the place on both sides makes up for none inside it.
    """
    near, far = _parted(place.before, one)
    near_after, far_after = _parted(place.after, other)
    if near and near_after:
        return _left(near, near_after), _left(near_after, near)
    return _left(near, _left(far_after, far)), _left(near_after, _left(far, far_after))


def _parted(extent: Extent, markers: Iterable[_Marker]) -> tuple[list[_Marker], list[_Marker]]:
    """Return the markers that an extent touches, and those it doesn't."""
    near: list[_Marker] = []
    far: list[_Marker] = []
    for marker in markers:
        (near if extent.touches(marker.start, marker.end) else far).append(marker)
    return near, far


def _left(one: Sequence[_Marker], other: Sequence[_Marker]) -> list[_Marker]:
    if not one:
        return []
    counts = Counter(marker.value for marker in other)
    counts.subtract(marker.value for marker in one)
    missing = {value: -count for value, count in counts.items() if count < 0}
    left = []
    for marker in one:
        if missing.get(marker.value, 0) > 0:
            missing[marker.value] -= 1
            left.append(marker)
    return left


def _meant(
    place: Place, gone: list[_Marker], new: list[_Marker]
) -> tuple[list[_Marker], list[_Marker]] | None:
    """Return the modals that came or went; None where there are none but those of a tense."""
    tense = _only_future(gone, new) and not _only_would(place, gone, new)
    return None if tense or not (gone or new) else (gone, new)


def _denied_modals(
    place: Place, one: Sequence[_Marker], other: Sequence[_Marker]
) -> tuple[list[_Marker], list[_Marker]]:
    """Return the modals of a place of which only one side's hold a negation ("can", "can't")."""
    near, near_after = _parted(place.before, one)[0], _parted(place.after, other)[0]
    words = place.after.lexicon["negations"]
    denied = [
        any(words.get(fold(extent.passage.text[m.start : m.end])) for m in found)
        for extent, found in ((place.before, near), (place.after, near_after))
    ]
    return (near, near_after) if near and near_after and denied[0] != denied[1] else ([], [])


def _only_future(gone: Sequence[_Marker], new: Sequence[_Marker]) -> bool:
    """Tell whether only a plain future came or went: that is a tense, not a modal."""
    values = {marker.value for marker in (*gone, *new)}
    return values <= _FUTURE and not (gone and new)


def _only_would(place: Place, gone: Sequence[_Marker], new: Sequence[_Marker]) -> bool:
    """Tell whether a "would" was just put in or taken out: what is so may then be so, or not."""
    lone = not (place.before.words and place.after.words)
    return lone and {marker.value for marker in (*gone, *new)} == {"would"}


def _reversed(place: Place, words: Lexicon) -> Iterator[Finding]:
    """Yield a word that became its own denial: safe, unsafe; legal, illegal; safe, dangerous."""
    before = {token.low for token in place.before.words}
    after = {token.low for token in place.after.words}
    gone, new = before - after, after - before
    if not gone or not new:
        return
    pair, denied = _denial(gone, new, words), True
    if not pair:
        pair, denied = _opposite(gone, new, words), False
    if pair:
        yield Finding(
            signal=Signal.NEGATION if denied else None,
            kind=ChangeKind.FACTUAL,
            weight=0.9 if denied else 0.75,
            before=pair[0],
            after=pair[1],
        )


def _prefixed(place: Place) -> Iterator[Finding]:
    """Yield a prefix with its hyphen that was put in or taken off ("non-fatal", "ex-mayor")."""
    for extent, other in ((place.before, place.after), (place.after, place.before)):
        prefix = _prefix(extent)
        if prefix and all(token.low != prefix for token in other.words):
            denied = prefix in extent.lexicon.negative_prefixes
            yield Finding(
                signal=Signal.NEGATION if denied else None,
                kind=ChangeKind.FACTUAL,
                weight=0.85 if denied else 0.6,
                before=place.before.text,
                after=place.after.text,
            )


def _prefix(extent: Extent) -> str:
    """Return the word with which an extent ends if a hyphen ties it to the word behind."""
    text, end = extent.passage.text, extent.end
    tied = extent.text[-1:] in _HYPHENS and text[end : end + 1].isalnum()
    return extent.words[-1].low if tied and extent.words else ""


def _denial(gone: set[str], new: set[str], words: Lexicon) -> tuple[str, str] | None:
    """Return a word of `gone` and one of `new` of which one denies the other, the first such."""
    pairs = [(one, other) for other in new for one in _denied(other, words) & gone]
    pairs += [(one, other) for one in gone for other in _denied(one, words) & new]
    return min(pairs, default=None)


def _opposite(gone: set[str], new: set[str], words: Lexicon) -> tuple[str, str] | None:
    opposites = words.opposites
    pairs = [(one, other) for one in gone if one in opposites for other in opposites[one] & new]
    return min(pairs, default=None)


def _denied(word: str, words: Lexicon) -> set[str]:
    """Return the words that a word may deny: itself without a prefix, or with another suffix."""
    found: set[str] = set()
    if word in words.function:
        return found
    if word.startswith(words.negative_prefixes):
        prefixes = (prefix for prefix in words.negative_prefixes if word.startswith(prefix))
        found.update(word.removeprefix(prefix).removeprefix("-") for prefix in prefixes)
    for without, full in words.negative_suffixes:
        if word.endswith(without):
            found.add(word.removesuffix(without) + full)
    return {other for other in found if len(other) >= _SHORTEST}


def _phrase(extent: Extent, found: Sequence[_Marker]) -> str:
    text = extent.passage.text
    return ", ".join(text[marker.start : marker.end] for marker in found)
