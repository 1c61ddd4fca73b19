"""Write each different token as one character, for engines that compare characters."""

from __future__ import annotations

from collections.abc import Sequence

_FIRST = 0x100
_SURROGATES = range(0xD800, 0xE000)
_LAST = 0x10FFFF

CAPACITY = _LAST - _FIRST - len(_SURROGATES)
"""How many different units can be told apart."""


def encoded(units: Sequence[str], codes: dict[str, str]) -> str:
    """Return one character for each unit; `codes` grows, and gives equal units equal ones.

    Past `CAPACITY` different units the rest share one character, so that nothing can be said.
    """
    for unit in units:
        if unit not in codes:
            codes[unit] = _code(len(codes))
    return "".join([codes[unit] for unit in units])


def _code(number: int) -> str:
    code = _FIRST + number
    return chr(min(code if code < _SURROGATES.start else code + len(_SURROGATES), _LAST))
