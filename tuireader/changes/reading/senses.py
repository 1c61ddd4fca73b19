"""Words that carry sense: what is no small word, number, name, modal or hedge."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from tuireader.text.lexicon import Found, Lexicon
from tuireader.text.tokens import Token

Span = tuple[int, int]


class Sense(NamedTuple):
    """A word that carries sense. `keys`: its stem, or its groups of synonyms; `soft`: small."""

    keys: frozenset[str]
    start: int
    end: int
    soft: bool = False


def senses(
    run: Sequence[Token],
    groups: Sequence[Found],
    taken: Iterable[Span],
    words: Lexicon,
    within: tuple[int, int],
) -> tuple[Sense, ...]:
    """Return the words of sense among the tokens `within` two indexes of a run.

    `groups`: the run's phrases of synonyms. `taken`: spans of quantities and names, which are
    judged by themselves.
    """
    first, last = within
    grouped = {found.first: found for found in groups}
    out = _indexes(run, taken)
    found = []
    at = min([first, *(group.first for group in groups if group.first < first < group.last)])
    while at < last:
        if at in out:
            at += 1
            continue
        end = grouped[at].last if at in grouped else _compound(run, at)
        sense = _sense(run[at:end], grouped.get(at), words)
        if sense:
            found.append(sense)
        at = end
    return tuple(found)


def _indexes(run: Sequence[Token], spans: Iterable[Span]) -> set[int]:
    """Return the indexes of the tokens in some spans."""
    listed = tuple(spans)
    indexes: set[int] = set()
    starts = {token.start: i for i, token in enumerate(run)} if listed else {}
    for start, end in listed:
        at = starts[start]
        while at < len(run) and run[at].start < end:
            indexes.add(at)
            at += 1
    return indexes


def _compound(run: Sequence[Token], at: int) -> int:
    """Return where a word with hyphens ends ("high-profile")."""
    last = at + 1
    while last + 1 < len(run) and run[last].text in "-‐‑" and _glued(run[last - 1 : last + 2]):
        last += 2
    return last


def _glued(run: Sequence[Token]) -> bool:
    return all(a.end == b.start for a, b in pairwise(run)) and run[0].is_word and run[-1].is_word


def _sense(run: Sequence[Token], group: Found | None, words: Lexicon) -> Sense | None:
    start, end = run[0].start, run[-1].end
    if group:
        soft = all(token.low in words.function for token in run)
        stem = words.stem(run[0].low) if len(run) == 1 else ""
        numbers = "|".join(filter(None, (group.value, words.synonym_stems.get(stem))))
        named = {f"={n}" for n in numbers.split("|")} | ({stem} if stem else set())
        return Sense(frozenset(named), start, end, soft)
    if not run[0].is_word or (len(run) == 1 and run[0].low in words.small):
        return None
    stem = "-".join(words.stem(token.low) for token in run if token.is_word)
    groups = words.synonym_stems.get(stem)
    keys = frozenset((stem, *(f"={n}" for n in groups.split("|")))) if groups else {stem}
    return Sense(frozenset(keys), start, end)
