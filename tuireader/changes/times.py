"""Tenses: what was to come and has come, what is and was."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tuireader.changes.findings import Finding, Place, Setting
from tuireader.model import ChangeKind, Signal
from tuireader.text.lexicon import Lexicon
from tuireader.text.tokens import Token, TokenKind

_ORDER = {"past": 0, "present": 1, "future": 2}
_FUTURE = frozenset(("will", "would", "shall"))
_PLAIN = 3
"""Ends of words shorter than this are no verb endings."""


def find(place: Place, setting: Setting) -> Iterator[Finding]:
    """Yield a change of tense: of an auxiliary, or of one verb's form."""
    one, other = place.before.words, place.after.words
    before, after = tense(one, setting.words), tense(other, setting.words)
    if before is None and after is None:
        return
    if before == after or not _one_verb(one, other, setting.words):
        return
    if _modal(one, setting.words) or _modal(other, setting.words):
        return
    kind, weight = _judged(before, after)
    yield Finding(
        signal=Signal.TENSE,
        kind=kind,
        weight=weight,
        before=place.before.text,
        after=place.after.text,
    )


def _modal(run: Sequence[Token], words: Lexicon) -> bool:
    """Tell whether a modal verb stands there that is more than a plain future."""
    return any(found.value not in _FUTURE for found in words["modals"].find(run))


def _judged(before: str | None, after: str | None) -> tuple[ChangeKind, float]:
    """Return what a change of tense makes of an edit.

    What was announced has happened, what is has ended: time went on. What had happened and is
    only to come was wrong.
    """
    if before == "future":
        return ChangeKind.UPDATE, 0.45
    if after == "future":
        return ChangeKind.FACTUAL, 0.6
    if {before, after} == {"past", "present"}:
        return ChangeKind.UPDATE, 0.35
    return ChangeKind.COPYEDIT, 0.15


def tense(run: Sequence[Token], words: Lexicon) -> str | None:
    """Return the tense that auxiliaries or endings of some words show, or None."""
    marked = [found.value for found in words["tense"].find(run)]
    if marked:
        return max(marked, key=lambda value: _ORDER.get(value, 0))
    return next((form for token in run if (form := _ending(token, words))), None)


def _ending(token: Token, words: Lexicon) -> str | None:
    if token.kind is not TokenKind.WORD or token.text[0].isupper():
        return None
    return next(
        (form for end, form in words.tense_endings if _ends(token.low, end)),
        None,
    )


def _ends(word: str, end: str) -> bool:
    return word.endswith(end) and len(word) - len(end) >= _PLAIN


def _one_verb(one: Sequence[Token], other: Sequence[Token], words: Lexicon) -> bool:
    """Tell whether both sides have the same words but for small ones and inflection."""
    return _stems(one, words) == _stems(other, words)


def _stems(run: Sequence[Token], words: Lexicon) -> set[str]:
    future = {
        i
        for found in words["tense"].find(run)
        if found.value == "future"
        for i in range(found.first, found.last)
        if found.last - found.first > 1 or run[i].low in words.function
    }
    return {
        words.stem(token.low)
        for i, token in enumerate(run)
        if i not in future and token.low not in words.function and not _dated(token, words)
    }


def _dated(token: Token, words: Lexicon) -> bool:
    kinds = ("weekdays", "months", "days")
    dated = any(words[kind].get(token.low) is not None for kind in kinds)
    return dated or token.kind is TokenKind.NUMBER
