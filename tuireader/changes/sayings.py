"""Who says it, and in which words: attributions and quotations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from tuireader.changes.findings import Finding, Place, Setting
from tuireader.changes.passages import Extent, Span
from tuireader.model import ChangeKind, Pair, Signal
from tuireader.text.lexicon import Found
from tuireader.text.tokens import Token

_REACH = 9
"""Words before or after a verb of saying within which its speaker stands."""

_BREAKS = frozenset(',;:.!?—–()“”"«»„')
_QUOTE_MARKS = frozenset('"“”«»„‟「」『』‘‚')


def find(place: Place, setting: Setting) -> Iterator[Finding]:
    """Yield what a place does to who says something, and to quotations."""
    yield from _attribution(place, setting)
    yield from find_quotation(place)


# -- attribution


def _attribution(place: Place, setting: Setting) -> Iterator[Finding]:
    one, other = _verbs(place.before, setting), _verbs(place.after, setting)
    gone, new = _left(one, other), _left(other, one)
    spoken = Pair(
        before=_in_speaker(place.before, setting), after=_in_speaker(place.after, setting)
    )
    verb = bool(gone or new)
    if not verb and not _speaker_changed(place, spoken):
        return
    if {value for _, value in gone} ^ {value for _, value in new} & {"deny"} == {"deny"} and gone:
        weight, kind = 0.8, ChangeKind.FACTUAL
    else:
        weight, kind = 0.7, ChangeKind.SOURCING
    yield Finding(
        signal=Signal.ATTRIBUTION,
        kind=kind,
        weight=weight,
        before=place.before.text,
        after=place.after.text,
    )


def _speaker_changed(place: Place, spoken: Pair[bool]) -> bool:
    """Tell whether the words of a speaker were replaced by others, or came or went."""
    if not place.before.words:
        return spoken.after
    if not place.after.words:
        return spoken.before
    return spoken.before and spoken.after


def _verbs(extent: Extent, setting: Setting) -> list[tuple[Span, str]]:
    """Return the verbs of saying that an extent touches, outside quotations."""
    run = extent.context
    verbs = []
    for found in setting.words["attribution"].find(run):
        span = run[found.first].start, run[found.last - 1].end
        if extent.touches(*span) and not inside_quote(extent, span):
            verbs.append((span, found.value))
    return verbs


def _left(
    one: Sequence[tuple[Span, str]], other: Sequence[tuple[Span, str]]
) -> list[tuple[Span, str]]:
    counts = Counter(value for _, value in one)
    counts.subtract(value for _, value in other)
    return [verb for verb in one if counts[verb[1]] > 0]


def _in_speaker(extent: Extent, setting: Setting) -> bool:
    """Tell whether the changed words name the speaker of a sentence."""
    run = extent.context
    return any(
        extent.touches(start, end)
        for found in setting.words["attribution"].find(run)
        for start, end in _speakers(run, found)
    )


def _speakers(run: Sequence[Token], verb: Found) -> Iterator[Span]:
    """Yield where a verb's speaker may stand: before it in its clause, or behind it."""
    first = verb.first
    while first > 0 and verb.first - first < _REACH and run[first - 1].text not in _BREAKS:
        first -= 1
    if first < verb.first:
        yield run[first].start, run[verb.first - 1].end
    opens = not verb.first or run[verb.first - 1].text in _BREAKS
    if not opens and verb.last - verb.first == 1:
        return
    last = verb.last
    while last < len(run) and last - verb.last < _REACH and run[last].text not in _BREAKS:
        last += 1
    if last > verb.last:
        yield run[verb.last].start, run[last - 1].end


# -- quotations


def find_quotation(place: Place) -> Iterator[Finding]:
    """Yield words changed inside a quotation, and quotation marks put in or taken off."""
    one, other = _marks(place.before), _marks(place.after)
    quoted = Pair(before=_quoted(place.before), after=_quoted(place.after))
    said = [t.low for t in place.before.words], [t.low for t in place.after.words]
    if _opens(one) != _opens(other) or ((quoted.before or quoted.after) and said[0] != said[1]):
        yield Finding(
            signal=Signal.QUOTE,
            kind=ChangeKind.FACTUAL,
            weight=0.65,
            before=place.before.text,
            after=place.after.text,
        )


def _marks(extent: Extent) -> str:
    return "".join(token.text for token in extent.tokens if token.text in _QUOTE_MARKS)


def _opens(marks: str) -> bool:
    """Tell whether there are quotation marks at all; their shape doesn't matter."""
    return bool(marks)


def _quoted(extent: Extent) -> bool:
    """Tell whether the changed words stand inside a quotation."""
    return inside_quote(extent, (extent.start, extent.end))


def inside_quote(extent: Extent, span: Span) -> bool:
    """Tell whether a span lies between a pair of quotation marks of the extent's passage."""
    return any(start < span[0] and span[1] < end for start, end in extent.passage.quotes)
