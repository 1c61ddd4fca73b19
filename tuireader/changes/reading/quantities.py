"""Numbers, units and dates: what a sentence counts, in what, and when."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import regex

from tuireader.model import Signal
from tuireader.text.lexicon import Found, Lexicon
from tuireader.text.numbers import Number, begins, numbers, part_behind
from tuireader.text.tokens import Token, TokenKind

_FIRST, _LAST = 1000, 2100
_LATE = 1400
"""Four digits below this name a year only behind a preposition ("in 1186")."""
_YEAR = "time 31556952"
"""The unit before a year's number: "im Jahr 2027" counts no years."""
_NUMERIC_DATE = regex.compile(
    r"\p{Nd}{1,4}([./-])\p{Nd}{1,2}\1\p{Nd}{2,4}|\p{Nd}{1,2}\.\p{Nd}{1,2}\."
)
_CLOCK = regex.compile(r"\p{Nd}{1,2}(?:[:.]\p{Nd}{2})?")
_FRENCH_CLOCK = regex.compile(r"\p{Nd}{1,2}h\p{Nd}{2}")
_NUMBER = TokenKind.NUMBER
_NUMBER_WORDS = 3
"""Tokens looked at for an hour in words: what goes on behind it is no hour ("nine million")."""
_HOURS = 24
_HOUR_SIGN = re.compile(r"[.h]")


class Quantity(NamedTuple):
    """A number, unit or date in a text. `value` is equal for what means the same."""

    signal: Signal
    value: tuple[object, ...]
    start: int
    end: int


Phrased = Mapping[str, Sequence[Found]]
"""The phrases of the word lists in a run of tokens, by kind."""


_DATED = frozenset(("months", "weekdays", "days"))


def quantities(run: Sequence[Token], phrased: Phrased, words: Lexicon) -> tuple[Quantity, ...]:
    """Return the numbers, units and dates in a run of tokens, in order."""
    if _DATED.isdisjoint(phrased) and not begins(run, words):
        return ()
    dates = list(_dates(run, phrased, words))
    taken = {i for date in dates for i in range(date.first, date.last)}
    found = [_date(run, date) for date in dates]
    nobody = (f for f in phrased.get("quantifiers", ()) if f.last - f.first > 1)
    taken.update(i for found in nobody for i in range(found.first, found.last))  # "no one"
    units = [u for u in phrased.get("units", ()) if taken.isdisjoint(range(u.first, u.last))]
    taken.update(u.last - 1 for u in units if u.last - u.first > 1)  # "por ciento"
    counted = [n for n in numbers(run, words) if taken.isdisjoint(range(n.first, n.last))]
    found += [_number(run, number, units, words) for number in counted]
    numbered = {number.last for number in counted}, {number.first for number in counted}
    found += [_unit(run, unit) for unit in units if _measures(unit, *numbered)]
    return tuple(sorted(found, key=lambda quantity: quantity.start))


def _measures(unit: Found, ends: set[int], starts: set[int]) -> bool:
    """Tell whether a unit goes with a number, a hyphen or a word between ("10-year", "£5")."""
    return unit.first in ends or unit.first - 1 in ends or unit.last in starts


def _number(
    run: Sequence[Token], number: Number, units: Sequence[Found], words: Lexicon
) -> Quantity:
    """Return a number as a quantity; a part behind its unit goes with it ("an hour and a half")."""
    start, last, value = run[number.first].start, number.last, number.value
    if _is_year(run, number, words):
        return Quantity(Signal.DATE, ("year", value), start, run[last - 1].end)
    for unit in units:
        if unit.first == number.last:
            part, last = part_behind(run, unit.last, words)
            value, last = value + part, last if part else number.last
    size = "vague" if number.vague else "ordinal" if number.ordinal else "count"
    return Quantity(Signal.NUMBER, (size, value), start, run[last - 1].end)


def _is_year(run: Sequence[Token], number: Number, words: Lexicon) -> bool:
    """Tell whether four digits name a year: no unit or noun counts by them."""
    token = run[number.first]
    if number.last - number.first != 1 or not _is_digits(token, 4, 4):
        return False
    if not _FIRST <= number.value < _LAST:
        return False
    if number.value < _LATE and not _after_preposition(run, number, words):
        return False
    if number.last < len(run):
        follows = run[number.last]
        counts = follows.is_word and follows.low not in words.function and follows.text[0].islower()
        unit = words["units"].get(run[number.first - 1].low) if number.first else None
        signed = unit not in (None, _YEAR)
        return not (counts and not _after_preposition(run, number, words)) and not signed
    return True


def _is_digits(token: Token, least: int, most: int) -> bool:
    return least <= len(token.text) <= most and token.text.isdecimal()


def _after_preposition(run: Sequence[Token], number: Number, words: Lexicon) -> bool:
    """Tell whether a small word, or "year", stands before; "about 1000 people" are no year."""
    left = run[number.first - 1].low if number.first else ""
    if words["units"].get(left) == _YEAR:
        return True
    return left in words.function and words["hedges"].get(left) is None


def _unit(run: Sequence[Token], unit: Found) -> Quantity:
    start, end = run[unit.first].start, run[unit.last - 1].end
    return Quantity(Signal.UNIT, tuple(unit.value.split()), start, end)


# -- dates


class _Date(NamedTuple):
    first: int
    last: int
    value: tuple[object, ...]


def _date(run: Sequence[Token], date: _Date) -> Quantity:
    return Quantity(Signal.DATE, date.value, run[date.first].start, run[date.last - 1].end)


