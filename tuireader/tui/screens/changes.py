"""The inbox: what publishers changed, newest first."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult

from tuireader.library.protocol import Mark
from tuireader.model import Check, CheckStatus
from tuireader.rendering import Fragment, Line, Role, changed
from tuireader.tui import loading
from tuireader.tui.bindings import bindings
from tuireader.tui.keys import Place
from tuireader.tui.messages import InboxLoaded, InboxRow, Marked
from tuireader.tui.screens.base import ReaderScreen
from tuireader.tui.services import Services
from tuireader.tui.widgets.rows import Rows

if TYPE_CHECKING:
    from textual.binding import BindingType


class ChangeList(Rows):
    """Changes, two lines each."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.services = services
        self.rows: list[InboxRow] = []

    def current(self) -> InboxRow | None:
        """Return the row under the cursor."""
        return self.rows[self.cursor] if self.rows else None

    def row_lines(self, index: int, width: int) -> tuple[Line, ...]:
        """Return a change's two lines."""
        row = self.rows[index]
        seen = not row.listing.changed
        return changed(row.listing, row.change, width, self.services.clock(), seen=seen)


class ChangesScreen(ReaderScreen):
    """One change an article: its words, its verdict, where and when."""

    PLACE = Place.CHANGES
    BINDINGS: ClassVar[list[BindingType]] = bindings(Place.CHANGES)
    AUTO_FOCUS = "ChangeList"

    def body(self) -> ComposeResult:
        """Yield the rows."""
        yield ChangeList(self.services)

    @property
    def rows(self) -> ChangeList:
        """Return the rows."""
        return self.query_one(ChangeList)

    def on_mount(self) -> None:
        """Fetch the changes."""
        self.head(title="Changes")
        self.load()

    def load(self) -> None:
        """Fetch the changes."""
        self.busy("looking through the library …")
        self.fetch(partial(loading.inbox, self.services), lambda found: found, "inbox")

    @on(InboxLoaded)
    def _loaded(self, message: InboxLoaded) -> None:
        self.busy("")
        rows = self.rows
        rows.rows = list(message.rows)
        numbers = [row.listing.article for row in rows.rows]
        cursor = numbers.index(self.article) if self.article in numbers else rows.cursor
        rows.empty = (
            (),
            (Fragment("   "), Fragment("Nothing was changed yet.", Role.DIM)),
            (Fragment("   "), Fragment("R looks at every article that is due.", Role.DIM)),
        )
        rows.reset(len(rows.rows), cursor)
        self._summarise()
        self._follow()

    def _summarise(self) -> None:
        fresh = sum(row.listing.changed for row in self.rows.rows)
        count = len(self.rows.rows)
        self.head(detail=f"{count} {'article' if count == 1 else 'articles'} · {fresh} unread")

    @on(Rows.Moved)
    def _follow(self) -> None:
        row = self.rows.current()
        self.article = row.listing.article if row else None
        self.url = row.listing.url if row else ""

    def action_open(self) -> None:
        """Show the change."""
        self.action_diff()

    @on(Rows.Chosen)
    def _chosen(self) -> None:
        self.action_open()

    def action_read(self) -> None:
        """Mark the change as seen, or as unseen."""
        row = self.rows.current()
        if row is not None:
            library, now = self.services.library, self.services.clock()
            mark = Mark(read=row.listing.changed)
            self.fetch(partial(library.mark, row.listing.article, mark, at=now), Marked, "mark")

    @on(Marked)
    def _marked(self, message: Marked) -> None:
        for index, row in enumerate(self.rows.rows):
            if row.listing.article == message.listing.article:
                self.rows.rows[index] = InboxRow(message.listing, row.change)
        self.rows.refresh()
        self._summarise()

    def action_check_due(self) -> None:
        """Look at all that are due."""
        self.reader.check(None)

    def checked(self, check: Check) -> None:
        """Take in a change that just came."""
        if check.status is CheckStatus.CHANGED:
            self.load()
