"""Made-up prose for benchmarks: any length, the same on every machine, edited by a known amount."""

from __future__ import annotations

import random
from collections.abc import Sequence

_ONSETS = ("b", "c", "d", "f", "g", "h", "l", "m", "n", "p", "r", "s", "t", "v", "br", "st", "tr")
_VOWELS = "aeiou"
_WORDS = 6000
_SENTENCE = (8, 22)  # words
_PARAGRAPH = (3, 6)  # sentences


class Prose:
    """Paragraphs of words whose frequencies fall off as in English (Zipf)."""

    def __init__(self, seed: str) -> None:
        self.random = random.Random(seed)
        self.vocabulary = [
            "".join(
                self.random.choice(_ONSETS) + self.random.choice(_VOWELS)
                for _ in range(self.random.randint(1, 4))
            )
            for _ in range(_WORDS)
        ]

    def word(self) -> str:
        """Return a word: few are frequent, most are rare."""
        return self.vocabulary[min(int(self.random.paretovariate(0.6)), _WORDS) - 1]

    def sentence(self) -> str:
        """Return a sentence with a comma now and then."""
        words = [self.word() for _ in range(self.random.randint(*_SENTENCE))]
        words[len(words) // 2] += self.random.choice(["", "", ","])
        return " ".join(words).capitalize() + "."

    def paragraph(self) -> str:
        """Return some sentences."""
        return " ".join(self.sentence() for _ in range(self.random.randint(*_PARAGRAPH)))

    def text(self, words: int) -> list[str]:
        """Return paragraphs of about so many words."""
        paragraphs: list[str] = []
        while words > 0:
            paragraphs.append(self.paragraph())
            words -= paragraphs[-1].count(" ") + 1
        return paragraphs

    def edited(self, paragraphs: Sequence[str], share: float) -> list[str]:
        """Return the paragraphs with a share of their words replaced; at 1, all new ones."""
        if share >= 1:
            return self.text(sum(paragraph.count(" ") + 1 for paragraph in paragraphs))
        return [
            " ".join(
                self.word() if self.random.random() < share else word for word in paragraph.split()
            )
            for paragraph in paragraphs
        ]

    def rearranged(self, paragraphs: Sequence[str], share: float) -> list[str]:
        """Return the paragraphs, a share of them edited in one word, one in ten of those moved."""
        found = list(paragraphs)
        for i in self.random.sample(range(len(found)), max(1, int(share * len(found)))):
            words = found[i].split()
            words[self.random.randrange(len(words))] = self.word()
            found[i] = " ".join(words)
        for _ in range(int(share * len(found) / 10)):
            moved = found.pop(self.random.randrange(len(found)))
            found.insert(self.random.randrange(len(found)), moved)
        return found
