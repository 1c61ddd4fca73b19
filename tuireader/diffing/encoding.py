"""Write each different token as one character, for engines that compare characters."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from itertools import count

_FIRST = 0x100
_SURROGATES = range(0xD800, 0xE000)
_LAST = 0x10FFFF

CAPACITY = _LAST - _FIRST - len(_SURROGATES)
"""How many different units can be told apart."""

_KEPT = 100_000  # units whose characters are remembered, as most come again


class Codes(dict[str, str]):
    """The character of each unit, given when it is first asked for.

    Past `CAPACITY` different units the rest share one character, so that nothing can be said.
    """

    def __init__(self) -> None:
        super().__init__()
        self._next = count(_FIRST)

    def __missing__(self, unit: str) -> str:
        code = next(self._next)
        if code >= _SURROGATES.start:
            code = min(code + len(_SURROGATES), _LAST)
        return self.setdefault(unit, chr(code))  # another thread may have been faster

    def encoded(self, units: Iterable[str]) -> str:
        """Return one character for each unit; equal units have equal ones."""
        return "".join(map(self.__getitem__, units))

    @property
    def exhausted(self) -> bool:
        """Tell whether there were too many different units."""
        return len(self) > CAPACITY


def codes_for(units: int) -> Codes:
    """Return Codes that have room for some units, and know those of the last comparisons.

    Whoever compares two texts needs the same Codes for both: the next call may give others.
    """
    if len(_shared()) + units > _KEPT:
        forget()
        return Codes()
    return _shared()


@lru_cache(maxsize=1)
def _shared() -> Codes:
    return Codes()


def forget() -> None:
    """Forget what character each unit was given, for measurements."""
    _shared.cache_clear()
