"""A Change in a line or two: its weightiest words, its verdict, where and when."""

from __future__ import annotations

from datetime import datetime

from tuireader.model import Change, Edit, Listing, Verdict
from tuireader.rendering.listings import MARGIN, place
from tuireader.rendering.roles import Fragment, Line, Role
from tuireader.rendering.signs import UNREAD, of_verdict, verdict_words
from tuireader.rendering.times import age
from tuireader.rendering.wrap import fit


def edit_words(edit: Edit, width: int) -> str:
    """Return an edit's words before and after in `width` cells, each cut fairly."""
    if not edit.before:
        return fit(f"added “{edit.after}”", width)
    if not edit.after:
        return fit(f"deleted “{edit.before}”", width)
    room = width - 7
    half = room // 2
    before = fit(edit.before, max(half, room - len(edit.after)))
    after = fit(edit.after, max(half, room - len(before)))
    return fit(f"“{before}” → “{after}”", width)


def summary(change: Change, width: int) -> str:
    """Return the weightiest edit's words, and how many more there are."""
    if not change.edits:
        added, removed = change.notices.added, change.notices.removed
        for what, notices in (("notice added", added), ("notice removed", removed)):
            if notices:
                return fit(f"{what}: {notices[0].text}", width)
        return ""
    edit = max(change.edits, key=lambda each: each.weight)
    more = f"  +{len(change.edits) - 1}" if len(change.edits) > 1 else ""
    return edit_words(edit, width - len(more)) + more


def changed(
    shown: Listing,
    judged: Verdict,
    at: datetime,
    change: Change | None,
    width: int,
    now: datetime,
    *,
    seen: bool,
) -> tuple[Line, Line]:
    """Return an inbox entry's two lines: the words, then the verdict, the article and its age.

    `at`: when it was first seen; `change` None: what was changed is not known yet.
    """
    sign = of_verdict(judged)
    words = summary(change, width - MARGIN) or "nothing in its words" if change else "…"
    first = (
        Fragment(" "),
        Fragment(" " if seen else UNREAD, Role.ACCENT),
        Fragment(" "),
        Fragment(sign.character, sign.role),
        Fragment(" "),
        Fragment(words, Role.TEXT if seen else Role.STRONG),
    )
    said = verdict_words(judged)
    room = width - MARGIN - len(said) - 3
    about = fit(f"{place(shown)} · {age(at, now)} · {shown.headline}", room)
    dim = Fragment(f" · {about}", Role.DIM)
    return first, (Fragment(" " * MARGIN), Fragment(said, sign.role), dim)
