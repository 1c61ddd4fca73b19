"""Tell pages that are no story: walls, errors, empty shells. From words and structure together."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from tuireader.extraction.story import MOST_OF_A_WALL
from tuireader.extraction.warnings import Warn
from tuireader.text.tables import read_table

_STORY = 1500
"""Characters from which a page has a story, whatever stands around it."""

_FEW = 4
_LITTLE = 500
_OFTEN = 2
"""How often a wall speaks of consent, at least."""

_NOTHING = 140
_SHORT = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known of a page. `text`: all it says; `near`: what it says in and after the story.

    `story`, `size`, `paragraphs`: its text, its characters and blocks. `titles`: its title and h1.
    `locked`: its JSON-LD says that it isn't free.
    """

    markup: str
    text: str
    near: str
    story: str
    titles: str
    size: int
    paragraphs: int
    locked: bool = False


@dataclass(frozen=True, slots=True)
class _Wall:
    words: re.Pattern[str]
    structure: tuple[str, ...]


def walls(facts: Facts) -> list[Warn]:
    """Return what a page is instead of a story; nothing for a story."""
    if facts.size < _STORY and (found := _instead(facts)):
        return [found]
    if _is_cut(facts):
        return [Warn.PAYWALL]
    if facts.size < _NOTHING:
        return [Warn.SCRIPT_SHELL if _is_shell(facts) else Warn.NO_STORY]
    return [Warn.SHORT] if facts.size < _SHORT else []


def _instead(facts: Facts) -> Warn | None:
    if _is_gate_keeper(facts):
        return Warn.CAPTCHA
    missing = _known()["missing"].words
    if missing.search(facts.titles) or (facts.size < _LITTLE and missing.search(facts.near[:600])):
        return Warn.SOFT_404
    if _asks_consent(facts):
        return Warn.CONSENT_WALL
    if facts.size < _SHORT and _known()["login"].words.search(facts.near):
        return Warn.PAYWALL if facts.locked else Warn.LOGIN_WALL
    return None


def _is_gate_keeper(facts: Facts) -> bool:
    known = _known()["captcha"]
    if known.words.search(facts.titles):
        return True
    little = facts.size < _LITTLE and facts.paragraphs <= _FEW
    said = little and bool(known.words.search(facts.text[:3000]))
    return said or (facts.size < _SHORT and _has(facts.markup, known.structure))


def _asks_consent(facts: Facts) -> bool:
    """Tell whether a page asks for consent instead of telling a story, not beside one."""
    words = _known()["consent"].words
    if len(words.findall(facts.text)) < _OFTEN:
        return False
    return facts.size < _SHORT or len(words.findall(facts.story)) >= _OFTEN


def _is_cut(facts: Facts) -> bool:
    """Tell whether a story was cut off by a paywall: few paragraphs, and an offer after them."""
    if facts.size >= MOST_OF_A_WALL or facts.paragraphs > _FEW:
        return False
    offered = bool(_known()["paywall"].words.search(facts.near))
    return offered or (facts.locked and facts.size < 1000)


def _is_shell(facts: Facts) -> bool:
    shell = _known()["script"]
    if len(facts.text) > 600:
        return False
    if len(facts.text) < _NOTHING and "<script" in facts.markup:
        return True
    return bool(shell.words.search(facts.markup[:200_000])) or _has(facts.markup, shell.structure)


def _has(markup: str, signs: tuple[str, ...]) -> bool:
    return any(sign in markup for sign in signs)


@cache
def _known() -> dict[str, _Wall]:
    return {
        name: _Wall(
            re.compile("|".join(f"(?:{words})" for words in lists["words"]), re.IGNORECASE),
            tuple(lists.get("structure", ())),
        )
        for name, lists in read_table("tuireader.extraction", "wording/walls.toml").items()
    }
