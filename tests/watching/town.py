"""A town whose papers are scripted and whose clock goes as fast as nobody waits."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from tuireader.errors import FetchError
from tuireader.library.protocol import Library
from tuireader.model import Article, Check, Response
from tuireader.pipeline import Pipeline
from tuireader.schedule import USUAL_LIMITS, Limits
from tuireader.watching.watcher import Watcher

START = datetime(2026, 5, 4, 8, tzinfo=UTC)
HTML = "text/html; charset=utf-8"


@dataclass
class Time:
    """A clock that moves only when somebody rests."""

    now: datetime = START
    counted: float = 0.0
    rests: list[float] = field(default_factory=list)

    def clock(self) -> datetime:
        """Tell the time, a little later each time it is asked, as looks take time."""
        self.now += timedelta(milliseconds=1)
        return self.now

    def count(self) -> float:
        """Return seconds that go on evenly."""
        return self.counted

    def pass_by(self, seconds: float) -> None:
        """Let time pass at once."""
        self.now += timedelta(seconds=seconds)
        self.counted += seconds

    async def rest(self, seconds: float) -> None:
        """Let time pass."""
        self.rests.append(seconds)
        self.pass_by(seconds)
        await asyncio.sleep(0)


Page = Callable[[], bytes | FetchError]


@dataclass
class Town:
    """All papers: an address's page is asked for when it is fetched. `asked`: who, in order."""

    pages: dict[str, Page] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    async def __call__(
        self, url: str, *, validators: Mapping[str, str] | None = None, typed: bool = False
    ) -> Response:
        """Answer as a server with ETags would.

        Raises:
            FetchError: the script says so.
        """
        self.asked.append(url)
        page = self.pages[url]()
        if isinstance(page, FetchError):
            raise page
        etag = hashlib.sha256(page).hexdigest()[:12]
        if validators and validators.get("etag") == etag:
            return Response(url=url, status=304, headers={"etag": etag})
        return Response(url=url, headers={"content-type": HTML, "etag": etag}, body=page)


@dataclass
class Notes:
    """An observer that writes everything down."""

    begun: list[int] = field(default_factory=list)
    checks: list[Check] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    dropped_ones: list[int] = field(default_factory=list)

    def began(self, article: Article) -> None:
        """Note it."""
        self.begun.append(article.number)

    def ended(self, check: Check) -> None:
        """Note it."""
        self.checks.append(check)

    def dropped(self, article: Article) -> None:
        """Note it."""
        self.dropped_ones.append(article.number)

    def waiting(self, due: int) -> None:
        """Pass over it."""

    def said(self, text: str) -> None:
        """Note it."""
        self.lines.append(text)


@dataclass
class Watch:
    """A watcher in a town."""

    library: Library
    town: Town = field(default_factory=Town)
    time: Time = field(default_factory=Time)
    notes: Notes = field(default_factory=Notes)
    limits: Limits = USUAL_LIMITS

    def __post_init__(self) -> None:
        """Build the watcher."""
        self.pipeline = Pipeline(self.library, self.town, self.time.clock, self.limits)
        self.watcher = Watcher(
            self.library,
            self.pipeline.look,
            self.time.clock,
            self.notes,
            self.limits,
            count=self.time.count,
            rest=self.time.rest,
        )

    async def add(self, url: str, page: bytes) -> None:
        """Save an article whose page stays as it is."""
        self.town.pages[url] = lambda: page
        await self.pipeline.look(url)

    async def run_for(
        self, length: timedelta, meanwhile: Callable[[], Awaitable[None]] | None = None
    ) -> None:
        """Watch for so long on the town's clock; `meanwhile` happens when there's nothing to do."""
        until = self.time.now + length

        async def rest_or_stop(seconds: float) -> None:
            nonlocal meanwhile
            if meanwhile:
                await meanwhile()
                meanwhile = None
            await self.time.rest(seconds)
            if self.time.now >= until:
                self.watcher.stop()

        self.watcher.rest = rest_or_stop
        await self.watcher.run()
