"""Draws `samples/screenshots/*.svg` from the program itself: `python -m tests.tui.screenshots`.

The pictures show the sample stories through the whole program: pages are extracted, saved,
compared and shown; only the clock stands still. Names given as arguments draw those alone.
"""

from __future__ import annotations

import asyncio
import re
import sys
import tempfile
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.tui.driving import key_of
from tests.tui.fake_feeds import FakeFeeds, FakeSubscriptions, subscribe
from tuireader import resources
from tuireader.cli.outside import Outside
from tuireader.cli.preferences import Preferences
from tuireader.config import Config, find_paths
from tuireader.library import open_library
from tuireader.library.protocol import Library
from tuireader.model import Change, Check
from tuireader.pipeline import Pipeline
from tuireader.pipeline.accounting import balance
from tuireader.pipeline.judging import compare_snapshots
from tuireader.pipeline.samples import SampleFetch, read_samples, save_sample
from tuireader.rendering import texts
from tuireader.tui import Services, Settings
from tuireader.tui.app import Reader

_FONT = re.compile(r"@font-face\s*{.*?}\s*", re.DOTALL)
"""Rich's fonts come from a server; without them any monospaced font of the viewer's does."""

_STORY = "Inquiry"


@dataclass(frozen=True)
class Shot:
    """A picture: what is pressed on which article, at what size, in which theme.

    `typed`: letters pressed after the actions; `then`: keys pressed after these.
    """

    actions: tuple[str, ...] = ()
    size: tuple[int, int] = (112, 34)
    theme: str = "night"
    story: str = _STORY
    typed: str = ""
    then: tuple[str, ...] = ()


SHOTS = {
    "library": Shot(),
    "library-narrow": Shot(size=(60, 20)),
    "article": Shot(("open",)),
    "timeline": Shot(("timeline",), size=(112, 20)),
    "diff": Shot(("diff", "older", "next_change")),
    "diff-inline": Shot(("diff", "older", "next_change"), size=(80, 30)),
    "diff-silent": Shot(("diff", "only", "next_change"), story="Minister", theme="paper"),
    "diff-blue-orange": Shot(("diff", "older", "only"), theme="blue-orange", size=(112, 26)),
    "changes": Shot(("inbox",), size=(112, 22)),
    "search": Shot(("search",), typed="custody"),
    "search-empty": Shot(("search",), size=(80, 24)),
    "trace": Shot(("search",), typed="in custody", then=("ctrl+t",), size=(112, 24)),
    "sources": Shot(("sources",), size=(112, 26)),
    "settings": Shot(("settings",), size=(112, 34)),
    "settings-paper": Shot(("settings", "open"), size=(80, 24)),
    "feeds": Shot(("feeds",), size=(112, 26)),
    "help": Shot(("help",), size=(120, 36), theme="paper"),
    "add": Shot(("add",), size=(80, 24)),
}


FEEDS = (
    ("gannet.example", "The Gannet", ("Ferry to Hallin late again", "A gull, a clock, a fine")),
    ("courier.example", "Harbour Courier", ()),
    ("tribune.example", "Coast Tribune", ("Tide tables for August",)),
)
"""What is followed in the pictures: host, title, entries that are no articles."""


def services(library: Library, now: datetime) -> Services:
    """Return services on a library, offline, at a fixed time."""
    none: tuple[Check, ...] = ()

    async def nothing(_: object, /) -> AsyncIterator[Check]:
        for check in none:
            yield check

    def compare(article: int, before: int | None, after: int | None) -> Change:
        stories = {each.number: each for each in texts(library.history(article))}
        numbers = list(stories)
        last = numbers[-1] if after is None else after
        first = numbers[numbers.index(last) - 1] if before is None else before
        return compare_snapshots(library, stories[first], stories[last])

    return Services(
        library=library,
        check=nothing,
        add=nothing,
        compare=compare,
        ledger=lambda: balance(library),
        watched=lambda: False,
        report=lambda *_: Path("evidence.html"),
        subscriptions=FakeSubscriptions(FakeFeeds()),
        preferences=Preferences(Config(paths=find_paths("~", None, {})), writes=False),
        clock=lambda: now,
        outside=Outside({}),
    )


async def fill(library: Library) -> datetime:
    """Save the samples, and return a time two hours after the newest page."""
    samples = read_samples(resources.samples())
    pipeline = Pipeline(library, SampleFetch(samples), lambda: datetime.now(UTC))
    for sample in samples:
        await save_sample(pipeline, sample)
    newest = max(page.taken_at for sample in samples for page in sample.pages)
    for number, (host, title, entries) in enumerate(FEEDS, start=1):
        feed = subscribe(library.feeds, f"https://{host}/feed", title, *entries)
        looked = newest + timedelta(minutes=40 * number)
        library.feeds.keep(replace(feed, checked_at=looked))
    return newest + timedelta(hours=2)


async def draw(name: str, shot: Shot, library: Library, now: datetime, folder: Path) -> None:
    """Draw one picture."""
    app = Reader(services(library, now), Settings(theme=shot.theme, zone=UTC))
    async with app.run_test(size=shot.size) as pilot:
        keys = [key_of(action) for action in (*_way(library, shot.story), *shot.actions)]
        keys += ["space" if letter == " " else letter for letter in shot.typed]
        for key in ("", *keys, *shot.then):
            if key:
                await pilot.press(key)
            for _ in range(4):
                await pilot.pause(0.05)
                await app.workers.wait_for_complete()
        svg = app.export_screenshot(title="tuireader")
    # Some viewers drop a line's leading blanks unless they are told to keep them.
    kept = _FONT.sub("", svg).replace("<svg ", '<svg xml:space="preserve" ', 1)
    (folder / f"{name}.svg").write_text(kept, encoding="utf-8")


def _way(library: Library, story: str) -> list[str]:
    """Return the keys that lead to a story in the list."""
    headlines = [row.headline for row in library.listings()]
    return ["down"] * next(i for i, text in enumerate(headlines) if text.startswith(story))


async def main(names: Sequence[str]) -> None:
    """Draw the pictures that are named, or all."""
    folder = resources.samples() / "screenshots"
    folder.mkdir(exist_ok=True)
    for name in names or SHOTS:
        with tempfile.TemporaryDirectory() as home, open_library(Path(home) / "l.db") as library:
            now = await fill(library)
            await draw(name, SHOTS[name], library, now, folder)
        print(f"{name}.svg")


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1:]))
