"""What a place does to names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rapidfuzz.distance import Levenshtein

from tuireader.changes.places import Place
from tuireader.changes.reading.names import OPENERS, Name, bare, is_capital, starts_sentence
from tuireader.changes.reading.passages import Extent
from tuireader.changes.signals.findings import Finding
from tuireader.changes.signals.wording import is_misspelled, is_variant, leftovers
from tuireader.model import ChangeKind, Signal
from tuireader.text.lexicon import Lexicon
from tuireader.text.scripts import is_spaceless
from tuireader.text.tokens import Token, TokenKind

_SIMILAR = 0.6
_HALF = 0.5
_CANT_TELL = 0.3
_VARYING = 5


def find(place: Place) -> Iterator[Finding]:
    """Yield what a place does to names; a capital alone is spelling."""
    if [t.low for t in place.before.words] == [t.low for t in place.after.words]:
        return
    if not place.before.has_names and not place.after.has_names:
        return
    one_side, other_side = place.before.around.names, place.after.around.names
    words = place.after.lexicon
    shared = _groups(place.before) & _groups(place.after)
    one = _touched(place.before, shared)
    other = _touched(place.after, shared)
    if one and other:
        gone, new = _left(one, other, words), _left(other, one, words)
        if not gone and not new and _swapped(one, other):
            gone, new = one, other
    else:
        gone, new = _left(one, other_side, words), _left(other, one_side, words)
    if not (gone and new) and _is_noun_misspelled(place):
        return
    if not gone and not new:
        yield from _respelled(place)
        return
    stood_in = bool(gone) or stands_for(place) or bool(leftovers(place)[0])
    yield Finding(
        signal=Signal.NAME,
        kind=ChangeKind.FACTUAL if stood_in else ChangeKind.UPDATE,
        weight=_CANT_TELL if stands_for(place) else _weight(gone, new, stood_in),
        before=_phrase(place.before, gone),
        after=_phrase(place.after, new),
    )


def _is_noun_misspelled(place: Place) -> bool:
    """Tell whether a noun of a language that writes all of them large was put right."""
    one, other, words = place.before.words, place.after.words, place.after.lexicon
    if not words.nouns_capital or not len(one) == len(other) == 1:
        return False
    ends = [token.low.endswith(words.noun_endings) for token in (one[0], other[0])]
    return any(ends) and is_misspelled(one[0], other[0], words)


def _weight(gone: Sequence[Name], new: Sequence[Name], stood_in: bool) -> float:
    return 0.75 if gone and new else 0.5 if stood_in else 0.4


def stands_for(place: Place) -> bool:
    """Tell whether a pronoun was put for a name of the story, or such a name for a pronoun.

    Whom a pronoun means can't be told from its words.
    """
    texts = place.before.passage.setting.texts
    return _means(place.before, place.after, texts.before) or _means(
        place.after, place.before, texts.after
    )


def _means(pronoun: Extent, named: Extent, text: str) -> bool:
    """Tell whether one side is a pronoun, the other a name that stands where the pronoun did."""
    if len(pronoun.words) != 1 or pronoun.words[0].low not in pronoun.lexicon.pronouns:
        return False
    names = [n for n in named.around.names if named.touches(n.start, n.end)]
    if len(names) != 1 or names[0].parts[-1] not in text.lower():
        return False
    titles, (name,) = named.lexicon["titles"].single, names
    return all(t.low in titles or name.start <= t.start < name.end for t in named.words)


def _groups(extent: Extent) -> frozenset[str]:
    """Return the groups of synonyms that an extent has a phrase of ("White House")."""
    return frozenset(group for f in extent.found("same") for group in f.value.split("|"))


def _touched(extent: Extent, shared: frozenset[str]) -> list[Name]:
    """Return the names in an extent, without those that the other side has by another word."""
    around = extent.around
    same = around.found("same") if shared else ()
    alike = [around.span(f) for f in same if shared & set(f.value.split("|"))]
    return [
        name
        for name in around.names
        if extent.touches(name.start, name.end)
        and not any(start < name.end and name.start < end for start, end in alike)
    ]


def _swapped(one: Sequence[Name], other: Sequence[Name]) -> bool:
    """Tell whether the same names stand in another order in places of the same words."""
    return (
        len(one) > 1
        and len(one) == len(other)
        and [n.parts for n in one] != [n.parts for n in other]
    )


def _same(one: Name, other: Name, words: Lexicon) -> bool:
    """Tell whether two names are one, also in British and American spelling ("Organisation")."""
    return one.same(other) or (
        len(one.parts) == len(other.parts)
        and all(
            a == b or is_variant(a, b, words, least=_VARYING)
            for a, b in zip(one.parts, other.parts, strict=True)
        )
    )


def _left(one: Sequence[Name], other: Sequence[Name], words: Lexicon) -> list[Name]:
    rest = list(other)
    left = []
    for name in one:
        twin = next((i for i, n in enumerate(rest) if _same(name, n, words)), None)
        if twin is None:
            left.append(name)
        else:
            rest.pop(twin)
    return left


def _respelled(place: Place) -> Iterator[Finding]:
    """Yield a capital word at a sentence's start that was only spelled another way."""
    one, other = place.before.words, place.after.words
    if len(one) != 1 or len(other) != 1:
        return
    candidates = _candidate(place.before, one[0]), _candidate(place.after, other[0])
    if not all(candidates) and not (any(candidates) and _before_name(place)):
        return
    if not _first(place.before, one[0]) or not _first(place.after, other[0]):
        return
    before, after = bare(one[0]), bare(other[0])
    quoted = any(
        side.passage.text[side.start - 1 : side.start] in OPENERS - {""}
        for side in (place.before, place.after)
    )
    same = one[0].low.replace("'", "") == other[0].low.replace("'", "")
    if not same and before != after and similar(before, after) and not quoted:
        yield Finding(
            signal=Signal.NAME,
            kind=ChangeKind.FACTUAL,
            weight=0.7,
            before=one[0].text,
            after=other[0].text,
        )


def _before_name(place: Place) -> bool:
    """Tell whether both sides stand right before a name, or begin it: "Per Olsen".

    By itself "per" is a small word.
    """
    return all(
        any(name.start <= side.start < name.end or side.end + 1 == name.start for name in names)
        for side, names in (
            (place.before, place.before.around.names),
            (place.after, place.after.around.names),
        )
    )


def _first(extent: Extent, token: Token) -> bool:
    context = extent.context
    return starts_sentence(context, context.index(token), extent.around.setting)


def _candidate(extent: Extent, token: Token) -> bool:
    around = extent.around
    if token.kind is not TokenKind.WORD or not is_capital(token, around.words):
        return False
    return bare(token) not in around.words.function and not around.setting.is_lowered(token.text)


def similar(one: str, other: str) -> bool:
    """Tell whether two words differ in a few letters; of two Chinese signs one is few."""
    least = _HALF if is_spaceless(one) else _SIMILAR
    return Levenshtein.normalized_similarity(one, other) >= least


def _phrase(extent: Extent, found: Sequence[Name]) -> str:
    text = extent.passage.text
    return ", ".join(text[name.start : name.end] for name in found)
