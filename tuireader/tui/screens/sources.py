"""Sources: the ledger as a picture."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult

from tuireader.changes.ledger import Account
from tuireader.model import Check, CheckStatus
from tuireader.rendering import Fragment, Line, Role, Sheet
from tuireader.rendering.passage import Fixed
from tuireader.rendering.sources import heads, source_lines
from tuireader.tui.bindings import bindings
from tuireader.tui.keys import Place
from tuireader.tui.messages import AccountsLoaded
from tuireader.tui.screens.base import ReaderScreen
from tuireader.tui.widgets.pinned import Pinned
from tuireader.tui.widgets.rows import Rows

if TYPE_CHECKING:
    from textual.binding import BindingType


class SourceList(Rows):
    """Sources, two lines each."""

    HEIGHT = 3

    def __init__(self) -> None:
        super().__init__()
        self.accounts: tuple[Account, ...] = ()

    def current(self) -> Account | None:
        """Return the row under the cursor."""
        return self.accounts[self.cursor] if self.accounts else None

    def row_lines(self, index: int, width: int) -> tuple[Line, ...]:
        """Return a source's lines."""
        most = max(account.count for account in self.accounts)
        return source_lines(self.accounts[index], most, width)


class SourcesScreen(ReaderScreen):
    """A source a row, the one with the most silent factual changes first."""

    PLACE = Place.SOURCES
    BINDINGS: ClassVar[list[BindingType]] = bindings(Place.SOURCES)
    AUTO_FOCUS = "SourceList"

    def body(self) -> ComposeResult:
        """Yield the names of the columns, and the rows."""
        yield Pinned(id="heads")
        yield SourceList()

    @property
    def rows(self) -> SourceList:
        """Return the rows."""
        return self.query_one(SourceList)

    def on_mount(self) -> None:
        """Fetch the ledger."""
        self.head(title="Sources")
        self.load()

    def load(self) -> None:
        """Fetch the ledger."""
        self.busy("adding up …")
        self.fetch(self.services.ledger, AccountsLoaded, "ledger")

    @on(AccountsLoaded)
    def _loaded(self, message: AccountsLoaded) -> None:
        self.busy("")
        rows, was = self.rows, self.rows.current()
        rows.accounts = message.accounts
        rows.empty = (
            (),
            (Fragment("   "), Fragment("No source yet: nothing is saved.", Role.DIM)),
            (Fragment("   "), Fragment("In the library, a saves an article.", Role.DIM)),
        )
        names = [account.source for account in rows.accounts]
        cursor = names.index(was.source) if was and was.source in names else 0
        rows.reset(len(rows.accounts), cursor)
        shown = bool(rows.accounts)
        self.query_one(Pinned).show(
            lambda width, _: Sheet((Fixed(*heads(width - 1)),) if shown else (), width)
        )
        self.head(detail=_told(message.accounts))

    def action_open(self) -> None:
        """Show the source's changes."""
        account = self.rows.current()
        if account is None:
            self.lacks("source")
        else:
            self.reader.show_changes(account.source)

    @on(Rows.Chosen)
    def _chosen(self) -> None:
        self.action_open()

    def checked(self, check: Check) -> None:
        """Count a change that just came."""
        if check.status is CheckStatus.CHANGED:
            self.load()


def _told(accounts: tuple[Account, ...]) -> str:
    if not accounts:
        return ""
    changes = sum(account.count for account in accounts)
    silent = sum(account.silent_factual for account in accounts)
    pieces = (
        _many(len(accounts), "source"),
        _many(changes, "change"),
        f"{silent} factual and silent" if silent else "",
    )
    return " · ".join(piece for piece in pieces if piece)


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
