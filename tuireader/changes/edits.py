"""Places to edits: what each one touches, what kind it is, and how much it weighs."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from tuireader.changes.places import Place
from tuireader.changes.reading.furniture import is_caption, is_furniture
from tuireader.changes.reading.passages import LONGEST, Extent
from tuireader.changes.signals import (
    amounts,
    authors,
    certainty,
    naming,
    sayings,
    tenses,
    voices,
    wording,
)
from tuireader.changes.signals.findings import Finding
from tuireader.model import Block, BlockKind, ChangeKind, Diff, Document, Edit, SegmentOp, Signal
from tuireader.text.lexicon import Lexicon
from tuireader.text.tokens import Token

_MOST_SIGNALS = 5

_DETECTORS = (
    certainty.find,
    amounts.find,
    naming.find,
    sayings.find,
    tenses.find,
    voices.find,
    wording.find,
)

_PLACES = {
    BlockKind.CAPTION: Signal.CAPTION,
    BlockKind.STANDFIRST: Signal.STANDFIRST,
}
_CLAUSE = 5
"""Words from which on what was put in is a clause."""
_REACH = 4
"""Tokens looked at for each word beside an edit, signs included."""
_SURE = 0.7
"""Weight from which no other finding explains one away: a deed turned round, an opposite."""
_FURNITURE = Finding(signal=None, kind=ChangeKind.FURNITURE, weight=0.0)
_STYLE = Finding(signal=None, kind=ChangeKind.COPYEDIT, weight=0.1)
_UNREAD = Finding(signal=None, kind=ChangeKind.FACTUAL, weight=wording.SUBSTITUTED)
_MOST_CLOSELY = 1500
"""Places of one Change from which on they are judged at a glance: nobody made them by hand."""
_MOST_READ = 120_000
"""Characters of such places, both sides counted, from which on the rest is judged so: a book's."""


@dataclass(frozen=True, slots=True)
class Judged:
    """An edit with the findings it rests on, the heaviest first."""

    edit: Edit
    findings: tuple[Finding, ...]
    place: Place | None = None


def judge_all(found: Iterable[Place]) -> Iterator[Judged]:
    """Judge all places of a Change: closely, but for more of them than anybody reads."""
    read = 0
    for number, place in enumerate(found):
        yield judge(place, closely=number < _MOST_CLOSELY and read < _MOST_READ)
        read += len(place.before.text) + len(place.after.text)


def judge(place: Place, *, closely: bool = True) -> Judged:
    """Judge one place; if not `closely`, by its own words at a glance."""
    findings = tuple(sorted(_findings(place, closely), key=lambda found: -found.weight))
    heaviest = findings[0]
    edit = Edit(
        before=place.before.text,
        after=place.after.text,
        row=place.row,
        kind=heaviest.kind,
        signals=_signals(place, findings),
        weight=heaviest.weight,
    )
    return Judged(edit, findings, place)


def _findings(place: Place, closely: bool) -> Iterable[Finding]:
    if closely and _is_furniture(place):
        return (_FURNITURE,)
    known = authors.find(place) or _whole_sentences(place)
    if known:
        return known
    if not closely or _is_endless(place):
        return (_UNREAD,)
    if _same_words(place):
        return (*amounts.find(place), *_signs(place))
    if wording.only_respaced(place) or _is_doubled(place):
        return (_spelling(place),)
    if wording.only_spelled_out(place):
        return (_STYLE,)
    found = [finding for detect in _DETECTORS for finding in detect(place)]
    if _is_aside(place):
        found = [_told_beside(finding) for finding in found]
    return _settled(found) or (_STYLE,)


def _is_endless(place: Place) -> bool:
    """Tell whether a place is longer than what a person writes as one sentence or two."""
    return max(len(place.before.text), len(place.after.text)) > LONGEST


def _is_aside(place: Place) -> bool:
    """Tell whether a clause of its own was put in: "who …", or between dashes or brackets.

    Its negations and hedges are its own and touch nothing that was said.
    """
    if place.before.text or len(place.after.words) < _CLAUSE:
        return False
    if any(found.value == "anonymous" for found in place.after.found("attribution")):
        return False  # ", who asked not to be named," is told of the source
    inside = place.after.text.strip(" ,;")
    lead = place.after.words[0].low
    relative = place.after.lexicon["clauses"].get(lead) == "relative"
    return relative or (inside[0] in "–—-([" and inside[-1] in "–—-)]")


