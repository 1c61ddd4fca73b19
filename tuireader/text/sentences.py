"""Cut a text into sentences: terminators of many scripts, abbreviations, closing quotes.

The rules follow UAX #29 (SB1-SB11) where it decides, and a list of abbreviations where it can't.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from tuireader.text.words import Span

# Full stops of their own, which end a sentence whatever follows.
_STRONG = "。！？｡។៕။།॥।؟۔։።᙮᠃⸮܀෴"
_END = re.compile(
    rf"""(?:(?P<stop>[.!?…‼⁇⁈⁉{_STRONG}]++)[\"'”’»›)\]」』】）］〉》]*+(?:\[\d+\])*+(?P<space>\s*+))|\n++""",
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


def _goes_on(text: str, match: re.Match[str]) -> bool:
    """Tell whether the sentence runs on after what looks like its end."""
    stop = match.group("stop")
    if stop is None or stop[-1] in _STRONG:
        return False
    if not match.group("space"):
        return True
    after = _opened(text, match.end())
    follows = text[after : after + 1]
    if follows.islower():
        return True
    if stop != ".":
        return False
    return _abbreviated(text[max(0, match.start() - 24) : match.start()], follows)


def _opened(text: str, at: int) -> int:
    match = _OPENERS.match(text, at)
    return match.end() if match else at


def _abbreviated(left: str, follows: str) -> bool:
    """Tell whether the full stop after `left` belongs to an abbreviation. Source: SB8, lists."""
    if not left or left[-1].isspace():
        return False
    word, lists = left.split()[-1].lstrip(_OPENING).casefold(), _lists()
    if follows.isnumeric() and word in lists["number"]:
        return True
    if word in lists["titles"] or (len(word) == 1 and word.isalpha()):
        return True
    known = word in lists["others"] or _INITIALS.fullmatch(word) is not None
    return known and not follows.isupper()


@cache
def _lists() -> dict[str, frozenset[str]]:
    source = files("tuireader.text").joinpath("data/abbreviations.toml")
    return {
        kind: frozenset(listed) for kind, listed in tomllib.loads(source.read_text("utf-8")).items()
    }
