"""The list of articles: two lines each, the headline and what is known of it."""

from __future__ import annotations

from datetime import datetime

from tuireader.model import CheckStatus, Listing
from tuireader.rendering.roles import Fragment, Line, Role
from tuireader.rendering.signs import STARRED, UNREAD, of_listing
from tuireader.rendering.times import age
from tuireader.rendering.wrap import fit

MARGIN = 5
"""Cells before a headline: a space, the unread mark, a space, the sign, a space."""


def listing(shown: Listing, width: int, now: datetime) -> tuple[Line, Line]:
    """Return an article's two lines, at most `width` cells wide."""
    sign = of_listing(shown)
    unread = shown.unread or shown.changed
    title = fit(shown.headline or shown.url, width - MARGIN - (2 if shown.starred else 0))
    first: Line = (
        Fragment(" "),
        Fragment(UNREAD if unread else " ", Role.ACCENT),
        Fragment(" "),
        Fragment(sign.character, sign.role),
        Fragment(" "),
        Fragment(title, Role.STRONG if unread else Role.TEXT),
    )
    if shown.starred:
        first = (*first, Fragment(" "), Fragment(STARRED, Role.ACCENT))
    about = fit(_about(shown, now), width - MARGIN)
    return first, (Fragment(" " * MARGIN), Fragment(about, Role.DIM))


def _about(shown: Listing, now: datetime) -> str:
    pieces = [place(shown), age(shown.last, now)]
    if shown.status in (CheckStatus.GONE, CheckStatus.BLOCKED, CheckStatus.FAILED):
        pieces.append(shown.status.value)
    if shown.verdict is not None:
        pieces.append(shown.verdict.kind.value)
    pieces.extend(f"#{tag}" for tag in shown.tags)
    pieces.append(f"{shown.snapshots} snapshot{'' if shown.snapshots == 1 else 's'}")
    return " · ".join(pieces)


def place(shown: Listing) -> str:
    """Return who published an article: its source, else the host of its address."""
    host = shown.url.split("://", 1)[-1].split("/", 1)[0].removeprefix("www.")
    return shown.source or host or "no source"
