"""One article, for reading."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult

from tuireader.library.protocol import Mark
from tuireader.model import Check, CheckStatus, Listing
from tuireader.rendering import moment, place
from tuireader.tui import loading
from tuireader.tui.bindings import bindings
from tuireader.tui.keys import Place
from tuireader.tui.messages import Marked, Opened, Spot
from tuireader.tui.screens.story import StoryScreen
from tuireader.tui.widgets.choosing import HINT, Chooser
from tuireader.tui.widgets.finder import Finder
from tuireader.tui.widgets.reading import Reading
from tuireader.tui.widgets.sheet_view import SheetView

if TYPE_CHECKING:
    from textual.binding import BindingType


class ArticleScreen(StoryScreen):
    """The text of an article's newest snapshot, or of an older one."""

    PLACE = Place.ARTICLE
    BINDINGS: ClassVar[list[BindingType]] = bindings(Place.ARTICLE)
    AUTO_FOCUS = "Reading"

    def __init__(self, article: int, snapshot: int | None = None, spot: Spot | None = None) -> None:
        super().__init__(article)
        self.snapshot = snapshot
        self._spot = spot
        self._matches: list[int] = []
        self._marked = False

    def body(self) -> ComposeResult:
        """Yield the text and the search line."""
        yield Reading(self.settings, centred=True, id="text")
        yield Finder()

    @property
    def text(self) -> Reading:
        """Return the text's widget."""
        return self.query_one(Reading)

    def on_mount(self) -> None:
        """Fetch the text."""
        self.load()

    def load(self) -> None:
        """Fetch the snapshot that is wanted, or the newest."""
        if self.article is not None:
            library = self.services.library
            work = partial(loading.open_article, library, self.article, self.snapshot)
            self.fetch(work, lambda found: found, "open")

    @on(Opened)
    def _opened(self, message: Opened) -> None:
        self.url = message.listing.url
        self.head(title=place(message.listing))
        if message.snapshot is not None:
            now, zone = self.services.clock(), self.settings.zone
            when = moment(message.snapshot.taken_at, now, zone)
            self.head(detail=f"snapshot {message.snapshot.number}, taken {when}")
        self.text.open(message)
        if self._spot is not None:
            self.text.point(self._spot)
            self._spot = None
        self._mark_read(message)

    def _mark_read(self, message: Opened) -> None:
        """Mark the article as read once its newest text is on the screen."""
        listing = message.listing
        news = listing.unread or listing.changed
        if news and self.snapshot is None and not self._marked:
            self._marked = True
            library, now = self.services.library, self.services.clock()
            work = partial(library.mark, listing.article, Mark(read=True), at=now)
            self.fetch(work, Marked, "mark")

    @on(Marked)
    def _was_marked(self, message: Marked) -> None:
        if self.text.shown is not None:
            self.text.shown.listing = message.listing

    def checked(self, check: Check) -> None:
        """Say that the story changed while it is open, and keep the place."""
        if check.article != self.article:
            return
        if check.status is CheckStatus.CHANGED:
            self.say("This story changed just now: d shows what.")
        self.load()

    # -- other snapshots
    def action_older(self) -> None:
        """Show the text before."""
        self._go(-1)

    def action_newer(self) -> None:
        """Show the text after."""
        self._go(1)

    def _go(self, by: int) -> None:
        shown = self.text.shown
        if shown is None or shown.snapshot is None:
            return
        numbers = [each.number for each in shown.texts]
        index = numbers.index(shown.snapshot.number) + by
        if 0 <= index < len(numbers):
            self.snapshot = numbers[index]
            self.load()
        else:
            self.say("There is no older text." if by < 0 else "This is the newest text.")

    # -- search in the text
    def action_find(self) -> None:
        """Search in the text."""
        self.query_one(Finder).open("")

    @on(Finder.Changed)
    def _sought(self, message: Finder.Changed) -> None:
        self._matches = self.text.search(message.words)
        if self._matches:
            self._show_match(0)

    @on(Finder.Closed)
    def _found(self) -> None:
        self.text.focus()

    def action_next_match(self) -> None:
        """Go to the next match."""
        self._step_match(1)

    def action_previous_match(self) -> None:
        """Go to the match before."""
        self._step_match(-1)

    def _step_match(self, by: int) -> None:
        if not self._matches:
            self.say("Nothing is searched for. / begins a search.")
            return
        at = self.text.scroll_offset.y
        after = [i for i, y in enumerate(self._matches) if y > at]
        before = [i for i, y in enumerate(self._matches) if y < at]
        wanted = after[:1] if by > 0 else before[-1:]
        self._show_match(wanted[0] if wanted else (0 if by > 0 else -1))

    def _show_match(self, index: int) -> None:
        number = index % len(self._matches) + 1
        self.text.jump(self._matches[index])
        self.busy(f"match {number} of {len(self._matches)}")

    # -- words, and where they stood
    def action_choose(self) -> None:
        """Choose words with the arrow keys."""
        text = self.text
        text.choose(Chooser(text.sheet, text.scroll_offset.y))
        self.say(HINT)

    def action_trace(self) -> None:
        """Show where the chosen words stood, and when they vanished."""
        phrase = " ".join((self.get_selected_text() or "").split())
        if phrase:
            self.reader.show_trace(phrase, self.article)
        else:
            self.say("Choose words first, with the mouse or with v and the arrows.")

    # -- the rest
    @on(SheetView.Followed)
    def _followed(self, message: SheetView.Followed) -> None:
        self.reader.browse(message.href)

    def row(self) -> Listing | None:
        """Return the article's row."""
        return self.text.shown.listing if self.text.shown else None

    def renew(self, article: int | None = None) -> None:  # noqa: ARG002
        """Take in how the article is marked now."""
        self.load()

    def action_copy_text(self) -> None:
        """Copy the story as text."""
        shown = self.text.shown
        if shown is not None and shown.document is not None:
            self.app.copy_to_clipboard(shown.document.text)
            self.say("The story was sent to the terminal's clipboard.")
