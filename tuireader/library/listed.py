"""Rows of the list as they are kept ⇄ the model: all of `codec` that the first frame needs."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any

from tuireader.model import ChangeKind, CheckStatus, Disclosure, Listing, Verdict

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def micros(time: datetime) -> int:
    """Return a time as microseconds since 1970, UTC."""
    return (time - _EPOCH) // _MICROSECOND


def moment(number: int) -> datetime:
    """Return the time of `micros`.

    Raises:
        ValueError: it is none.
    """
    try:
        return _EPOCH + timedelta(0, 0, number)  # by place: a list makes thousands
    except OverflowError as error:
        raise ValueError(f"{number} is no time") from error


def moment_or_none(number: int | None) -> datetime | None:
    """Return the time of `micros`, where there is one."""
    return None if number is None else moment(number)


@lru_cache(maxsize=1024)
def verdict_of(kind: str, disclosure: str, weight: float) -> Verdict:
    """Return a Verdict, of which there are few that differ."""
    return Verdict(kind=ChangeKind(kind), disclosure=Disclosure(disclosure), weight=weight)


def listing_from(row: tuple[Any, ...]) -> Listing:
    """Return a row of the list, from an article's number and its columns `LISTED`."""
    number, url, headline, source, snapshots, texts, first, last, status, *flags = row
    unread, changed, kind, disclosure, weight, starred, archived, muted, *ends = flags
    read, next_check, rest = ends
    place, tags = (0.0, ()) if rest is None else _place_and_tags(rest)
    return Listing(
        article=number,
        url=url,
        headline=headline or "",
        source=source,
        snapshots=snapshots or 0,
        texts=texts or 0,
        first=moment_or_none(first),
        last=moment_or_none(last),
        status=_STATUSES[status or CheckStatus.NEW],
        unread=bool(unread),
        changed=bool(changed),
        verdict=None if kind is None else verdict_of(kind, disclosure, weight),
        starred=bool(starred),
        archived=bool(archived),
        muted=bool(muted),
        read=read or 0,
        place=place,
        tags=tags,
        next_check=moment_or_none(next_check),
    )


@lru_cache(maxsize=1024)
def _place_and_tags(kept: str) -> tuple[float, tuple[str, ...]]:
    """Return what the other fields tell of a row; most say the same.

    Raises:
        ValueError: they are none.
    """
    fields = json.loads(kept)
    if type(fields) is not dict:
        raise ValueError("its other fields are none")
    return fields.get("place", 0.0), tuple(fields.get("tags", ()))


_STATUSES = {status.value: status for status in CheckStatus}
