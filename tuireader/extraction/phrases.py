"""Know the lines that stand around stories: "Read more", share rows, dates, calls to sign up."""

from __future__ import annotations

import re
from functools import cache

from tuireader.text.tables import read_table

_WORD = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(r"\d+")
_STAMP = re.compile(r"\b(?:\d{4}[-./]\d\d?[-./]\d\d?|\d\d?:\d\d)\b")


@cache
def phrase(name: str) -> re.Pattern[str]:
    """Return the phrases of one kind in all languages, compiled once."""
    return re.compile("|".join(f"(?:{words})" for words in phrases()[name]), re.IGNORECASE)


@cache
def phrases() -> dict[str, list[str]]:
    """Return the phrases of all kinds, as they are written down; read once."""
    return read_table("tuireader.extraction", "wording/phrases.toml")


_MONTHS = re.compile(
    r"jan|feb|fév|mar|mär|apr|avr|abr|may|mai|mag|jun|giu|jul|lug|aug|ago|aoû|sep|set|oct|okt|ott"
    r"|out|nov|dec|dez|dic|déc|янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек|stycz|lut|kwi"
    r"|maj|czer|lip|sier|wrz|paź|lis|gru|led|úno|bře|dub|kvě|čer|srp|zář|říj|pro",
    re.IGNORECASE,
)


def is_date_line(text: str) -> bool:
    """Tell whether a line holds a date or time and hardly a word beside."""
    if len(text) > 90 or not any(sign.isdigit() for sign in text):
        return False
    return all(_is_of_dates(word) for word in _WORD.findall(text))


def is_mostly_date(text: str) -> bool:
    """Tell whether a line holds a date or time, and most of its words are of it."""
    words = _WORD.findall(text)
    numbers = len(_NUMBER.findall(text))
    told = sum(map(_is_of_dates, words))
    if not numbers or not (told or _STAMP.search(text)):
        return False
    return 2 * (numbers + told) > numbers + len(words)


def _is_of_dates(word: str) -> bool:
    return bool(phrase("date_words").fullmatch(word) or (len(word) <= 11 and _MONTHS.match(word)))
