"""The first thing a new reader sees: what this is, and three ways to begin."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult

from tuireader.library.protocol import Wanted
from tuireader.model import Check
from tuireader.rendering import Fragment, Line, Role, Sheet
from tuireader.rendering.passage import Fixed, Passage
from tuireader.tui.bindings import bindings
from tuireader.tui.keys import Place, actions, shown
from tuireader.tui.messages import PageLoaded
from tuireader.tui.screens.base import ReaderScreen
from tuireader.tui.widgets.sheet_view import SheetView

if TYPE_CHECKING:
    from textual.binding import BindingType

_ABOUT = (
    "A news reader that keeps every text a story ever had, and shows what its publisher "
    "changed and whether they said so."
)
_WAYS = ("demo", "first_feed", "add", "help", "leave")
_MARGIN: Line = (Fragment("   "),)


class WelcomeScreen(ReaderScreen):
    """Stands over an empty library, and goes when there is something in it."""

    PLACE = Place.WELCOME
    BINDINGS: ClassVar[list[BindingType]] = bindings(Place.WELCOME)
    AUTO_FOCUS = "SheetView"

    def body(self) -> ComposeResult:
        """Yield the words."""
        yield SheetView(id="welcome")

    def on_mount(self) -> None:
        """Say what can be done."""
        self.head(title="Library", detail="No articles yet")
        self.query_one(SheetView).show(self._words)

    def _words(self, width: int) -> Sheet:
        ways = {each.id: each for each in actions(self.PLACE, self.settings.keys)}
        lines = [
            (Fragment(f"   {shown(each.keys[0]):<4}", Role.KEY), Fragment(each.help))
            for each in (ways[name] for name in _WAYS)
        ]
        about = Passage(_ABOUT, min(width, self.settings.measure), first=_MARGIN, gap=1)
        title = Passage("tuireader", width, role=Role.HEADLINE, first=_MARGIN, gap=1)
        return Sheet((Fixed(()), title, about, Fixed(*lines)), width)

    # -- three ways to begin
    def action_add(self) -> None:
        """Ask for an address and save it."""
        from tuireader.tui.screens.add import AddDialog

        self.app.push_screen(AddDialog(), self.reader.add)

    def action_first_feed(self) -> None:
        """Go to the feeds, and ask for the first one."""
        self.reader.show_feeds(asking=True)

    def action_demo(self) -> None:
        """Look around in the samples, and come back."""
        self.reader.lend(self.services.outside.demo)

    def action_leave(self) -> None:
        """Leave the reader."""
        self.app.exit()

    # -- until there is something
    def checked(self, check: Check) -> None:  # noqa: ARG002
        """Go where something was saved."""
        self.grew()

    def grew(self) -> None:
        """Look whether there is something now."""
        library = self.services.library
        work = lambda: library.listings(Wanted(limit=1, archived=None, muted=None))  # noqa: E731
        self.fetch(work, lambda rows: PageLoaded(0, 0, rows), "any")

    def on_screen_resume(self) -> None:
        """Look whether another screen saved something."""
        if self.is_mounted:
            self.grew()

    @on(PageLoaded)
    def _found(self, message: PageLoaded) -> None:
        if message.rows and self.is_current:
            self.app.pop_screen()
