"""One side of a row: its text, and where its words, sentences and quotations stand."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

import regex

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

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """Return all tokens."""
        return tokens(self.text)

    @cached_property
    def _token_starts(self) -> list[int]:
        return [token.start for token in self.tokens]

    @cached_property
    def sentence_starts(self) -> list[int]:
        """Return where sentences start, in order; the first is 0."""
        return [start for start, _ in sentences(self.text)] or [0]

    @cached_property
    def quotes(self) -> tuple[Span, ...]:
        """Return the quotations, marks included."""
        return tuple(match.span() for match in _QUOTED.finditer(self.text))

    def between(self, start: int, end: int) -> tuple[Token, ...]:
        """Return the tokens that begin in a span."""
        first = bisect_right(self._token_starts, start - 1)
        return self.tokens[first : bisect_right(self._token_starts, end - 1)]

    def sentences_around(self, start: int, end: int) -> Span:
        """Return the span of the sentences that a span touches."""
        starts = self.sentence_starts
        last = bisect_right(starts, max(start, end - 1))
        stop = starts[last] if last < len(starts) else len(self.text)
        return starts[max(0, bisect_right(starts, start) - 1)], stop


@dataclass(frozen=True, slots=True)
class Extent:
    """A stretch of a Passage: one side of an edit. Empty where words were only added or removed."""

    passage: Passage
    start: int
    end: int

    @property
    def text(self) -> str:
        """Return the words themselves."""
        return self.passage.text[self.start : self.end]

    @property
    def tokens(self) -> tuple[Token, ...]:
        """Return the tokens inside."""
        return self.passage.between(self.start, self.end)

    @property
    def words(self) -> tuple[Token, ...]:
        """Return the tokens inside that are no signs."""
        return tuple(token for token in self.tokens if token.is_word)

    @property
    def sentence(self) -> Span:
        """Return the span of the sentences it touches."""
        return self.passage.sentences_around(self.start, self.end)

    @property
    def context(self) -> tuple[Token, ...]:
        """Return the tokens of the sentences it touches."""
        return self.passage.between(*self.sentence)

    def touches(self, start: int, end: int, slack: int = 0) -> bool:
        """Tell whether a span shares a character with this one; `slack`: may stand so far off."""
        return start < self.end + slack and end > self.start - slack
