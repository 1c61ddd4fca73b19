"""Drives the reader: keys by the names of their actions, screens as plain text."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import replace

from textual.pilot import Pilot

from tests.tui.fakes import SETTINGS, FakeLibrary, FakeWeb, Story, services
from tuireader.tui import Settings
from tuireader.tui.app import Reader
from tuireader.tui.keys import ACTIONS

_ROUNDS = 400
SIZES = ((120, 40), (80, 24), (60, 20))


class Driver:
    """A reader under test."""

    def __init__(self, app: Reader, pilot: Pilot[int], library: FakeLibrary, web: FakeWeb) -> None:
        self.app = app
        self.pilot = pilot
        self.library = library
        self.web = web

    async def do(self, *actions: str) -> None:
        """Press the keys of some actions, and wait until the reader is at rest."""
        for action in actions:
            await self.pilot.press(key_of(action))
            await self.rest()

    async def type(self, words: str) -> None:
        """Type some words."""
        await self.pilot.press(*("space" if letter == " " else letter for letter in words))
        await self.rest()

    async def rest(self) -> None:
        """Wait until no worker is at work and all messages are done."""
        for _ in range(3):
            await self.pilot.pause()
            await self.app.workers.wait_for_complete()
        await self.pilot.pause()

    async def until(self, true: Callable[[], object]) -> None:
        """Wait until something holds; fail where it never does."""
        for _ in range(_ROUNDS):
            if true():
                return
            await self.pilot.pause()
            await asyncio.sleep(0.01)  # lets timers and threads have their turn
        raise AssertionError(f"never came true; the screen was\n{self.text}")

    async def sees(self, *words: str) -> str:
        """Wait until all these words are on the screen, and return it."""
        await self.until(lambda: all(word in self.text for word in words))
        return self.text

    @property
    def lines(self) -> list[str]:
        """Return the screen's lines as plain text."""
        strips = self.app.screen._compositor.render_strips()
        return ["".join(s.text for s in strip if not s.control).rstrip() for strip in strips]

    @property
    def text(self) -> str:
        """Return the screen as plain text."""
        return "\n".join(self.lines)


def key_of(action: str) -> str:
    """Return the first key of an action."""
    return next(each.keys[0] for each in ACTIONS if each.id == action)


@asynccontextmanager
async def reading(
    stories: Sequence[Story],
    size: tuple[int, int] = (120, 40),
    settings: Settings = SETTINGS,
    library: FakeLibrary | None = None,
) -> AsyncIterator[Driver]:
    """Run the reader on some stories."""
    shelf = library or FakeLibrary(stories)
    web = FakeWeb(shelf)
    app = Reader(services(shelf, web), settings)
    async with app.run_test(size=size) as pilot:
        driver = Driver(app, pilot, shelf, web)
        await driver.rest()
        yield driver


def themed(name: str) -> Settings:
    """Return settings with another theme."""
    return replace(SETTINGS, theme=name)


@contextmanager
def lending(reader: Driver) -> Iterator[None]:
    """Let the app lend a terminal it doesn't have under test."""

    @contextmanager
    def lent() -> Iterator[None]:
        yield

    assert isinstance(reader.app, Reader)
    reader.app.suspend = lent  # type: ignore[method-assign]
    yield
