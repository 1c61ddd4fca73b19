"""Lists, stories and changes in sentences: for screens that are listened to, and for pipes.

No signs, no columns, no boxes: each line says by itself what it is about.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from tuireader.model import (
    Block,
    BlockKind,
    Change,
    ChangeKind,
    CheckStatus,
    Document,
    Edit,
    Listing,
    Overruling,
    Row,
    RowOp,
    Segment,
    SegmentOp,
    Side,
    Snapshot,
    Verdict,
)
from tuireader.reports.text import ruling_text, verdict_text

_UNITS = ((86_400 * 365, "year"), (86_400, "day"), (3600, "hour"), (60, "minute"))
_JUDGED = (ChangeKind.FACTUAL, ChangeKind.SOURCING, ChangeKind.REWRITE)
_STATES = {
    CheckStatus.GONE: "The page is gone",
    CheckStatus.BLOCKED: "The publisher lets no program read it",
    CheckStatus.FAILED: "The last look failed",
}


_NAMED = {
    BlockKind.HEADING: "Heading: ",
    BlockKind.QUOTE: "Quotation: ",
    BlockKind.CAPTION: "Picture: ",
    BlockKind.LIST_ITEM: "List: ",
    BlockKind.NOTICE: "Note of the publisher: ",
}
"""What is said before a block that the eye tells apart by its look."""


def listing_text(row: Listing, now: datetime) -> str:
    """Return an article in one line of sentences, its number first."""
    known = [row.source or "", _ago(row.last, now), many(row.snapshots, "snapshot")]
    pieces = [
        row.headline or row.url,
        ", ".join(each for each in known if each),
        "Unread" if row.unread else "",
        _changed(row, row.verdict) if row.verdict else "",
        _STATES.get(row.status, ""),
        "Starred" if row.starred else "",
        f"Tagged {', '.join(row.tags)}" if row.tags else "",
    ]
    return f"{row.article}. {sentences(*pieces)}"


def sentences(*pieces: str) -> str:
    """Return pieces one after the other, each ended; empty ones are left out."""
    ends = (".", "!", "?", "…")
    return " ".join(each if each.endswith(ends) else f"{each}." for each in pieces if each)


def _changed(row: Listing, verdict: Verdict) -> str:
    since = " since you read it" if row.changed and not row.unread else ""
    return f"Changed{since}: {verdict_text(verdict)}"


def _ago(then: datetime | None, now: datetime) -> str:
    if then is None:
        return ""
    seconds = int((now - then).total_seconds())
    for size, unit in _UNITS:
        if seconds >= size:
            return f"{many(seconds // size, unit)} ago"
    return "just now"


def lasting(seconds: float) -> str:
    """Return a length of time in its two largest units: `1 day and 3 hours`."""
    left, found = int(seconds), []
    for size, unit in _UNITS:
        if left >= size:
            found.append(many(left // size, unit))
            left %= size
    return " and ".join(found[:2]) or "less than a minute"


def moment(at: datetime) -> str:
    """Return a moment in words: `28 June 2026 at 11:42 UTC`."""
    return f"{at.day} {at:%B %Y at %H:%M %Z}"


def many(count: int, noun: str) -> str:
    """Return a number with its noun: `1 edit`, `2 edits`."""
    return f"{count} {noun}{'' if count == 1 else 's'}"


def story_text(document: Document, snapshot: Snapshot) -> str:
    """Return a story in paragraphs: who wrote it, when it was seen, then its text.

    What the eye would tell by its look, a heading or a note of the publisher's, is named.
    """
    standing = {each.text for each in document.blocks if each.kind is BlockKind.NOTICE}
    loose = (each.text for each in document.notices if each.text not in standing)
    about = sentences(
        document.source or "",
        f"By {', '.join(document.byline)}" if document.byline else "",
        f"Published {moment(document.published)}" if document.published else "",
        f"Snapshot {snapshot.number}, taken {moment(snapshot.taken_at)}",
    )
    notes = (f"{_NAMED[BlockKind.NOTICE]}{text}" for text in loose)
    headline = document.headline or "(no headline)"
    return "\n\n".join([headline, about, *map(_block, document.blocks), *notes])


def _block(block: Block) -> str:
    return _NAMED.get(block.kind, "") + block.text


def change_text(
    change: Change, *, changes_only: bool = False, ruling: Overruling | None = None
) -> str:
    """Return a change in paragraphs: the verdict, then the texts in reading order.

    What a person said of it (`ruling`) stands behind the program's verdict. Each paragraph that
    differs says so and names its edits, then gives both wordings whole.
    """
    return "\n\n".join([*_head(change, ruling), *_body(change, changes_only=changes_only)])


def _head(change: Change, ruling: Overruling | None) -> Iterator[str]:
    sides = change.sides
    yield sides.after.headline or sides.before.headline or "(no headline)"
    yield f"From {_side(sides.before)} to {_side(sides.after)}."
    told = sum(edit.notice is not None for edit in change.edits)
    explained = f", {told} of them explained by a notice" if told else ""
    verdict = verdict_text(change.verdict)
    yield f"Verdict: {verdict}. {many(len(change.edits), 'edit')}{explained}."
    if ruling is not None:
        yield f"You say: {ruling_text(ruling)}."
    for number, notice in enumerate(change.notices.added, start=1):
        yield f"Notice {number}, new: {notice.text}"
    yield from (f"Notice taken away: {notice.text}" for notice in change.notices.removed)


def _side(side: Side) -> str:
    number = "a text" if side.snapshot is None else f"snapshot {side.snapshot}"
    return number if side.taken_at is None else f"{number} of {moment(side.taken_at)}"


def _body(change: Change, *, changes_only: bool) -> Iterator[str]:
    for index, row in enumerate(change.rows):
        edits = [edit for edit in change.edits if edit.row == index]
        if row.op is not RowOp.EQUAL or edits or row.moved:
            yield "\n".join(_row(row, edits))
        elif not changes_only:
            yield _side_of(row.segments, SegmentOp.INSERT)


def _row(row: Row, edits: Sequence[Edit]) -> Iterator[str]:
    before, after = (
        _side_of(row.segments, left_out) for left_out in (SegmentOp.INSERT, SegmentOp.DELETE)
    )
    moved = ", and moved here" if row.moved else ""
    if row.op is RowOp.EQUAL:
        yield f"Moved here: {after}"
        yield from map(_edit, edits)
    elif row.op in (RowOp.INSERT, RowOp.DELETE):
        what, words = (f"Added{moved}", after) if row.op is RowOp.INSERT else ("Removed", before)
        yield f"{what}: {words}"
        yield from (_edit(each, whole=words.strip()) for each in edits)
    else:
        what = "Headline changed" if row.after == (-1,) else "Changed"
        yield f"{what}{moved}."
        yield from map(_edit, edits)
        yield f"Before: {before}"
        yield f"After: {after}"


def _side_of(segments: tuple[Segment, ...], left_out: SegmentOp) -> str:
    return "".join(each.text for each in segments if each.op is not left_out).replace("\n", " ")


def edit_words(edit: Edit) -> str:
    """Return what became of an edit's words."""
    if edit.before and edit.after:
        return f"“{edit.before}” became “{edit.after}”"
    return f"“{edit.after}” was added" if edit.after else f"“{edit.before}” was left out"


def _edit(edit: Edit, whole: str = "") -> str:
    """Say what an edit is; `whole`: words just told, which aren't told again."""
    told_now = whole and whole in (edit.before.strip(), edit.after.strip())
    words = "" if told_now else f"{edit_words(edit)}: "
    touches = ", ".join(signal.value.replace("-", " ") for signal in edit.signals)
    kind = f"{edit.kind.value}, {touches}" if touches else edit.kind.value
    told = ""
    if edit.notice is not None:
        told = f"; notice {edit.notice + 1} explains it"
    elif edit.kind in _JUDGED:
        told = "; no notice says so"
    return f"Edit: {words}{kind}{told}."
