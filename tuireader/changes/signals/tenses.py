"""Tenses: what was to come and has come, what is and was."""

from __future__ import annotations

from collections.abc import Iterator

from tuireader.changes.places import Place
from tuireader.changes.reading.passages import Extent
from tuireader.changes.signals.findings import Finding
from tuireader.model import ChangeKind, Signal
from tuireader.text.lexicon import Lexicon
from tuireader.text.tokens import Token, TokenKind

_ORDER = {"past": 0, "present": 1, "future": 2}
_FUTURE = frozenset(("will", "would", "shall"))
_STYLE = 0.15
_PERFECT = 2
_PLAIN = 3
"""Ends of words shorter than this are no verb endings."""


def find(place: Place) -> Iterator[Finding]:
    """Yield a change of tense: of an auxiliary, or of one verb's form."""
    before, after = tense(place.before), tense(place.after)
    if before == after or _modal(place.before) or _modal(place.after):
        return
    lone = None in (before, after) and "future" not in (before, after)
    if lone and not (place.before.senses and place.after.senses):
        return
    if _stems(place.before) != _stems(place.after):
        return
    kind, weight = _judged(before, after)
    said = place.before.found("attribution") and place.after.found("attribution")
    if said or _is_perfect(place.before, place.after) or _is_perfect(place.after, place.before):
        kind, weight = ChangeKind.COPYEDIT, _STYLE  # "says", "said": a matter of house style
    yield Finding(
        signal=Signal.TENSE,
        kind=kind,
        weight=weight,
        before=place.before.text,
        after=place.after.text,
    )


def _modal(extent: Extent) -> bool:
    """Tell whether a modal verb stands there that is more than a plain future."""
    return any(found.value not in _FUTURE for found in extent.found("modals"))


def _is_perfect(perfect: Extent, past: Extent) -> bool:
    """Tell whether one side only has the perfect of the other's past ("has begun", "began")."""
    words = perfect.lexicon
    lows = [token.low for token in perfect.words]
    if len(lows) < _PERFECT or lows[0] not in words.perfects or tense(past) != "past":
        return False
    verbs = {words.stem(low) for low in lows[1:] if low not in words.function}
    return bool(verbs & {words.stem(token.low) for token in past.words})


def _judged(before: str | None, after: str | None) -> tuple[ChangeKind, float]:
    """Return what a change of tense makes of an edit.

    What was announced has happened, what is has ended: time went on. What had happened and is
    only to come was wrong.
    """
    if before == "future":
        return ChangeKind.UPDATE, 0.45
    if after == "future":
        return ChangeKind.FACTUAL, 0.6
    if "past" in (before, after) and "participle" not in (before, after):
        return ChangeKind.UPDATE, 0.35
    return ChangeKind.COPYEDIT, _STYLE


def tense(extent: Extent) -> str | None:
    """Return the tense that auxiliaries or endings of some words show, or None."""
    marked = [found.value for found in extent.found("tense")]
    if marked:
        return max(marked, key=lambda value: _ORDER.get(value, 0))
    words = extent.lexicon
    return next((form for token in extent.words if (form := _ending(token, words))), None)


def _ending(token: Token, words: Lexicon) -> str | None:
    if token.kind is not TokenKind.WORD or token.text[0].isupper():
        return None
    if token.low in words.function:  # "during" is no participle
        return None
    return next(
        (form for end, form in words.tense_endings if _ends(token.low, end)),
        None,
    )


def _ends(word: str, end: str) -> bool:
    return word.endswith(end) and len(word) - len(end) >= _PLAIN


def _stems(extent: Extent) -> set[str]:
    """Return the stems of what is neither small nor a date: the verb, and what goes with it."""
    words = extent.lexicon
    future = {
        extent.around.starts[i]
        for found in extent.found("tense")
        if found.value == "future"
        for i in range(found.first, found.last)
        if found.last - found.first > 1 or extent.around.lows[i] in words.function
    }
    return {
        words.stem(token.low)
        for token in extent.words
        if token.start not in future
        and words.bare(token.low) not in words.function
        and not _dated(token, words)
    }


def _dated(token: Token, words: Lexicon) -> bool:
    kinds = ("weekdays", "months", "days")
    dated = any(words[kind].get(token.low) is not None for kind in kinds)
    return dated or token.kind is TokenKind.NUMBER
