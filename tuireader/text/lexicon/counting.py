"""A language's number words, from the form its table has them in to what each comes to."""

from __future__ import annotations

from fractions import Fraction
from typing import Any


def number_words(data: dict[str, Any]) -> dict[str, Any]:
    """Return what a Lexicon holds of numbers, by the names of its fields."""
    listed = enumerate(data.get("ordinals", "").split(), 1)
    ordinals = {word: i for i, word in listed} | _values(data, "more_ordinals")
    numerals, scales, vague = _numerals(data), _values(data, "scales"), _values(data, "vague")
    mixed = {
        w.strip(): Fraction(x)
        for x, listed in data.get("mixed", {}).items()
        for w in listed.split(",")
    }
    return {
        "numerals": numerals,
        "multiplied": _values(data, "multiplied"),
        "ordinals": ordinals,
        "ordinal_endings": tuple(data.get("ordinal_endings", "").split()),
        "scales": scales,
        "vague": vague,
        "mixed": mixed,
        "number_words": frozenset((*numerals, *scales, *vague, *ordinals, *mixed)),
        "joiners": frozenset(data.get("joiners", "").split()),
        "decimal": data.get("decimal", "."),
    }


def _values(data: dict[str, Any], key: str) -> dict[str, int]:
    """Read "dozen=12 twice=2"."""
    pairs = (pair.rpartition("=") for pair in data.get(key, "").split())
    return {word: int(value) for word, _, value in pairs}


def _numerals(data: dict[str, Any]) -> dict[str, int]:
    """Read the words from zero up, the tens, and those a language runs together."""
    ones = dict(zip(data.get("ones", "").split(), range(100), strict=False))
    tens = dict(zip(data.get("tens", "").split(), range(20, 100, 10), strict=False))
    numerals = ones | tens | _values(data, "more")
    glue = data.get("glue")
    if glue:  # German and Dutch write "fünfundzwanzig" as one word, the ones first
        numerals |= {
            f"{one}{glue}{ten}": i + j
            for one, i in (ones | _values(data, "glued_ones")).items()
            for ten, j in tens.items()
            if 0 < i < 10
        }
    for scale, value in _values(data, "glued_scales").items():
        numerals |= {f"{one}{scale}": i * value for one, i in numerals.items() if 0 < i < 100}
    return numerals
