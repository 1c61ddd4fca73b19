"""Why, in plain words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

from tuireader.changes.disclosure import Disclosed
from tuireader.changes.edits import Judged
from tuireader.changes.signals.findings import Finding
from tuireader.model import (
    Change,
    ChangeKind,
    Disclosure,
    Flag,
    NoticeChanges,
    Settled,
    Signal,
)

_MOST = 12
_LONGEST = 80

_CHANGED = {
    Signal.NUMBER: "a number",
    Signal.UNIT: "a unit",
    Signal.DATE: "a date",
    Signal.NAME: "a name",
    Signal.NEGATION: "a negation",
    Signal.MODAL: "a modal verb",
    Signal.HEDGE: "how sure it is",
    Signal.ATTRIBUTION: "who says it",
    Signal.QUOTE: "a quotation",
    Signal.TENSE: "a tense",
    Signal.SPELLING: "the spelling",
    Signal.PUNCTUATION: "the punctuation",
    Signal.BYLINE: "the byline",
}
_KINDS = {
    ChangeKind.FACTUAL: "other words, perhaps another claim (can't tell without knowing the world)",
    ChangeKind.COPYEDIT: "style",
    ChangeKind.FURNITURE: "not the story: a stamp, promo, link list or credit",
    ChangeKind.UPDATE: "later news",
    ChangeKind.SOURCING: "other words for who says it",
}


def explain(
    judged: Sequence[Judged], kind: ChangeKind, noticed: NoticeChanges, disclosed: Disclosed
) -> tuple[str, ...]:
    """Return the reasons for a verdict, the heaviest edits first, then the disclosure's."""
    ranked = sorted(judged, key=lambda one: -one.edit.weight)
    found = list(dict.fromkeys((one.findings[0], one.edit.kind) for one in ranked))
    lines = list(dict.fromkeys(_of_finding(*one) for one in found[:_MOST]))
    if len(found) > _MOST:
        lines.append(f"and {len(found) - _MOST} more")
    if kind is ChangeKind.REWRITE:
        lines.insert(0, "most of the text was replaced")
    return (*lines, *_of_disclosure(noticed, disclosed))


def explain_again(
    change: Change, disclosed: Disclosed, settles: Sequence[Settled]
) -> tuple[str, ...]:
    """Return a Change's reasons where a look back gave it another disclosure."""
    judged_first = Disclosed(edits=change.edits, disclosure=change.disclosure, flags=change.flags)
    stale = frozenset(_of_disclosure(change.notices, judged_first))
    kept = (line for line in change.reasons if line not in stale)
    return (
        *kept,
        *_of_disclosure(change.notices, disclosed),
        *(_of_settled(settled) for settled in settles),
    )


def _of_settled(settled: Settled) -> str:
    words = _arrow(_short(settled.edit.before), _short(settled.edit.after))
    since = f"a notice explains an earlier edit, seen in snapshot {settled.snapshot}"
    if settled.hours is None:
        return f"{since} and disclosed before: {words}"
    return f"{since} and undisclosed for {_length(settled.hours)}: {words}"


def told_later(snapshot: int, wait: timedelta) -> str:
    """Say that a notice explains a change only in a later snapshot, so long after it was seen."""
    hours = _length(wait / timedelta(hours=1))
    return f"a later notice explains it, seen in snapshot {snapshot}, after {hours}"


def _length(hours: float) -> str:
    """Return a length of time in one unit: `20 minutes`, `1 hour`, `3 days`."""
    units = ((hours / 24, "day", 2), (hours, "hour", 1), (hours * 60, "minute", 0))
    count, unit = next((round(n), unit) for n, unit, least in units if n >= least)
    return f"{count} {unit}" + ("" if count == 1 else "s")


def _of_finding(finding: Finding, kind: ChangeKind) -> str:
    before, after = _short(finding.before), _short(finding.after)
    if finding.signal is Signal.MOVE:
        return f"a passage changed its place: {before}"
    what = _CHANGED.get(finding.signal) if finding.signal else None
    if finding.signal is Signal.ADDED_CLAIM:
        return f"added: {after}"
    if finding.signal is Signal.REMOVED_CLAIM:
        return f"taken out: {before}"
    if what is None:
        what = _KINDS.get(kind, "other words")
        return f"{what}: {_arrow(before, after)}".removesuffix(": ")
    if not before:
        return f"{what} was added: {after}"
    if not after:
        return f"{what} was taken out: {before}"
    return f"{what} changed: {_arrow(before, after)}"


def _arrow(before: str, after: str) -> str:
    if before and after:
        return f"{before} → {after}"
    return f"added {after}" if after else f"taken out {before}" if before else ""


def _short(text: str) -> str:
    text = " ".join(text[: 2 * _LONGEST].split())
    text = text.strip(" ,;") or text
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…"


def _of_disclosure(noticed: NoticeChanges, disclosed: Disclosed) -> Iterator[str]:
    linked = {edit.notice for edit in disclosed.edits if edit.notice is not None}
    for k in sorted(linked):
        yield f"a notice explains it: {_short(noticed.added[k].text)}"
    if disclosed.disclosure is Disclosure.SILENT:
        yield "no notice explains it"
    if disclosed.disclosure is Disclosure.PARTLY:
        yield "a claim changed that no notice explains"
    if disclosed.disclosure is Disclosure.UNOBSERVED:
        texts = (n.text for k, n in enumerate(noticed.added) if k not in linked)
        yield f"a notice speaks of wording never seen here; stated by the publisher: {next(texts)}"
    for notice in noticed.removed:
        yield f"a notice was taken down: {_short(notice.text)}"
    if Flag.EUPHEMISM in disclosed.flags:
        yield (
            "the note only clarifies or updates, though a fact changed: AP and Reuters want such "
            "a note to be called a correction"
        )
