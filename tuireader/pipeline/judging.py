"""Two captures of one article to a Change, each side read by the same extractor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from itertools import pairwise

from tuireader.changes import UNTOLD, Seen, compare, look_back, settled_by, told_later
from tuireader.extraction import EXTRACTOR, extract
from tuireader.library.protocol import Library
from tuireader.model import Capture, Change, Disclosure, Document, Pair, Side, Snapshot
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
    """Compare any two snapshots of an article, knowing what was seen before and since."""
    sides = Pair(before=_seen(library, before), after=_seen(library, after))
    documents = Pair(before=sides.before.document, after=sides.after.document)
    change = compare(documents.before, documents.after)
    if before.taken_at < after.taken_at:
        history = library.history(after.article)
        if change.notices.added:
            change = look_back(change, sides, _earlier(library, history, before))
        flags = repeat_flags(history, before, after.digest, after.taken_at)
        later = settling(library, history, documents, after, change.disclosure)
        told = () if later is None else (told_later(later.number, later.at - after.taken_at),)
        change = replace(change, flags=change.flags + flags, reasons=change.reasons + told)
    named = Pair(before=_side(before, documents.before), after=_side(after, documents.after))
    return replace(change, article=after.article, sides=named)


def judge_capture(library: Library, before: Snapshot, capture: Capture) -> Change:
    """Compare a capture with the snapshot before it.

    Where it brings a notice, the article's earlier changes are asked, too.
    """
    document = read_again(library, before)
    change = compare(document, capture.document)
    if not change.notices.added:
        return change
    seen = Seen(before.number, before.taken_at, document)
    sides = Pair(before=seen, after=Seen(0, capture.taken_at, capture.document))
    earlier = _earlier(library, library.history(before.article), before)
    return look_back(change, sides, earlier)


def settling(
    library: Library,
    history: Sequence[Snapshot],
    sides: Pair[Document],
    after: Snapshot,
    disclosure: Disclosure,
) -> Seen | None:
    """Return the snapshot whose notices first explained a change that came without one.

    `disclosure`: what the change between `sides`, first seen in `after`, was judged to be.
    """
    if disclosure not in UNTOLD:
        return None
    later = (
        _seen(library, s)
        for s in history
        if s.taken_at > after.taken_at and s.verdict and s.verdict.disclosure is not Disclosure.NONE
    )
    return settled_by(sides, later)


def _earlier(library: Library, history: Sequence[Snapshot], until: Snapshot) -> list[Pair[Seen]]:
    """Return an article's changes up to a snapshot, the oldest first."""
    texts = [s for s in history if s.taken_at <= until.taken_at and not s.blocked]
    changes = [(one, other) for one, other in pairwise(texts) if one.digest != other.digest]
    seen = {s.number: _seen(library, s) for change in changes for s in change}
    return [Pair(before=seen[one.number], after=seen[other.number]) for one, other in changes]


def _seen(library: Library, snapshot: Snapshot) -> Seen:
    return Seen(snapshot.number, snapshot.taken_at, read_again(library, snapshot))


def _side(snapshot: Snapshot, document: Document) -> Side:
    return Side(
        snapshot=snapshot.number,
        taken_at=snapshot.taken_at,
        digest=snapshot.digest,
        headline=document.headline,
    )
