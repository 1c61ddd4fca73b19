"""Phrases looked up in a run of tokens: the longest one of each kind that fits at each place."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from tuireader.text.tokens import tokens


class Found(NamedTuple):
    """A phrase of a word list in a run of tokens: `first` to `last`, end exclusive."""

    first: int
    last: int
    value: str


@dataclass(frozen=True, slots=True)
class Phrases:
    """Phrases of one kind, each with the class it stands for ("about" and "roughly": one class).

    A list is written as `class = "phrase, phrase"`. `single`: the phrases of one word.
    """

    phrases: tuple[tuple[tuple[str, ...], str], ...]
    single: Mapping[str, str]

    @classmethod
    def read(cls, lists: Mapping[str, str]) -> Phrases:
        """Read the lists of a TOML table; what stands in several belongs to the first."""
        found: dict[tuple[str, ...], str] = {}
        for value, written in lists.items():
            for phrase in filter(None, map(str.strip, written.split(","))):
                found.setdefault(tuple(token.low for token in tokens(phrase)), value)
        single = {words[0]: value for words, value in found.items() if len(words) == 1}
        return cls(tuple(found.items()), single)

    def get(self, word: str) -> str | None:
        """Return the class of a single word, or None."""
        return self.single.get(word)


class Index:
    """All phrases of a language by their first words, so that one pass finds every kind.

    `members`: every word of every phrase; where none stands, no phrase does.
    """

    def __init__(self, kinds: Mapping[str, Phrases], unsought: Container[str] = ()) -> None:
        """Index phrases by kind; `unsought`: kinds that are members, and never looked for."""
        self._single: dict[str, list[tuple[str, str]]] = {}
        self._longer: dict[tuple[str, str], list[tuple[tuple[str, ...], str, str]]] = {}
        for kind, listed in kinds.items():
            for words, value in () if kind in unsought else listed.phrases:
                if len(words) == 1:
                    self._single.setdefault(words[0], []).append((kind, value))
                else:
                    self._longer.setdefault((words[0], words[1]), []).append((words, kind, value))
        self.members = frozenset(
            word for listed in kinds.values() for words, _ in listed.phrases for word in words
        )
        for entries in self._longer.values():
            entries.sort(key=lambda entry: -len(entry[0]))

    def find(self, lows: Sequence[str]) -> dict[str, list[Found]]:
        """Return the phrases in a run of tokens by kind, none overlapping one of its kind."""
        found: dict[str, list[Found]] = {}
        single, longer = self._single, self._longer
        for i, pair in enumerate(pairwise((*lows, ""))):
            if pair in longer:
                for words, kind, value in longer[pair]:
                    if words == tuple(lows[i : i + len(words)]):
                        _add(found, kind, (i, i + len(words), value))
            if pair[0] in single:
                for kind, value in single[pair[0]]:
                    _add(found, kind, (i, i + 1, value))
        return found


_new = tuple.__new__  # a named tuple's own way takes twice as long


def _add(found: dict[str, list[Found]], kind: str, phrase: tuple[int, int, str]) -> None:
    """Add a phrase unless an earlier or longer one of its kind covers its first word."""
    listed = found.get(kind)
    if listed is None:
        found[kind] = [_new(Found, phrase)]
    elif listed[-1].last <= phrase[0]:
        listed.append(_new(Found, phrase))
