"""What a place does to numbers, units and dates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from tuireader.changes.places import Place
from tuireader.changes.reading.passages import Extent
from tuireader.changes.reading.quantities import Quantity
from tuireader.changes.signals.findings import Finding
from tuireader.changes.signals.measures import converted, only_restated, prefixed_otherwise
from tuireader.changes.signals.wording import leftovers
from tuireader.model import ChangeKind, Signal

_WEIGHTS = {
    Signal.NUMBER: (0.8, 0.6, 0.45),
    Signal.UNIT: (0.7, 0.5, 0.4),
    Signal.DATE: (0.75, 0.45, 0.4),
}
"""Of a value replaced, taken out, put in."""

_GAP = 2
"""Characters between a place and what still belongs to it: a space before the rest of a number."""
_YEARS = ("time", "31556952")
_CALENDAR = frozenset(("weekdays", "days"))
_CANT_TELL = 0.35
_LATE = frozenset((("days", "evening"), ("days", "night"), ("days", "tonight")))
_NOON = 12
_DIGITS = re.compile(r"\d+")
_HALVES: dict[object, int] = {"am": 0, "pm": _NOON}
_HOURS = 0.45
"""Weight of a few hours: where evening ends and night begins, style books differ."""


def find(place: Place) -> Iterator[Finding]:
    """Yield what a place does to numbers, units and dates."""
    if prefixed_otherwise(place):
        before, after = place.before.text, place.after.text
        yield Finding(Signal.UNIT, ChangeKind.FACTUAL, _WEIGHTS[Signal.UNIT][0], before, after)
    if not place.before.has_quantities and not place.after.has_quantities:
        return
    one, other = place.before.around.quantities, place.after.around.quantities
    gone, new = _changed(place, one, other)
    if any(
        same(place, gone, new) for same in (_converted, _only_articles, _only_small, _only_years)
    ):
        return
    for signal in _WEIGHTS:
        lost = [quantity for quantity in gone if quantity.signal is signal]
        came = [quantity for quantity in new if quantity.signal is signal]
        if lost or came:
            yield _finding(place, signal, lost, came)


def _changed(
    place: Place, before: Sequence[Quantity], after: Sequence[Quantity]
) -> tuple[list[Quantity], list[Quantity]]:
    """Return the quantities of a place that have no equal on its other side.

    Where only one side of the place has any, the rest of the other side's sentence counts too:
    what stands there has only changed its place.
    """
    one = [q for q in before if place.before.touches(q.start, q.end, _GAP)]
    other = [q for q in after if place.after.touches(q.start, q.end, _GAP)]
    if _inside(place.before, one) and _inside(place.after, other):
        gone, new = _left(one, other), _left(other, one)
        swapped = not gone and not new and [q.value for q in one] != [q.value for q in other]
        if swapped and _numbers(one) > 1:
            return one, other
        return _really(place.before, gone, after), _really(place.after, new, before)
    far, far_after = _without(before, one), _without(after, other)
    return (
        _left(_left(one, other), _left(far_after, far)),
        _left(_left(other, one), _left(far, far_after)),
    )


def _without(found: Iterable[Quantity], touched: Sequence[Quantity]) -> list[Quantity]:
    """Return the quantities beside a place: one that both sides have there makes up for none."""
    return [quantity for quantity in found if quantity not in touched]


def _really(
    extent: Extent, found: Iterable[Quantity], elsewhere: Sequence[Quantity]
) -> list[Quantity]:
    """Drop neighbours of an extent that the other side's sentence has too ("61 percent", "61%")."""
    return [
        quantity
        for quantity in found
        if extent.touches(quantity.start, quantity.end) or _left([quantity], elsewhere)
    ]


def _numbers(found: Iterable[Quantity]) -> int:
    return sum(quantity.signal is Signal.NUMBER for quantity in found)


def _inside(extent: Extent, found: Iterable[Quantity]) -> bool:
    return any(extent.touches(quantity.start, quantity.end) for quantity in found)


def _left(one: Iterable[Quantity], other: Iterable[Quantity]) -> list[Quantity]:
    """Return those of `one` that `other` has no equal for, each used once."""
    rest = list(other)
    left = []
    for quantity in one:
        twin = next((i for i, q in enumerate(rest) if _equal(quantity, q)), None)
        if twin is None:
            left.append(quantity)
        else:
            rest.pop(twin)
    return left


def _equal(one: Quantity, other: Quantity) -> bool:
    """Tell whether two quantities say the same.

    So do "1200", which looks like a year, and "1,200"; and the hours of "7 Uhr" and "sieben Uhr".
    """
    if one.value == other.value:
        return True
    if Signal.UNIT in (one.signal, other.signal):
        return one.signal is other.signal and not _units(one).isdisjoint(_units(other))
    if one.value[0] == other.value[0] == "time":
        return _minutes(one) == _minutes(other)
    kinds = {one.value[0], other.value[0]}
    if kinds == {"digits", "day"}:
        return _names_day(one, other) or _names_day(other, one)
    if kinds not in ({"year", "count"}, {"time", "count"}):
        return False
    if "year" in kinds:
        return str(one.value[1]) == str(other.value[1])
    time, count = (one, other) if one.value[0] == "time" else (other, one)
    return count.value[1] in _hours(str(time.value[1]))


