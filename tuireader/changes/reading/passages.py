"""One side of a row: its text, and where its words, sentences and quotations stand."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

import regex

from tuireader.changes.reading.facts import Reading
from tuireader.changes.reading.furniture import credit_start, furniture_spans, is_furniture
from tuireader.changes.reading.lazy import Lazy
from tuireader.changes.reading.senses import Sense, senses
from tuireader.changes.reading.setting import Setting
from tuireader.model import Block, BlockKind
from tuireader.text.lexicon import Found
from tuireader.text.numbers import is_numeral_sign, is_roman
from tuireader.text.sentences import sentences
from tuireader.text.tokens import Token, TokenKind, fold, tokens

Span = tuple[int, int]

LONGEST = 4000
"""Characters of a sentence; longer ones are lists, tables, or made to do harm."""
_MEASURES = frozenset(("units", "months", "weekdays", "days", "clock", "hours", "parts"))

_DAY = regex.compile(r"(?<!\p{Nd})\p{Nd}{1,2}\. $")
_MINUS = frozenset("-−–")
_HYPHENS = frozenset("-‐‑")

_QUOTED = regex.compile(
    r"“[^”\n]*+[”\n]?|„[^“”\n]*+[“”\n]?|«[^»\n]*+[»\n]?|»[^«\n]*+[«\n]?|「[^」\n]*+[」\n]?|『[^』\n]*+[』\n]?"
    r'|"[^"\n]*+["\n]?'
    r"|(?<![\p{L}\p{N}])[‘'‚](?=\S)[^‘’'\n]*+(?:[’'](?=\p{L})[^’'\n]*+){0,40}+[’'](?!\p{L})"
)
"""A quotation, or one that runs to the end of its block. In single marks it holds 40 apostrophes at
most, or each of a flood of them would be looked behind to its end."""


class Passage:
    """The text of a row's blocks on one side, cut up when asked."""

    def __init__(
        self,
        text: str,
        setting: Setting,
        blocks: Sequence[Block] = (),
        pointers: frozenset[str] = frozenset(),
    ) -> None:
        """Take the text of some blocks. `pointers`: texts of blocks that only point elsewhere."""
        self.text = text
        self.setting = setting
        self.blocks = blocks
        self.pointers = pointers
        self._readings: dict[Span, Reading] = {}

    @Lazy
    def sentence_starts(self) -> list[int]:
        """Return where sentences start, in order; the first is 0.

        A day of the month ends none ("am 3. März"): that takes the language's word lists. What no
        person wrote as one sentence is read in pieces, or each of its edits would cost all of it.
        """
        found = [start for start, _ in sentences(self.text)] or [0]
        starts = [start for start in found if not start or not self._goes_on(start)]
        return list(_in_pieces(self.text, starts))

    def _goes_on(self, start: int) -> bool:
        if not _DAY.search(self.text, max(0, start - 5), start):
            return False
        follows = next(iter(tokens(self.text, start, min(len(self.text), start + 16))), None)
        return follows is not None and follows.low in self.setting.words["months"].single

    @Lazy
    def quotes(self) -> tuple[Span, ...]:
        """Return the quotations, marks included."""
        return tuple(match.span() for match in _QUOTED.finditer(self.text))

    @Lazy
    def is_furniture(self) -> bool:
        """Tell whether its blocks are no part of the story."""
        words = self.setting.words
        return bool(self.blocks) and all(
            block.text in self.pointers or is_furniture(block, words) for block in self.blocks
        )

    @Lazy
    def furniture(self) -> tuple[Span, ...]:
        """Return where furniture is glued to its text."""
        words = self.setting.words
        if any(block.kind is BlockKind.CAPTION for block in self.blocks):
            start = credit_start(self.text, words)
            return () if start is None else ((start, len(self.text)),)
        return tuple(furniture_spans(self.text, words))

    def starts_between(self, start: int, end: int) -> list[int]:
        """Return where sentences start behind one place and not behind another."""
        starts = self.sentence_starts
        return starts[bisect_right(starts, start) : bisect_right(starts, end)]

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


def _in_pieces(text: str, starts: Sequence[int]) -> Iterator[int]:
    """Yield the starts, and some between them where a sentence is too long."""
    for start, end in pairwise((*starts, len(text))):
        yield start
        while end - start > 2 * LONGEST:
            space = text.find(" ", start + LONGEST, start + 2 * LONGEST)
            start = space + 1 if space >= 0 else start + LONGEST
            yield start


