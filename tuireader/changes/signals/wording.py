"""What is left of an edit when its numbers, names and markers are taken care of: other words?

Spelling, style and synonyms change no claim; another noun or verb may. Which it is can't always
be told without knowing the world: such findings carry a low weight.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import groupby

import regex
from rapidfuzz.distance import OSA

from tuireader.changes.places import Place
from tuireader.changes.reading.passages import Extent
from tuireader.changes.reading.senses import Sense
from tuireader.changes.signals.findings import Finding
from tuireader.model import ChangeKind, Signal
from tuireader.text.lexicon import Lexicon
from tuireader.text.tokens import Token, TokenKind

_DIGITS = regex.compile(r"\p{Nd}")
SUBSTITUTED = 0.5
"""Weight of one content word put for another: perhaps a claim, perhaps a way to say it."""
_RELATED = 0.6
_STATUS = 0.6
MODIFIER = 0.2
"""Weight of a lone describing word that came or went."""
_STYLE = 0.1
_MOST_PAIRS = 400
_MOSTLY = 3
"""Words of sense beside which a single new or missing one is a matter of style."""


def find(place: Place) -> Iterator[Finding]:
    """Yield what the plain words of a place do; nothing where only small words differ."""
    if _told_of_several(place):
        yield _finding(place, Signal.NUMBER, ChangeKind.FACTUAL, _RELATED)
        return
    if place.before.words and place.after.words and only_spelled(place):
        yield _finding(place, Signal.SPELLING, ChangeKind.COPYEDIT, _STYLE)
        return
    gone, new = leftovers(place)
    if gone and new:
        yield _finding(place, None, ChangeKind.FACTUAL, SUBSTITUTED)
    elif _conflict(place) or _aimed(place) or ((gone or new) and _related_otherwise(place)):
        yield _finding(place, None, ChangeKind.FACTUAL, _RELATED)
    elif new:
        yield _one_sided(place, place.after, new, Signal.ADDED_CLAIM)
    elif gone:
        yield _one_sided(place, place.before, gone, Signal.REMOVED_CLAIM)


def _finding(place: Place, signal: Signal | None, kind: ChangeKind, weight: float) -> Finding:
    return Finding(
        signal=signal, kind=kind, weight=weight, before=place.before.text, after=place.after.text
    )


def _related_otherwise(place: Place) -> bool:
    """Tell whether a relation gave way to other words ("in custody", "after release from …").

    Where the words of one side all stand in the other, a detail was put in or taken out ("the
    election", "the presidential election in May").
    """
    before = {token.low for token in place.before.words}
    after = {token.low for token in place.after.words}
    if before <= after or after <= before:
        return False
    relations = place.after.lexicon["relations"].single.keys()
    return bool((before ^ after) & relations)


def _conflict(place: Place) -> bool:
    """Tell whether one small word alone was put for another that relates otherwise."""
    before = [token.low for token in place.before.words]
    after = [token.low for token in place.after.words]
    if not (len(before) == len(after) == 1):
        return False
    return after[0] in place.after.lexicon.conflicts.get(before[0], ())


def _aimed(place: Place) -> bool:
    """Tell whether a deed that hit was only tried, or the reverse ("shot", "shot at")."""
    extent = place.after if place.after.words else place.before
    words = extent.lexicon
    alone = not (place.before.words and place.after.words)
    if not alone or len(extent.words) != 1 or extent.words[0].low not in words.aims:
        return False
    left = extent.context[: extent.within[0]][-1:]
    return any(words.stem(token.low) in words.strikes for token in left)


def _told_of_several(place: Place) -> bool:
    """Tell whether one became several: "a man", "men"; "the aide was", "the aides were".

    A noun's ending alone tells little: most often it was only forgotten.
    """
    if not (place.before.words and place.after.words):
        return False
    words = place.after.lexicon
    before = {token.low for token in place.before.words}
    after = {token.low for token in place.after.words}
    one, other = before - after, after - before
    lone = bool(one & words.articles) != bool(other & words.articles)
    agree = any(not words.agreements.get(verb, frozenset()).isdisjoint(other) for verb in one)
    if not lone and not agree:
        return False
    told = [_told(side, words) for side in (one, other)]
    stems = [{words.stem(word) for word in side} for side in told]
    return bool(told[0]) and told[0].isdisjoint(told[1]) and stems[0] == stems[1]


def _told(lows: set[str], words: Lexicon) -> set[str]:
    bare = {words.bare(low).removesuffix("'s").removesuffix("'") for low in lows}
    return bare - words.function - words.agreements.keys()


# -- the same words, written another way


def only_spelled(place: Place) -> bool:
    """Tell whether the two sides are the same words in another spelling."""
    one, other, words = place.before.words, place.after.words, place.after.lexicon
    if _letters(one) == _letters(other):
        return True
    if len(one) != len(other):
        return False
    pairs = [(a, b) for a, b in zip(one, other, strict=True) if a.low != b.low]
    return all(is_misspelled(a, b, words) for a, b in pairs)


def only_respaced(place: Place) -> bool:
    """Tell whether words were only run together or apart ("infront", "in front")."""
    one, other = place.before.words, place.after.words
    joined = ["".join(token.low for token in run).replace("'", "") for run in (one, other)]
    return bool(one) and joined[0] == joined[1] and len(one) != len(other)


def only_spelled_out(place: Place) -> bool:
    """Tell whether initials were only spelled out, or the reverse ("WHO", "World Health …").

    So is an abbreviation in brackets that only came to or went from the name it stands for.
    """
    before, after = place.before, place.after
    if not (before.text and after.text) and _is_bracketed(before.text or after.text):
        extent = before if before.text else after
        named = extent.context[max(0, extent.within[0] - _NAMED) : extent.within[0]]
        return _abbreviates(extent.words[0], named)
    if len(before.words) > 1 and len(after.words) > 1:
        return False
    words = after.lexicon
    return _spells_out(before, after, words) or _spells_out(after, before, words)


_NAMED = 6
"""Tokens of a name before its abbreviation, at most."""


def _is_bracketed(text: str) -> bool:
    """Tell whether a text is one word in brackets, with a capital in front ("(KJR)")."""
    inside = text[1:-1]
    return text[:1] + text[-1:] == "()" and inside.isalpha() and inside[0].isupper()


def _spells_out(short: Extent, full: Extent, words: Lexicon) -> bool:
    if len(short.words) != 1 or not short.words[0].text.isalpha():
        return False
    word = short.words[0]
    told = [token for token in full.words if token.text != word.text]
    if len(told) > 1 and f"({word.text})" in full.text:
        return _abbreviates(word, told)
    large = [token for token in told if token.low not in words.function]
    spelled = ("".join(token.low[0] for token in run) for run in (told, large))
    return word.text.isupper() and len(large) > 1 and word.low in spelled


def _abbreviates(word: Token, named: Sequence[Token]) -> bool:
    """Tell whether a word's letters stand in a name in their order, its first one in front."""
    for i, token in enumerate(named):
        rest = iter("".join(part.low for part in named[i:]))
        if token.low[0] == word.low[0] and all(letter in rest for letter in word.low):
            return True
    return False


def _letters(run: Sequence[Token]) -> str:
    """Return the letters and digits, without case, accents, hyphens and spaces."""
    return _plain("".join(token.low for token in run)).replace("'", "")


def is_misspelled(one: Token, other: Token, words: Lexicon) -> bool:
    """Tell whether a word is a slip of the other: letters swapped, doubled, dropped, or a variant.

    A first letter that differs, and pairs that are both words, are no slips ("hired", "fired").
    """
    before, after = one.low, other.low
    if TokenKind.WORD is not one.kind or TokenKind.WORD is not other.kind:
        return False
    if not (before.isalpha() and after.isalpha()) and _DIGITS.search(before + after):
        return False  # "H5N1" and "H1N5" are two things
    if after in words.slips.get(before, ()):
        return True
    if after in words.confusable.get(before, ()) or after in words.opposites.get(before, ()):
        return False
    if is_variant(before, after, words):
        return True
    if before in words.function and after in words.function:
        return OSA.distance(before, after) == 1
    known = before in words.function or words["same"].get(before) is not None
    if known and after not in words.function:
        return False
    return _slip(before, after)


def is_variant(one: str, other: str, words: Lexicon, least: int = 1) -> bool:
    """Tell whether two words differ by a spelling variant ("colour", "color").

    `least`: letters that must vary. A name needs five: "Hall" and "Hal" are two.
    """
    return any(
        (a in one or a in other) and one.replace(a, b) == other.replace(a, b)
        for a, b in words.variants
        if len(a) >= least
    )


_SHORT = 4
_LONG = 8


def _slip(one: str, other: str) -> bool:
    one, other = _plain(one), _plain(other)
    if one == other or _undoubled(one) == _undoubled(other):
        return True
    distance = OSA.distance(one, other)
    longest = max(len(one), len(other))
    if sorted(one) == sorted(other) and distance <= 2:
        return True
    if longest <= _SHORT or one[0] != other[0]:
        return False
    if distance == 1:
        return not _inflected(one, other)
    return distance == 2 and longest >= _LONG


def _plain(word: str) -> str:
    """Return a word without accents."""
    if word.isascii():
        return word
    text = unicodedata.normalize("NFKD", word).replace("ß", "ss")
    return "".join(c for c in text if not unicodedata.combining(c))


def _undoubled(word: str) -> str:
    return "".join(letter for letter, _ in groupby(word))


def _inflected(one: str, other: str) -> bool:
    """Tell whether a letter was put at the end, as endings are."""
    short, long = sorted((one, other), key=len)
    return long.startswith(short)


# -- other words


def leftovers(place: Place) -> tuple[list[Sense], list[Sense]]:
    """Return the words of sense that only one side has.

    Synonyms, inflection, numbers and names are evened out. A word that the other side's sentence
    has elsewhere has only changed its place, unless one word was put straight for another. Kept
    with the place's after side: several detectors ask.
    """
    kept = place.after.leftovers
    if kept is None:
        kept = place.after.leftovers = _leftovers(place)
    return kept


def _leftovers(place: Place) -> tuple[list[Sense], list[Sense]]:
    one, other = place.before.senses, place.after.senses
    gone, new = _spelt_apart(place, _only(one, other), _only(other, one))
    gone, new = _but_ages(gone, place.before), _but_ages(new, place.after)
    if len(gone) == len(new) == 1:
        return gone, new
    return _elsewhere(gone, place.after), _elsewhere(new, place.before)


def _spelt_apart(
    place: Place, gone: list[Sense], new: list[Sense]
) -> tuple[list[Sense], list[Sense]]:
    """Drop words that differ from one of the other side only as spelling variants do.

    Where many are left over on both sides, other things were said, and not the same respelled.
    """
    if len(gone) * len(new) > _MOST_PAIRS:
        return gone, new
    words = place.after.lexicon
    heads = {a[0] for a, _ in words.variants}
    lows = [(other, place.after.low(other)) for other in new]
    same = [
        (one, other)
        for one, low in ((one, place.before.low(one)) for one in gone)
        for other, low_other in lows
        if (low[0] == low_other[0] or not heads.isdisjoint((low[0], low_other[0])))
        and _alike(one, other)
        and is_variant(low, low_other, words)
    ]
    paired = {sense for pair in same for sense in pair}
    return [w for w in gone if w not in paired], [w for w in new if w not in paired]


def _alike(one: Sense, other: Sense) -> bool:
    """Tell at a glance whether two words are about as long."""
    return abs((one.end - one.start) - (other.end - other.start)) <= _SHORT


def _elsewhere(left: Sequence[Sense], extent: Extent) -> list[Sense]:
    """Return the words that an extent's sentences don't have anywhere."""
    if not left:
        return []
    held = extent.around.held
    return [word for word in left if word.keys.isdisjoint(held)]


def _only(one: Sequence[Sense], other: Sequence[Sense]) -> list[Sense]:
    """Return the words of `one` that `other` lacks; small words don't count, but cancel."""
    keys = {key for word in other for key in word.keys}
    return [word for word in one if not word.soft and not word.keys & keys]


def _but_ages(left: list[Sense], extent: Extent) -> list[Sense]:
    """Drop "old" and "aged" beside the number that they are told of."""
    numbered = any(q.signal is Signal.NUMBER for q in extent.around.quantities) if left else False
    return [w for w in left if not (numbered and extent.low(w) in extent.lexicon.ages)]


# -- words only put in, only taken out


def _one_sided(place: Place, extent: Extent, left: Sequence[Sense], signal: Signal) -> Finding:
    """Judge words that were only put in, or only taken out."""
    if len(left) == 1 and _is_status(extent, left[0]):
        if not extent.around.found("departures"):
            return _finding(place, signal, ChangeKind.FACTUAL, _STATUS)
        return _finding(place, None, ChangeKind.COPYEDIT, MODIFIER)
    if len(left) == 1 and _is_style(place, extent, left[0]):
        return _finding(place, None, ChangeKind.COPYEDIT, MODIFIER)
    if signal is Signal.ADDED_CLAIM:
        return _finding(place, signal, ChangeKind.UPDATE, 0.4)
    return _finding(place, signal, ChangeKind.FACTUAL, 0.5)


def _is_status(extent: Extent, word: Sense) -> bool:
    """Tell whether a word says what a person or thing is ("former", "fatal", "vice").

    A sentence may say so anyway (who was fired is the former director): the caller looks.
    """
    return any(
        word.start <= start and end <= word.end
        for start, end in map(extent.around.span, extent.found("status"))
    )


def _is_style(place: Place, extent: Extent, word: Sense) -> bool:
    """Tell whether a lone word only tightens or colours what is said.

    That is one among others that the other side has ("fighter aircraft", "fighters"), or one
    before a noun ("a [lengthy] debate").
    """
    lone = next(token for token in extent.context if token.start == word.start)
    if lone.text[0].isupper() or lone.kind is not TokenKind.WORD:
        return False
    senses = place.before.senses, place.after.senses
    if all(senses) or len(senses[0]) + len(senses[1]) > _MOSTLY:
        return True
    return _attributive(extent, word)


def _attributive(extent: Extent, word: Sense) -> bool:
    """Tell whether a word stands between a word and a noun: before something it describes."""
    context = extent.context
    before = [token for token in context if token.end <= word.start][-1:]
    after = [token for token in context if token.start >= word.end][:1]
    if not before or not after or not before[0].is_word or not after[0].is_word:
        return False
    return after[0].low not in extent.lexicon.function
