"""What can be wrong with a page, in one place."""

from __future__ import annotations

from enum import StrEnum

from tuireader.model import Document


class Warn(StrEnum):
    """The codes that stand in a Document's `warnings`."""

    CONSENT_WALL = "consent-wall"
    PAYWALL = "paywall"
    CAPTCHA = "captcha"
    SOFT_404 = "soft-404"
    SCRIPT_SHELL = "script-shell"
    LOGIN_WALL = "login-wall"
    NO_STORY = "no-story"
    SHORT = "short"
    TRUNCATED = "truncated"
    TOO_DEEP = "too-deep"
    FALLBACK = "fallback"
    STRUCTURED_DATA_ONLY = "structured-data-only"
    CHARSET_GUESSED = "charset-guessed"


WALLS = frozenset(
    {
        Warn.CONSENT_WALL,
        Warn.PAYWALL,
        Warn.CAPTCHA,
        Warn.SOFT_404,
        Warn.SCRIPT_SHELL,
        Warn.LOGIN_WALL,
        Warn.NO_STORY,
    }
)
"""The codes of pages that are no story, or not the whole of one: never compared."""


def is_wall(document: Document) -> bool:
    """Tell whether a page is a wall or no story at all, so that it is `blocked`, not a change."""
    return not WALLS.isdisjoint(document.warnings)


def is_teaser(document: Document) -> bool:
    """Tell whether a page shows a story's beginning before a paywall, and nothing worse."""
    return WALLS.intersection(document.warnings) == {Warn.PAYWALL} and bool(document.blocks)
