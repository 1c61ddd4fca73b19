"""What screens ask of the app they are on; the app gives it, so screens don't import it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol

Spans = Sequence[tuple[int, int]]
"""Characters of a text, end exclusive, in order."""

if TYPE_CHECKING:
    from tuireader.tui.deeds import Deed
    from tuireader.tui.keys import Place
    from tuireader.tui.services import Services, Settings


class Desk(Protocol):
    """The app, as its screens see it."""

    services: Services
    settings: Settings
    deeds: list[Deed]
    """What was done and can be undone, the newest last."""

    def check(self, articles: Sequence[int] | None) -> None:
        """Look at articles now; None: those that are due."""

    def add(self, source: str | None) -> None:
        """Save an article; None: nothing."""

    def copy(self, text: str, what: str) -> None:
        """Copy some text; `what` it is, to be told."""

    def lend(self, work: Callable[[], object]) -> None:
        """Lend the terminal to another program for as long as `work` takes."""

    def adjust(self, settings: Settings) -> None:
        """Go on with other settings."""

    def browse(self, url: str) -> None:
        """Open an address in the user's browser."""

    def read_on(self, article: int) -> None:
        """Open an article, in place of the one that is open."""

    def show_help(self, place: Place) -> None:
        """Show the keys of a place."""

    def show_diff(self, article: int, before: int | None = None, after: int | None = None) -> None:
        """Show what changed between two snapshots; None and None: the last two that differ."""

    def show_timeline(self, article: int) -> None:
        """Show an article's history."""

    def follow(self, url: str | None) -> None:
        """Follow the feed of an address; None: none."""

    def refresh_feeds(self, feeds: Sequence[int]) -> None:
        """Look at feeds now."""

    def save_entry(self, entry: int) -> None:
        """Make an article of a feed's entry."""

    def stop(self) -> bool:
        """End the looks that are under way."""

    def show_feeds(self, *, asking: bool = False) -> None:
        """Show what is followed; `asking`: ask for another feed at once."""

    def show_settings(self) -> None:
        """Show what can be set."""

    def show_changes(self, source: str = "") -> None:
        """Show what publishers changed, or one of them."""

    def show_sources(self) -> None:
        """Show the ledger."""

    def show_search(self) -> None:
        """Search everything."""

    def show_trace(self, phrase: str, article: int | None = None) -> None:
        """Show where a wording stood, in this article first."""

    def show_passage(self, article: int, snapshot: int | None, text: str, spans: Spans) -> None:
        """Show a passage of an article; `snapshot` None: in the newest one."""