def _told_beside(finding: Finding) -> Finding:
    if finding.kind not in (ChangeKind.FACTUAL, ChangeKind.SOURCING):
        return finding
    return finding._replace(kind=ChangeKind.UPDATE, weight=min(finding.weight, 0.45))


# -- furniture


def _is_furniture(place: Place) -> bool:
    if place.headline:
        return False
    return _in_furniture(place.before) and _in_furniture(place.after)


def _in_furniture(extent: Extent) -> bool:
    """Tell whether one side's words stand in furniture; a side without words always does."""
    if not extent.text or extent.passage.is_furniture:
        return True
    glued = extent.passage.furniture
    return any(start <= extent.start and extent.end <= end for start, end in glued)


# -- whole sentences


def _whole_sentences(place: Place) -> tuple[Finding, ...]:
    """Return what a place does that only adds, or only takes out, whole sentences."""
    if place.before.text and place.after.text:
        return ()
    extent = place.after if place.after.text else place.before
    if place.headline or not _is_whole(extent):
        return ()
    return (_claimed(place),) if any(map(str.isalnum, extent.text)) else ()


def _is_whole(extent: Extent) -> bool:
    """Tell whether an extent is all there is of its sentences."""
    if len(extent.text) == len(extent.passage.text):
        return True
    return extent.text.strip() == extent.passage.text[slice(*extent.sentence)].strip()


def _claimed(place: Place) -> Finding:
    extent = place.after if place.after.text else place.before
    if place.after.text:
        return Finding(
            signal=Signal.ADDED_CLAIM, kind=ChangeKind.UPDATE, weight=0.45, after=extent.text
        )
    return Finding(
        signal=Signal.REMOVED_CLAIM, kind=ChangeKind.FACTUAL, weight=0.5, before=extent.text
    )


# -- signs


def _same_words(place: Place) -> bool:
    return [t.text for t in place.before.words] == [t.text for t in place.after.words]


def _signs(place: Place) -> Iterator[Finding]:
    """Judge a change of signs alone: a question taken back and scare quotes are claims."""
    yield from sayings.find_quotation(place)
    yield from certainty.find_question(place)
    yield Finding(
        signal=Signal.PUNCTUATION,
        kind=ChangeKind.COPYEDIT,
        weight=0.1,
        before=place.before.text,
        after=place.after.text,
    )


# -- slips


def _is_doubled(place: Place) -> bool:
    """Tell whether words that stood twice in a row were taken out once ("the the")."""
    extent = place.before if place.before.words else place.after
    if place.before.words and place.after.words:
        return False
    lost = [token.low for token in extent.words]
    context = extent.context
    at = bisect_left(context, extent.start, key=lambda token: token.start)
    before = _words_low(reversed(context[max(0, at - _REACH * len(lost)) : at]), len(lost))
    after = _words_low(context[at : at + 2 * _REACH * len(lost)], 2 * len(lost))
    return lost in (before[::-1], after[len(lost) :])


def _words_low(tokens: Iterable[Token], most: int) -> list[str]:
    return list(islice((token.low for token in tokens if token.is_word), most))


def _spelling(place: Place) -> Finding:
    return Finding(
        signal=Signal.SPELLING,
        kind=ChangeKind.COPYEDIT,
        weight=0.1,
        before=place.before.text,
        after=place.after.text,
    )


# -- findings that explain one another


def _settled(found: list[Finding]) -> tuple[Finding, ...]:
    """Drop the findings that another one explains."""
    signals = {finding.signal for finding in found}
    spelled = tuple(finding for finding in found if finding.signal is Signal.SPELLING)
    if spelled and (_is_day_misspelled(found, spelled[0]) or not any(map(_claims, found))):
        return spelled
    dropped: set[Signal | None] = set()
    if Signal.SPELLING in signals:
        dropped.add(Signal.SPELLING)
    if Signal.ATTRIBUTION in signals:
        dropped |= {Signal.ADDED_CLAIM, Signal.REMOVED_CLAIM, None}
        found = [_sourced(finding) for finding in found]
    if Signal.TENSE in signals:
        dropped |= {Signal.ADDED_CLAIM, Signal.REMOVED_CLAIM, None}
        dropped |= {Signal.MODAL} if _announced(found) else set()
    return tuple(f for f in found if f.signal not in dropped or f.weight >= _SURE)


def _claims(found: Finding) -> bool:
    """Tell whether words of almost the same letters say two things ("may", "my"; "can", "cant").

    Of modals and hedges both must be words: "alledgedly" was only misspelled.
    """
    both = bool(found.before and found.after)
    return found.signal in _SPELLED_CLAIMS or (both and found.signal in _SPELLED_MARKERS)


