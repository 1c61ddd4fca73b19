"""Who did it to whom: a sentence turned passive without its nouns changing places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from tuireader.changes.findings import Finding
from tuireader.changes.passages import Extent
from tuireader.changes.places import Place
from tuireader.model import ChangeKind

_WEIGHT = 0.75


def find(place: Place) -> Iterator[Finding]:
    """Yield a deed that was turned round ("rammed the yacht", "was rammed by the yacht").

    A recast in the other voice lets the nouns change places, and says the same.
    """
    if not (_turned(place.before, place.after) or _turned(place.after, place.before)):
        return
    if _almost_same(_told(place.before), _told(place.after)):
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


def _told(extent: Extent) -> list[str]:
    """Return the stems of a sentence's words, in order, small ones left out."""
    words = extent.lexicon
    return [words.stem(t.low) for t in extent.context if t.is_word and t.low not in words.function]


def _almost_same(one: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether two sentences have their words in one order, but perhaps for the verb."""
    if sorted(one) != sorted(other):
        return False
    return any([w for w in one if w != verb] == [w for w in other if w != verb] for verb in one)
