"""Which snapshots brought a new text: all that the reading pane asks of a history."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tuireader.model import Snapshot


def texts(history: Sequence[Snapshot]) -> list[Snapshot]:
    """Return the snapshots whose text isn't that of the one before; blocked pages have none."""
    stories = [each for each in history if not each.blocked]
    return [
        each
        for each, before in zip(stories, (None, *stories), strict=False)
        if before is None or each.digest != before.digest
    ]
