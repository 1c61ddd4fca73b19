"""Names: words with a capital where the language doesn't ask for one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import regex

from tuireader.changes.reading.setting import Setting
from tuireader.text.lexicon import Lexicon
from tuireader.text.tokens import Token, TokenKind, fold

OPENERS = frozenset("\"'“‘«‹„»(\\[¿¡:—–-•")
_STOPS = frozenset(".!?…")
_TITLE_CASE = 0.7


class Name(NamedTuple):
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
    words = setting.words
    if not words.spaced:
        return tuple(_titled(run, words))
    if words.elisions:
        capital = [i for i, token in enumerate(run) if is_capital(token, words)]
    else:
        capital = [i for i, token in enumerate(run) if token.text[0].isupper()]
    if not capital:
        return ()
    if title_case(run, setting):
        marked = {i for i in capital if _known(run[i], setting)}
    else:
        marked = {i for i in capital if _is_name(run, i, setting)}
    return tuple(_gathered(run, marked, setting))


_LONGEST = 6
_GIVEN = 2
"""Signs of a Japanese name at most, and of a Chinese given name."""
_NAME_SIGN = regex.compile(r"[\p{Han}\p{Katakana}ー]")


def _titled(run: Sequence[Token], words: Lexicon) -> Iterator[Name]:
    """Yield names beside a title, in scripts without capitals: before it, or behind it.

    Behind it only a surname begins one; a given name ends before a word that a list knows.
    """
    found = words.index.find([token.low for token in run])
    for title in found.get("called_after", ()):
        first = title.first
        while first > max(0, title.first - _LONGEST) and _NAME_SIGN.fullmatch(run[first - 1].text):
            first -= 1
        if first < title.first:
            yield _written_together(run[first : title.first])
    listed = {phrase.first for phrases in found.values() for phrase in phrases}
    for title in found.get("called_before", ()):
        if title.last < len(run) and run[title.last].text in words.surnames:
            last = title.last + 1
            while last <= title.last + _GIVEN and last < len(run) and last not in listed:
                last += 1
            yield _written_together(run[title.last : last])


def _written_together(run: Sequence[Token]) -> Name:
    return Name(("".join(token.text for token in run),), run[0].start, run[-1].end)


def is_capital(token: Token, words: Lexicon) -> bool:
    """Tell whether a word has a capital, behind a small one run together with it ("l'Arno")."""
    if "'" not in token.low or not words.elisions:
        return token.text[0].isupper()
    return token.text[-len(words.bare(token.low))].isupper()


def title_case(run: Sequence[Token], setting: Setting) -> bool:
    """Tell whether a headline writes every word with a capital; German sentences never do."""
    if setting.words.nouns_capital:
        return False
    words = [t for t in run if t.kind is TokenKind.WORD and t.low not in setting.words.function]
    capital = sum(word.text[0].isupper() for word in words)
    return len(words) > 3 and capital >= _TITLE_CASE * len(words)


def _known(token: Token, setting: Setting) -> bool:
    return token.text[0].isupper() and setting.is_capital(_written(token))


def _written(token: Token) -> str:
    """Return a word as written, without its possessive ending."""
    return token.text[: len(bare(token))]


def bare(token: Token) -> str:
    """Return a word folded, without its possessive ending."""
    return bare_word(token.low)


def bare_word(word: str) -> str:
    """Return a written word folded, without its possessive ending."""
    return fold(word).removesuffix("'s").removesuffix("'")


def _is_name(run: Sequence[Token], i: int, setting: Setting) -> bool:
    token, words = run[i], setting.words
    if token.kind is not TokenKind.WORD:
        return False
    if token.low in words.unnamed or token.low in words.scales or bare(token) in words.function:
        return False
    if token.low in words.number_words and starts_sentence(run, i, setting):
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
    while left >= 0 and run[left].text in OPENERS:
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
    word = _written(run[i])
    if setting.is_capital(word):
        return True
    if i + 1 >= len(run) or setting.is_lowered(word):
        return False
    follows = run[i + 1]
    return (
        follows.kind is TokenKind.WORD
        and follows.text[0].isupper()
        and not _of_calendar(follows, setting)
    )


def _german_name(run: Sequence[Token], i: int, setting: Setting) -> bool:
    """Tell a name where every noun has a capital: no article before it, or a capital beside it."""
    token = run[i]
    beside = [run[k] for k in (i - 1, i + 1) if 0 <= k < len(run)]
    if any(_capital_word(other, setting) for other in beside) and not starts_sentence(
        run, i, setting
    ):
        return True
    if not i or starts_sentence(run, i, setting):
        return (
            bool(beside)
            and _capital_word(beside[-1], setting)
            and not setting.is_lowered(token.text)
        )
    left = run[i - 1].low
    if setting.words["titles"].get(left) is not None:
        return True
    return left in setting.words.name_prepositions and not token.low.endswith(
        setting.words.noun_endings
    )


def _capital_word(token: Token, setting: Setting) -> bool:
    plain = token.kind is TokenKind.WORD and token.text[0].isupper()
    words = setting.words
    measures = token.low in words.scales or words["units"].get(token.low) is not None
    small = measures or token.low in words.function
    return plain and not small and not _of_calendar(token, setting)


def _gathered(run: Sequence[Token], marked: set[int], setting: Setting) -> Iterator[Name]:
    """Join neighbouring name words, and small words between them ("Lea von Arx")."""
    end = 0
    for i in sorted(marked):
        if i < end:
            continue
        end = i + 1
        while end < len(run) and (end in marked or _linked(run, marked, end, setting)):
            end += 1
        yield _name(run[i:end])


def _linked(run: Sequence[Token], marked: set[int], i: int, setting: Setting) -> bool:
    """Tell whether a small word, an initial's full stop or a hyphen goes on with the name."""
    return i + 1 in marked and (
        run[i].low in setting.words.name_links or _abbreviates(run, i, setting)
    )


def _name(run: Sequence[Token]) -> Name:
    parts = tuple(bare(token) for token in run if token.kind is TokenKind.WORD)
    return Name(parts, run[0].start, run[-1].end)
