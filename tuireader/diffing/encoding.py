"""Write each different token as one character, for engines that compare characters."""

from __future__ import annotations

from collections.abc import Iterable

_FIRST = 0x100
_SURROGATES = range(0xD800, 0xE000)
_LAST = 0x10FFFF

CAPACITY = _LAST - _FIRST - len(_SURROGATES)
"""How many different units can be told apart."""


class Codes(dict[str, str]):
    """The character of each unit, given when it is first asked for.

    Past `CAPACITY` different units the rest share one character, so that nothing can be said.
    """

    def __missing__(self, unit: str) -> str:
        code = _FIRST + len(self)
        if code >= _SURROGATES.start:
            code = min(code + len(_SURROGATES), _LAST)
        self[unit] = found = chr(code)
        return found

    def encoded(self, units: Iterable[str]) -> str:
        """Return one character for each unit; equal units have equal ones."""
        return "".join(map(self.__getitem__, units))

    @property
    def exhausted(self) -> bool:
        """Tell whether there were too many different units."""
        return len(self) > CAPACITY
