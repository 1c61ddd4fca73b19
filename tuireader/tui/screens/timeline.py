"""An article's history: every text it had, what each changed, how long each stood."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult

from tuireader.model import Change, Check
from tuireader.rendering import Line, Look, Sheet, look_lines, weights_over_time
from tuireader.rendering.passage import Fixed
from tuireader.tui import loading
from tuireader.tui.bindings import bindings
from tuireader.tui.keys import Place
from tuireader.tui.messages import HistoryLoaded, LookCompared
from tuireader.tui.screens.base import ReaderScreen
from tuireader.tui.services import Services, Settings
from tuireader.tui.widgets.pinned import Pinned
from tuireader.tui.widgets.rows import Rows

if TYPE_CHECKING:
    from textual.binding import BindingType


class Looks(Rows):
    """The looks that mattered, two lines each."""

    def __init__(self, services: Services, settings: Settings) -> None:
        super().__init__()
        self.services = services
        self.settings = settings
        self.looks: tuple[Look, ...] = ()
        self.changes: dict[int, Change] = {}

    def can_rest(self, index: int) -> bool:
        """Tell whether a row is a text; runs of looks are passed over."""
        return self.looks[index].snapshot is not None

    def current(self) -> Look | None:
        """Return the row under the cursor."""
        return self.looks[self.cursor] if self.looks else None

    def row_lines(self, index: int, width: int) -> tuple[Line, ...]:
        """Return a look's two lines."""
        look = self.looks[index]
        change = self.changes.get(look.snapshot.number) if look.snapshot else None
        now, zone = self.services.clock(), self.settings.zone
        return look_lines(look, change, width, now, zone=zone)


class TimelineScreen(ReaderScreen):
    """A row per text, and one per run of looks that brought none."""

    PLACE = Place.TIMELINE
    BINDINGS: ClassVar[list[BindingType]] = bindings(Place.TIMELINE)
    AUTO_FOCUS = "Looks"

    def __init__(self, article: int) -> None:
        super().__init__(article)
        self._pending: list[Look] = []

    def body(self) -> ComposeResult:
        """Yield the weights over time, and the rows."""
        yield Pinned(id="weights")
        yield Looks(self.services, self.settings)

    @property
    def rows(self) -> Looks:
        """Return the rows."""
        return self.query_one(Looks)

    def on_mount(self) -> None:
        """Fetch the history."""
        self.head(title="Timeline")
        self.load()

    def load(self) -> None:
        """Fetch the history."""
        if self.article is not None:
            work = partial(loading.history, self.services.library, self.article)
            self.fetch(work, lambda found: found, "history")

    @on(HistoryLoaded)
    def _loaded(self, message: HistoryLoaded) -> None:
        rows, looks = self.rows, message.looks
        self.url = message.listing.url
        rows.looks = looks
        stories = [each for each in looks if each.snapshot is not None]
        count = sum(each.count for each in looks) + len(stories)
        self.head(
            title=message.listing.headline or message.listing.url,
            detail=f"{_many(count, 'look')}, {_many(len(stories), 'text')}",
        )
        self.query_one(Pinned).show(partial(self._weights, looks))
        last = max((i for i, each in enumerate(looks) if each.snapshot), default=0)
        rows.reset(len(looks), last)
        self._pending = [each for each in reversed(stories) if each.previous is not None]
        self._compare_next()

    def _weights(self, looks: tuple[Look, ...], width: int, height: int) -> Sheet:
        del height
        now, zone = self.services.clock(), self.settings.zone
        return Sheet((Fixed(*weights_over_time(looks, width - 1, now, zone=zone)),), width)

    def _compare_next(self) -> None:
        """Fetch the newest change that isn't there yet; one at a time, so that leaving is quick."""
        if self.article is None or not self._pending:
            return
        look = self._pending.pop(0)
        if look.snapshot is not None and look.snapshot.number not in self.rows.changes:
            number = look.snapshot.number
            work = partial(self.services.compare, self.article, look.previous, number)
            self.fetch(work, partial(LookCompared, number), "compare")
        else:
            self._compare_next()

    @on(LookCompared)
    def _compared(self, message: LookCompared) -> None:
        self.rows.changes[message.snapshot] = message.change
        self.rows.refresh()
        self._compare_next()

    def action_open(self) -> None:
        """Show what the text under the cursor changed."""
        look = self.rows.current()
        if self.article is None or look is None or look.snapshot is None:
            return
        if look.previous is None:
            self.say("This is the first text: there is nothing to compare it with.")
            return
        self.reader.show_diff(self.article, look.previous, look.snapshot.number)

    @on(Rows.Chosen)
    def _chosen(self) -> None:
        self.action_open()

    def grew(self) -> None:
        """Show a look that another process took."""
        self.load()

    def checked(self, check: Check) -> None:
        """Show the look that just ended."""
        if check.article == self.article:
            self.load()


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
