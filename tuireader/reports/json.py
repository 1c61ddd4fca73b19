"""The JSON forms of the interface: keys are exact, and only ever added to."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from tuireader.model import (
    Change,
    Check,
    Document,
    Edit,
    Fault,
    Listing,
    Notice,
    Overruling,
    Row,
    SearchHit,
    Settled,
    Side,
    Snapshot,
    Trace,
    Verdict,
)

SCHEMA = 1
Json = dict[str, Any]


def time_text(moment: datetime | None) -> str | None:
    """Return a time as ISO 8601 UTC ending in Z, or None."""
    if moment is None:
        return None
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def to_json(value: Document | Change | Check) -> Json:
    """Return the interface's form of a Document, a Change or a Check.

    Raises:
        TypeError: `value` is none of the three.
    """
    if isinstance(value, Document):
        return document_json(value)
    if isinstance(value, Change):
        return change_json(value)
    if isinstance(value, Check):
        return check_json(value)
    raise TypeError(f"no JSON form for {type(value).__name__}")


def document_json(document: Document) -> Json:
    """Return a Document's form; blocks carry `links` and `image` where there are any."""
    return {
        "schema": SCHEMA,
        "url": document.url,
        "headline": document.headline,
        "byline": list(document.byline),
        "source": document.source,
        "published": time_text(document.published),
        "modified": time_text(document.modified),
        "language": document.language,
        "blocks": [
            {"kind": block.kind.value, "text": block.text}
            | ({"links": [[n.start, n.end, n.href] for n in block.links]} if block.links else {})
            | ({"image": block.image} if block.image else {})
            for block in document.blocks
        ],
        "notices": [_notice(notice) for notice in document.notices],
        "related": list(document.related),
        "extractor": document.extractor,
        "warnings": list(document.warnings),
    }


def _notice(notice: Notice) -> Json:
    return {
        "kind": notice.kind.value,
        "text": notice.text,
        "date": notice.date.isoformat() if notice.date else None,
        "found_in": notice.found_in.value,
    }


def change_json(change: Change) -> Json:
    """Return a Change's form."""
    return {
        "schema": SCHEMA,
        "article": change.article,
        "before": _side(change.sides.before),
        "after": _side(change.sides.after),
        **_verdict(change.verdict),
        "reasons": list(change.reasons),
        "rows": [_row(row) for row in change.rows],
        "moves": [{"text": m.text, "before": m.before, "after": m.after} for m in change.moves],
        "edits": [_edit(edit) for edit in change.edits],
        "notices": {
            "added": [_notice(notice) for notice in change.notices.added],
            "removed": [_notice(notice) for notice in change.notices.removed],
            "kept": [_notice(notice) for notice in change.notices.kept],
        },
        "flags": [flag.value for flag in change.flags],
        "stats": {
            "words_added": change.stats.words_added,
            "words_removed": change.stats.words_removed,
            "similarity": round(change.stats.similarity, 4),
        },
        "settles": [_settled(settled) for settled in change.settles],
    }


def _side(side: Side) -> Json:
    return {
        "snapshot": side.snapshot,
        "taken_at": time_text(side.taken_at),
        "digest": side.digest,
        "headline": side.headline,
    }


def _verdict(verdict: Verdict) -> Json:
    return {
        "kind": verdict.kind.value,
        "disclosure": verdict.disclosure.value,
        "weight": round(verdict.weight, 3),
    }


def _row(row: Row) -> Json:
    return {
        "op": row.op.value,
        "moved": row.moved,
        "before": list(row.before),
        "after": list(row.after),
        "segments": [{"op": s.op.value, "text": s.text} for s in row.segments],
    }


def _edit(edit: Edit) -> Json:
    return {
        "before": edit.before,
        "after": edit.after,
        "row": edit.row,
        "kind": edit.kind.value,
        "signals": [signal.value for signal in edit.signals],
        "weight": round(edit.weight, 3),
        "notice": edit.notice,
    }


def _settled(settled: Settled) -> Json:
    return {
        "snapshot": settled.snapshot,
        "taken_at": time_text(settled.taken_at),
        "before": settled.edit.before,
        "after": settled.edit.after,
        "notice": settled.edit.notice,
        "hours": None if settled.hours is None else round(settled.hours, 2),
    }


def check_json(check: Check) -> Json:
    """Return a Check's form."""
    return {
        "schema": SCHEMA,
        "article": check.article,
        "url": check.url,
        "at": time_text(check.at),
        "status": check.status.value,
        "snapshot": check.snapshot,
        "change": _verdict(check.change) if check.change else None,
        "next_check": time_text(check.next_check),
        "error": {"kind": check.error.kind.value, "message": check.error.message}
        if check.error
        else None,
    }


def listing_json(listing: Listing) -> Json:
    """Return the form of one row of `list`."""
    verdict = listing.verdict
    return {
        "schema": SCHEMA,
        "article": listing.article,
        "url": listing.url,
        "headline": listing.headline,
        "source": listing.source,
        "snapshots": listing.snapshots,
        "texts": listing.texts,
        "first": time_text(listing.first),
        "last": time_text(listing.last),
        "status": listing.status.value,
        "unread": listing.unread,
        "changed": listing.changed,
        "kind": verdict.kind.value if verdict else "none",
        "disclosure": verdict.disclosure.value if verdict else "none",
        "starred": listing.starred,
        "tags": list(listing.tags),
    }


def snapshot_json(snapshot: Snapshot, ruling: Overruling | None = None) -> Json:
    """Return the form of one row of `log`, with what a person said beside the verdict."""
    return {
        "schema": SCHEMA,
        "article": snapshot.article,
        "snapshot": snapshot.number,
        "taken_at": time_text(snapshot.taken_at),
        "origin": snapshot.origin.value,
        "url": snapshot.url,
        "digest": snapshot.digest,
        "seal": snapshot.seal,
        "headline": snapshot.headline,
        "change": _verdict(snapshot.verdict) if snapshot.verdict else None,
        "overruled": ruling_json(ruling),
    }


def ruling_json(ruling: Overruling | None) -> Json | None:
    """Return the form of what a person said of a change."""
    if ruling is None:
        return None
    return {
        "at": time_text(ruling.at),
        "noise": ruling.noise,
        "kind": ruling.kind.value if ruling.kind else None,
        "disclosure": ruling.disclosure.value if ruling.disclosure else None,
        "note": ruling.note,
    }


def hit_json(hit: SearchHit) -> Json:
    """Return the form of one row of `search`."""
    return {
        "schema": SCHEMA,
        "article": hit.article,
        "snapshot": hit.snapshot,
        "block": hit.block,
        "text": hit.text,
        "spans": [list(span) for span in hit.spans],
    }


def trace_json(trace: Trace) -> Json:
    """Return the form of one row of `trace`."""
    return {
        "schema": SCHEMA,
        "article": trace.article,
        "phrase": trace.phrase,
        "first_seen": time_text(trace.first_seen),
        "first_snapshot": trace.first_snapshot,
        "last_seen": time_text(trace.last_seen),
        "last_snapshot": trace.last_snapshot,
        "gone_by": time_text(trace.gone_by),
    }


def fault_json(fault: Fault) -> Json:
    """Return the form of one row of `verify`."""
    return {
        "schema": SCHEMA,
        "record": fault.record,
        "article": fault.article,
        "snapshot": fault.snapshot,
        "fault": fault.fault,
    }
