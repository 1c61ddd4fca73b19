"""Numbers in a run of tokens, as digits or as words, with what they come to.

"1,000" and "1000", "five" and "5", "1.2 million" and "1 200 000" come to the same value; "1.5"
and "15" don't. Digits of any script count; the sign before decimals is the language's.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

import regex

from tuireader.text.lexicon import Lexicon
from tuireader.text.tokens import Token, TokenKind

_SEPARATOR = regex.compile(r"[^\p{Nd}]")
_SEPARATORS = frozenset(".,'’ \u00a0\u202f")
_HAN = {digit: i for i, digit in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2, "兩": 2}
_HAN_SCALES = {
    "十": 10,
    "百": 100,
    "千": 1000,
    "万": 10_000,
    "萬": 10_000,
    "億": 10**8,
    "亿": 10**8,
}
_ROMAN = {
    tens + ones: Fraction(10 * len(tens) + i)
    for tens in ("", "X", "XX", "X" * 3)
    for i, ones in enumerate(("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"))
    if len(tens + ones) > 1
}
"""Roman numerals of kings, wars and acts; a lone letter is more often something else."""
_HAN_SIGNS = frozenset((*_HAN, *_HAN_SCALES))
_PARTS = {
    sign: Fraction(unicodedata.numeric(sign)).limit_denominator(10) for sign in "¼½¾⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"
}
_SIGNS = _HAN_SIGNS | _ROMAN.keys() | _PARTS.keys()
_NUMBER = TokenKind.NUMBER
_SMALL = 2  # digits of what a fraction divides by
_PART = 3  # words of "and a half"
_MOST_DIGITS = 1000  # separators included


class Number(NamedTuple):
    """A number in a run of tokens: `first` to `last`, end exclusive.

    `vague`: a word such as "dozens" that names a size and no number. `ordinal`: a place in a
    row ("third", "3rd").
    """

    first: int
    last: int
    value: Fraction
    vague: bool = False
    ordinal: bool = False


def numbers(run: Sequence[Token], words: Lexicon) -> Iterator[Number]:
    """Yield the numbers in a run of tokens, in order, none overlapping."""
    last = 0
    for i in begins(run, words):
        if i < last:
            continue
        number = _digits(run, i, words) or _spelled(run, i, words) or _han(run, i)
        number = number or _roman(run, i) or _part(run, i)
        if number:
            yield number
            last = number.last


def begins(run: Sequence[Token], words: Lexicon) -> list[int]:
    """Return where numbers may begin in a run of tokens."""
    counted = words.number_words
    return [
        i
        for i, (text, low, _, _, kind) in enumerate(run)
        if kind is _NUMBER or low in counted or text in _SIGNS
    ]


def is_roman(word: str) -> bool:
    """Tell whether a word is a Roman numeral of two letters or more."""
    return word in _ROMAN


def is_numeral_sign(sign: str) -> bool:
    """Tell whether a character is a Chinese numeral or a fraction."""
    return sign in _HAN_SIGNS or sign in _PARTS


# -- digits


def _digits(run: Sequence[Token], i: int, words: Lexicon) -> Number | None:
    token = run[i]
    value = parse_digits(token.text, words.decimal) if token.kind is TokenKind.NUMBER else None
    if value is None:
        return None
    first, last = i, i + 1
    if _is_minus(run, i):
        first, value = i - 1, -value
    if last < len(run) and run[last].start == token.end and run[last].low in words.ordinal_endings:
        return Number(first, last + 1, value, ordinal=True)
    value, last = _with_part(run, last, value)
    return _whole(run, first, last, value, words)


def _whole(run: Sequence[Token], first: int, last: int, value: Fraction, words: Lexicon) -> Number:
    """Read the part told behind a number and what multiplies both ("two and a half million")."""
    part, end = part_behind(run, last, words)
    if part:
        value, last = value + part * words.scales.get(run[last - 1].low, 1), end
    while last < len(run) and (scale := _scale(run[last], words)):
        value, last = value * scale, last + 1
    return Number(first, last, value)


def part_behind(run: Sequence[Token], at: int, words: Lexicon) -> tuple[Fraction, int]:
    """Return what a part of one told at a place comes to ("and a half"), and where it ends."""
    if words.parts and at < len(run):
        lows = tuple(token.low for token in run[at : at + _PART])
        for end in range(len(lows), 1, -1):
            if lows[:end] in words.parts:
                return words.parts[lows[:end]], at + end
    return Fraction(0), at


def _with_part(run: Sequence[Token], last: int, value: Fraction) -> tuple[Fraction, int]:
    """Read a fraction behind digits ("2½", "2 ½"), or one written with them ("2/3")."""
    if last < len(run) and run[last].text in _PARTS:
        return value + _PARTS[run[last].text], last + 1
    glued = last + 1 < len(run) and run[last].text in "/⁄" and _near(run, last)
    below = run[last + 1].text if glued else ""
    if below.isdecimal() and len(below) <= _SMALL and 0 < value < int(below):
        return value / int(below), last + 2
    return value, last


def _is_minus(run: Sequence[Token], i: int) -> bool:
    """Tell whether a sign before digits stands for less than zero: touching them, and only them."""
    if not i or run[i - 1].text not in "-−–" or run[i - 1].end != run[i].start:
        return False
    return i == 1 or run[i - 2].end < run[i - 1].start


def _scale(token: Token, words: Lexicon) -> int | None:
    return words.scales.get(token.low) or _HAN_SCALES.get(token.text)


@lru_cache(maxsize=1024)
def parse_digits(written: str, decimal: str = ".") -> Fraction | None:
    """Return what digits come to, or None for what is no plain number (14:30, 1.2.2024).

    One separator before exactly three digits groups thousands unless it is the language's
    decimal sign; the last of two different separators is the decimal one.
    """
    if len(written) > _MOST_DIGITS:
        return None  # no number that anyone reads, and more than Python converts
    groups = _SEPARATOR.split(written)
    signs = [sign.replace("٫", ".").replace("٬", ",") for sign in _SEPARATOR.findall(written)]
    if not set(signs) <= _SEPARATORS:
        return None
    plain = ["".join(str(unicodedata.digit(c)) for c in group) for group in groups]
    if not signs:
        return Fraction(int(plain[0]))
    if len(set(signs)) > 1 and len(set(signs[:-1])) == 1:
        return _decimal(plain[:-1], plain[-1])
    if len(set(signs)) > 1:
        return None
    grouped = all(len(group) == 3 for group in plain[1:])
    if grouped and (len(signs) > 1 or signs[0] != decimal):
        return Fraction(int("".join(plain)))
    return _decimal(plain[:1], plain[1]) if len(signs) == 1 else None


def _decimal(whole: Sequence[str], part: str) -> Fraction:
    return Fraction(int("".join(whole) + part), 10 ** len(part))


def _part(run: Sequence[Token], i: int) -> Number | None:
    value = _PARTS.get(run[i].text)
    return None if value is None else Number(i, i + 1, value)


def _roman(run: Sequence[Token], i: int) -> Number | None:
    value = _ROMAN.get(run[i].text)
    return None if value is None else Number(i, i + 1, value)


# -- words


def _spelled(run: Sequence[Token], i: int, words: Lexicon) -> Number | None:
    low = run[i].low
    if low in words.ordinals:
        return Number(i, i + 1, Fraction(words.ordinals[low]), ordinal=True)
    if low in words.vague:
        return Number(i, i + 1, Fraction(words.vague[low]), vague=True)
    if low in words.mixed:
        return _whole(run, i, i + 1, words.mixed[low], words)
    if not _is_numeral(run[i], words):
        return None
    total, current, last = 0, 0, i
    at: int | None = i
    while at is not None:
        total, current = _add(total, current, run[at].low, words)
        last = at + 1
        at = _next(run, last, words)
    return _whole(run, i, last, Fraction(total + current), words)


def _add(total: int, current: int, low: str, words: Lexicon) -> tuple[int, int]:
    """Add one number word: scales of a thousand and more close a group.

    A greater scale counts the groups before it too ("tres mil millones").
    """
    scale = words.scales.get(low)
    if scale is None:
        value = words.numerals.get(low, 0)
        times = words.multiplied.get(low, 0)
        return total, current + (value * times - times if times == current % 100 > 0 else value)
    if scale < 1000:
        return total, max(current, 1) * scale
    if 0 < total < scale:
        return (total + current) * scale, 0
    return total + max(current, 1) * scale, 0


def _next(run: Sequence[Token], at: int, words: Lexicon) -> int | None:
    """Return where a number goes on: at once, or after a joiner ("and", a hyphen)."""
    if at < len(run) and _is_numeral(run[at], words):
        return at
    joined = at + 1 < len(run) and run[at].low in words.joiners
    return at + 1 if joined and _is_small(run[at + 1], words) and _near(run, at) else None


def _is_numeral(token: Token, words: Lexicon) -> bool:
    return token.low in words.numerals or (len(token.low) > 2 and token.low in words.scales)


def _is_small(token: Token, words: Lexicon) -> bool:
    return words.numerals.get(token.low, 100) < 100


def _near(run: Sequence[Token], at: int) -> bool:
    """Tell whether a hyphen touches both its neighbours ("five - six" is no number)."""
    glued = run[at - 1].end == run[at].start and run[at].end == run[at + 1].start
    return glued or run[at].is_word


def _han(run: Sequence[Token], i: int) -> Number | None:
    """Read Chinese numerals of any length ("三十五", "两千"); a lone 一 is too often a word."""
    last = i
    while last < len(run) and (run[last].text in _HAN or run[last].text in _HAN_SCALES):
        last += 1
    if last == i or (last == i + 1 and run[i].text in "一万萬千"):
        return None
    total = current = digit = 0
    for token in run[i:last]:
        scale = _HAN_SCALES.get(token.text)
        if scale is None:
            digit = digit * 10 + _HAN[token.text]
        elif scale >= 10_000:
            total, current, digit = total + (current + digit) * scale, 0, 0
        else:
            current, digit = current + max(digit, 1) * scale, 0
    return Number(i, last, Fraction(total + current + digit))
