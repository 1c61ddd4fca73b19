"""Read the date a note gives for itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from tuireader.notices.lexicon import lexicon

_YEAR = r"(?P<year>(?:19|20)\d\d)"
_NUMERIC = (
    re.compile(rf"{_YEAR}-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)"),
    re.compile(rf"{_YEAR}\s?年\s?(?P<month>\d{{1,2}})\s?月\s?(?P<day>\d{{1,2}})\s?日"),
    re.compile(rf"(?<!\d)(?P<day>\d{{1,2}})\.\s?(?P<month>\d{{1,2}})\.\s?{_YEAR}"),
)
_SLASHED = re.compile(rf"(?<!\d)(?P<first>\d{{1,2}})/(?P<second>\d{{1,2}})/{_YEAR}")
_WORDED = re.compile(
    r"(?P<month>[^\W\d_]+(?: الثاني| الأول)?)\.? (?P<day>\d{1,2})(?:st|nd|rd|th)?,? "
    rf"{_YEAR}"
    r"|(?<!\d)(?P<day2>\d{1,2})(?:\.|st|nd|rd|th|er|º)?,? (?:de |of |d['’])?"
    r"(?P<month2>[^\W\d_]+(?: الثاني| الأول)?)\.?,? (?:de |del )?"
    r"(?P<year2>(?:19|20)\d\d)"
)


def dates_in(text: str) -> Iterator[tuple[int, date]]:
    """Yield every full date in `text` with the index where it begins, in order.

    A date such as 3/4/2020, whose day and month can't be told apart, is left out.
    """
    found = [*_numeric(text), *_slashed(text), *_worded(text)]
    yield from sorted(found)


def _numeric(text: str) -> Iterator[tuple[int, date]]:
    for pattern in _NUMERIC:
        for match in pattern.finditer(text):
            yield from _valid(match.start(), match["year"], int(match["month"]), match["day"])


def _slashed(text: str) -> Iterator[tuple[int, date]]:
    for match in _SLASHED.finditer(text):
        first, second = int(match["first"]), int(match["second"])
        if first > 12 or first == second:
            yield from _valid(match.start(), match["year"], second, match["first"])
        elif second > 12:
            yield from _valid(match.start(), match["year"], first, match["second"])


def _worded(text: str) -> Iterator[tuple[int, date]]:
    for match in _WORDED.finditer(text):
        month = _month(match["month"] or match["month2"])
        if month:
            year, day = match["year"] or match["year2"], match["day"] or match["day2"]
            yield from _valid(match.start(), year, month, day)


def _month(word: str) -> int | None:
    for pattern, number in lexicon().months:
        if pattern.fullmatch(word):
            return number
    return None


def _valid(start: int, year: str, month: int, day: str) -> Iterator[tuple[int, date]]:
    try:
        yield start, date(int(year), month, int(day))
    except ValueError:
        return
