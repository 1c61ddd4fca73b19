"""Where a wording stood: a small timeline an article, all to one scale."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult

from tuireader.rendering import Fragment, Line, Role, Scale, fit, moment, track_lines
from tuireader.rendering.listings import MARGIN
from tuireader.rendering.searches import horizon
from tuireader.tui import finding
from tuireader.tui.bindings import bindings
from tuireader.tui.finding import Track
from tuireader.tui.keys import Place
from tuireader.tui.messages import TracksLoaded
from tuireader.tui.screens.base import ReaderScreen
from tuireader.tui.services import Services, Settings
from tuireader.tui.widgets.rows import Rows

if TYPE_CHECKING:
    from textual.binding import BindingType

_LONGEST = 76
"""Cells of a track at most."""


class TrackList(Rows):
    """Articles, each with a track of when the wording stood."""

    HEIGHT = 4

    def __init__(self, services: Services, settings: Settings) -> None:
        super().__init__()
        self.services = services
        self.settings = settings
        self.tracks: tuple[Track, ...] = ()

    def current(self) -> Track | None:
        """Return the row under the cursor."""
        return self.tracks[self.cursor] if self.tracks else None

    def span(self) -> tuple[datetime, datetime]:
        """Return from when until when the tracks go."""
        traces = [track.trace for track in self.tracks]
        begin = min(track.listing.first or track.trace.first_seen for track in self.tracks)
        latest = max(trace.gone_by or trace.last_seen for trace in traces)
        return begin, horizon(begin, latest, self.services.clock())

    def row_lines(self, index: int, width: int) -> tuple[Line, ...]:
        """Return an article's lines."""
        each, now = self.tracks[index], self.services.clock()
        begin, end = self.span()
        scale = Scale(begin, end, min(_LONGEST, width - MARGIN - 1))
        zone = self.settings.zone
        return track_lines(each.listing, each.trace, width, now, scale, zone=zone)


class TraceScreen(ReaderScreen):
    """A wording's way through every article that ever held it."""

    PLACE = Place.TRACE
    BINDINGS: ClassVar[list[BindingType]] = bindings(Place.TRACE)
    AUTO_FOCUS = "TrackList"

    def __init__(self, phrase: str, article: int | None = None) -> None:
        super().__init__(article)
        self.phrase = phrase

    def body(self) -> ComposeResult:
        """Yield the rows."""
        yield TrackList(self.services, self.settings)

    @property
    def rows(self) -> TrackList:
        """Return the rows."""
        return self.query_one(TrackList)

    def on_mount(self) -> None:
        """Trace."""
        self.head(title=f"“{fit(self.phrase, 40)}”")
        self.busy("tracing …")
        work = partial(finding.tracks, self.services.library, self.phrase, self.article)
        self.fetch(work, TracksLoaded, "trace")

    @on(TracksLoaded)
    def _loaded(self, message: TracksLoaded) -> None:
        self.busy("")
        self.rows.tracks = message.tracks
        self.rows.empty = (
            (),
            (Fragment("   "), Fragment("No text ever held these words together.", Role.DIM)),
            (Fragment("   "), Fragment("s searches for them one by one.", Role.DIM)),
        )
        self.rows.reset(len(message.tracks))
        gone = sum(track.trace.gone_by is not None for track in message.tracks)
        count = len(message.tracks)
        articles = f"in {count} article{'' if count == 1 else 's'}"
        told = f"gone from {gone}" if gone else "stands"
        scale = f" · {self._span()}" if count else ""
        self.head(detail=f"{articles}, {told}{scale}" if count else "")
        self._follow()

    def _span(self) -> str:
        begin, end = self.rows.span()
        now, zone = self.services.clock(), self.settings.zone
        last = "now" if end == now else moment(end, now, zone)
        return f"{moment(begin, now, zone)} → {last}"

    @on(Rows.Moved)
    def _follow(self) -> None:
        track = self.rows.current()
        if track is not None:
            self.article, self.url = track.listing.article, track.listing.url

    def action_open(self) -> None:
        """Open the article where the words stand, or stood last."""
        track = self.rows.current()
        if track is None:
            self.lacks()
        else:
            gone = track.trace.gone_by is not None
            snapshot = track.trace.last_snapshot if gone else None
            self.reader.show_passage(track.listing.article, snapshot, self.phrase, ())

    @on(Rows.Chosen)
    def _chosen(self) -> None:
        self.action_open()

    def action_diff(self) -> None:
        """Show the change by which the words vanished."""
        track = self.rows.current()
        if track is None:
            self.lacks()
            return
        last, after = track.vanished
        if after is None:
            self.say("The words still stand here: no change took them away.")
        else:
            self.reader.show_diff(track.listing.article, last, after)
