"""What two Documents tell about their own words: the language, and where capitals stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain

from tuireader.model import Document, Pair
from tuireader.text.lexicon import Lexicon, detect, lexicon

_LANGUAGE_BLOCKS = 6


_NO_TEXTS = Pair(before="", after="")


@dataclass(frozen=True, slots=True)
class Setting:
    """The language's word lists, and the texts to ask how a word is written elsewhere."""

    words: Lexicon
    texts: Pair[str] = _NO_TEXTS
    _asked: dict[tuple[str, bool], bool] = field(default_factory=dict)

    def is_capital(self, word: str) -> bool:
        """Tell whether a word stands with its capital inside a sentence of the texts."""
        return self._ask(word, True)

    def is_lowered(self, word: str) -> bool:
        """Tell whether a word stands in small letters anywhere in the texts."""
        return self._ask(word.lower(), False)

    def _ask(self, word: str, capital: bool) -> bool:
        if (word, capital) not in self._asked:
            stands = _inside if capital else _alone
            self._asked[word, capital] = any(
                stands(text, word) for text in (self.texts.after, self.texts.before)
            )
        return self._asked[word, capital]


def setting_for(sides: Pair[Document]) -> Setting:
    """Return the word lists and texts of two Documents."""
    blocks = (*sides.after.blocks, *sides.before.blocks)
    language = sides.after.language or sides.before.language
    if not language:
        sample = chain((sides.after.headline,), (b.text for b in blocks[:_LANGUAGE_BLOCKS]))
        language = detect(" ".join(sample))
    return Setting(lexicon(language), Pair(before=_text(sides.before), after=_text(sides.after)))


def _text(document: Document) -> str:
    return "\n".join(block.text for block in document.blocks)


def _places(text: str, word: str) -> Iterator[int]:
    at = text.find(word)
    while at >= 0:
        end = at + len(word)
        if not text[end : end + 1].isalnum():
            yield at
        at = text.find(word, end)


def _inside(text: str, word: str) -> bool:
    """Tell whether a word stands behind a space, and that behind a small letter or a comma."""
    return any(
        at > 1 and text[at - 1] == " " and (text[at - 2].islower() or text[at - 2] in ",;")
        for at in _places(text, word)
    )


def _alone(text: str, word: str) -> bool:
    return any(not at or not text[at - 1].isalnum() for at in _places(text, word))
