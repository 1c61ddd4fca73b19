"""Know the lines that stand around stories: "Read more", share rows, dates, calls to sign up."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

_WORD = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(r"\d+")
_STAMP = re.compile(r"\b(?:\d{4}[-./]\d\d?[-./]\d\d?|\d\d?:\d\d)\b")


@dataclass(frozen=True, slots=True)
class Phrases:
    """The compiled phrases of all languages."""

    read_more: re.Pattern[str]
    tail_heading: re.Pattern[str]
    boilerplate: re.Pattern[str]
    boilerplate_words: tuple[str, ...]
    boilerplate_anywhere: re.Pattern[str]
    date_word: re.Pattern[str]


@cache
def phrases() -> Phrases:
    """Return the phrases, read once."""
    file = resources.files("tuireader.extraction") / "wording" / "phrases.toml"
    table: dict[str, list[str]] = tomllib.loads(file.read_text(encoding="utf-8"))
    return Phrases(
        read_more=_any(table["read_more"]),
        tail_heading=_any(table["tail_heading"]),
        boilerplate=_any(table["boilerplate"]),
        boilerplate_words=tuple(table["boilerplate_words"]),
        boilerplate_anywhere=_any(table["boilerplate_anywhere"]),
        date_word=_any(table["date_words"]),
    )


def _any(patterns: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


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
    return bool(phrases().date_word.fullmatch(word) or (len(word) <= 11 and _MONTHS.match(word)))
