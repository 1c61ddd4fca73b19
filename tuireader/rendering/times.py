"""Times and lengths of time in words a reader takes in at a glance.

Everything saved is in UTC; what is shown is local, so each function that shows a time of day
takes the zone (None: the machine's own).
"""

from __future__ import annotations

from datetime import date, datetime, tzinfo

from tuireader.rendering import glance

_MINUTE, _HOUR, _DAY = 60, 3600, 86400
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def length(seconds: float) -> str:
    """Return a length of time in at most two units: `1 d 3 h`, `12 min`, `40 s`."""
    whole = max(0, int(seconds))
    days, hours, minutes = whole // _DAY, whole % _DAY // _HOUR, whole % _HOUR // _MINUTE
    if days >= 10 or (days and not hours):
        return f"{days} d"
    if days:
        return f"{days} d {hours} h"
    if hours:
        return f"{hours} h {minutes} min" if minutes else f"{hours} h"
    return f"{minutes} min" if minutes else f"{whole} s"


def age(then: datetime | None, now: datetime) -> str:
    """Return how long ago something was, in one unit: `now`, `5 min`, `2 h`, `3 d`, `14 mo`."""
    if then is None:
        return "never"
    return glance.age(int((now - then).total_seconds()))


def outlook_words(following: datetime | None, now: datetime, due: int, watched: bool) -> str:
    """Return when the next look is, and who sees to it: `watching · next in 4 min`."""
    if following is None or due:
        return "watching" if watched else ""
    after = glance.age(max(60, int((following - now).total_seconds())))
    return f"watching · next in {after}" if watched else f"next due in {after}"


def day(when: date, now: datetime | None = None) -> str:
    """Return a date in words, without the year where it is that of `now`."""
    words = f"{when.day} {_MONTHS[when.month - 1]}"
    return words if now is not None and now.year == when.year else f"{words} {when.year}"


def moment(when: datetime | None, now: datetime, zone: tzinfo | None = None) -> str:
    """Return a date and a time of day, local: `27 June 08:10`, `27 Sep 2025 08:10`."""
    if when is None:
        return "at an unknown time"
    local = when.astimezone(zone)
    if local.year == now.astimezone(zone).year:
        return f"{day(local.date(), local)} {local:%H:%M}"
    return f"{local.day} {_MONTHS[local.month - 1][:3]} {local.year} {local:%H:%M}"
