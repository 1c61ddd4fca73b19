"""The list of articles: two lines each, the headline and what is known of it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from tuireader.model.glance import CHANGED, PART, UNREAD
from tuireader.rendering import glance
from tuireader.rendering.glance import MARGIN as MARGIN
from tuireader.rendering.roles import Line, line_of

if TYPE_CHECKING:
    from tuireader.model import Listing
    from tuireader.model.glance import Glance

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def listing(shown: Listing, width: int, now: datetime) -> tuple[Line, Line]:
    """Return an article's two lines, at most `width` cells wide."""
    first, second = glance.two_lines(glance_of(shown), width, _micros(now))
    return line_of(first), line_of(second)


def glance_of(shown: Listing) -> Glance:
    """Return what two lines show of an article."""
    verdict = shown.verdict
    return (
        shown.headline,
        shown.url,
        shown.source,
        None if shown.last is None else _micros(shown.last),
        shown.status,
        None if verdict is None else verdict.kind,
        None if verdict is None else verdict.disclosure,
        PART.join(shown.tags),
        shown.snapshots,
        UNREAD if shown.unread else CHANGED if shown.changed else 0,
        shown.starred,
    )


def _micros(time: datetime) -> int:
    return (time - _EPOCH) // _MICROSECOND


def place(shown: Listing) -> str:
    """Return who published an article: its source, else the host of its address."""
    return shown.source or glance.host(shown.url) or "no source"
