"""Who wrote the story: lines that say so, and what a change of them amounts to."""

from __future__ import annotations

import regex

from tuireader.changes.places import Place
from tuireader.changes.signals.findings import Finding
from tuireader.changes.signals.naming import similar
from tuireader.model import ChangeKind, Signal

_BYLINE = regex.compile(
    r"(?:By|BY|Von|Par|Por|Di|Door|Av|Af|Przez|От|Автор)\s+(?:(?:\p{Lu}[\p{L}\p{M}.'’-]*"
    r"|and|und|et|y|e|en|og|och|i|и|&|in|for|de|del|van|von|der|den|la|le|da|du|bin|al)[,;]?\s*)+"
)
_LONGEST = 120
"""Characters beyond which no line is a byline."""


def find(place: Place) -> tuple[Finding, ...]:
    """Return what a place does to a paragraph that only says who wrote the story."""
    texts = [block.text for block in (*place.blocks.before, *place.blocks.after)]
    if not texts or not all(len(text) <= _LONGEST and _BYLINE.fullmatch(text) for text in texts):
        return ()
    lost_all = not (place.blocks.before and place.blocks.after)
    return findings(place.before.text, place.after.text, unseen=lost_all)


def findings(gone: str, new: str, *, unseen: bool) -> tuple[Finding, ...]:
    """Return what it means that authors went and came.

    A byline that one side lacks altogether (`unseen`) says more about the page's markup than about
    the story: it is furniture. An author added changes no claim, one taken away or put for another
    is sourcing; a name of theirs put right is a name put right.
    """
    if unseen:
        kind, weight = ChangeKind.FURNITURE, 0.0
    elif _put_right(gone, new):
        kind, weight = ChangeKind.FACTUAL, 0.7
    else:
        kind, weight = (ChangeKind.SOURCING, 0.6) if gone else (ChangeKind.COPYEDIT, 0.3)
    found = Finding(signal=Signal.BYLINE, kind=kind, weight=weight, before=gone, after=new)
    return (found, found._replace(signal=Signal.NAME)) if kind is ChangeKind.FACTUAL else (found,)


def _put_right(gone: str, new: str) -> bool:
    """Tell whether the same people are named, in other letters."""
    one, other = gone.lower().split(), new.lower().split()
    return 0 < len(one) == len(other) and all(map(similar, one, other))
