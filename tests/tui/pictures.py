"""Pictures of the reader's states, to be compared: `python -m tests.tui.pictures` draws them anew.

They stand in `tests/tui/pictures/`. Time and stories are fixed, so the same program draws the same
picture; who means to change how something looks draws anew and looks at what changed.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from textual.widgets import Input

from tests.tui.driving import reading
from tests.tui.fake_feeds import subscribe
from tests.tui.fakes import NOW, SETTINGS, FakeLibrary, Story
from tests.tui.stories import hostile, inquiry, shelf, storm

FOLDER = Path(__file__).parent / "pictures"
_FONT = re.compile(r"@font-face\s*{.*?}\s*", re.DOTALL)
"""Rich's fonts come from a server."""
_NAME = re.compile(r"terminal-\d+-")
"""Rich numbers a picture's classes by its contents."""


@dataclass(frozen=True)
class State:
    """A state: which actions lead to it, on what; `typed`: letters after them, `then`: keys."""

    actions: tuple[str, ...] = ()
    typed: str = ""
    then: tuple[str, ...] = ()
    size: tuple[int, int] = (80, 24)
    theme: str = "night"
    stories: Callable[[], Sequence[Story]] = shelf


def _returned() -> list[Story]:
    """Return a story whose first text came back."""
    story = inquiry()
    story.texts.append((NOW.replace(hour=15), story.texts[0][1]))
    return [story, storm()]


STATES = {
    "library": State(size=(112, 24)),
    "library-hostile": State(stories=lambda: [hostile(), *shelf()], size=(60, 20)),
    "library-empty": State(stories=list),
    "article-match": State(("open", "find"), typed="release", size=(80, 24)),
    "diff-side": State(("diff", "next_change"), size=(112, 24)),
    "diff-inline": State(("diff", "next_change", "next_change"), size=(60, 20)),
    "diff-only-safe": State(("diff", "only"), theme="blue-orange", size=(100, 20)),
    "timeline": State(("timeline",), stories=_returned),
    "changes-silent": State(("inbox", "disclosures", "disclosures")),
    "search": State(("search",), typed="died source:harbour"),
    "trace": State(("search",), typed="in custody", then=("ctrl+t",)),
    "sources": State(("sources",), size=(112, 20)),
    "feeds": State(("feeds",), size=(112, 20)),
    "settings-paper": State(("settings", "open")),
}


def _library(state: State) -> FakeLibrary:
    library = FakeLibrary(state.stories())
    subscribe(library.feeds, "https://gannet.example/feed", "The Gannet", "A gull", "A clock")
    failed = subscribe(library.feeds, "https://tern.example/feed", "The Tern")
    library.feeds.keep(replace(failed, error="tern.example doesn’t answer."))
    return library


async def draw(state: State) -> str:
    """Return a picture of a state."""
    settings = replace(SETTINGS, theme=state.theme)
    async with reading([], state.size, settings, _library(state)) as reader:
        await reader.do(*state.actions)
        for line in reader.app.screen.query(Input):
            line.cursor_blink = False
        if state.typed:
            await reader.type(state.typed)
        for key in state.then:
            await reader.pilot.press(key)
            await reader.rest()
        await reader.pilot.pause(0.3)  # the pane opens an article the cursor rests on
        await reader.rest()
        return plain(reader.app.export_screenshot(title="tuireader"))


def plain(svg: str) -> str:
    """Return a picture without what differs though it looks the same."""
    return _NAME.sub("terminal-", _FONT.sub("", svg))


async def main() -> None:
    """Draw all pictures."""
    FOLDER.mkdir(exist_ok=True)
    for name, state in STATES.items():
        (FOLDER / f"{name}.svg").write_text(await draw(state), encoding="utf-8")
        print(f"{name}.svg")


if __name__ == "__main__":
    asyncio.run(main())
