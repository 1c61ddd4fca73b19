"""The sample stories as the tests read them: what each look should find."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent.parent.parent / "samples"


@dataclass(frozen=True, eq=False)
class Story:
    """One folder of `samples/`: its `sample.toml`, and the text of its pages."""

    slug: str
    told: dict[str, Any]
    pages: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Look:
    """Two pages of a story, by number, and what comparing them should find."""

    story: Story
    before: int
    after: int
    told: dict[str, Any]

    def __str__(self) -> str:
        return f"{self.story.slug}-{self.before}-{self.after}"


@cache
def stories() -> tuple[Story, ...]:
    """Read every sample."""
    return tuple(_read(path) for path in sorted(FOLDER.glob("*/sample.toml")))


def looks() -> tuple[Look, ...]:
    """List every comparison that some sample says something about."""
    following = [
        Look(story, number - 1, number, page)
        for story in stories()
        for number, page in enumerate(story.told["pages"], 1)
        if number > 1
    ]
    others = [
        Look(story, pair["before"], pair["after"], pair)
        for story in stories()
        for pair in story.told.get("comparisons", [])
    ]
    return (*following, *others)


def _read(path: Path) -> Story:
    told = tomllib.loads(path.read_text("utf-8"))
    pages = tuple((path.parent / page["file"]).read_text("utf-8") for page in told["pages"])
    return Story(slug=path.parent.name, told=told, pages=pages)
