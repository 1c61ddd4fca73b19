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


WALLS = {
    Warn.CONSENT_WALL: "asks for consent before it shows a story",
    Warn.PAYWALL: "shows the whole story to subscribers only",
    Warn.CAPTCHA: "wants to know whether a person is reading",
    Warn.SOFT_404: "says that the story wasn't found, though the server answered as if it was",
    Warn.SCRIPT_SHELL: "comes empty; scripts would fill it",
    Warn.LOGIN_WALL: "wants a login before it shows a story",
    Warn.NO_STORY: "has no text that reads like a story",
}
"""What is wrong, in words, with pages that are no story or not the whole of one: never compared."""


def is_wall(document: Document) -> bool:
    """Tell whether a page is a wall or no story at all, so that it is `blocked`, not a change."""
    return bool(WALLS.keys() & set(document.warnings))


def is_teaser(document: Document) -> bool:
    """Tell whether a page shows a story's beginning before a paywall, and nothing worse."""
    return WALLS.keys() & set(document.warnings) == {Warn.PAYWALL} and bool(document.blocks)


def explain(document: Document) -> str:
    """Say why a page is no story: what follows "the page", or "" where it is one."""
    return " and ".join(words for code, words in WALLS.items() if code in document.warnings)