class Extent:
    """A stretch of a Passage: one side of an edit. Empty where words were only added or removed.

    The sentences around it are read only when asked for: most edits are judged by their own words.
    """

    def __init__(
        self, passage: Passage, start: int, end: int, run: tuple[Token, ...] | None = None
    ) -> None:
        self.passage = passage
        self.start = start
        self.end = end
        self.lexicon = passage.setting.words
        self.leftovers: tuple[list[Sense], list[Sense]] | None = None
        self._run = run

    @Lazy
    def text(self) -> str:
        """Return the words themselves."""
        return self.passage.text[self.start : self.end]

    @Lazy
    def sentence(self) -> Span:
        """Return the span of the sentences it touches."""
        return self.passage.sentences_around(self.start, self.end)

    @Lazy
    def around(self) -> Reading:
        """Return the sentences it touches."""
        return self.passage.reading(self.sentence)

    @Lazy
    def tokens(self) -> tuple[Token, ...]:
        """Return the tokens inside."""
        return tokens(self.passage.text, self.start, self.end) if self._run is None else self._run

    @Lazy
    def is_plain(self) -> bool:
        """Tell whether it is made of words that no list knows, none of them part of a compound."""
        listed = self.lexicon.index.members
        if any(t.kind is not TokenKind.WORD or t.low in listed for t in self.tokens):
            return False
        text = self.passage.text
        return _HYPHENS.isdisjoint(
            (text[self.start - 1 : self.start], text[self.end : self.end + 1])
        )

    @Lazy
    def senses(self) -> tuple[Sense, ...]:
        """Return the words inside that carry sense."""
        if not self.words:
            return ()
        measured = self.has_names or self.has_quantities
        if self.is_plain and not measured:
            return senses(self.tokens, (), (), self.lexicon, (0, len(self.tokens)))
        around = self.around
        taken = around.judged + (around.taken if measured else [])
        found = senses(around.tokens, around.found("same"), taken, self.lexicon, self.within)
        return tuple(word for word in found if self.touches(word.start, word.end))

    @Lazy
    def within(self) -> Span:
        """Return the indexes of its tokens among those of its sentences, end exclusive."""
        starts = self.around.starts
        first = bisect_left(starts, self.start)
        return first, bisect_left(starts, self.end, first)

    @Lazy
    def has_names(self) -> bool:
        """Tell at a glance whether there can be a name inside."""
        if not self.lexicon.spaced:
            return True
        return any(token.text[0].isupper() for token in self.words)

    @Lazy
    def has_quantities(self) -> bool:
        """Tell at a glance whether there is a digit, a number word, a unit or a date inside."""
        if not _MEASURES.isdisjoint(self._found):
            return True
        counts = self.lexicon.number_words
        written = any(
            t.low in counts or not t.low.isalpha() or is_roman(t.text) for t in self.words
        )
        if written or self.text in _MINUS:
            return True
        return not self.text.isascii() and any(map(is_numeral_sign, self.text))

    @Lazy
    def words(self) -> tuple[Token, ...]:
        """Return the tokens inside that are no signs."""
        return tuple([token for token in self.tokens if token.kind is not TokenKind.SIGN])

    def low(self, sense: Sense) -> str:
        """Return a word of sense as look-ups have it."""
        return fold(self.passage.text[sense.start : sense.end])

    @property
    def context(self) -> tuple[Token, ...]:
        """Return the tokens of the sentences it touches."""
        return self.around.tokens

    def touches(self, start: int, end: int, slack: int = 0) -> bool:
        """Tell whether a span shares a character with this one; `slack`: may stand so far off."""
        return start < self.end + slack and end > self.start - slack

    @Lazy
    def _found(self) -> dict[str, list[Found]]:
        """Return the phrases that it touches, by kind."""
        if self.is_plain:
            return {}
        touched: dict[str, list[Found]] = {}
        first, last = self.within
        for kind, phrases in self.around.phrases.items():
            inside = [found for found in phrases if found.first < last and found.last > first]
            if inside:
                touched[kind] = inside
        return touched

    def found(self, kind: str) -> list[Found]:
        """Return the phrases of a kind that it touches."""
        return self._found.get(kind, [])
