"""What the dates a page gives for itself say about a change."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from tuireader.model import Document, Flag, Pair

_SLACK = timedelta(minutes=1)
"""Pages round their times; a smaller step is no move."""


def date_flags(sides: Pair[Document]) -> Iterator[Flag]:
    """Yield what the dates `published` and `modified` give away.

    The text changed and `modified` didn't; `modified` changed and the text didn't; `published`
    moved forward, so that an old story looks new.
    """
    before, after = sides.before, sides.after
    if before.modified and after.modified:
        same_text, same_time = before.text == after.text, before.modified == after.modified
        if same_time and not same_text:
            yield Flag.MODIFIED_UNCHANGED
        if same_text and not same_time:
            yield Flag.MODIFIED_ONLY
    if before.published and after.published and after.published - before.published > _SLACK:
        yield Flag.PUBLISHED_MOVED
