"""Phrases looked up in a run of tokens: the longest one of each kind that fits at each place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from tuireader.text.tokens import Token, tokens


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
    """All phrases of a language by their first word, so that one pass finds every kind."""

    def __init__(self, kinds: Mapping[str, Phrases]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
        for kind, listed in kinds.items():
            for words, value in listed.phrases:
                self._by_first.setdefault(words[0], []).append((words, kind, value))
        for entries in self._by_first.values():
            entries.sort(key=lambda entry: -len(entry[0]))

    def find(self, run: Sequence[Token]) -> dict[str, list[Found]]:
        """Return the phrases in a run of tokens by kind, none overlapping one of its kind."""
        found: dict[str, list[Found]] = {}
        for i, token in enumerate(run):
            for words, kind, value in self._by_first.get(token.low, ()):
                listed = found.get(kind)
                if listed and listed[-1].last > i:
                    continue
                if len(words) == 1 or _stands(words, run, i):
                    found.setdefault(kind, []).append(Found(i, i + len(words), value))
        return found


def _stands(words: tuple[str, ...], run: Sequence[Token], i: int) -> bool:
    return _lows(run, i, len(words)) == words


def _lows(run: Sequence[Token], i: int, size: int) -> tuple[str, ...]:
    return tuple(token.low for token in run[i : i + size])
