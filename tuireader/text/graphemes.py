"""User-perceived characters: what must never be cut in two (UAX #29, extended clusters)."""

from __future__ import annotations

import regex

# A flag is written out: to pair its two letters, the engine looks back over all flags before it.
CLUSTER = (
    r"(?:\p{Regional_Indicator}{2}"
    r"[\p{Grapheme_Cluster_Break=Extend}\p{Grapheme_Cluster_Break=SpacingMark}\u200d]*+|\X)"
)
"""The pattern of one grapheme, where one begins."""

_CLUSTER = regex.compile(CLUSTER)
_MAY_CLUSTER = regex.compile(
    r"[\p{M}\p{Cf}\p{Emoji_Modifier}\p{Regional_Indicator}\p{Grapheme_Extend}\r"
    r"\p{Grapheme_Cluster_Break=Prepend}\p{Grapheme_Cluster_Break=SpacingMark}"
    r"\p{Grapheme_Cluster_Break=L}\p{Grapheme_Cluster_Break=V}\p{Grapheme_Cluster_Break=T}]"
)


def graphemes(text: str) -> list[str]:
    """Cut a text into its graphemes; joined, they are the text again."""
    return _CLUSTER.findall(text) if has_clusters(text) else list(text)


def grapheme_starts(text: str) -> set[int]:
    """Return where graphemes begin, and where the text ends."""
    if not has_clusters(text):
        return set(range(len(text) + 1))
    return {match.start() for match in _CLUSTER.finditer(text)} | {len(text)}


def clings(text: str, at: int) -> bool:
    """Tell whether the character at a place is one with that before it, be that a space."""
    if at >= len(text) or text[at] < "\u0300":
        return False
    cluster = _CLUSTER.match(text, at - 1)
    return cluster is not None and cluster.end() > at


def has_clusters(text: str) -> bool:
    """Tell whether any grapheme of the text may be longer than one character."""
    if text.isascii():
        return "\r" in text
    return _MAY_CLUSTER.search(text) is not None
