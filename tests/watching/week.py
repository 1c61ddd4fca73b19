"""A week in which the clock jumps from one look to the next, with everything else as it is."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from tests.watching.scripts import Given, Script
from tests.watching.town import START, Notes, Time, Town, Watch
from tuireader.library.protocol import Library
from tuireader.model import Check
from tuireader.notifying import Letter, Outbox, Rule, Teller
from tuireader.pipeline.feeding import Feeding
from tuireader.schedule import Limits
from tuireader.watching.feed_rounds import FeedRounds
from tuireader.watching.herald import Herald

FEED = "https://feeds.example/all.xml"
ROUND = timedelta(minutes=30)
LIMITS = Limits(slowest=timedelta(hours=12), eagerness=0.5)
"""No look is further away than twelve hours, so that nothing scripted passes unseen."""


@dataclass
class Calendar(Notes):
    """An observer that knows when which article is due."""

    due: dict[int, datetime] = field(default_factory=dict)

    def ended(self, check: Check) -> None:
        """Note when the article is due again."""
        super().ended(check)
        if check.next_check:
            self.due[check.article] = check.next_check


class Week:
    """A watcher over scripted stories, begun anew every day.

    `letters`: what was told; `lines`: what the watcher said of itself.
    """

    def __init__(self, library: Library, folder: Path, scripts: Sequence[Script]) -> None:
        self.library = library
        self.folder = folder
        self.scripts = scripts
        self.time = Time()
        self.town = Town({script.url: partial(self._given, script) for script in scripts})
        self.town.pages[FEED] = self._feed
        self.calendar = Calendar()
        self.letters: list[Letter] = []
        self._asking = sorted((hour, s.url) for s in scripts for hour in s.asked)

    @property
    def hour(self) -> float:
        """Return the hours since the beginning."""
        return (self.time.now - START).total_seconds() / 3600

    async def run(self, days: int = 7) -> None:
        """Save what nobody's feed shows, then watch."""
        watch = self._watch()
        for script in self.scripts:
            if script.entry is None:
                self.calendar.ended(await watch.pipeline.look(script.url))
        await self._feeding().subscribe(FEED)
        for day in range(1, days + 1):
            await self._watch_until(START + timedelta(days=day))

    def faults(self) -> list[str]:
        """Return what was scripted and not told, or told and not scripted."""
        waiting = {(told.title, told.words, s.url): s.plot for s in self.scripts for told in s.told}
        spare = Counter({script.url: script.spare for script in self.scripts})
        faults = []
        for letter in self.letters:
            url = letter.body.rpartition("\n")[2]
            fits = [key for key in waiting if _fits(letter, *key)]
            if fits:
                del waiting[fits[0]]
            elif spare[url]:
                spare[url] -= 1
            else:
                faults.append(f"told, and not scripted: {letter.title} {letter.body}")
        return faults + [f"not told: {plot} {key}" for key, plot in waiting.items()]

    def _given(self, script: Script) -> Given:
        return script.given(self.hour)

    def _feed(self) -> bytes:
        """Return a feed whose entries have other ids every day."""
        items = "".join(
            f"<item><title>{s.headline}</title><link>{s.url}</link>"
            f"<guid>{s.url}-{self.hour // 24:.0f}</guid></item>"
            for s in self.scripts
            if s.entry is not None and s.entry <= self.hour
        )
        return f"<rss version='2.0'><channel><title>All</title>{items}</channel></rss>".encode()

    def _watch(self) -> Watch:
        return Watch(self.library, self.town, self.time, self.calendar, LIMITS)

    def _feeding(self) -> Feeding:
        return Feeding(self.library, self.town, self.time.clock, self.calendar.ended, LIMITS)

    async def _watch_until(self, end: datetime) -> None:
        """Watch in one go, with everything told."""
        watch, feeding = self._watch(), self._feeding()
        say = self.calendar.lines.append
        rounds = FeedRounds(self.library, feeding.refresh, self.time.clock, ROUND, say)
        outbox = Outbox.open(self.folder / "outbox.json")
        rules = [Rule(to="json://here")]
        teller = Teller(rules, outbox, clock=self.time.clock, send=self._take, said=say)
        herald = Herald(self.library, teller, outbox, clock=self.time.clock, feed=None, said=say)

        async def rest(seconds: float) -> None:
            self.time.pass_by(max(seconds, (self._next(end) - self.time.now).total_seconds()))
            await rounds.once()
            while self._asking and self._asking[0][0] <= self.hour:
                self.calendar.ended(await watch.pipeline.look(self._asking.pop(0)[1]))
            if self.time.now >= end:
                watch.watcher.stop()

        watch.watcher.rest = rest
        telling = asyncio.ensure_future(herald.run())
        await watch.watcher.run()
        herald.stop()
        await telling

    def _next(self, end: datetime) -> datetime:
        """Return when the next thing is to be done."""
        asked = [START + timedelta(hours=hour) for hour, _ in self._asking[:1]]
        return min([*self.calendar.due.values(), *asked, self.time.now + ROUND, end])

    async def _take(self, letter: Letter) -> None:
        self.letters.append(letter)


def _fits(letter: Letter, title: str, words: str, url: str) -> bool:
    lines = letter.body.splitlines()
    return letter.title.startswith(title) and lines[-1] == url and words in letter.body
