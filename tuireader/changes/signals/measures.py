"""Measures: a number with its unit, written as another of the same size, or of another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

import regex

from tuireader.changes.places import Place
from tuireader.changes.reading.passages import Extent
from tuireader.changes.reading.quantities import Quantity
from tuireader.model import Signal

_SAME_SIZE = Fraction(6, 100)
"""How far two measures may differ and still be each other's conversion (3 miles, 5 kilometres)."""
_NEAR = 1
"""Characters between a number and its unit at most."""

_SI_PREFIX = regex.compile(
    r"(?:nano|mi[ck]ro|mill?i|[cz]enti|de[cz]i|he[ck]to|[kc]h?ilo|m[eé]ga|gigu?a|t[eé]ra"
    r"|нано|микро|милли|кило|мега|гига)(?=\p{L}{4})"
)
"""What makes a thousandth or a thousandfold of a unit that no list knows."""

Measure = tuple[object, Fraction]
"""A dimension, and a size in its base unit."""


def converted(gone: Sequence[Quantity], new: Sequence[Quantity]) -> bool:
    """Tell whether one measure became another of about the same size (feet, metres)."""
    one, other = _measure(gone), _measure(new)
    return one is not None and other is not None and _same(one, other)


def only_restated(place: Place, gone: Sequence[Quantity], new: Sequence[Quantity]) -> bool:
    """Tell whether a measure came or went that only converts one beside it ("3 miles (5 km)")."""
    if bool(gone) == bool(new):
        return False
    extent, found = (place.before, gone) if gone else (place.after, new)
    measure = _measure(found)
    if measure is None:
        return False
    beside = [quantity for quantity in extent.around.quantities if quantity not in found]
    return any(_same(measure, other) for other in _measures(beside))


def prefixed_otherwise(place: Place) -> bool:
    """Tell whether a unit became a thousand times as much ("microsieverts", "millisieverts")."""
    one, other = place.before.words, place.after.words
    if not len(one) == len(other) == 1:
        return False
    bare = [_SI_PREFIX.sub("", token.low, count=1) for token in (one[0], other[0])]
    same = bare[0] == bare[1] and one[0].low != other[0].low
    return same and _counted(place.after)


def _counted(extent: Extent) -> bool:
    """Tell whether a number stands right before an extent."""
    return any(
        quantity.signal is Signal.NUMBER and 0 <= extent.start - quantity.end <= _NEAR
        for quantity in extent.around.quantities
    )


def _same(one: Measure, other: Measure) -> bool:
    size = max(abs(one[1]), abs(other[1]))
    return one[0] == other[0] and abs(one[1] - other[1]) <= _SAME_SIZE * size


def _measures(found: Sequence[Quantity]) -> Iterator[Measure]:
    """Yield the measures among the quantities of a sentence: numbers right before units."""
    for one, other in pairwise(found):
        if 0 <= other.start - one.end <= _NEAR:
            measure = _measure((one, other))
            if measure is not None:
                yield measure


def _measure(found: Sequence[Quantity]) -> Measure | None:
    """Return what a lone number with a lone unit that has a factor measures."""
    values = [q for q in found if q.signal is Signal.NUMBER]
    units = [q for q in found if q.signal is Signal.UNIT]
    if len(values) != 1 or len(units) != 1 or len(found) != 2:
        return None
    dimension, factor = units[0].value[:2]
    if not str(factor).replace(".", "").isdigit():
        return None
    size = values[0].value[1]
    return dimension, Fraction(str(factor)) * (size if isinstance(size, Fraction) else 0)