def _names_day(digits: Quantity, day: Quantity) -> bool:
    """Tell whether a date in digits, in any order, may be a day told ("3/4/31", "3 April 2031")."""
    if digits.value[0] != "digits" or None in day.value[1:3]:
        return False
    told = sorted(map(int, _DIGITS.findall(str(digits.value[1]))))
    month, date, year = (int(str(part or 0)) for part in day.value[1:])
    years = (year, year % 100) if year else ()
    return told == sorted((month, date)) or any(told == sorted((month, date, y)) for y in years)


def _hours(clock: str) -> set[Fraction]:
    """Return what a time of day may be told as: "10:30" as "10.30", or as ten and a half."""
    hour, _, minutes = clock.partition(":")
    if not (hour.isdecimal() and (minutes or "0").isdecimal()):
        return set()
    full = Fraction(int(minutes or 0))
    return {int(hour) + full / 60, int(hour) + full / 100}


def _converted(place: Place, gone: Sequence[Quantity], new: Sequence[Quantity]) -> bool:
    return converted(gone, new) or only_restated(place, gone, new)


def _minutes(time: Quantity) -> tuple[object, int]:
    """Return a time on the clock of 24 hours: "7 p.m." is 19:00; what can't be told stays."""
    _, clock, half, *_ = time.value
    hour, _, minute = str(clock).partition(":")
    told = half in _HALVES or hour.startswith("0") or (hour.isdecimal() and int(hour) > _NOON)
    if not hour.isdecimal() or not told:
        return clock, 0
    turned = int(hour) % _NOON + _HALVES[half] if half in _HALVES else int(hour)
    return "clock", 60 * turned + int(minute or 0)


def _units(unit: Quantity) -> set[tuple[object, ...]]:
    """Return what a unit may be: "pounds" are a weight, and a currency by their third value."""
    return {unit.value[:2], *(("currency", name) for name in unit.value[2:])}


def _only_years(place: Place, gone: Sequence[Quantity], new: Sequence[Quantity]) -> bool:
    """Tell whether an age is only told otherwise: "aged 61", "61-year-old", "61"."""
    ages = place.after.lexicon.ages
    told = any(token.low in ages for token in (*place.before.words, *place.after.words))
    return told and all(q.value[:2] == _YEARS for q in (*gone, *new))


def _only_articles(place: Place, gone: Sequence[Quantity], new: Sequence[Quantity]) -> bool:
    """Tell whether a "one" that is an article, too ("une", "ein"), stands beside no number."""
    left, extent = (gone, place.before) if gone else (new, place.after)
    if bool(gone) == bool(new):
        return False
    text, small = extent.passage.text, extent.lexicon.function
    return all(q.value == ("count", 1) and text[q.start : q.end].lower() in small for q in left)


def _only_small(place: Place, gone: Sequence[Quantity], new: Sequence[Quantity]) -> bool:
    """Tell whether a small word came or went that a date can do without ("this month")."""
    words, touched = place.after.lexicon, (*place.before.words, *place.after.words)
    if not touched or bool(gone) == bool(new):
        return False
    return all(t.low in words.function and t.low not in words.number_words for t in touched)


def _finding(
    place: Place, signal: Signal, gone: Sequence[Quantity], new: Sequence[Quantity]
) -> Finding:
    replaced, removed, added = _WEIGHTS[signal]
    stood_in = bool(gone or leftovers(place)[0])  # "her debut album" to "her second album"
    kind = ChangeKind.FACTUAL if stood_in else ChangeKind.UPDATE
    weight = replaced if gone and new else removed if stood_in else added
    if signal is Signal.DATE and gone and new:
        if _may_be_one_day(gone, new):
            kind, weight = ChangeKind.UPDATE, _CANT_TELL
        elif {q.value for q in (*gone, *new)} <= _LATE:
            weight = _HOURS
    return Finding(
        signal=signal,
        kind=kind,
        weight=weight,
        before=_phrase(place.before, gone),
        after=_phrase(place.after, new),
    )


def _may_be_one_day(gone: Sequence[Quantity], new: Sequence[Quantity]) -> bool:
    """Tell whether dates may name one day: a weekday for a date, or a year put in or left out."""
    if _calendar(gone) != _calendar(new):
        return True
    return len(gone) == len(new) and all(
        one.value[0] == other.value[0] == "day"
        and one.value[1:3] == other.value[1:3]
        and None in (one.value[3], other.value[3])
        for one, other in zip(gone, new, strict=True)
    )


def _calendar(found: Iterable[Quantity]) -> bool:
    """Tell whether dates are told by the calendar ("4 May") and not by the day ("Monday").

    Which day "Monday" was can't be told from the text alone.
    """
    return any(quantity.value[0] not in _CALENDAR for quantity in found)


def _phrase(extent: Extent, found: Sequence[Quantity]) -> str:
    """Return the quantities as written, with the word that follows: "15 times"."""
    if not found:
        return ""
    text = extent.passage.text
    start, end = found[0].start, found[-1].end
    follows = next((t for t in extent.context if t.start >= end and t.start <= end + 1), None)
    return text[start : follows.end if follows and follows.is_word else end]


_SAME = (_converted, _only_articles, _only_small, _only_years)
"""Ways in which quantities that differ may say the same."""
