"""What the reader asks for, done away from its event loop with a library of its own.

The pipeline is imported where it is first asked for: the list is painted long before.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from tuireader.cli.background import Background
from tuireader.cli.context import utc_now
from tuireader.library import open_library
from tuireader.schedule import USUAL_LIMITS, Limits

if TYPE_CHECKING:
    from tuireader.changes.ledger import Account
    from tuireader.library.protocol import Library
    from tuireader.model import Change, Check
    from tuireader.pipeline import Fetch

Fetching: TypeAlias = "Callable[[], AbstractAsyncContextManager[Fetch]]"


@dataclass(frozen=True, slots=True)
class Work:
    """The pipeline behind the reader.

    `library`: the file, opened anew for each piece of work. `note_login`: told each address as it
    is saved, and as it was typed, maybe with a password in it.
    """

    library: Path
    fetching: Fetching
    limits: Limits = USUAL_LIMITS
    keep_raw: bool = True
    note_login: Callable[[str, str], None] = lambda _address, _typed: None

    def open(self) -> AbstractContextManager[Library]:
        """Open the library as the config wants it."""
        return open_library(self.library, keep_raw=self.keep_raw)

    def check(self, articles: Sequence[int] | None, /) -> AsyncIterator[Check]:
        """Look at articles, or at those due; yield each Check as it ends."""
        return Background(lambda: self._check(articles)).results()

    def add(self, source: str, /) -> AsyncIterator[Check]:
        """Save an article by its address."""
        return Background(lambda: self._add(source)).results()

    def compare(self, article: int, before: int | None, after: int | None, /) -> Change:
        """Compare two snapshots by number; None and None: the last two that differ."""
        from tuireader.cli.selecting import choose_pair
        from tuireader.pipeline.judging import compare_snapshots

        words = [None if number is None else str(number) for number in (before, after)]
        with self.open() as library:
            pair = choose_pair(library, article, *words)
            return compare_snapshots(library, pair.before, pair.after)

    def report(self, article: int, before: int, after: int, /) -> Path:
        """Write evidence of a change to a page beside the library."""
        from tuireader.cli.reporting import write_page
        from tuireader.cli.selecting import choose_pair

        with self.open() as library:
            pair = choose_pair(library, article, str(before), str(after))
            return write_page(library, pair, self.library.parent / "evidence")

    def watched(self) -> bool:
        """Tell whether some process is watching the library."""
        from tuireader.watching.holding import is_watched

        return is_watched(self.library)

    def ledger(self) -> tuple[Account, ...]:
        """Add up what each source changed."""
        from tuireader.pipeline.accounting import balance

        with self.open() as library:
            return balance(library)

    async def _check(self, articles: Sequence[int] | None) -> AsyncIterator[Check]:
        from tuireader.pipeline import Pipeline

        with self.open() as library:
            if articles is None:
                chosen = library.due(utc_now())
            else:
                chosen = tuple(library.resolve(str(number)) for number in articles)
            async with self.fetching() as fetch:
                urls = [article.url for article in chosen]
                async for check in Pipeline(library, fetch, utc_now, self.limits).sweep(urls):
                    yield check

    async def _add(self, source: str) -> AsyncIterator[Check]:
        from tuireader.pipeline import Pipeline
        from tuireader.pipeline.sources import article_address

        typed = source if "://" in source else f"https://{source}"
        address = article_address(typed)
        self.note_login(address, typed)
        with self.open() as library:
            async with self.fetching() as fetch:
                pipeline = Pipeline(library, fetch, utc_now, self.limits)
                yield await pipeline.look(address, adding=True)
