"""Two captures of one article to a Change, each side read by the same extractor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from tuireader.changes import compare
from tuireader.extraction import EXTRACTOR, extract
from tuireader.library.protocol import Library
from tuireader.model import Capture, Change, Document, Pair, Side, Snapshot
from tuireader.pipeline.labour import Labour
from tuireader.pipeline.pages import SEVERAL_PAGES
from tuireader.pipeline.repeats import repeat_flags


def standing_before(history: Sequence[Snapshot], at: datetime) -> Snapshot | None:
    """Return the newest snapshot at or before a moment that wasn't a wall."""
    earlier = [s for s in history if s.taken_at <= at and not s.blocked]
    return earlier[-1] if earlier else None


def read_again(library: Library, snapshot: Snapshot) -> Document:
    """Return a snapshot's Document as today's extractor reads it.

    A newer extractor reads the raw page again, or every upgrade would look like a change of the
    story; without the raw page (or with several pages joined) the saved Document has to do.
    """
    saved = library.document(snapshot.article, snapshot.number)
    if saved.extractor == EXTRACTOR or SEVERAL_PAGES in saved.warnings:
        return saved
    page = library.response(snapshot.article, snapshot.number)
    if page is None or not page.body:
        return saved
    return extract(page.body, url=page.url, content_type=page.content_type)


def compare_snapshots(library: Library, before: Snapshot, after: Snapshot) -> Change:
    """Compare any two snapshots of an article."""
    documents = Pair(before=read_again(library, before), after=read_again(library, after))
    change = compare(documents.before, documents.after)
    sides = Pair(before=_side(before, documents.before), after=_side(after, documents.after))
    flags = change.flags
    if before.taken_at < after.taken_at:
        history = library.history(after.article)
        flags += repeat_flags(history, before, after.digest, after.taken_at)
    return replace(change, article=after.article, sides=sides, flags=flags)


async def judge_capture(
    library: Library, before: Snapshot, capture: Capture, labour: Labour
) -> Change:
    """Compare a capture with the snapshot before it, away from the event loop."""
    document = read_again(library, before)
    return await labour(compare, document, capture.document)


def _side(snapshot: Snapshot, document: Document) -> Side:
    return Side(
        snapshot=snapshot.number,
        taken_at=snapshot.taken_at,
        digest=snapshot.digest,
        headline=document.headline,
    )
