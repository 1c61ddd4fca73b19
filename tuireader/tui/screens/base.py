"""What all screens share: a masthead, a bar of keys, work off the event loop, movement."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, TypeVar, cast

from textual.app import ComposeResult
from textual.message import Message
from textual.screen import Screen
from textual.timer import Timer
from textual.widget import Widget

from tuireader import resources
from tuireader.errors import TuireaderError
from tuireader.tui.background import begin
from tuireader.tui.keys import Place, bar, ends
from tuireader.tui.messages import Failed, FeedLooked
from tuireader.tui.widgets.bars import KeyBar, Masthead
from tuireader.tui.widgets.rows import Rows
from tuireader.tui.widgets.sheet_view import SheetView

if TYPE_CHECKING:
    from tuireader.model import Check
    from tuireader.tui.desk import Desk
    from tuireader.tui.services import Services, Settings

T = TypeVar("T")

_TOLD = 5.0
"""Seconds for which a message stays at the foot."""


LATER = resources.styles() / "screens.tcss"
"""The style sheet of all screens but the library, read once the first frame is there."""


class ReaderScreen(Screen[None]):
    """A screen of the reader. A subclass names its place and gives its body.

    Attributes:
        article: the number of the article that actions are about; None for none.
    """

    PLACE: ClassVar[Place]
    CSS_PATH: ClassVar[Path | None] = LATER
    VERTICAL_BREAKPOINTS = [(0, "-short"), (24, "-tall")]  # noqa: RUF012

    def __init__(self, article: int | None = None) -> None:
        super().__init__()
        self.article = article
        self.url = ""
        self._in_place = False
        self._told: Timer | None = None

    @property
    def reader(self) -> Desk:
        """Return the app, as what screens ask of it."""
        return cast("Desk", self.app)

    @property
    def services(self) -> Services:
        """Return what the app was given to work with."""
        return self.reader.services

    @property
    def settings(self) -> Settings:
        """Return how the user wants the reader."""
        return self.reader.settings

    # -- what is on it
    def compose(self) -> ComposeResult:
        """Yield the masthead, the body and the bar of keys."""
        self._take_shape()
        yield Masthead()
        yield from self.body()
        keys = self.settings.keys
        yield KeyBar(bar(self.PLACE, keys), ends(self.PLACE, keys))

    def _take_shape(self) -> None:
        """Have the classes of this size from the start, so that nothing is styled twice."""
        width, height = self.app.size
        wide = self._get_breakpoint_classes(width, self.app.HORIZONTAL_BREAKPOINTS or [])
        tall = self._get_breakpoint_classes(height, self.VERTICAL_BREAKPOINTS)
        self.add_class(*wide, *tall)

    def _on_timer_update(self) -> None:
        """Go on to paint: by now everything is in its place.

        The first layout paints all there is, so what asked for that meanwhile has it.
        """
        if not self._in_place and self._layout_required:
            self._repaint_required = False
        self._in_place = True
        super()._on_timer_update()

    def _compositor_refresh(self) -> None:
        """Paint what changed, but none of the steps that lead to the first whole frame."""
        if self._in_place:
            super()._compositor_refresh()

    def body(self) -> ComposeResult:
        """Yield the widgets between the masthead and the bar."""
        raise NotImplementedError

    def head(
        self, title: str | None = None, detail: str | None = None, outlook: str | None = None
    ) -> None:
        """Say where the reader is, and what is to come."""
        masthead = self.query_one(Masthead)
        if title is not None:
            masthead.title = title
        if detail is not None:
            masthead.detail = detail
        if outlook is not None:
            masthead.outlook = outlook

    def busy(self, activity: str) -> None:
        """Say what is going on; empty for nothing."""
        for masthead in self.query(Masthead):  # none yet, where the screen is still to come
            masthead.activity = activity

    def say(self, message: str) -> None:
        """Show a message at the foot for a few seconds, as plain text."""
        keybar = self.query_one(KeyBar)
        keybar.say(message)
        if self._told is not None:
            self._told.stop()
        self._told = self.set_timer(_TOLD, partial(keybar.say, ""), name="message")

    def lacks(self, what: str = "article") -> None:
        """Say that there is nothing here to do that with."""
        self.say(f"There is no {what} here.")

    def seek(self, words: str) -> None:
        """Open the line at the foot in which one searches; it is made when first asked for."""
        from tuireader.tui.widgets.finder import Finder

        there = self.query(Finder)
        if there:
            there.first().open(words)
        else:
            self.mount(Finder(words), before=self.query_one(KeyBar))

    # -- work off the event loop
    def fetch(self, work: Callable[[], T], told: Callable[[T], Message], group: str) -> None:
        """Do `work` in a thread and post what `told` makes of it; the newest of a group counts."""
        begin(self, partial(self._fetch, work, told), group)

    async def _fetch(self, work: Callable[[], T], told: Callable[[T], Message]) -> None:
        try:
            found = await asyncio.to_thread(work)
        except TuireaderError as error:
            self.post_message(Failed(error))
        else:
            self.post_message(told(found))

    def on_failed(self, message: Failed) -> None:
        """Say what could not be had, and what to do."""
        self.say(str(message.error))

    def checked(self, check: Check) -> None:
        """Take note of a look that ended, whichever screen asked for it."""

    def looked(self, message: FeedLooked) -> None:
        """Take note of a look at a feed that ended."""

    def grew(self) -> None:
        """Show what was written to the library meanwhile, by this process or another."""

    def name_keys(self) -> None:
        """Show at the foot which keys do what now."""
        keys, foot = self.settings.keys, self.query_one(KeyBar)
        foot.keys, foot.ends = bar(self.PLACE, keys), ends(self.PLACE, keys)
        foot.refresh()

    def adjusted(self) -> None:
        """Take note of other settings."""

    def on_screen_resume(self) -> None:
        """Set for the width there is now what nobody saw while it changed."""
        for view in self.query(SheetView):
            view.catch_up()

    # -- movement, the same on every screen
    def main(self) -> Widget | None:
        """Return the widget that movement is about: the one in focus."""
        return self.focused

    def _move(self, rows: Callable[[Rows], object], text: Callable[[SheetView], object]) -> None:
        widget = self.main()
        if isinstance(widget, Rows):
            rows(widget)
            self._follow()
        elif isinstance(widget, SheetView):
            text(widget)

    def _follow(self) -> None:
        """Let the article be the one under the cursor: the very next key may be about it."""

    def action_down(self) -> None:
        """Go a row or line down."""
        self._move(lambda rows: rows.step(1), lambda text: text.scroll_by(1))

    def action_up(self) -> None:
        """Go a row or line up."""
        self._move(lambda rows: rows.step(-1), lambda text: text.scroll_by(-1))

    def action_page_down(self) -> None:
        """Go a page down."""
        self._move(lambda rows: rows.step(rows.page), lambda text: text.turn(1))

    def action_page_up(self) -> None:
        """Go a page up."""
        self._move(lambda rows: rows.step(-rows.page), lambda text: text.turn(-1))

    def action_top(self) -> None:
        """Go to the beginning."""
        self._move(lambda rows: rows.move(0), lambda text: text.jump(0))

    def action_bottom(self) -> None:
        """Go to the end."""
        self._move(
            lambda rows: rows.move(rows.count - 1, step=-1),
            lambda text: text.jump(text.sheet.height),
        )

    # -- actions about the article, the same on every screen
    def action_back(self) -> None:
        """Go back to the screen before."""
        self.app.pop_screen()

    def action_help(self) -> None:
        """Show the keys of this screen."""
        self.reader.show_help(self.PLACE)

    def action_diff(self) -> None:
        """Show what changed in the article."""
        if self.article is None:
            self.lacks()
        else:
            self.reader.show_diff(self.article)

    def action_timeline(self) -> None:
        """Show the article's history."""
        if self.article is None:
            self.lacks()
        else:
            self.reader.show_timeline(self.article)

    def action_search(self) -> None:
        """Search everything."""
        self.reader.show_search()

    def action_feeds(self) -> None:
        """Show what is followed."""
        self.reader.show_feeds()

    def action_settings(self) -> None:
        """Show what can be set."""
        self.reader.show_settings()

    def action_stop(self) -> None:
        """End the looks that are under way."""
        if not self.reader.stop():
            self.say("Nothing is under way.")

    def action_inbox(self) -> None:
        """Show what publishers changed."""
        self.reader.show_changes()

    def action_sources(self) -> None:
        """Show the ledger."""
        self.reader.show_sources()

    def action_check(self) -> None:
        """Look at the article now."""
        if self.article is None:
            self.lacks()
        else:
            self.reader.check([self.article])

    def action_browse(self) -> None:
        """Open the page in the user's browser."""
        if self.url:
            self.reader.browse(self.url)
        else:
            self.lacks("page")

    def action_copy_link(self) -> None:
        """Copy the article's address."""
        if self.url:
            self.reader.copy(self.url, "The address")
        else:
            self.lacks("address")
