"""An article's history: what each new text changed, and how long each stood."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from itertools import groupby
from types import MappingProxyType

from tuireader.model import (
    Change,
    Check,
    CheckStatus,
    Flag,
    Origin,
    Overruling,
    Snapshot,
    Verdict,
)
from tuireader.rendering.changes import summary
from tuireader.rendering.flags import FLAGS, FORENSIC
from tuireader.rendering.new_texts import texts
from tuireader.rendering.passage import Fixed
from tuireader.rendering.roles import Fragment, Line, Role
from tuireader.rendering.searches import Scale, horizon
from tuireader.rendering.sheet import Sheet
from tuireader.rendering.signs import of_verdict, ruling_words, verdict_words
from tuireader.rendering.sparks import spark
from tuireader.rendering.times import length, moment
from tuireader.rendering.wrap import fit

_INDENT = 4
BACK = "↺"
_BARS_MOST = 12
_TRACK_LEAST, _TRACK_MOST = 20, 100
_TROUBLE = (CheckStatus.GONE, CheckStatus.BLOCKED, CheckStatus.FAILED)
_ORIGINS = {Origin.FILE: "from a file", Origin.MEMENTO: "from an archive"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One line of a history: a new text, or a run of looks that brought none.

    Attributes:
        snapshot: the new text; None for a run.
        previous: the number of the text it is judged against; None for the first.
        count: looks in the run; 0 with a snapshot.
        status: what the run's looks came to.
        stood: seconds that a run, or a text up to the next, lasted; None: it still stands.
        again: the number of the first snapshot that had this very text before; None for none.
    """

    snapshot: Snapshot | None = None
    previous: int | None = None
    count: int = 0
    status: CheckStatus = CheckStatus.UNCHANGED
    reason: str = ""
    stood: float | None = None
    again: int | None = None


def looks(history: Sequence[Snapshot], checks: Sequence[Check]) -> tuple[Look, ...]:
    """Fold a history: every new text by itself, and runs of looks that brought nothing new.

    Args:
        history: an article's snapshots in the order of `taken_at`.
        checks: its looks, the oldest first.
    """
    new = texts(history)
    told = {each.number for each in new}
    dated = {s.number: _dates(s) for s in history if s.number not in told and _dates(s)}
    quiet = [check for check in checks if check.snapshot not in told or check.snapshot is None]
    found: list[Look] = []
    had: dict[str, int] = {}
    for index, snapshot in enumerate(new):
        after = new[index + 1] if index + 1 < len(new) else None
        stood = (after.taken_at - snapshot.taken_at).total_seconds() if after else None
        previous = new[index - 1].number if index else None
        first = had.setdefault(snapshot.digest, snapshot.number)
        again = first if first != snapshot.number else None
        found.append(Look(snapshot=snapshot, previous=previous, stood=stood, again=again))
        end = after.taken_at if after else None
        between = [
            check
            for check in quiet
            if check.at >= snapshot.taken_at and (end is None or check.at < end)
        ]
        found.extend(_runs(between, dated))
    if not new:
        found.extend(_runs(quiet, dated))
    return tuple(found)


def _dates(snapshot: Snapshot) -> str:
    """Return what a page's own dates say of a change, or of its absence."""
    return "; ".join(FLAGS[flag] for flag in snapshot.flags if flag in FORENSIC)


def _runs(checks: Sequence[Check], dated: Mapping[int, str]) -> Iterator[Look]:
    """Yield a Look for each run of checks that came to the same; `dated`: by snapshot."""
    start = 0
    for index in range(1, len(checks) + 1):
        if index < len(checks) and _outcome(checks[index]) == _outcome(checks[start]):
            continue
        first, last = checks[start], checks[index - 1]
        moved = dict.fromkeys(dated.get(check.snapshot or 0, "") for check in checks[start:index])
        reason = first.error.message if first.error else "; ".join(filter(None, moved))
        lasted = (last.at - first.at).total_seconds()
        status = _outcome(first)
        yield Look(count=index - start, status=status, reason=reason, stood=lasted)
        start = index


def _outcome(check: Check) -> CheckStatus:
    return check.status if check.status in _TROUBLE else CheckStatus.UNCHANGED


def look_lines(
    look: Look,
    change: Change | None,
    width: int,
    now: datetime,
    *,
    zone: tzinfo | None = None,
) -> tuple[Line, Line]:
    """Return a look's two lines; `change`: against the text before, where it is known yet."""
    if look.snapshot is None:
        return _run_lines(look, width)
    snapshot = look.snapshot
    when = f" {moment(snapshot.taken_at, now, zone):>18}  {snapshot.number:>3}  "
    head = Fragment(when, Role.STRONG)
    indent = Fragment(" " * len(when))
    room = width - len(when)
    stood = _stood(look)
    if snapshot.verdict is None:
        first = _ORIGINS.get(snapshot.origin, "")
        words = f"first saved {first}".rstrip()
        return (head, Fragment(fit(words, room))), (indent, Fragment(fit(stood, room), Role.DIM))
    sign = of_verdict(snapshot.verdict)
    words = fit(f"{sign.character} {verdict_words(snapshot.verdict)}", room)
    line: Line = (head, Fragment(words, sign.role))
    bars = spark([edit.weight for edit in change.edits[:_BARS_MOST]]) if change else ""
    if bars and len(words) + len(bars) + 3 <= room:
        line = (*line, Fragment("   "), Fragment(bars, Role.ACCENT))
        words += f"   {bars}"
    if look.again is not None:
        back = f"{BACK} snapshot {look.again} again"
        line = (*line, Fragment("   "), Fragment(fit(back, room - len(words) - 3), Role.SILENT))
        words += f"   {back}"
    if stood and len(words) + len(stood) + 3 <= room:
        line = (*line, Fragment("   "), Fragment(stood, Role.DIM))
    said = summary(change, room) if change is not None else ""
    return line, (indent, Fragment(said))


