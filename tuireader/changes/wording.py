"""What is left of an edit when its numbers, names and markers are taken care of: other words?

Spelling, style and synonyms change no claim; another noun or verb may. Which it is can't always
be told without knowing the world: such findings carry a low weight.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence

from rapidfuzz.distance import OSA

from tuireader.changes.findings import Finding, Place, Setting
from tuireader.changes.names import names
from tuireader.changes.passages import Extent
from tuireader.changes.quantities import quantities
from tuireader.model import ChangeKind, Signal
from tuireader.text.lexicon import Lexicon
from tuireader.text.tokens import Token, TokenKind

SUBSTITUTED = 0.5
"""Weight of one content word put for another: perhaps a claim, perhaps a way to say it."""
_MODIFIER = 0.2
_STYLE = 0.1


def find(place: Place, setting: Setting) -> Iterator[Finding]:
    """Yield what the plain words of a place do; nothing where only small words differ."""
    if place.before.words and place.after.words and only_spelled(place, setting):
        yield _finding(place, Signal.SPELLING, ChangeKind.COPYEDIT, _STYLE)
        return
    gone, new = leftovers(place, setting)
    if gone and new:
        yield _finding(place, None, ChangeKind.FACTUAL, SUBSTITUTED)
    elif new:
        yield _one_sided(place, setting, place.after, new, Signal.ADDED_CLAIM)
    elif gone:
        yield _one_sided(place, setting, place.before, gone, Signal.REMOVED_CLAIM)


def _finding(place: Place, signal: Signal | None, kind: ChangeKind, weight: float) -> Finding:
    return Finding(
        signal=signal, kind=kind, weight=weight, before=place.before.text, after=place.after.text
    )


# -- the same words, written another way


def only_spelled(place: Place, setting: Setting) -> bool:
    """Tell whether the two sides are the same words in another spelling."""
    one, other = place.before.words, place.after.words
    if _letters(one) == _letters(other):
        return True
    if len(one) != len(other):
        return False
    pairs = [(a, b) for a, b in zip(one, other, strict=True) if a.low != b.low]
    return all(_misspelled(a, b, setting) for a, b in pairs)


def _letters(run: Sequence[Token]) -> str:
    """Return the letters and digits, without case, accents, hyphens and spaces."""
    text = unicodedata.normalize("NFKD", "".join(token.low for token in run)).replace("ß", "ss")
    return "".join(c for c in text if not unicodedata.combining(c) and c != "'")


def _misspelled(one: Token, other: Token, setting: Setting) -> bool:
    """Tell whether a word is a slip of the other: letters swapped, doubled, dropped, or a variant.

    A first letter that differs, and pairs that are both words, are no slips ("hired", "fired").
    """
    before, after = one.low, other.low
    if TokenKind.WORD is not one.kind or TokenKind.WORD is not other.kind:
        return False
    words = setting.words
    if frozenset((before, after)) in words.confusable | words.opposites:
        return False
    if _variant(before, after, words):
        return True
    known = before in words.function or words.same.get(before) is not None
    if known and after not in words.function:
        return False
    return _slip(before, after)


def _variant(one: str, other: str, words: Lexicon) -> bool:
    """Tell whether two words differ by a spelling variant ("colour", "color")."""
    return any(
        one.replace(a, b) == other.replace(a, b) and (a in one or a in other)
        for a, b in words.variants
    )


_SHORT = 4


def _slip(one: str, other: str) -> bool:
    distance = OSA.distance(one, other)
    longest = max(len(one), len(other))
    if sorted(one) == sorted(other) and distance <= 2:
        return True
    if longest <= _SHORT or not distance or one[0] != other[0]:
        return False
    if distance == 1:
        return not _inflected(one, other)
    return distance == 2 and longest >= 8


def _inflected(one: str, other: str) -> bool:
    """Tell whether a letter was put at the end, as endings are."""
    short, long = sorted((one, other), key=len)
    return long.startswith(short)


# -- other words


def leftovers(place: Place, setting: Setting) -> tuple[list[str], list[str]]:
    """Return the content stems that only one side has, synonyms and quantities evened out."""
    one, other = _content(place.before, setting), _content(place.after, setting)
    gone, new = one - other, other - one
    return list(gone.elements()), list(new.elements())


def _content(extent: Extent, setting: Setting) -> Counter[str]:
    words = setting.words
    run = extent.words
    counted = quantities(extent.context, words)
    named = names(extent.context, setting)
    taken = [(found.start, found.end) for found in (*counted, *named)]
    run = tuple(
        t for t in run if not any(start <= t.start and t.end <= end for start, end in taken)
    )
    stems: Counter[str] = Counter()
    at = 0
    groups = {found.first: found for found in words.same.find(run)}
    while at < len(run):
        found = groups.get(at)
        if found:
            stems[_head(run[found.first : found.last], found.value, words)] += 1
            at = found.last
            continue
        if not _is_small(run[at].low, words):
            stems[words.stem(run[at].low)] += 1
        at += 1
    stems.pop("", None)
    return stems


def _is_small(word: str, words: Lexicon) -> bool:
    """Tell whether a word makes no claim by itself, or is judged elsewhere (a modal, a hedge)."""
    return word in words.function or any(words[kind].get(word) is not None for kind in _JUDGED)


_JUDGED = ("negations", "modals", "hedges", "attribution", "titles")


def _head(run: Sequence[Token], group: str, words: Lexicon) -> str:
    """Return what a synonym counts as; a small word in a group of synonyms stays small."""
    if len(run) == 1 and run[0].low in words.function:
        return ""
    return f"={group}"


def _one_sided(
    place: Place, setting: Setting, extent: Extent, stems: Sequence[str], signal: Signal
) -> Finding:
    """Judge words that were only put in, or only taken out."""
    if len(stems) == 1 and _mere_modifier(setting, extent):
        return _finding(place, None, ChangeKind.COPYEDIT, _MODIFIER)
    if signal is Signal.ADDED_CLAIM:
        return _finding(place, signal, ChangeKind.UPDATE, 0.4)
    return _finding(place, signal, ChangeKind.FACTUAL, 0.5)


def _mere_modifier(setting: Setting, extent: Extent) -> bool:
    """Tell whether a lone word stands before a noun it only colours ("a [lengthy] debate").

    A word that says what a person or thing is ("former", "fatal") is more than that, unless the
    sentence says so anyway: who was fired is the former director.
    """
    words = setting.words
    lone = [token for token in extent.words if token.low not in words.function]
    if len(lone) != 1 or lone[0].text[0].isupper() or lone[0].kind is not TokenKind.WORD:
        return False
    if words["status"].get(lone[0].low) is not None:
        return any(True for _ in words["departures"].find(extent.context))
    context = extent.context
    i = next(k for k, token in enumerate(context) if token.start == lone[0].start)
    before = context[i - 1] if i else None
    after = context[i + 1] if i + 1 < len(context) else None
    return _attributive(before, after, words)


def _attributive(before: Token | None, after: Token | None, words: Lexicon) -> bool:
    if before is None or after is None or not after.is_word or after.low in words.function:
        return False
    return before.is_word
