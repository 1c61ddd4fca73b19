"""What changed between two snapshots of an article: the verdict first, then the texts."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult

from tuireader.model import Change, Check, CheckStatus, Document, Listing, Pair
from tuireader.rendering import SIDE_LEAST, Fragment, Layout, Role, Sheet, diff, verdict
from tuireader.rendering.passage import Passage
from tuireader.tui import loading
from tuireader.tui.bindings import bindings
from tuireader.tui.keys import Place
from tuireader.tui.messages import Compared, Failed, Marked, Reported
from tuireader.tui.screens.story import StoryScreen
from tuireader.tui.screens.text import TextScreen
from tuireader.tui.widgets.pinned import Pinned
from tuireader.tui.widgets.sheet_view import SheetView

if TYPE_CHECKING:
    from textual.binding import BindingType

_ABOVE = 2
"""Lines kept above a change that was jumped to."""


class DiffScreen(TextScreen):
    """Two snapshots side by side, or in one column.

    Attributes:
        before: the number of the snapshot on the left; None: the last but one that differs.
        after: the number of the one on the right; None: the newest.
        stop: the index of the change the reader stands at; -1 before the first.
    """

    PLACE = Place.DIFF
    BINDINGS: ClassVar[list[BindingType]] = bindings(Place.DIFF)
    AUTO_FOCUS = "SheetView"

    def __init__(self, article: int, before: int | None = None, after: int | None = None) -> None:
        super().__init__(article)
        self.before = before
        self.after = after
        self.compared: Compared | None = None
        self.layout_wanted: Layout | None = None
        self.changes_only = False
        self.stop = -1
        self._steps = 0

    def body(self) -> ComposeResult:
        """Yield the verdict and the texts."""
        yield Pinned(id="verdict")
        yield SheetView(id="diff")

    @property
    def view(self) -> SheetView:
        """Return the widget of the texts."""
        return self.query_one("#diff", SheetView)

    def on_mount(self) -> None:
        """Compare."""
        self.head(title="What changed")
        self.load()

    def load(self) -> None:
        """Compare the snapshots that are wanted."""
        if self.article is not None:
            self.busy("comparing …")
            work = partial(loading.compare, self.services, self.article, self.before, self.after)
            self.fetch(work, lambda found: found, "compare")

    @on(Compared)
    def _compared(self, message: Compared) -> None:
        self.compared = message
        self.url = message.listing.url
        self.stop = -1
        self.busy("")
        if message.change is None:
            self.query_one(Pinned).show(lambda width, _: Sheet((), width))
            self.view.show(partial(_single, len(message.texts)))
            return
        sides = message.change.sides
        self.before, self.after = sides.before.snapshot, sides.after.snapshot
        self.head(detail=message.listing.source or "")
        if self._steps:  # pressed while this was compared
            steps, self._steps = self._steps, 0
            self._pair(steps)
        self.query_one(Pinned).show(self._verdict)
        self._show(keep=False)

    def _verdict(self, width: int, height: int) -> Sheet:
        """Set the verdict; the publisher's notes take a fifth of the screen at most."""
        change = self._change
        now, zone = self.services.clock(), self.settings.zone
        if change is None:
            return Sheet((), width)
        most = max(2, height // 5)
        stops = self.view.sheet.stops
        told = stops[self.stop].notice if 0 <= self.stop < len(stops) else None
        return verdict(change, width, now, zone=zone, notices=most, foremost=told)

    @property
    def _change(self) -> Change | None:
        return self.compared.change if self.compared else None

    def _show(self, *, keep: bool) -> None:
        if self.compared is None or self.compared.change is None:
            return
        self.view.show(partial(self._set, self.compared.change, self.compared.sides), keep=keep)

    def _set(self, change: Change, sides: Pair[Document] | None, width: int) -> Sheet:
        return diff(
            change,
            sides,
            width=width,
            layout=self.layout_for(width),
            changes_only=self.changes_only,
            marks=self.app.no_color,
        )

    def layout_for(self, width: int) -> Layout:
        """Return the layout that was asked for, else the one that fits."""
        if self.layout_wanted is not None:
            return self.layout_wanted
        return Layout.SIDE if width >= SIDE_LEAST else Layout.INLINE

    # -- how it is shown
    def action_inline(self) -> None:
        """Change between side by side and one column."""
        now = self.layout_for(self.view.size.width)
        self.layout_wanted = Layout.INLINE if now is Layout.SIDE else Layout.SIDE
        self._again()

    def action_only(self) -> None:
        """Fold what stayed the same, or show it again."""
        self.changes_only = not self.changes_only
        self._again()

    def _again(self) -> None:
        stop = self.stop
        self._show(keep=not self.changes_only)
        if stop >= 0:
            self._go(stop)

    # -- from change to change
    def action_next_change(self) -> None:
        """Go to the next change."""
        self._go(self.stop + 1)

    def action_previous_change(self) -> None:
        """Go to the change before."""
        self._go(self.stop - 1 if self.stop >= 0 else len(self.view.sheet.stops) - 1)

    def _go(self, index: int) -> None:
        sheet = self.view.sheet
        count = len(sheet.stops)
        if not 0 <= index < count:
            end = "first" if index < 0 else "last"
            self.say(f"That was the {end} change." if count else "No words changed here.")
            return
        self.stop = index
        stop = sheet.stops[index]
        y = sheet.top(stop.part) + stop.line
        if not self._in_sight(y):
            self.view.jump(max(0, y - _ABOVE))
        self.view.mark(stop.part)
        self.query_one(Pinned).show(self._verdict)  # the note that explains it comes first
        label = f" · {stop.label}" if stop.label else ""
        self.busy(f"change {index + 1} of {count}{label}")

    def _in_sight(self, y: int) -> bool:
        top = self.view.scroll_offset.y
        return top <= y < top + self.view.size.height - 1

    # -- from snapshot to snapshot
    def action_older(self) -> None:
        """Compare the pair before."""
        self._pair(-1)

    def action_newer(self) -> None:
        """Compare the pair after."""
        self._pair(1)

    def _pair(self, by: int) -> None:
        if self.compared is None:
            self._steps += by
            return
        numbers = [each.number for each in self.compared.texts]
        if self.after not in numbers:
            return
        index = numbers.index(self.after) + by
        if 1 <= index < len(numbers):
            self.before, self.after = numbers[index - 1], numbers[index]
            self.load()
        else:
            self.say("There is no older pair." if by < 0 else "These are the newest two.")

    # -- evidence
    def action_evidence(self) -> None:
        """Write a file that proves the change."""
        article, before, after = self.article, self.before, self.after
        if self._change is None or article is None or before is None or after is None:
            self.say("There is no change to prove.")
            return
        self.busy("writing the evidence …")
        work = partial(loading.report, self.services, article, before, after)
        self.fetch(work, lambda found: found, "evidence")

    @on(Reported)
    def _reported(self, message: Reported) -> None:
        self.busy("")
        opened = (
            ", and opened it in your browser." if message.opened else ". No browser here shows it."
        )
        self.say(f"Wrote {_short(message.file)}{opened}")

    def on_failed(self, message: Failed) -> None:
        """Say what could not be had, and that nothing goes on any more."""
        self.busy("")
        super().on_failed(message)

    # -- the rest
    def checked(self, check: Check) -> None:
        """Show a change that came while this screen is open."""
        if check.article == self.article and check.status is CheckStatus.CHANGED:
            self.before = self.after = None
            self.load()

    def read_before(self, row: Listing) -> int:
        """Return how far it was read before, also where the article was opened on the way here."""
        under = (each for each in self.app.screen_stack if isinstance(each, StoryScreen))
        opened = [each for each in under if each is not self and each.article == row.article]
        return opened[-1].read_before(row) if opened else row.read

    def row(self) -> Listing | None:
        """Return the article's row."""
        return self.compared.listing if self.compared else None

    def renew(self, article: int | None = None) -> None:  # noqa: ARG002
        """Take in how the article is marked now."""
        if self.article is not None:
            work = partial(self.services.library.listing, self.article)
            self.fetch(work, Marked, "row")

    @on(Marked)
    def _marked(self, message: Marked) -> None:
        if self.compared is not None:
            self.compared.listing = message.listing

    def as_text(self) -> str:
        """Return the change as text, with marks about its words."""
        if self.compared is None or self.compared.change is None:
            return ""
        change, sides = self.compared.change, self.compared.sides
        sheet = diff(change, sides, width=80, layout=Layout.INLINE, changes_only=True, marks=True)
        return f"{sheet.plain()}\n{self.url}\n"


def _short(file: Path) -> str:
    """Return a file's name with `~` for the user's own folder: the line at the foot is short."""
    home = Path.home()
    return f"~/{file.relative_to(home)}" if file.is_relative_to(home) else str(file)


def _single(count: int, width: int) -> Sheet:
    """Return what is said where there is nothing to compare."""
    title = "Nothing to compare yet" if count else "No text yet"
    words = (
        "This article has had one text so far. r looks at it again now; when the publisher "
        "changes it, what changed stands here."
        if count
        else "None of the looks at this article brought a text. r looks again now."
    )
    margin = (Fragment("   "),)
    return Sheet(
        (
            Passage("", width, gap=0),
            Passage(title, width, role=Role.HEADLINE, first=margin, gap=1),
            Passage(words, min(width, 72), role=Role.DIM, first=margin),
        ),
        width,
    )
