"""One side of a row: its text, and where its words, sentences and quotations stand."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

import regex

from tuireader.changes.reading import Reading
from tuireader.changes.setting import Setting
from tuireader.text.lexicon import Found
from tuireader.text.sentences import sentences
from tuireader.text.tokens import Token, tokens

Span = tuple[int, int]

_QUOTED = regex.compile(
    r"“[^”\n]*+[”\n]?|„[^“”\n]*+[“”\n]?|«[^»\n]*+[»\n]?|»[^«\n]*+[«\n]?|「[^」\n]*+[」\n]?|『[^』\n]*+[』\n]?"
    r'|"[^"\n]*+["\n]?'
    r"|(?<![\p{L}\p{N}])[‘'‚](?=\S)[^‘’'\n]*+(?:[’'](?=\p{L})[^’'\n]*+)*+[’'](?!\p{L})"
)
"""A quotation, or one that runs to the end of its block."""


class Passage:
    """The text of a row's blocks on one side, cut up when asked."""

    def __init__(self, text: str, setting: Setting) -> None:
        self.text = text
        self.setting = setting
        self._readings: dict[Span, Reading] = {}

    @cached_property
    def sentence_starts(self) -> list[int]:
        """Return where sentences start, in order; the first is 0."""
        return [start for start, _ in sentences(self.text)] or [0]

    @cached_property
    def quotes(self) -> tuple[Span, ...]:
        """Return the quotations, marks included."""
        return tuple(match.span() for match in _QUOTED.finditer(self.text))

    def sentences_around(self, start: int, end: int) -> Span:
        """Return the span of the sentences that a span touches."""
        starts = self.sentence_starts
        last = bisect_right(starts, max(start, end - 1))
        stop = starts[last] if last < len(starts) else len(self.text)
        return starts[max(0, bisect_right(starts, start) - 1)], stop

    def reading(self, span: Span) -> Reading:
        """Return what stands in a span, read once."""
        if span not in self._readings:
            self._readings[span] = Reading(tokens(self.text, *span), self.setting)
        return self._readings[span]


@dataclass(frozen=True)
class Extent:
    """A stretch of a Passage: one side of an edit. Empty where words were only added or removed."""

    passage: Passage
    start: int
    end: int

    @cached_property
    def text(self) -> str:
        """Return the words themselves."""
        return self.passage.text[self.start : self.end]

    @cached_property
    def sentence(self) -> Span:
        """Return the span of the sentences it touches."""
        return self.passage.sentences_around(self.start, self.end)

    @cached_property
    def around(self) -> Reading:
        """Return the sentences it touches."""
        return self.passage.reading(self.sentence)

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """Return the tokens inside."""
        return tuple(t for t in self.around.tokens if self.start <= t.start < self.end)

    @cached_property
    def words(self) -> tuple[Token, ...]:
        """Return the tokens inside that are no signs."""
        return tuple(token for token in self.tokens if token.is_word)

    @property
    def context(self) -> tuple[Token, ...]:
        """Return the tokens of the sentences it touches."""
        return self.around.tokens

    def touches(self, start: int, end: int, slack: int = 0) -> bool:
        """Tell whether a span shares a character with this one; `slack`: may stand so far off."""
        return start < self.end + slack and end > self.start - slack

    def found(self, kind: str) -> list[Found]:
        """Return the phrases of a kind that it touches."""
        around = self.around
        return [found for found in around.found(kind) if self.touches(*around.span(found))]
