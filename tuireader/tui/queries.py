"""What is typed into the search box: words, and filters such as `source:gannet silent:yes`."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, tzinfo

from tuireader.model import ChangeKind, Disclosure, Verdict

_PIECE = re.compile(r'(?P<name>[a-z]+):(?:"(?P<quoted>[^"]*)"?|(?P<bare>\S*))|"[^"]*"?|\S+')
_AGO = re.compile(r"(\d{1,5})([hdwmy])")
_HOURS = {"h": 1, "d": 24, "w": 168, "m": 30 * 24, "y": 365 * 24}
_DATE = re.compile(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?")
_YES = ("yes", "y", "true", "1", "no", "n", "false", "0")
KINDS = tuple(kind.value for kind in ChangeKind if kind is not ChangeKind.NONE)


@dataclass(frozen=True, slots=True)
class Chip:
    """One filter as it was typed. `advice`: what it may be, where it is none of these yet."""

    name: str
    value: str
    advice: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What is wanted. None and "" mean any.

    `words`: as the library's search takes them. `kind`, `silent`: of some change of the article.
    `before`, `after`: when a passage was first seen. `chips`: the filters, in the order typed.
    """

    words: str = ""
    source: str = ""
    tag: str = ""
    kind: str = ""
    silent: bool | None = None
    before: datetime | None = None
    after: datetime | None = None
    chips: tuple[Chip, ...] = ()

    @property
    def empty(self) -> bool:
        """Tell whether nothing is asked for yet."""
        return not self.words and not self.filtered

    @property
    def filtered(self) -> bool:
        """Tell whether some filter counts."""
        return any(not chip.advice for chip in self.chips)

    def judges(self, verdicts: list[Verdict]) -> bool:
        """Tell whether an article with these verdicts has a change of the kind wanted."""
        if not self.kind and self.silent is None:
            return True
        of_kind = [each for each in verdicts if self.kind in ("", each.kind.value)]
        untold = any(each.disclosure is Disclosure.SILENT for each in of_kind)
        return bool(of_kind or not self.kind) and self.silent in (None, untold)

    def reaches(self, when: datetime | None) -> bool:
        """Tell whether a time lies between `after` and `before`."""
        if when is None:
            return self.before is None and self.after is None
        late = self.after is None or when >= self.after
        return late and (self.before is None or when < self.before)


def parse(typed: str, now: datetime, zone: tzinfo | None = None) -> Query:
    """Read what was typed, as far as it makes sense: half a filter is a chip with advice.

    Args:
        typed: words, "quoted phrases", and `name:value` or `name:"two words"`.
        now: for `after:7d`, which is seven days ago.
        zone: of the dates; None: the machine's own.
    """
    words: list[str] = []
    query = Query()
    for match in _PIECE.finditer(typed):
        name = match["name"]
        read = _FILTERS.get(name) if name else None
        if read is None:
            words.append(match[0])
            continue
        value = match["bare"] if match["quoted"] is None else match["quoted"]
        found, advice = read(query, value, _Clock(now, zone))
        query = replace(found, chips=(*found.chips, Chip(name, value, advice)))
    return replace(query, words=" ".join(words))


@dataclass(frozen=True, slots=True)
class _Clock:
    now: datetime
    zone: tzinfo | None


Read = Callable[[Query, str, _Clock], tuple[Query, str]]


def _source(query: Query, value: str, clock: _Clock) -> tuple[Query, str]:
    del clock
    return replace(query, source=value.casefold()), "" if value else "part of a publisher’s name"


def _tag(query: Query, value: str, clock: _Clock) -> tuple[Query, str]:
    del clock
    return replace(query, tag=value.removeprefix("#")), "" if value else "a tag of yours"


def _kind(query: Query, value: str, clock: _Clock) -> tuple[Query, str]:
    del clock
    fitting = [kind for kind in KINDS if value and kind.startswith(value.casefold())]
    if len(fitting) != 1:
        return query, " ".join(fitting or KINDS)
    return replace(query, kind=fitting[0]), ""


def _silent(query: Query, value: str, clock: _Clock) -> tuple[Query, str]:
    del clock
    if value.casefold() not in _YES:
        return query, "yes or no"
    return replace(query, silent=value[0].casefold() in "yt1"), ""


def _before(query: Query, value: str, clock: _Clock) -> tuple[Query, str]:
    when = _moment(value, clock)
    return (replace(query, before=when), "") if when else (query, _DATES)


def _after(query: Query, value: str, clock: _Clock) -> tuple[Query, str]:
    when = _moment(value, clock)
    return (replace(query, after=when), "") if when else (query, _DATES)


_DATES = "2026-06-27, 2026-06, 7d ago"
_FILTERS: dict[str, Read] = {
    "source": _source,
    "tag": _tag,
    "kind": _kind,
    "silent": _silent,
    "before": _before,
    "after": _after,
}


def _moment(value: str, clock: _Clock) -> datetime | None:
    """Return the beginning of a day, month or year, or some time ago; None: it is neither."""
    if ago := _AGO.fullmatch(value.casefold()):
        hours = int(ago[1]) * _HOURS[ago[2]]
        try:
            return clock.now - timedelta(hours=hours)
        except OverflowError:
            return None
    date = _DATE.fullmatch(value)
    if date is None:
        return None
    year, month, day = (int(part or 1) for part in date.groups())
    try:
        local = datetime(year, month, day, tzinfo=clock.zone)
        return local if clock.zone is not None else local.astimezone()
    except (ValueError, OverflowError):
        return None
