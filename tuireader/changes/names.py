"""Names: words with a capital where the language doesn't ask for one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex
from rapidfuzz.distance import Levenshtein

from tuireader.changes.findings import Finding, Place, Setting
from tuireader.changes.passages import Extent
from tuireader.model import ChangeKind, Signal
from tuireader.text.tokens import Token, TokenKind, fold

_POSSESSIVE = regex.compile(r"(?:'s|')$")
_OPENERS = frozenset("\"'“‘«‹„»(\\[¿¡:—–-•")
_STOPS = frozenset(".!?…")
_SIMILAR = 0.6
_TITLE_CASE = 0.7


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a text: `parts` folded, without possessive endings."""

    parts: tuple[str, ...]
    start: int
    end: int

    def same(self, other: Name) -> bool:
        """Tell whether one is the other, or a shorter form of it ("Mr. Frey", "Milo Frey")."""
        one, two = frozenset(self.parts), frozenset(other.parts)
        return one <= two or two <= one


def names(run: Sequence[Token], setting: Setting) -> tuple[Name, ...]:
    """Return the names in the tokens of a sentence or a few."""
    if title_case(run, setting):
        marked = [_known(token, setting) for token in run]
    else:
        marked = [_is_name(run, i, setting) for i in range(len(run))]
    return tuple(_gathered(run, marked, setting))


def title_case(run: Sequence[Token], setting: Setting) -> bool:
    """Tell whether a headline writes every word with a capital."""
    words = [t for t in run if t.kind is TokenKind.WORD and t.low not in setting.words.function]
    capital = sum(word.text[0].isupper() for word in words)
    return len(words) > 3 and capital >= _TITLE_CASE * len(words)


def _known(token: Token, setting: Setting) -> bool:
    return token.text[0].isupper() and bare(token) in setting.capitals


def bare(token: Token) -> str:
    """Return a word folded, without its possessive ending."""
    return _POSSESSIVE.sub("", token.low)


def bare_word(word: str) -> str:
    """Return a written word folded, without its possessive ending."""
    return _POSSESSIVE.sub("", fold(word))


def _is_name(run: Sequence[Token], i: int, setting: Setting) -> bool:
    token, words = run[i], setting.words
    if token.kind is not TokenKind.WORD or not token.text[0].isupper():
        return False
    if bare(token) in words.function or _of_calendar(token, setting):
        return False
    if words["titles"].get(token.low) is not None:
        return False
    if words.nouns_capital:
        return _german_name(run, i, setting)
    return not starts_sentence(run, i, setting) or _named_at_start(run, i, setting)


def _of_calendar(token: Token, setting: Setting) -> bool:
    return any(
        setting.words[kind].get(token.low) is not None for kind in ("months", "weekdays", "days")
    )


def starts_sentence(run: Sequence[Token], i: int, setting: Setting) -> bool:
    """Tell whether a word opens a sentence, a quotation or a bracket."""
    left = i - 1
    while left >= 0 and run[left].text in _OPENERS:
        left -= 1
    if left < i - 1 or left < 0:
        return True
    return run[left].text in _STOPS and not _abbreviates(run, left, setting)


def _abbreviates(run: Sequence[Token], stop: int, setting: Setting) -> bool:
    """Tell whether a full stop belongs to an initial or a title ("J. Dr. Mrs.")."""
    if not stop or run[stop].text != ".":
        return False
    left = run[stop - 1]
    titled = setting.words["titles"].get(left.low) is not None
    return left.is_word and (len(left.text) == 1 or titled)


def _named_at_start(run: Sequence[Token], i: int, setting: Setting) -> bool:
    """Tell a name at the start of a sentence by its capital elsewhere, or a name behind it."""
    word = bare(run[i])
    if word in setting.capitals:
        return True
    if word in setting.lowered or i + 1 >= len(run):
        return False
    follows = run[i + 1]
    return (
        follows.kind is TokenKind.WORD
        and follows.text[0].isupper()
        and not _of_calendar(follows, setting)
    )


def _german_name(run: Sequence[Token], i: int, setting: Setting) -> bool:
    """Tell a name where every noun has a capital: no article, or beside another capital."""
    token = run[i]
    beside = [run[k] for k in (i - 1, i + 1) if 0 <= k < len(run)]
    if any(_capital_word(other, setting) for other in beside) and not starts_sentence(
        run, i, setting
    ):
        return True
    if not i or starts_sentence(run, i, setting):
        return (
            bool(beside) and _capital_word(beside[-1], setting) and token.low not in setting.lowered
        )
    left = run[i - 1].low
    return left in setting.words.name_prepositions or setting.words["titles"].get(left) is not None


def _capital_word(token: Token, setting: Setting) -> bool:
    plain = token.kind is TokenKind.WORD and token.text[0].isupper()
    return plain and token.low not in setting.words.function and not _of_calendar(token, setting)


