"""Search over everything, as you type: words in every text of every article, and filters."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.widgets import Input

from tuireader.rendering import Fragment, Line, Role
from tuireader.tui import finding
from tuireader.tui.bindings import bindings
from tuireader.tui.keys import Place
from tuireader.tui.messages import Failed, Searched, Traced
from tuireader.tui.queries import Query, parse
from tuireader.tui.screens.base import ReaderScreen
from tuireader.tui.widgets.chips import Chips
from tuireader.tui.widgets.hits import HitList
from tuireader.tui.widgets.rows import Rows

if TYPE_CHECKING:
    from textual.binding import BindingType

_TRACED_AT_ONCE = 8
"""Hits whose passages are traced in one go: a page of them."""


class SearchScreen(ReaderScreen):
    """The line to type in, the filters as chips, and what fits.

    One search is at work at a time; where more was typed meanwhile, the newest is next.

    Attributes:
        wanted: what is asked for now.
    """

    PLACE = Place.SEARCH
    BINDINGS: ClassVar[list[BindingType]] = bindings(Place.SEARCH)
    AUTO_FOCUS = "Input"

    def __init__(self) -> None:
        super().__init__()
        self.wanted = Query()
        self._asked: Query | None = None
        self._stamp = 0

    def body(self) -> ComposeResult:
        """Yield the line, the chips and the list."""
        hint = "words, “a phrase”, source: tag: kind: silent: …"
        yield Input(placeholder=hint, compact=True, select_on_focus=False)
        yield Chips()
        yield HitList(self.services.clock, self.settings.zone)

    @property
    def hits(self) -> HitList:
        """Return the list."""
        return self.query_one(HitList)

    def main(self) -> HitList:
        """Let movement be about the list while words are typed, too."""
        return self.hits

    def on_mount(self) -> None:
        """Say what can be searched for."""
        self.head(title="Search")
        self.hits.empty = _LESSON
        self.hits.reset(0)

    # -- typing
    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        now, zone = self.services.clock(), self.settings.zone
        self.wanted = parse(event.value, now, zone)
        self.query_one(Chips).show(self.wanted.chips)
        if self._asked is None:
            self._search()

    def _search(self) -> None:
        """Search for what is wanted now."""
        query, library = self.wanted, self.services.library
        self._asked = query
        if not query.empty:
            self.busy("searching …")
        self.fetch(
            partial(finding.search, library, query), partial(Searched, query), group="search"
        )

    @on(Searched)
    def _searched(self, message: Searched) -> None:
        self._asked = None
        if message.query != self.wanted:
            self._search()
            return
        self.busy("")
        hits = self.hits
        self._stamp += 1
        hits.empty = _LESSON if message.query.empty else _nothing(message.query)
        hits.show(message.found)
        self._tell(message.query)
        self._follow()
        self._trace(0)

    def on_failed(self, message: Failed) -> None:
        """Let the next letter search again."""
        self._asked = None
        self.busy("")
        super().on_failed(message)

    def _tell(self, query: Query) -> None:
        count = self.hits.count
        noun = "passage" if query.words else "article"
        plural = "" if count == 1 else "s"
        more = "the newest " if count == finding.MOST else ""
        self.head(detail="" if query.empty else f"{more}{count} {noun}{plural}")

    # -- since when each passage stands, a page at a time
    def _trace(self, first: int) -> None:
        found = self.hits.found[first : first + _TRACED_AT_ONCE]
        if not found or not self.wanted.words:
            return
        library, stamp = self.services.library, self._stamp
        self.fetch(
            lambda: tuple(finding.traced(library, each) for each in found),
            lambda done: Traced(stamp, first, done),
            "trace",
        )

    @on(Traced)
    def _traced(self, message: Traced) -> None:
        if message.stamp == self._stamp:
            self.hits.put(message.first, message.found)
            self._trace(message.first + len(message.found))

    # -- the cursor
    @on(Rows.Moved)
    def _follow(self) -> None:
        found = self.hits.current()
        self.article = found.listing.article if found else None
        self.url = found.listing.url if found else ""

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_open()

    @on(Rows.Chosen)
    def _chosen(self) -> None:
        self.action_open()

    def action_open(self) -> None:
        """Open the article at the passage."""
        found = self.hits.current()
        if found is None:
            self.lacks()
            return
        hit = found.hit
        text, spans = (hit.text, hit.spans) if hit else ("", ())
        self.reader.show_passage(found.listing.article, found.snapshot, text, spans)

    def action_diff(self) -> None:
        """Show the change that took the passage away, else the newest one."""
        found = self.hits.current()
        last, after = found.vanished if found else (None, None)
        if found is None:
            self.lacks()
        else:
            self.reader.show_diff(found.listing.article, last, after)

    def action_trace(self) -> None:
        """Show where the words stood, and when they vanished."""
        phrase = self.wanted.words.replace('"', " ").strip()
        if phrase:
            self.reader.show_trace(phrase, self.article)
        else:
            self.say("Type the words first whose way is to be traced.")

    def on_key(self, event: events.Key) -> None:
        """Let a slash in the list lead back to the line."""
        if event.key == "slash" and self.hits.has_focus:
            event.stop()
            self.query_one(Input).focus()


def _lines(*rows: tuple[str, str]) -> tuple[Line, ...]:
    return (
        (),
        *(
            (Fragment("   "), Fragment(f"{key:<19}" if key else "", Role.KEY), Fragment(words))
            for key, words in rows
        ),
    )


_LESSON = _lines(
    ("", "All texts are searched, those that were replaced, too."),
    ("", ""),
    ("two words", "both in one passage"),
    ("“in custody”", "these words together, in quotes"),
    ("source:courier", "from one publisher"),
    ("tag:harbour", "with a tag of yours"),
    ("kind:factual", "changed so (kind: lists them)"),
    ("silent:yes", "changed, and no notice says so"),
    ("after:7d", "first seen in the last seven days"),
    ("before:2026-06-28", "first seen before that day"),
    ("", ""),
    ("", "Enter opens the passage; ^t traces the words."),
)


def _nothing(query: Query) -> tuple[Line, ...]:
    """Return what an empty list says."""
    again = "Fewer letters find more: parts of words are found."
    if query.filtered:
        again = "Without the filters there may be more: ^u empties the line."
    return _lines(("", "Nothing fits."), ("", again))
