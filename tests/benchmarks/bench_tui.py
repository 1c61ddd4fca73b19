"""Time the reader beside Textual's plainest widgets: python -m tests.benchmarks.bench_tui.

Every figure is CPU time of this process, the best of `--rounds`; what is compared was measured
in the same run. Bytes are those that reach a pseudo-terminal of 120 × 40 cells. `--write` puts
the table into README.md.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import sys
import time
from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta
from functools import partial
from statistics import median

from textual.app import App, ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.pilot import Pilot
from textual.widgets import Static

from tests.benchmarks.figures import write_into
from tests.benchmarks.terminals import terminal_figures
from tests.benchmarks.texts import Prose
from tests.tui.driving import key_of
from tests.tui.fakes import NOW, SETTINGS, FakeLibrary, Story, services
from tuireader.library.protocol import Wanted
from tuireader.model import Block, Change, CheckStatus, Document, Listing
from tuireader.tui.app import Reader

SIZE = (120, 40)
WORDS = 50_000
_ANY = Wanted()


class Endless(FakeLibrary):
    """So many articles, of which each row is made when it is asked for, as from a file."""

    def __init__(self, count: int) -> None:
        document = Document(url="https://gannet.example/", headline="H", blocks=(Block(text="T"),))
        super().__init__([Story([(NOW, document)])])
        self.count = count

    def listings(self, wanted: Wanted = _ANY) -> tuple[Listing, ...]:
        end = min(self.count, wanted.offset + (wanted.limit or self.count))
        if wanted.silent:
            return ()
        return tuple(self._row(index) for index in range(wanted.offset, end))

    def _row(self, index: int) -> Listing:
        return Listing(
            article=1,
            url=f"https://gannet.example/{index}",
            headline=f"Short story number {index} of the harbour and its people",
            source="The Gannet",
            snapshots=1,
            texts=1,
            first=NOW,
            last=NOW - timedelta(minutes=index),
            status=CheckStatus.NEW,
            unread=True,
            changed=False,
        )


async def settled(app: App[int], pilot: Pilot[int]) -> None:
    """Wait until nothing is under way."""
    for _ in range(2):
        await pilot.pause()
        await app.workers.wait_for_complete()
    await pilot.pause()


async def cost(work: Callable[[], Awaitable[object]]) -> float:
    """Return the CPU milliseconds that some work takes."""
    gc.collect()
    start = time.process_time()
    await work()
    return (time.process_time() - start) * 1000


# -- the list


async def list_costs(count: int, keys: int = 200) -> tuple[float, float]:
    """Return the cost of opening the list, and of one key in it."""
    app = Reader(services(Endless(count)), SETTINGS)
    start = time.process_time()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        opened = (time.process_time() - start) * 1000

        async def press() -> None:
            for _ in range(keys):
                await pilot.press(key_of("down"))

        return opened, await cost(press) / keys


# -- texts


def story(words: int) -> Story:
    """Return a story of two texts, in the second of which one word in fifty is another."""
    prose = Prose("reader")
    before = prose.text(words)
    texts = [
        Document(
            url="https://gannet.example/long",
            headline="A long one",
            blocks=tuple(Block(text=text) for text in paragraphs),
        )
        for paragraphs in (before, prose.edited(before, 0.02))
    ]
    return Story([(NOW - timedelta(hours=2), texts[0]), (NOW, texts[1])])


class Plain(App[int]):
    """One Static a text, each in a box that scrolls."""

    def __init__(self, texts: Sequence[str]) -> None:
        super().__init__()
        self.texts = texts

    def compose(self) -> ComposeResult:
        """Yield nothing yet: opening is what is measured."""
        yield Horizontal()

    async def open(self, pilot: Pilot[int]) -> None:
        """Show the texts."""
        boxes = [VerticalScroll(Static(text, markup=False)) for text in self.texts]
        await self.query_one(Horizontal).mount(*boxes)
        await settled(self, pilot)


async def plain_costs(texts: Sequence[str]) -> tuple[float, float]:
    """Return the cost of opening texts in Statics, and of another width."""
    app = Plain(texts)
    async with app.run_test(size=SIZE) as pilot:
        await settled(app, pilot)
        opened = await cost(partial(app.open, pilot))
        return opened, await cost(partial(_resize, app, pilot))


async def _resize(app: App[int], pilot: Pilot[int]) -> None:
    await pilot.resize_terminal(SIZE[0] - 20, SIZE[1])
    await settled(app, pilot)


async def our_costs(action: str, library: FakeLibrary) -> tuple[float, float, float, float]:
    """Return the cost of opening a screen, of another width, and of a page: median and p95."""
    app = Reader(services(library), SETTINGS)
    async with app.run_test(size=(80, 40)) as pilot:
        await settled(app, pilot)
        await pilot.resize_terminal(*SIZE)
        await pilot.pause(0.5)  # the pane opens the article by itself, which is not measured here
        await settled(app, pilot)

        async def press(key: str) -> None:
            await pilot.press(key)
            await settled(app, pilot)

        opened = await cost(partial(press, key_of(action)))
        pages = [await cost(partial(press, key_of("page_down"))) for _ in range(30)]
        resized = await cost(partial(_resize, app, pilot))
    pages.sort()
    return opened, resized, median(pages), pages[int(len(pages) * 0.95)]


class Ready(FakeLibrary):
    """A library whose one Change is found already: showing it is what is measured."""

    def __init__(self, shown: Story) -> None:
        super().__init__([shown])
        self.ready: Change | None = None

    def compare(self, article: int, before: int | None, after: int | None) -> Change:
        """Return the Change, found once."""
        if self.ready is None:
            self.ready = super().compare(article, before, after)
        return self.ready


# -- the table


def best(rounds: int, run: Callable[[], Awaitable[Sequence[float]]]) -> list[float]:
    """Return the least of each figure over some rounds."""

    async def once() -> Sequence[float]:
        return await run()

    return [
        min(column) for column in zip(*(asyncio.run(once()) for _ in range(rounds)), strict=True)
    ]


def widget_figures(rounds: int) -> list[tuple[str, str, str]]:
    """Return what the widgets cost, beside Textual's plainest."""
    small, large = (best(rounds, partial(list_costs, count)) for count in (1_000, 100_000))
    long = story(WORDS)
    texts = ["\n\n".join(b.text for b in document.blocks) for _, document in long.texts]
    library = Ready(long)
    library.compare(1, None, None)
    one, two = (best(rounds, partial(plain_costs, shown)) for shown in (texts[:1], texts))
    read = best(rounds, partial(our_costs, "open", library))
    changed = best(rounds, partial(our_costs, "diff", library))
    return [
        _row("list of 100,000: open, against 1,000", large[0], small[0]),
        _row("list of 100,000: a key, against 1,000", large[1], small[1]),
        _row(f"article of {WORDS:,} words: open, against Static", read[0], one[0]),
        _row(f"article of {WORDS:,} words: another width, against Static", read[1], one[1]),
        _row(f"diff of {WORDS:,} words a side: open, against two Statics", changed[0], two[0]),
        _row("diff: another width, against two Statics", changed[1], two[1]),
        _row("diff: a page, p95 against median", changed[3], changed[2]),
    ]


def _row(name: str, ours: float, theirs: float) -> tuple[str, str, str]:
    return name, f"{ours:.1f} ms", f"{ours / theirs:.2f} × ({theirs:.1f} ms)"


def main(argv: Sequence[str] | None = None) -> int:
    """Run the benchmark, print the table and write it into README.md."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--write", action="store_true", help="write the table into README.md")
    args = parser.parse_args(argv)
    rows = [*widget_figures(args.rounds), *terminal_figures()]
    lines = ["| what | figure | beside |", "|---|--:|---|"]
    lines += [f"| {' | '.join(row)} |" for row in rows]
    print(*lines, sep="\n")
    if args.write:
        write_into("tui", "\n".join(lines))
    return 0


if __name__ == "__main__":
    sys.exit(main())
