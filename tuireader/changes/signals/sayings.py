"""Who says it, and in which words: attributions and quotations."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence

from tuireader.changes.places import Place
from tuireader.changes.reading.facts import Reading
from tuireader.changes.reading.passages import Extent, Span
from tuireader.changes.signals import amounts, naming
from tuireader.changes.signals.findings import Finding
from tuireader.changes.signals.wording import leftovers
from tuireader.model import ChangeKind, Pair, Signal
from tuireader.text.lexicon import Found, Lexicon
from tuireader.text.tokens import Token

_REACH = 9
"""Words before or after a verb of saying within which its speaker stands."""

_BREAKS = frozenset(',;:.!?—–()“”"«»„「」。，、؛،')
_QUOTE_MARKS = frozenset("\"“”«»„‟「」『』‘‚'’")


def find(place: Place) -> Iterator[Finding]:
    """Yield what a place does to who says something, and to quotations."""
    yield from _attribution(place)
    yield from find_quotation(place)


# -- attribution


def _attribution(place: Place) -> Iterator[Finding]:
    one, other = _verbs(place.before), _verbs(place.after)
    gone, new = _left(one, other), _left(other, one)
    if bool(gone) != bool(new) and place.before.words and place.after.words:
        gone, new = _spoken(place.before, gone), _spoken(place.after, new)
    if not gone and not new and not _speaker_changed(place):
        return
    denied = {value for _, value in gone} ^ {value for _, value in new} >= {"deny"}
    yield Finding(
        signal=Signal.ATTRIBUTION,
        kind=ChangeKind.FACTUAL if denied and gone and new else ChangeKind.SOURCING,
        weight=0.8 if denied else 0.7,
        before=place.before.text,
        after=place.after.text,
    )


def _spoken(extent: Extent, verbs: Sequence[tuple[Span, str]]) -> list[tuple[Span, str]]:
    """Drop verbs that only hedge where no other verb of saying was: "proves", "suggests"."""
    hedges = {extent.around.span(found) for found in extent.found("hedges")}
    return [verb for verb in verbs if verb[0] not in hedges]


def _speaker_changed(place: Place) -> bool:
    """Tell whether the words for a speaker were replaced by others, or came or went."""
    sides = [side for side in (place.before, place.after) if side.words]
    if not all(_in_speaker(side) for side in sides) or naming.stands_for(place):
        return False
    gone, new = leftovers(place)
    if gone or new:
        return True
    return any(True for find in (naming.find, amounts.find) for _ in find(place))


def _verbs(extent: Extent) -> list[tuple[Span, str]]:
    """Return the verbs of saying that an extent touches, outside quotations."""
    around = extent.around
    active = (found for found in extent.found("attribution") if not _is_passive(around, found))
    spans = ((around.span(found), found.value) for found in active)
    return [(span, value) for span, value in spans if not inside_quote(extent, span)]


def _is_passive(around: Reading, verb: Found) -> bool:
    """Tell whether somebody was told or promised a thing, and nothing says by whom.

    "It is said" names nobody either, but says that it is only said.
    """
    run, words = around.tokens, around.words
    left = [token.low for token in run[max(0, verb.first - 2) : verb.first]]
    if not left or left[-1] not in words.passives or left[0] in words.impersonals:
        return False
    other_forms = tuple(end for end, form in words.tense_endings if form != "past")
    if run[verb.first].low.endswith(other_forms):
        return False
    return not any(token.low in words.agents for token in run[verb.last : verb.last + _REACH])


def _left(
    one: Sequence[tuple[Span, str]], other: Sequence[tuple[Span, str]]
) -> list[tuple[Span, str]]:
    if not one:
        return []
    counts = Counter(value for _, value in one)
    counts.subtract(value for _, value in other)
    return [verb for verb in one if counts[verb[1]] > 0]


def _in_speaker(extent: Extent) -> bool:
    """Tell whether the changed words name the speaker of a sentence."""
    around = extent.around
    return any(
        extent.touches(start, end)
        for found in around.found("attribution")
        if not _is_passive(around, found)
        for start, end in _speakers(around, found)
    )


def _speakers(around: Reading, verb: Found) -> Iterator[Span]:
    """Yield where a verb's speaker may stand: before it in its clause, or behind it.

    Behind it only where the verb opens its clause (", said X") or is none ("according to X"). In
    a relative clause ("a porter who said") nothing before the verb speaks.
    """
    run, words = around.tokens, around.words
    end = verb.first
    first = _clause_start(around, end)
    if first == end:
        end = _aside(run, end)
        first = _clause_start(around, end)
    relative = first > 0 and words["clauses"].get(run[first - 1].low) == "relative"
    if first < end and not relative:
        yield run[first].start, run[end - 1].end
    if verb.value == "deny":  # behind it stands what is denied, and never who does
        return
    opens = not verb.first or _breaks(run[verb.first - 1], words)
    if not opens and not any(found.first == verb.first for found in around.found("according")):
        return
    last = _speaker_end(around, verb.last)
    if last > verb.last:
        yield run[verb.last].start, run[last - 1].end


def _speaker_end(around: Reading, first: int) -> int:
    """Return where the words for a speaker behind a verb of saying end: at a sign or a verb."""
    run, words = around.tokens, around.words
    verbs = {found.first for found in around.found("tense")}
    last = first
    while last < len(run) and last - first < _REACH:
        if last in verbs or _breaks(run[last], words) or _after_noun(run, first, last, words):
            break
        last += 1
    return last


def _after_noun(run: Sequence[Token], first: int, at: int, words: Lexicon) -> bool:
    """Tell, where nouns have capitals, whether a verb follows one: "laut Polizei starben …"."""
    small = run[at].text[0].islower() and run[at].low not in words.function
    return words.nouns_capital and small and at > first and run[at - 1].text[0].isupper()


def _clause_start(around: Reading, end: int) -> int:
    """Return where a clause begins: behind a sign, "that", or a word that opens a second one."""
    run, words = around.tokens, around.words
    first = end
    while first > 0 and end - first < _REACH and not _breaks(run[first - 1], words):
        if run[first - 1].low in words.subordinators and _has_verb(around, first - 1):
            break
        first -= 1
    return first


def _has_verb(around: Reading, end: int) -> bool:
    """Tell whether a clause that ends here has its verb: "he was told after" a second one opens."""
    return any(end - _REACH <= found.first < end for found in around.found("tense"))


def _aside(run: Sequence[Token], verb: int) -> int:
    """Return where an aside in commas before a verb opens ("Igna, 61, said"), else the verb."""
    if not verb or run[verb - 1].text != ",":
        return verb
    reach = range(verb - 2, max(-1, verb - _REACH), -1)
    return next((i for i in reach if run[i].text == ","), verb)


def _breaks(token: Token, words: Lexicon) -> bool:
    """Tell whether a clause ends here: a sign, "that", "who"."""
    return token.text in _BREAKS or words["clauses"].get(token.low) is not None


# -- quotations


def find_quotation(place: Place) -> Iterator[Finding]:
    """Yield words changed inside a quotation, and quotation marks put in or taken off."""
    quoted = Pair(before=_quoted(place.before), after=_quoted(place.after))
    said = [t.low for t in place.before.words], [t.low for t in place.after.words]
    if _put_or_taken(place) or ((quoted.before or quoted.after) and said[0] != said[1]):
        yield Finding(
            signal=Signal.QUOTE,
            kind=ChangeKind.FACTUAL,
            weight=0.65,
            before=place.before.text,
            after=place.after.text,
        )


def _put_or_taken(place: Place) -> bool:
    """Tell whether a pair of quotation marks came or went; a lone one is a slip put right."""
    one, other = _marks(place.before.tokens), _marks(place.after.tokens)
    if bool(one) == bool(other):
        return False
    before, after = _marks(place.before.context), _marks(place.after.context)
    return (before - after) % 2 == 0


def _marks(run: Sequence[Token]) -> int:
    return sum(token.text in _QUOTE_MARKS for token in run)


def _quoted(extent: Extent) -> bool:
    """Tell whether the changed words stand inside a quotation."""
    return inside_quote(extent, (extent.start, extent.end))


def inside_quote(extent: Extent, span: Span) -> bool:
    """Tell whether a span lies between a pair of quotation marks of the extent's passage."""
    quotes = extent.passage.quotes
    last = bisect_left(quotes, (span[0],)) - 1
    return last >= 0 and span[1] < quotes[last][1]
