"""One article, for reading."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult

from tuireader.errors import TuireaderError
from tuireader.library.protocol import Mark
from tuireader.model import Check, Document, Listing
from tuireader.rendering import links_of, moment, place
from tuireader.tui import loading
from tuireader.tui.bindings import bindings
from tuireader.tui.keys import Place
from tuireader.tui.messages import Marked, Opened, Sought, SoughtEnough, Spot
from tuireader.tui.screens.text import TextScreen
from tuireader.tui.services import Settings
from tuireader.tui.widgets.choosing import HINT, Chooser
from tuireader.tui.widgets.reading import Reading
from tuireader.tui.widgets.sheet_view import SheetView

if TYPE_CHECKING:
    from textual.binding import BindingType


class ArticleScreen(TextScreen):
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
        self._read_before = 0
        self._newest: int | None = None
        self._text = Reading(Settings(), centred=True, numbered=True, id="text")

    def body(self) -> ComposeResult:
        """Yield the text and the search line."""
        yield self._text

    @property
    def text(self) -> Reading:
        """Return the text's widget."""
        return self._text

    def on_mount(self) -> None:
        """Fetch the text."""
        self._text.settings = self.settings
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
        first = self.text.shown is None
        if first:
            self._read_before = self.text.read_before = message.listing.read
        self.text.open(message)
        if self._spot is not None:
            self.text.point(self._spot)
            self._spot = None
        elif first and self.snapshot is None and message.listing.place:
            self.text.go_to(message.listing.place)
            self.say("You were here before. g goes to the beginning.")
        self._notice_news(message)
        self._mark_read(message)

    def _notice_news(self, message: Opened) -> None:
        """Say that the story changed while it is open."""
        newest = message.texts[-1].number if message.texts else None
        if self._newest is not None and newest != self._newest:
            self.say("This story changed just now: d shows what.")
        self._newest = newest

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
        """Show what a look brought, and keep the place."""
        if check.article == self.article:
            self.load()

    def on_screen_resume(self) -> None:
        """Take note of what other screens did to the library."""
        if self.text.shown is not None:
            self.load()

    def grew(self) -> None:
        """Show what another process saved, and keep the place."""
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
        self.seek("")

    @on(Sought)
    def _sought(self, message: Sought) -> None:
        self._matches = self.text.search(message.words)
        if self._matches:
            self._show_match(0)

    @on(SoughtEnough)
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

    def read_before(self, row: Listing) -> int:
        """Return how far it was read before it was opened here, which marks it as read."""
        return row.read if self.text.shown is None else self._read_before

    def renew(self, article: int | None = None) -> None:  # noqa: ARG002
        """Take in how the article is marked now."""
        self.load()

    def as_text(self) -> str:
        """Return the story as text."""
        shown = self.text.shown
        text = shown.document.text if shown and shown.document else ""
        return "\n\n".join(filter(None, text.split("\n\n")))  # a text may lack a byline

    def action_copy_quote(self) -> None:
        """Copy the chosen words, else the passage on top, with where and when they stood."""
        shown = self.text.shown
        if shown is None or shown.document is None or shown.snapshot is None:
            return
        words = " ".join((self.get_selected_text() or self.text.passage()).split())
        if words:
            taken = shown.snapshot.taken_at.astimezone(self.settings.zone)
            self.reader.copy(quotation(words, shown.document, taken), "The quotation")

    def action_link(self) -> None:
        """Ask for the number of a link and open it."""
        shown = self.text.shown
        links = links_of(shown.document) if shown and shown.document else ()
        if not links:
            self.say("There are no links in this text.")
            return
        from tuireader.tui.screens.ask import AskDialog, Question

        question = Question(
            title="Open a link",
            example=f"its number, 1 to {len(links)}",
            hint="Enter opens it in your browser · Esc leaves it",
            refuse=lambda words: "" if _index(words, links) is not None else "No link has it.",
        )

        def told(words: str | None) -> None:
            index = _index(words or "", links)
            if index is not None:
                self.reader.browse(links[index])

        self.app.push_screen(AskDialog(question), told)

    # -- how wide, how far, what next
    def action_wider(self) -> None:
        """Set longer lines."""
        self._measure(4)

    def action_narrower(self) -> None:
        """Set shorter lines."""
        self._measure(-4)

    def _measure(self, by: int) -> None:
        measure = max(LEAST, self.settings.measure + by)
        self.reader.adjust(replace(self.settings, measure=measure))
        self.say(f"Lines of {measure} cells.")

    def adjusted(self) -> None:
        """Set the text anew."""
        self.text.adjust(self.settings)

    def action_page_down(self) -> None:
        """Go a page down; at the end, to the next unread article."""
        if self.text.at_end:
            self.action_next_unread()
        else:
            super().action_page_down()

    def on_unmount(self) -> None:
        """Remember how far this was read, even where the program is about to end."""
        place = 0.0 if self._text.at_end else self._text.place
        row = self.row()
        if row is None or self.snapshot is not None or place == row.place:
            return
        mark = partial(self.services.library.mark, row.article, Mark(place=place))
        loop = asyncio.get_running_loop()
        loop.run_in_executor(None, partial(_quietly, partial(mark, at=self.services.clock())))


LEAST = 20
"""Cells of the shortest line."""


def _quietly(work: Callable[[], object]) -> None:
    """Do what nobody waits for: how far one has read is no loss worth a message."""
    with suppress(TuireaderError):
        work()


def _index(words: str, links: Sequence[str]) -> int | None:
    number = int(words) if words.isdecimal() and len(words) < 5 else 0
    return number - 1 if 1 <= number <= len(links) else None


def quotation(words: str, document: Document, taken: datetime) -> str:
    """Return words as one would quote them: with source, headline, time and address."""
    where = ", ".join(each for each in (document.source, f"“{document.headline}”") if each)
    return f"“{words}”\n— {where}, as of {taken:%Y-%m-%d %H:%M %Z}\n{document.url}\n"