def _gathered(run: Sequence[Token], marked: Sequence[bool], setting: Setting) -> Iterator[Name]:
    """Join neighbouring name words, and small words between them ("Lea von Arx")."""
    i = 0
    while i < len(run):
        if not marked[i]:
            i += 1
            continue
        last = i + 1
        while last < len(run) and (marked[last] or _linked(run, marked, last, setting)):
            last += 1
        yield _name(run[i:last])
        i = last


def _linked(run: Sequence[Token], marked: Sequence[bool], i: int, setting: Setting) -> bool:
    """Tell whether a small word, an initial's full stop or a hyphen goes on with the name."""
    follows = i + 1 < len(run) and marked[i + 1]
    return follows and (run[i].low in setting.words.name_links or _abbreviates(run, i, setting))


def _name(run: Sequence[Token]) -> Name:
    parts = tuple(bare(token) for token in run if token.kind is TokenKind.WORD)
    return Name(parts, run[0].start, run[-1].end)


# -- comparing


def find(place: Place, setting: Setting) -> Iterator[Finding]:
    """Yield what a place does to names; a capital alone is spelling."""
    if [t.low for t in place.before.words] == [t.low for t in place.after.words]:
        return
    one_side = names(place.before.context, setting)
    other_side = names(place.after.context, setting)
    shared = _groups(place.before, setting) & _groups(place.after, setting)
    one = _touched(place.before, one_side, shared, setting)
    other = _touched(place.after, other_side, shared, setting)
    if one and other:
        gone, new = _left(one, other), _left(other, one)
        if not gone and not new and _swapped(one, other):
            gone, new = one, other
    else:
        gone, new = _left(one, other_side), _left(other, one_side)
    if not gone and not new:
        yield from _respelled(place, setting)
        return
    yield Finding(
        signal=Signal.NAME,
        kind=ChangeKind.FACTUAL if gone else ChangeKind.UPDATE,
        weight=0.75 if gone and new else 0.5 if gone else 0.4,
        before=_phrase(place.before, gone),
        after=_phrase(place.after, new),
    )


def _groups(extent: Extent, setting: Setting) -> frozenset[str]:
    """Return the groups of synonyms that an extent has a phrase of ("White House")."""
    run = extent.context
    found = setting.words.same.find(run)
    touched = (f for f in found if extent.touches(run[f.first].start, run[f.last - 1].end))
    return frozenset(group for f in touched for group in f.value.split("|"))


def _touched(
    extent: Extent, found: Sequence[Name], shared: frozenset[str], setting: Setting
) -> list[Name]:
    """Return the names in an extent, without those that the other side has by another word."""
    run = extent.context
    alike = [
        (run[f.first].start, run[f.last - 1].end)
        for f in setting.words.same.find(run)
        if shared & set(f.value.split("|"))
    ]
    return [
        name
        for name in found
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


def _left(one: Sequence[Name], other: Sequence[Name]) -> list[Name]:
    rest = list(other)
    left = []
    for name in one:
        twin = next((i for i, n in enumerate(rest) if name.same(n)), None)
        if twin is None:
            left.append(name)
        else:
            rest.pop(twin)
    return left


def _respelled(place: Place, setting: Setting) -> Iterator[Finding]:
    """Yield a capital word at a sentence's start that was only spelled another way."""
    one, other = place.before.words, place.after.words
    if (
        len(one) != 1
        or len(other) != 1
        or not (_candidate(one[0], setting) and _candidate(other[0], setting))
    ):
        return
    if not _first(place.before, one[0], setting) or not _first(place.after, other[0], setting):
        return
    before, after = bare(one[0]), bare(other[0])
    quoted = any(
        side.passage.text[side.start - 1 : side.start] in _OPENERS - {""}
        for side in (place.before, place.after)
    )
    if before != after and similar(before, after) and not quoted:
        yield Finding(
            signal=Signal.NAME,
            kind=ChangeKind.FACTUAL,
            weight=0.7,
            before=one[0].text,
            after=other[0].text,
        )


def _first(extent: Extent, token: Token, setting: Setting) -> bool:
    context = extent.context
    return starts_sentence(context, context.index(token), setting)


def _candidate(token: Token, setting: Setting) -> bool:
    capital = token.kind is TokenKind.WORD and token.text[0].isupper()
    return capital and bare(token) not in setting.lowered | setting.words.function


def similar(one: str, other: str) -> bool:
    """Tell whether two words differ in a few letters."""
    return Levenshtein.normalized_similarity(one, other) >= _SIMILAR


def _phrase(extent: Extent, found: Sequence[Name]) -> str:
    text = extent.passage.text
    return ", ".join(text[name.start : name.end] for name in found)
