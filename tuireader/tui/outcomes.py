"""What came of a look at an article or a feed, in a line for the foot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuireader.model import CheckStatus
from tuireader.rendering import of_verdict, verdict_words

if TYPE_CHECKING:
    from tuireader.model import Check
    from tuireader.pipeline.feeding import Refreshed


def brought(refreshed: Refreshed) -> str:
    """Say what a look at a feed brought."""
    name = refreshed.feed.title or refreshed.feed.url
    if refreshed.error is not None:
        return f"{name}: {refreshed.error}"
    saved = sum(check.status is CheckStatus.NEW for check in refreshed.checks)
    return f"{name}: {refreshed.new} new, {saved} saved."


def outcome(check: Check) -> str:
    """Say what one look came to."""
    if check.error is not None:
        return f"{check.status.value}: {check.error.message}"
    if check.status is CheckStatus.CHANGED and check.change is not None:
        sign = of_verdict(check.change).character
        return f"{sign} Changed: {verdict_words(check.change)}. d shows what."
    words = {
        CheckStatus.NEW: "Saved.",
        CheckStatus.GONE: "⊘ The page is gone.",
        CheckStatus.BLOCKED: "▒ The publisher doesn't let programs read it.",
    }
    return words.get(check.status, "Looked: nothing new.")
