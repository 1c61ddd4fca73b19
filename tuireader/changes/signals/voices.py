"""Who did it to whom: a sentence turned passive without its nouns changing places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from tuireader.changes.places import Place
from tuireader.changes.reading.passages import Extent
from tuireader.changes.signals.findings import Finding
from tuireader.model import ChangeKind

_WEIGHT = 0.75
_PAIR = 2


def find(place: Place) -> Iterator[Finding]:
    """Yield a deed that was turned round ("rammed the yacht", "was rammed by the yacht").

    A recast in the other voice lets the nouns change places, and says the same. Where they change
    places and nothing else does, another one did it ("the dog bit the man").
    """
    turned = _turned(place.before, place.after) or _turned(place.after, place.before)
    if (turned and _almost_same(_told(place.before), _told(place.after))) or _swapped(place):
        yield Finding(
            signal=None,
            kind=ChangeKind.FACTUAL,
            weight=_WEIGHT,
            before=place.before.text,
            after=place.after.text,
        )


def _turned(active: Extent, passive: Extent) -> bool:
    """Tell whether all that a side has more is an auxiliary of the passive, and a word for "by"."""
    words = passive.lexicon
    came = Counter(token.low for token in passive.words)
    came.subtract(token.low for token in active.words)
    more = {low for low, count in came.items() if count > 0}
    if not (more & words.agents and more & words.passives):
        return False
    verbs = {words.stem(low) for low in more - words.agents - words.passives}
    return verbs <= {words.stem(low) for low, count in came.items() if count < 0}


def _swapped(place: Place) -> bool:
    """Tell whether two words changed places around others: who did it, and to whom.

    Not in a list, and not where endings tell who did it, whatever the order (German). When it was
    may stand anywhere.
    """
    words = place.after.lexicon
    if words.nouns_capital or not words.agents or any(not t.is_word for t in place.before.tokens):
        return False
    before = [token.low for token in place.before.words]
    after = [token.low for token in place.after.words]
    if before == after or sorted(before) != sorted(after):
        return False
    one, other = ([low for low in run if low not in words.function] for run in (before, after))
    moved = [i for i, pair in enumerate(zip(one, other, strict=True)) if pair[0] != pair[1]]
    if len(moved) != _PAIR or moved[1] - moved[0] < _PAIR:
        return False
    first, last = one[moved[0]], one[moved[1]]
    dated = (words[kind].single for kind in ("weekdays", "months", "days"))
    return first == other[moved[1]] and not any(first in d or last in d for d in dated)


def _told(extent: Extent) -> list[str]:
    """Return the stems of a sentence's words, in order, small ones left out."""
    words = extent.lexicon
    small = words.function | words.passives
    return [words.stem(t.low) for t in extent.context if t.is_word and t.low not in small]


def _almost_same(one: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether two sentences have their words in one order, but perhaps for the verb."""
    if sorted(one) != sorted(other):
        return False
    return any([w for w in one if w != verb] == [w for w in other if w != verb] for verb in one)
