"""An article's two lines in the list, in plain texts and the names of their roles.

Importing this imports next to nothing, so that the first page is painted at once; whoever has more
time gets `Fragment`s from `listings`, made of the same.
"""

from __future__ import annotations

from tuireader.model.glance import CHANGED, PART
from tuireader.rendering.fitting import fit

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeAlias

    from tuireader.model.glance import Glance

    Pieces: TypeAlias = tuple[tuple[str, str], ...]

MARGIN = 5
"""Cells before a headline: a space, the unread mark, a space, the sign, a space."""
UNREAD = "●"
STARRED = "★"

DISCLOSURES = {
    "silent": ("△", "silent", "silent"),
    "disclosed": ("▲", "disclosed", "explained"),
    "partly-disclosed": ("◇", "partly disclosed", "silent"),
    "disclosed-unobserved": ("▲", "disclosed, not observed", "explained"),
    "notice-removed": ("▽", "notice removed", "silent"),
}
KINDS = {
    "none": ("·", "no change", "dim"),
    "furniture": ("·", "furniture", "dim"),
    "copyedit": ("~", "copyedit", "dim"),
    "update": ("+", "update", "text"),
}
STATES = {
    "gone": ("⊘", "gone", "silent"),
    "blocked": ("▒", "blocked", "dim"),
    "failed": ("!", "failed", "silent"),
}
"""Signs by the names of the model's disclosures, kinds and states: a character, words, a role."""

_MINUTE, _HOUR, _DAY = 60, 3600, 86400
_MICROSECONDS = 1_000_000


def two_lines(row: Glance, width: int, now: int) -> tuple[Pieces, Pieces]:
    """Return an article's two lines, at most `width` cells wide; `now` in microseconds, too."""
    headline, url, _, _, state, kind, disclosure, _, _, news, starred = row
    character, _, role = STATES.get(state or "") or sign(kind, disclosure)
    title = fit(headline or url or "", width - MARGIN - (2 if starred else 0))
    first: Pieces = (
        (" ", "text"),
        (UNREAD if news else " ", "accent"),
        (" ", "text"),
        (character, role),
        (" ", "text"),
        (title, "strong" if news else "text"),
    )
    if starred:
        first = (*first, (" ", "text"), (STARRED, "accent"))
    return first, ((" " * MARGIN, "text"), (_joined(_about(row, now), width - MARGIN), "dim"))


def sign(kind: str | None, disclosure: str | None) -> tuple[str, str, str]:
    """Return the sign of a verdict: its disclosure, else its kind."""
    found = DISCLOSURES.get(disclosure or "") or KINDS.get(kind or "none")
    return found or ("+", kind or "", "text")


def _about(row: Glance, now: int) -> list[str]:
    _, url, source, last, state, kind, _, tags, snapshots, news, _ = row
    when = "never" if last is None else age((now - last) // _MICROSECONDS)
    pieces = [source or host(url or "") or "no source"]
    if news == CHANGED:
        pieces.append("changed since read")
    pieces.append(when)
    if state in STATES:
        pieces.append(state)
    if kind is not None:
        pieces.append(kind)
    pieces.extend(f"#{tag}" for tag in (tags or "").split(PART) if tag)
    pieces.append(f"{snapshots or 0} snapshot{'' if snapshots == 1 else 's'}")
    return pieces


def _joined(pieces: list[str], width: int) -> str:
    """Return as many whole pieces as fit; the first one is cut where even it does not."""
    found = fit(pieces[0], width)
    for piece in pieces[1:]:
        longer = f"{found} · {piece}"
        if fit(longer, width) != longer:
            break
        found = longer
    return found


def host(url: str) -> str:
    """Return the host of an address, without its `www.`."""
    return url.split("://", 1)[-1].split("/", 1)[0].removeprefix("www.")


def age(seconds: int) -> str:
    """Return a length of time in one unit, as an age: `now`, `5 min`, `2 h`, `3 d`, `14 mo`."""
    if seconds < _MINUTE:
        return "now"
    for size, unit, most in ((_MINUTE, "min", 60), (_HOUR, "h", 36), (_DAY, "d", 60)):
        if seconds < size * most:
            return f"{seconds // size} {unit}"
    months = seconds // (30 * _DAY)
    return f"{months} mo" if months < 24 else f"{seconds // (365 * _DAY)} y"
