"""What a Change amounts to, said before the texts themselves."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, tzinfo

from tuireader.model import Change, ChangeKind, Disclosure, Overruling, Settled, Side
from tuireader.rendering.documents import notice_words
from tuireader.rendering.flags import FLAGS
from tuireader.rendering.passage import Fixed, Part, Passage
from tuireader.rendering.roles import Fragment, Line, Role
from tuireader.rendering.sheet import Sheet
from tuireader.rendering.signs import of_notice, of_verdict, ruling_words, verdict_words
from tuireader.rendering.times import length, moment
from tuireader.rendering.wrap import cells, fit, is_sure

_MARGIN = Fragment(" ")
_JUDGED = (ChangeKind.FACTUAL, ChangeKind.SOURCING, ChangeKind.REWRITE)


def verdict(
    change: Change,
    width: int,
    now: datetime,
    *,
    zone: tzinfo | None = None,
    notices: int | None = None,
    foremost: int | None = None,
    ruling: Overruling | None = None,
) -> Sheet:
    """Set the verdict, and what a person said of it (`ruling`).

    `notices`: lines that the publisher's notes may take, None: all of them. `foremost`: the index
    of the note that stands before the others.
    """
    lines = [*_title(change, width, now, zone), *_judgement(change, width)]
    if ruling is not None:
        lines.append((_MARGIN, Fragment(fit(ruling_words(ruling), width - 2), Role.STRONG)))
    parts: list[Part] = [Fixed(*lines)]
    noted = Sheet(list(_notices(change, width, now, foremost)), width)
    if noted.height:
        parts.append(noted if notices is None or noted.height <= notices else _Cut(noted, notices))
    return Sheet(parts, width)


def _title(change: Change, width: int, now: datetime, zone: tzinfo | None) -> Iterator[Line]:
    sides = change.sides
    headline = sides.after.headline or sides.before.headline
    times = f"{_side(sides.before, now, zone)}  →  {_side(sides.after, now, zone)}"
    if sides.before.snapshot is not None:
        times = f"snapshot {times}"
    room = width - 4 - cells(times)
    if room >= cells(headline) and is_sure(headline):
        title = headline
        space = Fragment(" " * (width - 2 - cells(title) - cells(times)))
        yield _MARGIN, Fragment(title, Role.HEADLINE), space, Fragment(times, Role.DIM)
    else:
        yield _MARGIN, Fragment(fit(headline, width - 2), Role.HEADLINE)
        yield _MARGIN, Fragment(fit(times, width - 2), Role.DIM)


def _side(side: Side, now: datetime, zone: tzinfo | None) -> str:
    when = moment(side.taken_at, now, zone) if side.taken_at is not None else ""
    number = "" if side.snapshot is None else str(side.snapshot)
    return "  ".join(piece for piece in (number, when) if piece) or "a file"


def _judgement(change: Change, width: int) -> Iterator[Line]:
    """Yield the sign and words of the verdict, what explains what, and how much is new."""
    sign = of_verdict(change.verdict)
    judged = (_MARGIN, Fragment(f"{sign.character} {verdict_words(change.verdict)}", sign.role))
    pieces = [piece for piece in (_explained(change), _amount(change)) if piece]
    used = 1 + cells(judged[1].text)
    line: list[Fragment] = list(judged)
    for piece in pieces:
        if used + 4 + len(piece) > width - 1:
            yield tuple(line)
            line, used = [Fragment("   ")], 3
        else:
            line.append(Fragment("    "))
            used += 4
        line.append(Fragment(fit(piece, width - 4), Role.DIM))
        used += len(piece)
    yield tuple(line)
    for settled in change.settles:
        yield _MARGIN, Fragment(fit(_settled(settled), width - 2), Role.EXPLAINED)
    for flag in change.flags:
        yield _MARGIN, Fragment(fit(f"! {FLAGS[flag]}", width - 2), Role.SILENT)


def _settled(settled: Settled) -> str:
    """Say which earlier edit a notice explains, and how long that stood untold."""
    edit, hours = settled.edit, settled.hours
    when = "told before" if hours is None else f"untold for {length(hours * 3600)}"
    words = " → ".join(words or "(nothing)" for words in (edit.before, edit.after))
    return f"{of_notice(edit.notice or 0)} explains snapshot {settled.snapshot}, {when}: {words}"


def _explained(change: Change) -> str:
    """Say how many of the edits that need a notice have one."""
    told = sum(edit.notice is not None for edit in change.edits)
    silent = sum(edit.notice is None and edit.kind in _JUDGED for edit in change.edits)
    if not told and not silent:
        return ""
    if change.disclosure is Disclosure.NONE and not told:
        return ""
    if not told:
        return f"{_edits(silent)}, none explained by a notice"
    notes = "the notice" if len(change.notices.added) == 1 else "the notices"
    return f"{_edits(told)} explained by {notes}" + (f", {silent} not" if silent else "")


def _edits(count: int) -> str:
    return f"{count} edit{'' if count == 1 else 's'}"


def _amount(change: Change) -> str:
    stats = change.stats
    if change.kind is ChangeKind.NONE:
        return ""
    alike = f"{int(stats.similarity * 100)} % alike"
    return f"+{stats.words_added} −{stats.words_removed} words · {alike}"


def _notices(change: Change, width: int, now: datetime, foremost: int | None) -> Iterator[Part]:
    inner = width - 2
    added = list(enumerate(change.notices.added))
    for index, notice in sorted(added, key=lambda each: each[0] != foremost):
        first: Line = (_MARGIN, Fragment(f"┃ {of_notice(index)} ", Role.NOTICE))
        rest: Line = (_MARGIN, Fragment("┃   ", Role.NOTICE))
        words = notice_words(notice, now)
        yield Passage(words, inner, role=Role.NOTICE, first=first, rest=rest)
    for notice in change.notices.removed:
        first = (_MARGIN, Fragment("┃ ▽ removed ", Role.SILENT))
        rest = (_MARGIN, Fragment("┃   ", Role.SILENT))
        yield Passage(notice_words(notice, now), inner, role=Role.NOTICE, first=first, rest=rest)


class _Cut:
    """The first lines of a sheet, the last of them with an ellipsis."""

    def __init__(self, sheet: Sheet, height: int) -> None:
        self.sheet = sheet
        self.height = height

    def line(self, y: int) -> Line:
        """Return the line `y`."""
        line = self.sheet.line(y)
        return (*line[:-1], Fragment(_cut(line[-1].text), line[-1].role)) if self._last(y) else line

    def _last(self, y: int) -> bool:
        return y == self.height - 1


def _cut(text: str) -> str:
    """Put an ellipsis in place of a line's end, which keeps the line's width."""
    return f"{text[:-1].rstrip()}…"