def _stood(look: Look) -> str:
    return "stands still" if look.stood is None else f"stood {length(look.stood)}"


def _run_lines(look: Look, width: int) -> tuple[Line, Line]:
    noun = "look" if look.count == 1 else "looks"
    bar = Fragment(f" {'┊':>18}       ", Role.DIM)
    room = width - len(bar.text)
    if look.status is CheckStatus.UNCHANGED:
        over = f" over {length(look.stood)}" if look.stood else ""
        words = f"{look.count} {noun}, nothing new{over}"
    else:
        words = f"{look.count} {noun}, {look.status.value}"
    reason = (Fragment(" " * len(bar.text)), Fragment(fit(look.reason, room), Role.DIM))
    return (bar, Fragment(fit(words, room), Role.DIM)), reason


def timeline(
    shown: Sequence[Look],
    changes: Mapping[int, Change],
    width: int,
    now: datetime,
    *,
    zone: tzinfo | None = None,
    rulings: Mapping[int, Overruling] = MappingProxyType({}),
) -> Sheet:
    """Set a history on a sheet; two texts that a server gives in turn are one note.

    `changes`, `rulings` (what a person said): by the number of the snapshot after each.
    """
    parts = []
    for flapping, run in groupby(shown, key=_flaps):
        looks = list(run)
        if flapping and len(looks) > 1:
            parts.append(Fixed(*_flapping_lines(looks, width, now, zone)))
        for look in looks:
            number = look.snapshot.number if look.snapshot else 0
            folded = flapping and len(looks) > 1
            lines = () if folded else look_lines(look, changes.get(number), width, now, zone=zone)
            noted = _notes(look, rulings.get(number), width, dates=not folded)
            said = [line for line in (*lines, *noted) if any(f.text.strip() for f in line)]
            parts += [Fixed(*said)] if said else []
    return Sheet(parts, width)


def _flaps(look: Look) -> bool:
    return look.snapshot is not None and Flag.FLAPPING in look.snapshot.flags


def _flapping_lines(
    run: Sequence[Look], width: int, now: datetime, zone: tzinfo | None
) -> Iterator[Line]:
    """Yield the one note on snapshots in which two wordings took turns."""
    turned = [look.snapshot for look in run if look.snapshot]
    head = f" {moment(turned[0].taken_at, now, zone):>18}  {turned[0].number:>3}  "
    texts = sorted({look.again for look in run if look.again is not None})
    rivals = f"snapshots {texts[0]} and {texts[1]}" if len(texts) > 1 else "two texts"
    words = f"⇄ to {turned[-1].number}: the wording goes to and fro between {rivals}"
    yield Fragment(head, Role.STRONG), Fragment(fit(words, width - len(head)), Role.DIM)
    if run[-1].stood is None:
        yield Fragment(" " * len(head)), Fragment(_stood(run[-1]), Role.DIM)


def _notes(look: Look, ruling: Overruling | None, width: int, *, dates: bool) -> Iterator[Line]:
    """Yield what the page's own dates say of a change, and what a person said of it."""
    if look.snapshot is None:
        return
    number = "" if dates else f"{look.snapshot.number:>3}"
    indent = Fragment(f" {'':>18}  {number:>3}  ")
    room = width - len(indent.text)
    dated = _dates(look.snapshot)
    if dated and dates:
        yield indent, Fragment(fit(f"! {dated}", room), Role.SILENT)
    if ruling is not None:
        yield indent, Fragment(fit(ruling_words(ruling), room), Role.STRONG)


def weights_over_time(
    shown: Sequence[Look], width: int, now: datetime, *, zone: tzinfo | None = None
) -> tuple[Line, ...]:
    """Draw when an article changed and how much: a bar a change, from its first text on.

    It ends now, or once more as long after the last change: old stories stay readable. Empty
    where nothing ever changed. Changes that fall into one cell show the weightiest.
    """
    snapshots = [look.snapshot for look in shown if look.snapshot is not None]
    judged = [each for each in snapshots if each.verdict is not None]
    if not judged:
        return ()
    begin, newest = snapshots[0].taken_at, snapshots[-1].taken_at
    end = horizon(begin, newest, now)
    first = moment(begin, now, zone)
    last = "now" if end == now else moment(end, now, zone)
    room = width - len(first) - len(last) - 5
    if room < _TRACK_LEAST:
        return ()
    scale = Scale(begin, end, min(room, _TRACK_MOST))
    cells: dict[int, Verdict] = {}
    for each in judged:
        at = scale.cell(each.taken_at)
        if each.verdict and (at not in cells or each.verdict.weight > cells[at].weight):
            cells[at] = each.verdict
    drawn = [
        Fragment(spark([cells[at].weight]), of_verdict(cells[at]).role)
        if at in cells
        else Fragment("─", Role.RULE)
        for at in range(scale.width)
    ]
    return ((Fragment(f" {first}  ", Role.DIM), *drawn, Fragment(f"  {last}", Role.DIM)), ())
