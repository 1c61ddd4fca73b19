"""Lists and changes in sentences: for screens that are listened to, and for pipes.

No signs, no columns, no boxes: each line says by itself what it is about.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from tuireader.model import (
    Change,
    ChangeKind,
    CheckStatus,
    Edit,
    Listing,
    Row,
    RowOp,
    Segment,
    SegmentOp,
    Side,
    Verdict,
)
from tuireader.reports.text import verdict_text

_UNITS = ((86_400 * 365, "year"), (86_400, "day"), (3600, "hour"), (60, "minute"))
_JUDGED = (ChangeKind.FACTUAL, ChangeKind.SOURCING, ChangeKind.REWRITE)
_STATES = {
    CheckStatus.GONE: "The page is gone",
    CheckStatus.BLOCKED: "The publisher lets no program read it",
    CheckStatus.FAILED: "The last look failed",
}


def listing_text(row: Listing, now: datetime) -> str:
    """Return an article in one line of sentences, its number first."""
    known = [row.source or "", _ago(row.last, now), _many(row.snapshots, "snapshot")]
    pieces = [
        row.headline or row.url,
        ", ".join(each for each in known if each),
        "Unread" if row.unread else "",
        _changed(row.verdict, unread=row.changed) if row.verdict else "",
        _STATES.get(row.status, ""),
        "Starred" if row.starred else "",
        f"Tagged {', '.join(row.tags)}" if row.tags else "",
    ]
    ended = (each if each.endswith((".", "!", "?", "…")) else f"{each}." for each in pieces if each)
    return f"{row.article}. {' '.join(ended)}"


def _changed(verdict: Verdict, *, unread: bool) -> str:
    since = " since you read it" if unread else ""
    return f"Changed{since}: {verdict_text(verdict)}"


def _ago(then: datetime | None, now: datetime) -> str:
    if then is None:
        return ""
    seconds = int((now - then).total_seconds())
    for size, unit in _UNITS:
        if seconds >= size:
            return f"{_many(seconds // size, unit)} ago"
    return "just now"


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def change_text(change: Change, *, changes_only: bool = False) -> str:
    """Return a change in paragraphs: the verdict, then the texts in reading order.

    Each paragraph that differs says so, gives both wordings whole, then names its edits.
    """
    return "\n\n".join([*_head(change), *_body(change, changes_only=changes_only)])


def _head(change: Change) -> Iterator[str]:
    sides = change.sides
    yield sides.after.headline or sides.before.headline or "(no headline)"
    yield f"From {_side(sides.before)} to {_side(sides.after)}."
    told = sum(edit.notice is not None for edit in change.edits)
    explained = f", {told} of them explained by a notice" if told else ""
    verdict = verdict_text(change.verdict)
    yield f"Verdict: {verdict}. {_many(len(change.edits), 'edit')}{explained}."
    for number, notice in enumerate(change.notices.added, start=1):
        yield f"Notice {number}, new: {notice.text}"
    yield from (f"Notice taken away: {notice.text}" for notice in change.notices.removed)


def _side(side: Side) -> str:
    number = "a text" if side.snapshot is None else f"snapshot {side.snapshot}"
    return number if side.taken_at is None else f"{number}, {side.taken_at:%Y-%m-%d %H:%M %Z}"


def _body(change: Change, *, changes_only: bool) -> Iterator[str]:
    for index, row in enumerate(change.rows):
        edits = [edit for edit in change.edits if edit.row == index]
        if row.op is RowOp.EQUAL and not edits and not row.moved:
            if not changes_only:
                yield _side_of(row.segments, SegmentOp.INSERT)
        else:
            yield "\n".join([*_row(row), *map(_edit, edits)])


def _row(row: Row) -> Iterator[str]:
    before, after = (
        _side_of(row.segments, left_out) for left_out in (SegmentOp.INSERT, SegmentOp.DELETE)
    )
    moved = ", and moved here" if row.moved else ""
    if row.op is RowOp.EQUAL:
        yield f"Moved here: {after}"
    elif row.op is RowOp.INSERT:
        yield f"Added{moved}: {after}"
    elif row.op is RowOp.DELETE:
        yield f"Removed: {before}"
    else:
        what = "Headline changed" if row.after == (-1,) else "Changed"
        yield f"{what}{moved}. Before: {before}"
        yield f"After: {after}"


def _side_of(segments: tuple[Segment, ...], left_out: SegmentOp) -> str:
    return "".join(each.text for each in segments if each.op is not left_out).replace("\n", " ")


def _edit(edit: Edit) -> str:
    if edit.before and edit.after:
        words = f"“{edit.before}” became “{edit.after}”"
    else:
        words = f"“{edit.after}” was added" if edit.after else f"“{edit.before}” was left out"
    touches = ", ".join(signal.value.replace("-", " ") for signal in edit.signals)
    kind = f"{edit.kind.value}, {touches}" if touches else edit.kind.value
    told = ""
    if edit.notice is not None:
        told = f"; notice {edit.notice + 1} explains it"
    elif edit.kind in _JUDGED:
        told = "; no notice says so"
    return f"Edit: {words}: {kind}{told}."
