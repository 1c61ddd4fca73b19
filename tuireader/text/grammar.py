"""The grammar of a token, written once for two engines.

`regex` knows every character's properties; the standard library's `re` is several times faster
and enough for plain text.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import regex

from tuireader.text.graphemes import CLUSTER
from tuireader.text.scripts import SPACELESS

CURRENCY = "$¢£¤¥֏؋৲৳৻૱௹฿៛₠-⃀﷼﹩＄￠￡￥￦"
"""Currency signs, as a set for a pattern."""

_GRAMMAR = r"""
(?:https?://|www\.)[^\s<>"“”«»]+(?<![.,;:!?)\]’'])        # an address
|(?<![\w.+\-])[\w.+\-]++@[\w\-]+(?:\.[\w\-]+)+             # a mailbox
|(?:(?<![\w)\]{SC}%‰])[+\-−])?                             # a number: its sign,
    (?:(?<!\w)[A-Z]{{1,3}}[{SC}]|[{SC}]\s?)?               # its currency,
    (?={ND}){WORD}                                         # its figures,
    (?:(?!\s?[{SC}]\s?{ND})\s?(?:{SIGNS})|\s?(?:{UNITS})(?!\w))?  # its unit
|(?:{L}\.){{2,}}                                           # an abbreviation
|{WORD}
|(?!\s){GRAPHEME}
"""
_WORD = r"""{CORE}++(?:(?:(?<={L})[.'’:·‧＇．](?={L})       # WB6, WB7
    |(?<={ND})[.,;:'’٫٬](?={ND})                           # WB11, WB12; the colon for clock times
    |(?<=[א-ת])["״](?=[א-ת])                               # WB7b, WB7c
    ){CORE}++)*+"""
_ANY = {
    "L": r"\p{L}",
    "ND": r"\p{Nd}",
    "SC": r"\p{Sc}",
    "CORE": rf"[[\w\p{{M}}\u200c\u200d]--[{SPACELESS}]]",
    "GRAPHEME": rf"(?:[{SPACELESS}][{SPACELESS}\p{{M}}]*+|{CLUSTER})",
}
_PLAIN = {
    "L": r"[^\W\d_]",
    "ND": r"\d",
    "SC": CURRENCY,
    "CORE": r"\w",
    "GRAPHEME": r".",
}


@cache
def full_pattern() -> regex.Pattern[str]:
    """Return the pattern of a token of any text."""
    return regex.compile(_grammar(_ANY), regex.V1 | regex.VERBOSE)


@cache
def plain_pattern() -> re.Pattern[str]:
    """Return the pattern of a token of a plain text."""
    # Most tokens are a word before a space or a comma: found at once, nothing else could match.
    shortcut = r"[a-zA-Z]++(?=[ ,]|$)"
    return re.compile(f"{shortcut}|{_grammar(_PLAIN)}", re.VERBOSE | re.DOTALL)


def _grammar(classes: Mapping[str, str]) -> str:
    source = files("tuireader.text").joinpath("data/units.toml").read_text("utf-8")
    units = tomllib.loads(source)
    return _GRAMMAR.format(
        WORD=_WORD.format(**classes),
        UNITS=_alternatives(units["words"]),
        SIGNS=_alternatives(units["signs"]),
        **classes,
    )


def _alternatives(listed: list[str]) -> str:
    """Return a pattern of literals, the longest first."""
    ordered = sorted(set(listed), key=lambda one: (-len(one), one))
    return "|".join(map(re.escape, ordered))
