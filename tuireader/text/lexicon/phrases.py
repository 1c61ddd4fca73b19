"""Phrases looked up in a run of tokens: the longest one of each kind that fits at each place."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
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
    """All phrases of a language by their first words, so that one pass finds every kind.

    `members`: every word of every phrase; where none stands, no phrase does.
    """

    def __init__(self, kinds: Mapping[str, Phrases], unsought: Container[str] = ()) -> None:
        """Index phrases by kind; `unsought`: kinds that are members, and never looked for."""
        self._single: dict[str, list[tuple[str, str]]] = {}
        self._longer: dict[str, dict[str, list[tuple[tuple[str, ...], str, str]]]] = {}
        for kind, listed in kinds.items():
            for words, value in () if kind in unsought else listed.phrases:
                if len(words) == 1:
                    self._single.setdefault(words[0], []).append((kind, value))
                else:
                    seconds = self._longer.setdefault(words[0], {})
                    seconds.setdefault(words[1], []).append((words, kind, value))
        self._first = frozenset((*self._single, *self._longer))
        self.members = frozenset(
            word for listed in kinds.values() for words, _ in listed.phrases for word in words
        )
        for seconds in self._longer.values():
            for entries in seconds.values():
                entries.sort(key=lambda entry: -len(entry[0]))

    def find(self, run: Sequence[Token]) -> dict[str, list[Found]]:
        """Return the phrases in a run of tokens by kind, none overlapping one of its kind."""
        found: dict[str, list[Found]] = {}
        lows = [token.low for token in run]
        single, longer = self._single, self._longer
        for i, low in [(i, low) for i, low in enumerate(lows) if low in self._first]:
            seconds = longer.get(low)
            if seconds and i + 1 < len(lows):
                for words, kind, value in seconds.get(lows[i + 1], ()):
                    if words == tuple(lows[i : i + len(words)]):
                        _add(found, kind, Found(i, i + len(words), value))
            for kind, value in single.get(low, ()):
                _add(found, kind, Found(i, i + 1, value))
        return found


def _add(found: dict[str, list[Found]], kind: str, phrase: Found) -> None:
    """Add a phrase unless an earlier or longer one of its kind covers its first word."""
    listed = found.setdefault(kind, [])
    if not listed or listed[-1].last <= phrase.first:
        listed.append(phrase)