def _is_day_misspelled(found: Iterable[Finding], spelled: Finding) -> bool:
    """Tell whether a long name of a day or month only lacked a letter ("Wensday")."""
    claims = [finding for finding in found if _claims(finding)]
    if {finding.signal for finding in claims} - {Signal.NAME} != {Signal.DATE}:
        return False
    one, other = sorted((spelled.before.lower(), spelled.after.lower()), key=len)
    slipped = len(one) < len(other) or sorted(one) == sorted(other)
    lone = not any(finding.before and finding.after for finding in claims)
    return lone and slipped and len(other) >= _LONG_DAY


_LONG_DAY = 6
"""Letters from which on a name of a day or month with a slip is no other word."""
_SPELLED_MARKERS = frozenset((Signal.MODAL, Signal.HEDGE))
_SPELLED_CLAIMS = frozenset((Signal.NAME, Signal.NEGATION, Signal.NUMBER, Signal.DATE, Signal.UNIT))


def _announced(found: Iterable[Finding]) -> bool:
    return any(f.signal is Signal.TENSE and f.kind is ChangeKind.UPDATE for f in found)


def _sourced(finding: Finding) -> Finding:
    """Count a speaker's name as sourcing, but for a name that was only put right."""
    if finding.signal is not Signal.NAME or _put_right(finding):
        return finding
    return Finding(
        signal=Signal.NAME,
        kind=ChangeKind.SOURCING,
        weight=min(finding.weight, 0.6),
        before=finding.before,
        after=finding.after,
    )


def _put_right(finding: Finding) -> bool:
    both = bool(finding.before and finding.after)
    return both and naming.similar(finding.before.lower(), finding.after.lower())


def _signals(place: Place, findings: Iterable[Finding]) -> tuple[Signal, ...]:
    """Return where the edit stands and what it touches, the heaviest first, five at most."""
    stands = dict.fromkeys(_stands(place))
    touched = [finding.signal for finding in findings if finding.signal is not None]
    return tuple(dict.fromkeys([*touched[: _MOST_SIGNALS - len(stands)], *stands]))


def _stands(place: Place) -> Iterator[Signal]:
    """Yield where a place stands; a label or its form tells where a page's markup doesn't."""
    if place.headline:
        yield Signal.HEADLINE
    for block in (*place.blocks.before, *place.blocks.after):
        if block.kind in _PLACES:
            yield _PLACES[block.kind]
        elif is_caption(block.text, place.after.lexicon):
            yield Signal.CAPTION
        elif place.row == _FIRST_ROW and _is_standfirst(block):
            yield Signal.STANDFIRST


_FIRST_ROW = 1  # behind the headline's


def _is_standfirst(block: Block) -> bool:
    """Tell whether a story's first paragraph is a sentence without a full stop, as they are."""
    if block.kind is not BlockKind.PARAGRAPH or len(block.text) > LONGEST:
        return False
    return block.text[-1:].isalnum() and len(block.text.split()) >= _CLAUSE


# -- moves


def moved(after: Document, diff: Diff, words: Lexicon) -> Iterator[Judged]:
    """Yield an edit for each passage or row that only changed its place."""
    places = {j: i for i, row in enumerate(diff.rows) for j in row.after} if diff.moves else {}
    for move in diff.moves:
        yield _moved(places[move.after], move.text, _MOVED)
    rows = [i for i, row in enumerate(diff.rows) if row.moved]
    found = _MOVED if rows and _reordered(after, diff, words) else _MOVED_AROUND
    for i in rows:
        segments = diff.rows[i].segments
        text = "".join(s.text for s in segments if s.op is not SegmentOp.DELETE)
        yield _moved(i, text, found)


def _reordered(after: Document, diff: Diff, words: Lexicon) -> bool:
    """Tell whether the story's own blocks changed places, and not only what stands around it."""
    told = [
        row.before
        for row in diff.rows
        if row.before and not all(is_furniture(after.blocks[j], words) for j in row.after)
    ]
    return told != sorted(told)


_MOVED = Finding(signal=Signal.MOVE, kind=ChangeKind.COPYEDIT, weight=0.1)
_MOVED_AROUND = Finding(signal=Signal.MOVE, kind=ChangeKind.FURNITURE, weight=0.0)


def _moved(row: int, text: str, found: Finding) -> Judged:
    edit = Edit(
        before=text,
        after=text,
        row=row,
        kind=found.kind,
        signals=(Signal.MOVE,),
        weight=found.weight,
    )
    return Judged(edit, (found._replace(before=text),))
