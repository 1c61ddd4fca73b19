"""What was found: words in their context, which snapshots hold them, and whether they stand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta, tzinfo

from tuireader.model import Listing, SearchHit, Snapshot, Trace
from tuireader.rendering.listings import MARGIN, place
from tuireader.rendering.passage import roles_of
from tuireader.rendering.roles import Fragment, Line, Role, Span
from tuireader.rendering.signs import of_listing, of_verdict, verdict_words
from tuireader.rendering.times import length, moment
from tuireader.rendering.wrap import cells, fit, graphemes, is_simple

STANDS = "■"
VANISHED = "□"
_INDENT = Fragment(" " * MARGIN)
_DAY = timedelta(days=1)
_LEAD = 3
"""An excerpt begins this part of the width before its first match, at most."""


def excerpt(text: str, spans: Sequence[tuple[int, int]], width: int) -> Line:
    """Return the passage about the first match in `width` cells, the matches marked."""
    text = text.replace("\n", " ")
    begin = _begin(text, *spans[0], width) if spans else 0
    lead = "…" if begin else ""
    shown = fit(text[begin:], width - len(lead))
    end = begin + len(shown) - (0 if text[begin:] == shown else 1)
    marked = [
        Span(max(start, begin), min(stop, end), Role.FOUND)
        for start, stop in spans
        if start < end and stop > begin
    ]
    words = roles_of(text, begin, end, marked, Role.TEXT)
    tail = "…" if end < len(text) else ""
    return (Fragment(lead, Role.DIM), *words, Fragment(tail, Role.DIM))


def _begin(text: str, start: int, stop: int, width: int) -> int:
    """Return where an excerpt begins: at a word, some way before what was found."""
    simple = is_simple(text)
    room = width if simple else width // 2
    lead = max(0, min(room // _LEAD, room - (stop - start) - 2))
    at = min(start - lead, len(text) - room + 1)
    if at <= 0 or cells(text) <= width:
        return 0
    space = text.find(" ", at - 1, start)
    if space >= 0 or simple:
        return space + 1 if space >= 0 else start
    return next(begin for begin, _, _ in graphemes(text) if begin >= min(at, start))


def hit_lines(
    shown: Listing,
    history: Sequence[Snapshot],
    hit: SearchHit | None,
    trace: Trace | None,
    width: int,
    now: datetime,
    *,
    zone: tzinfo | None = None,
) -> tuple[Line, Line, Line]:
    """Return a hit's three lines: the article, the words in context, what holds them.

    `hit` None: an article that was asked for without words; `trace` None: not known yet.
    """
    room = width - MARGIN
    head = _head(shown, room)
    if hit is None:
        verdict = shown.verdict
        sign = of_verdict(verdict)
        said = f"{sign.character} {verdict_words(verdict)}" if verdict else "never changed"
        judged = Fragment(fit(said, room), sign.role if verdict else Role.DIM)
        count = f"{len(history)} snapshot{'' if len(history) == 1 else 's'}"
        since = f"{count} since {moment(shown.first, now, zone)}" if shown.first else count
        return head, (_INDENT, judged), (_INDENT, Fragment(fit(since, room), Role.DIM))
    words = excerpt(hit.text, hit.spans, room)
    return head, (_INDENT, *words), (_INDENT, *standing(trace, room, now, zone=zone))


def _head(shown: Listing, room: int) -> Line:
    sign = of_listing(shown)
    title = fit(shown.headline or shown.url, room)
    left = room - cells(title) - 3
    about = fit(place(shown), left) if left > MARGIN else ""
    return (
        Fragment("   "),
        Fragment(sign.character, sign.role),
        Fragment(" "),
        Fragment(title, Role.STRONG),
        Fragment(f" · {about}" if about else "", Role.DIM),
    )


def standing(
    trace: Trace | None, width: int, now: datetime, *, zone: tzinfo | None = None
) -> tuple[Fragment, ...]:
    """Say when a wording stood: since when, and until when where it vanished."""
    if trace is None:
        return (Fragment("…", Role.DIM),)
    first, last = trace.first_snapshot, trace.last_snapshot
    since = moment(trace.first_seen, now, zone)
    if trace.gone_by is None:
        words = f" stands since {since} · snapshot {first}{_to(first, last)}"
        return Fragment(STANDS, Role.EXPLAINED), Fragment(fit(words, width - 1), Role.DIM)
    gone = moment(trace.gone_by, now, zone)
    stood = length((trace.gone_by - trace.first_seen).total_seconds())
    words = f" gone by {gone}, stood {stood} · snapshot {first}{_to(first, last)}"
    return Fragment(VANISHED, Role.SILENT), Fragment(fit(words, width - 1), Role.DIM)


def _to(first: int, last: int) -> str:
    return "" if first == last else f"–{last}"


def horizon(begin: datetime, latest: datetime, now: datetime) -> datetime:
    """Return where a picture of some time ends: now, or once more as long after the latest news.

    So old stories stay readable. A day at least is added.
    """
    return max(latest, min(now, latest + max(latest - begin, _DAY)))


class Scale:
    """Cells of a track for a stretch of time, the same for all articles that are shown."""

    def __init__(self, begin: datetime, end: datetime, width: int) -> None:
        self.begin = begin
        self.seconds = max(1.0, (end - begin).total_seconds())
        self.width = max(1, width)

    def cell(self, when: datetime) -> int:
        """Return the cell in which a time lies, 0 to width - 1."""
        part = (when - self.begin).total_seconds() / self.seconds
        return max(0, min(self.width - 1, int(part * self.width)))


def track(trace: Trace, first: datetime | None, end: datetime, scale: Scale) -> Line:
    """Draw when a wording stood: `·` before the article was known, `─` known without it, `━` with.

    Args:
        trace: when the wording stood.
        first: when the article was first seen; None: with the wording.
        end: until when it was looked at, or is.
        scale: which cell is when.
    """
    known = scale.cell(first or trace.first_seen)
    came = scale.cell(trace.first_seen)
    left = scale.cell(trace.gone_by) if trace.gone_by else scale.cell(end) + 1
    left = max(left, came + 1)
    last = max(scale.cell(end) + 1, left)
    return (
        Fragment("·" * known, Role.RULE),
        Fragment("─" * (came - known), Role.DIM),
        Fragment("━" * (left - came), Role.EXPLAINED if trace.gone_by is None else Role.SILENT),
        Fragment("─" * (last - left), Role.DIM),
        Fragment("·" * (scale.width - last), Role.RULE),
    )


def track_lines(
    shown: Listing,
    trace: Trace,
    width: int,
    now: datetime,
    scale: Scale,
    *,
    zone: tzinfo | None = None,
) -> tuple[Line, Line, Line]:
    """Return a traced article's three lines: the article, the track, the times in words."""
    room = width - MARGIN
    drawn = track(trace, shown.first, now, scale)
    return _head(shown, room), (_INDENT, *drawn), (_INDENT, *standing(trace, room, now, zone=zone))
