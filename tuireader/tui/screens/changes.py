"""The inbox: what publishers changed, newest first."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.message import Message

from tuireader.errors import TuireaderError
from tuireader.model import Change, Check, CheckStatus, Listing
from tuireader.rendering import Fragment, Line, Role, changed
from tuireader.tui import deeds, inbox
from tuireader.tui.bindings import bindings
from tuireader.tui.inbox import DISCLOSURES, KINDS, InboxRow, View
from tuireader.tui.keys import Place
from tuireader.tui.messages import InboxLoaded, RowCompared
from tuireader.tui.screens.story import StoryScreen
from tuireader.tui.services import Services
from tuireader.tui.widgets.rows import Rows

if TYPE_CHECKING:
    from textual.binding import BindingType


class ChangeList(Rows):
    """Changes, two lines each. What a change says is asked for when its row comes into sight."""

    class Needed(Message):
        """Rows came into sight whose words are not there yet."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.services = services
        self.rows: list[InboxRow] = []
        self.wanted: list[InboxRow] = []

    def current(self) -> InboxRow | None:
        """Return the row under the cursor."""
        return self.rows[self.cursor] if self.rows else None

    def row_lines(self, index: int, width: int) -> tuple[Line, ...]:
        """Return a change's two lines."""
        row = self.rows[index]
        if row.change is None and row not in self.wanted:
            self.wanted.append(row)
            self.post_message(self.Needed())
        now = self.services.clock()
        return changed(row.listing, row.verdict, row.at, row.change, width, now, seen=row.seen)


class ChangesScreen(StoryScreen):
    """A row a change: its words, its verdict, where and when.

    Attributes:
        source: whose changes are shown; empty: everybody's.
        view: which of them, in which order.
    """

    PLACE = Place.CHANGES
    BINDINGS: ClassVar[list[BindingType]] = bindings(Place.CHANGES)
    AUTO_FOCUS = "ChangeList"

    def __init__(self, source: str = "") -> None:
        super().__init__()
        self.source = source
        self.view = View()
        self._all: list[InboxRow] = []
        self._comparing = False

    def body(self) -> ComposeResult:
        """Yield the rows."""
        yield ChangeList(self.services)

    @property
    def rows(self) -> ChangeList:
        """Return the rows."""
        return self.query_one(ChangeList)

    def on_mount(self) -> None:
        """Say where one is."""
        self.head(title=self.source or "Changes")

    def on_screen_resume(self) -> None:
        """Fetch the changes, also on the way back: one may have been read meanwhile."""
        self.load()

    def load(self) -> None:
        """Fetch the changes."""
        self.busy("looking through the library …")
        work = partial(inbox.inbox, self.services.library, self.source)
        self.fetch(work, InboxLoaded, "inbox")

    @on(InboxLoaded)
    def _loaded(self, message: InboxLoaded) -> None:
        self.busy("")
        known = {_key(row): row.change for row in self._all}
        self._all = [replace(row, change=known.get(_key(row))) for row in message.rows]
        self._show()

    def _show(self, *, stay: bool = True) -> None:
        """Show the rows that fit. `stay`: with the cursor on the same change if it is there."""
        rows, was = self.rows, self.rows.current() if stay else None
        rows.rows = self.view.of(self._all)
        keys = [_key(row) for row in rows.rows]
        cursor = keys.index(_key(was)) if was and _key(was) in keys else 0
        rows.empty = self._empty()
        rows.reset(len(rows.rows), cursor)
        self._tell()
        self._follow()

    def _empty(self) -> tuple[Line, ...]:
        words = ("Nothing was changed yet.", "R looks at every article that is due.")
        if self._all:
            words = ("No change is so.", "f and c go on to other filters; q goes back.")
        return ((), *((Fragment("   "), Fragment(each, Role.DIM)) for each in words))

    def _tell(self) -> None:
        count, fresh = len(self.rows.rows), sum(not row.seen for row in self.rows.rows)
        pieces = [f"{count} change{'' if count == 1 else 's'}", f"{fresh} unread"]
        self.head(detail=" · ".join([*pieces, *self.view.words]))

    @on(Rows.Moved)
    def _follow(self) -> None:
        row = self.rows.current()
        self.article = row.listing.article if row else None
        self.url = row.listing.url if row else ""

    # -- the words of the rows in sight, one comparison at a time
    @on(ChangeList.Needed)
    def _needed(self) -> None:
        if not self._comparing and self.rows.wanted:
            self._comparing = True
            row = self.rows.wanted[-1]
            self.fetch(partial(self._compare, row), partial(RowCompared, row), "compare")

    def _compare(self, row: InboxRow) -> Change | None:
        try:
            return self.services.compare(row.listing.article, row.previous, row.snapshot.number)
        except TuireaderError:
            return None  # the row keeps its verdict; opening it says what is wrong

    @on(RowCompared)
    def _compared(self, message: RowCompared) -> None:
        self._comparing = False
        rows = self.rows
        rows.wanted = [row for row in rows.wanted if row is not message.row]
        if message.change is not None:
            for listed in (self._all, rows.rows):
                for index, row in enumerate(listed):
                    if _key(row) == _key(message.row):
                        listed[index] = replace(row, change=message.change)
            rows.refresh()
        self._needed()

    # -- which are shown
    def action_disclosures(self) -> None:
        """Go on to the next filter by disclosure."""
        self._change(replace(self.view, which=(self.view.which + 1) % len(DISCLOSURES)))

    def action_kinds(self) -> None:
        """Go on to the next kind."""
        self._change(replace(self.view, kind=(self.view.kind + 1) % len(KINDS)))

    def action_silent_first(self) -> None:
        """Put silent factual changes first, or the newest."""
        self._change(replace(self.view, silent_first=not self.view.silent_first))

    def _change(self, view: View) -> None:
        self.view = view
        self._show(stay=False)
        self.say(f"Showing {', '.join(view.words) or 'all changes, the newest first'}.")

    # -- what is done with one
    def action_open(self) -> None:
        """Show the change."""
        row = self.rows.current()
        if row is None:
            self.lacks("change")
        else:
            self.reader.show_diff(row.listing.article, row.previous, row.snapshot.number)

    def action_diff(self) -> None:
        """Show the change."""
        self.action_open()

    @on(Rows.Chosen)
    def _chosen(self) -> None:
        self.action_open()

    def row(self) -> Listing | None:
        """Return the article under the cursor."""
        row = self.rows.current()
        return row.listing if row else None

    def renew(self, article: int | None = None) -> None:  # noqa: ARG002
        """Show the changes as they are marked now."""
        self.load()

    def action_read(self) -> None:
        """Mark the article's changes as seen; or this one, and what came after, as unseen."""
        row = self.rows.current()
        if row is not None and row.seen:
            number = row.snapshot.number
            self.do(partial(deeds.unsee, self.services.library, row.listing, number))
        else:
            super().action_read()

    def action_check_due(self) -> None:
        """Look at all that are due."""
        self.reader.check(None)

    def grew(self) -> None:
        """Show what was written meanwhile."""
        self.load()

    def checked(self, check: Check) -> None:
        """Take in a change that just came."""
        if check.status is CheckStatus.CHANGED:
            self.load()


def _key(row: InboxRow) -> tuple[int, int]:
    return row.listing.article, row.snapshot.number
