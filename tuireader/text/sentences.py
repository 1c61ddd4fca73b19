"""Cut a text into sentences: terminators of many scripts, abbreviations, closing quotes.

The rules follow UAX #29 (SB1-SB11) where it decides, and a list of abbreviations where it can't.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files

from tuireader.text.words import Span

# Full stops of their own, which end a sentence whatever follows.
_STRONG = "。！？｡។៕။།॥।؟۔։።᙮᠃⸮܀෴"
# Begins with one set of characters, so that the engine can skip to the next of them.
_END = re.compile(
    rf"""([.!?…‼⁇⁈⁉{_STRONG}\n])(?:(?<=\n)\n*+|"""
    rf"""(?P<stops>[.!?…‼⁇⁈⁉{_STRONG}]*+)[\"'”’»›)\]」』】）］〉》]*+(?:\[\d+\])*+(?P<space>\s*+))"""
)
_STOP = re.compile(rf"[.!?…‼⁇⁈⁉{_STRONG}\n]+")
# What _END takes behind a stop, and what may as well begin a sentence: digits, and signs and spaces
# of any script.
_AROUND = (
    "\"'”’»›)]」』】）］〉》[0123456789 "
    "\t\x0b\x0c\r\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005"
    "\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
)
_INITIALS = re.compile(r"[^\W\d_](?:\.[^\W\d_])*")
_OPENING = "\"'“‘«‹„([¿¡–—-"
_OPENERS = re.compile(rf"[\s{re.escape(_OPENING)}]*+")


def sentences(text: str) -> list[Span]:
    """Return the spans of the sentences; laid end to end they cover the text.

    White space after a sentence belongs to it. Scripts that end sentences with a space alone
    (Thai, Lao) stay in one piece.
    """
    spans: list[Span] = []
    start = 0
    for match in _END.finditer(text):
        if match.end() < len(text) and not _goes_on(text, match):
            spans.append((start, match.end()))
            start = match.end()
    if start < len(text):
        spans.append((start, len(text)))
    return spans


def fragments(text: str) -> set[str]:
    """Return what stands between the stops of a text, found much faster than its sentences.

    Two texts that share a sentence of words share one of these.
    """
    if text.isascii():  # the pattern takes ten times as long
        parts = text.replace("!", ".").replace("?", ".").replace("\n", ".").split(".")
    else:
        parts = _STOP.split(text)
    return {part.strip(_AROUND) for part in parts} - {""}


def _goes_on(text: str, match: re.Match[str]) -> bool:
    """Tell whether the sentence runs on after what looks like its end."""
    stop, more, space = match.group(1, "stops", "space")
    if more is None or (more or stop)[-1] in _STRONG:
        return False
    if not space:
        return True
    follows = text[match.end()]
    if follows in _OPENING:
        opened = _OPENERS.match(text, match.end())
        follows = text[opened.end() : opened.end() + 1] if opened else follows
    if follows.islower():
        return True
    if stop != "." or more:
        return False
    return _abbreviated(text[max(0, match.start() - 24) : match.start()], follows)


def _abbreviated(left: str, follows: str) -> bool:
    """Tell whether the full stop after `left` belongs to an abbreviation. Source: SB8, lists."""
    if not left or left[-1].isspace():
        return False
    number, title, other = _abbreviation(left.split()[-1].lstrip(_OPENING))
    if title or (number and follows.isnumeric()):
        return True
    return other and not follows.isupper()


@lru_cache(maxsize=4096)
def _abbreviation(word: str) -> tuple[bool, bool, bool]:
    """Tell whether a word is an abbreviation before numbers, one before names, or another."""
    word, lists = word.casefold(), _lists()
    title = word in lists["titles"] or (len(word) == 1 and word.isalpha())
    other = word in lists["others"] or _INITIALS.fullmatch(word) is not None
    return word in lists["number"], title, other


@cache
def _lists() -> dict[str, frozenset[str]]:
    source = files("tuireader.text").joinpath("data/abbreviations.toml")
    return {
        kind: frozenset(listed) for kind, listed in tomllib.loads(source.read_text("utf-8")).items()
    }