def _dates(run: Sequence[Token], phrased: Phrased, words: Lexicon) -> Iterator[_Date]:
    """Yield days, months with their numbers, weekdays, times of day, dates in digits."""
    taken: set[int] = set()
    for found in (
        *_months(run, phrased, words),
        *_digit_dates(run, phrased),
        *_spoken_times(run, phrased, words),
        *_named(run, phrased),
    ):
        if taken.isdisjoint(range(found.first, found.last)):
            taken.update(range(found.first, found.last))
            yield found


def _months(run: Sequence[Token], phrased: Phrased, words: Lexicon) -> Iterator[_Date]:
    for month in phrased.get("months", ()):
        lone = run[month.first]
        first, day = _day_before(run, month.first, words)
        last, later = _day_after(run, month.last, words)
        if day is None:
            day = later
        else:
            last = month.last
        last, year = _year_after(run, last)
        if day is None and year is None and not _names_month(run, month, words):
            continue
        if lone.text[0].islower() and words.language == "en":
            continue
        yield _Date(first, last, ("day", int(month.value), day, year))


def _names_month(run: Sequence[Token], month: Found, words: Lexicon) -> bool:
    """Tell a month without a day from a word written alike ("may", "march", "mars")."""
    if words.nouns_capital:
        return run[month.first].text[0].isupper()
    if not month.first:
        return False
    left = run[month.first - 1]
    if left.text == "-" and month.first > 1:  # "mid-June"
        left = run[month.first - 2]
        return left.low in words.months_of
    known = left.low in words.function or left.low in words.months_of
    return known or words["days"].get(left.low) is not None


def _day_before(run: Sequence[Token], at: int, words: Lexicon) -> tuple[int, int | None]:
    """Read "1", "1.", "1st", "1 de", "first of" before a month."""
    i = at - 1
    while (
        i >= 0
        and at - i <= 3
        and (run[i].text == "." or run[i].low in _DAY_LINKS or run[i].low in words.ordinal_endings)
    ):
        i -= 1
    day = _day_number(run[i]) if i >= 0 else None
    return (i, day) if day else (at, None)


_DAY_LINKS = frozenset(("of", "de", "del", "di", "the"))


def _day_after(run: Sequence[Token], at: int, words: Lexicon) -> tuple[int, int | None]:
    """Read "4", "4th", ". 4" after a month."""
    i = at + 1 if at < len(run) and run[at].text == "." else at
    day = _day_number(run[i]) if i < len(run) else None
    if not day:
        return at, None
    ending = i + 1 < len(run) and run[i + 1].low in words.ordinal_endings
    return i + 1 + ending, day


def _day_number(token: Token) -> int | None:
    if not _is_digits(token, 1, 2):
        return None
    return int(token.text) if 0 < int(token.text) <= 31 else None


def _year_after(run: Sequence[Token], at: int) -> tuple[int, int | None]:
    for skip in (0, 1):
        i = at + skip
        linked = not skip or (at < len(run) and run[at].low in (",", "de", "del", "."))
        if linked and i < len(run) and _is_digits(run[i], 4, 4):
            return i + 1, int(run[i].text)
    return at, None


def _digit_dates(run: Sequence[Token], phrased: Phrased) -> Iterator[_Date]:
    """Yield 2024-05-01, 1.5.2024, 1/5/24, and times such as 14:30 or 5 p.m."""
    clock = {found.first: found for found in phrased.get("clock", ())}
    for i in [i for i, token in enumerate(run) if token.kind is _NUMBER]:
        last = _glued(run, i)
        text = "".join(part.text for part in run[i:last])
        ends = clock.get(last)
        if _NUMERIC_DATE.fullmatch(text):
            yield _Date(i, last, ("digits", text))
        elif ends and _CLOCK.fullmatch(text):
            yield _Date(i, ends.last, ("time", _hour(text), ends.value))
        elif ":" in text and _CLOCK.fullmatch(text):
            yield _Date(i, last, ("time", _hour(text), ""))
        elif _FRENCH_CLOCK.fullmatch(text):
            yield _Date(i, last, ("time", _hour(text), "oclock"))


def _spoken_times(run: Sequence[Token], phrased: Phrased, words: Lexicon) -> Iterator[_Date]:
    """Yield times such as "half past ten" and "halb elf", with "p.m." or the like behind them."""
    if "hours" not in phrased:
        return
    clock = {found.first: found for found in phrased.get("clock", ())}
    for found in phrased["hours"]:
        hour = next(numbers(run[found.last : found.last + _NUMBER_WORDS], words), None)
        if hour is None or hour.first or hour.last > 1 or not 0 < hour.value <= _HOURS:
            continue
        told = 60 * int(hour.value) + int(found.value)
        last = found.last + 1
        ends = clock.get(last)
        value = ("time", f"{told // 60}:{told % 60:02}", ends.value if ends else "")
        yield _Date(found.first, ends.last if ends else last, value)


def _hour(text: str) -> str:
    return _HOUR_SIGN.sub(":", text).removesuffix(":00")


def _glued(run: Sequence[Token], i: int) -> int:
    """Return where a row of digits, slashes and hyphens without spaces ends."""
    last = i + 1
    while last + 1 < len(run) and run[last].text in "/-" and _touch(run, last):
        last += 2
    return last


def _touch(run: Sequence[Token], sign: int) -> bool:
    right = run[sign + 1]
    close = run[sign - 1].end == run[sign].start and run[sign].end == right.start
    return close and right.kind is TokenKind.NUMBER


def _named(run: Sequence[Token], phrased: Phrased) -> Iterator[_Date]:
    for kind in ("weekdays", "days"):
        for found in phrased.get(kind, ()):
            name = run[found.first]
            if kind == "weekdays" and len(name.low) <= 3 and name.text[0].islower():
                continue
            yield _Date(found.first, found.last, (kind, found.value))
