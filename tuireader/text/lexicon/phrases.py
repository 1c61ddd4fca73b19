"""Phrases looked up in a run of tokens: the longest one that fits at each place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tuireader.text.tokens import Token, tokens


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase of a word list in a run of tokens: `first` to `last`, end exclusive."""

    first: int
    last: int
    value: str


class Phrases:
    """Phrases of one kind, each with the class it stands for ("about" and "roughly": one class).

    A list is written as `class = "phrase, phrase"`; a phrase ending in `*` stands for every
    word that begins so.
    """

    def __init__(self, lists: Mapping[str, str]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self._stems: list[tuple[str, str]] = []
        for value, written in lists.items():
            for phrase in filter(None, map(str.strip, written.split(","))):
                self._add(phrase, value)
        for entries in self._by_first.values():
            entries.sort(key=lambda entry: -len(entry[0]))
        self._stems.sort(key=lambda entry: -len(entry[0]))

    def _add(self, phrase: str, value: str) -> None:
        if phrase.endswith("*"):
            self._stems.append((phrase[:-1].lower(), value))
            return
        words = tuple(token.low for token in tokens(phrase))
        self._by_first.setdefault(words[0], []).append((words, value))

    def find(self, run: Sequence[Token]) -> Iterator[Found]:
        """Yield the phrases in a run of tokens, none overlapping another."""
        i = 0
        while i < len(run):
            found = self._at(run, i)
            if found:
                yield found
            i = found.last if found else i + 1

    def _at(self, run: Sequence[Token], i: int) -> Found | None:
        low = run[i].low
        for words, value in self._by_first.get(low, ()):
            end = i + len(words)
            if end <= len(run) and all(run[i + k].low == word for k, word in enumerate(words)):
                return Found(i, end, value)
        for stem, value in self._stems:
            if low.startswith(stem):
                return Found(i, i + 1, value)
        return None

    def get(self, word: str) -> str | None:
        """Return the class of a single word, or None."""
        for words, value in self._by_first.get(word, ()):
            if len(words) == 1:
                return value
        return next((value for stem, value in self._stems if word.startswith(stem)), None)

    def __bool__(self) -> bool:
        return bool(self._by_first or self._stems)
