"""What the watcher is doing: plain lines, or a few live ones at the foot of a terminal."""

from __future__ import annotations

import time
from collections import Counter, deque
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from tuireader.cli.context import Context, utc_now
from tuireader.cli.printing import check_line
from tuireader.library.protocol import Library
from tuireader.model import Article, Check, CheckStatus
from tuireader.reports.json import check_json

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.live import Live

MINUTE = 60.0
SHOWN = 5
"""So many addresses that are being fetched are named."""

LASTING = (CheckStatus.GONE, CheckStatus.BLOCKED)
"""How a page can stay for months: worth a line once, and not at each look."""


def _time() -> str:
    """Return hours and minutes where the lines are read."""
    return f"{utc_now().astimezone():%H:%M}"


class PlainStatus:
    """One line a look that brought something; with `--json` or `--verbose`, one a look."""

    def __init__(self, context: Context, library: Library, *, as_json: bool) -> None:
        self._context = context
        self._library = library
        self._as_json = as_json
        self.looks: Counter[CheckStatus] = Counter()

    def began(self, article: Article) -> None:
        """Pass over what is only begun."""

    def ended(self, check: Check) -> None:
        """Print what a look brought."""
        self.looks[check.status] += 1
        if self._as_json:
            self._context.print_json(check_json(check))
        elif self._context.verbose or not self._is_known(check):
            self.tell(f"{_time()}  {check_line(self._library, check)}")
        if check.error and check.status is CheckStatus.FAILED:
            self.said(f"{check.url}: {check.error.message}")

    def _is_known(self, check: Check) -> bool:
        """Tell whether a look brought no more than the one before it."""
        if check.status not in LASTING:
            return check.status is CheckStatus.UNCHANGED
        looks = self._library.checks(check.article)
        return len(looks) > 1 and looks[-2].status is check.status

    def dropped(self, article: Article) -> None:
        """Pass over what was purged meanwhile."""

    def waiting(self, due: int) -> None:
        """Pass over how many are due."""

    def said(self, text: str) -> None:
        """Narrate on stderr."""
        self._context.say(f"{_time()}  {text}")

    def tell(self, line: str) -> None:
        """Print a line of data at once."""
        self._context.print(line)
        self._context.out.flush()

    def summary(self) -> str:
        """Say what all looks brought."""
        if not self.looks:
            return "Nothing was due."
        counts = ", ".join(f"{count} {status.value}" for status, count in self.looks.items())
        total = self.looks.total()
        return f"{total} look{'' if total == 1 else 's'}: {counts}."


class LiveStatus(PlainStatus):
    """A few lines that stay at the foot: what is being fetched, what is due, what fails."""

    def __init__(self, context: Context, library: Library) -> None:
        super().__init__(context, library, as_json=False)
        self._fetching: dict[int, str] = {}
        self._failing: dict[int, str] = {}
        self._due = 0
        self._ends: deque[float] = deque()
        self._live: Live | None = None

    @contextmanager
    def shown(self) -> Iterator[None]:
        """Keep the lines on the terminal meanwhile."""
        from rich.live import Live

        with Live(
            console=self._context.console,
            get_renderable=self._render,
            refresh_per_second=4,
            transient=True,
        ) as self._live:
            yield
        self._live = None

    def began(self, article: Article) -> None:
        """Note what is being fetched."""
        self._fetching[article.number] = article.url
        self._due = max(0, self._due - 1)

    def ended(self, check: Check) -> None:
        """Note that it isn't any more, and print what it brought."""
        self._fetching.pop(check.article, None)
        self._failing.pop(check.article, None)
        if check.status is CheckStatus.FAILED and check.error:
            self._failing[check.article] = check.error.message
        self._ends.append(time.monotonic())
        super().ended(check)

    def dropped(self, article: Article) -> None:
        """Note that it isn't being fetched any more."""
        self._fetching.pop(article.number, None)
        self._failing.pop(article.number, None)

    def waiting(self, due: int) -> None:
        """Note how many are due."""
        self._due = due

    def said(self, text: str) -> None:
        """Print above the live lines."""
        self.tell(f"{_time()}  {text}")

    def tell(self, line: str) -> None:
        """Print above the live lines."""
        if self._live:
            self._live.console.print(line, markup=False, highlight=False)
        else:
            super().tell(line)

    def _render(self) -> RenderableType:
        from rich.text import Text

        while self._ends and self._ends[0] < time.monotonic() - MINUTE:
            self._ends.popleft()
        head = (
            f"watching · {self._due} due · {len(self._fetching)} being fetched · "
            f"{len(self._failing)} failing · {len(self._ends)} looks a minute · Ctrl+C ends"
        )
        lines = [head, *(f"  {url}" for url in list(self._fetching.values())[:SHOWN])]
        if len(self._fetching) > SHOWN:
            lines.append(f"  and {len(self._fetching) - SHOWN} more")
        return Text("\n".join(lines), style="dim", no_wrap=True, overflow="ellipsis")
