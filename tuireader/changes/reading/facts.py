"""A sentence or two, read once: tokens, phrases of the word lists, quantities, names."""

from __future__ import annotations

from tuireader.changes.reading.lazy import Lazy
from tuireader.changes.reading.names import Name, names
from tuireader.changes.reading.quantities import Quantity, quantities
from tuireader.changes.reading.setting import Setting
from tuireader.text.lexicon import Found, Lexicon
from tuireader.text.tokens import Token

_JUDGED = ("negations", "modals", "hedges", "attribution", "quantifiers")


class Reading:
    """What the detectors ask of a run of tokens; each thing is looked up once."""

    def __init__(self, run: tuple[Token, ...], setting: Setting) -> None:
        self.tokens = run
        self.setting = setting

    @Lazy
    def lows(self) -> list[str]:
        """Return its tokens as look-ups have them."""
        return [token.low for token in self.tokens]

    @Lazy
    def starts(self) -> list[int]:
        """Return where its tokens begin."""
        return [token.start for token in self.tokens]

    @property
    def words(self) -> Lexicon:
        """Return the word lists."""
        return self.setting.words

    @Lazy
    def phrases(self) -> dict[str, list[Found]]:
        """Return the phrases of the word lists, by kind."""
        return self.words.index.find(self.lows)

    @Lazy
    def asides(self) -> dict[str, list[Found]]:
        """Return the phrases of stamps, counters and a notice's topics, by kind."""
        return self.words.asides.find(self.lows)

    def found(self, kind: str) -> list[Found]:
        """Return the phrases of a kind."""
        return self.phrases.get(kind, [])

    def span(self, found: Found) -> tuple[int, int]:
        """Return where a phrase stands in the text."""
        return self.tokens[found.first].start, self.tokens[found.last - 1].end

    @Lazy
    def quantities(self) -> tuple[Quantity, ...]:
        """Return the numbers, units and dates."""
        return quantities(self.tokens, self.phrases, self.words)

    @Lazy
    def taken(self) -> list[tuple[int, int]]:
        """Return the spans of quantities, and of names that no synonym stands for."""
        grouped = [self.span(found) for found in self.found("same")]
        spans = [(quantity.start, quantity.end) for quantity in self.quantities]
        return spans + [
            (name.start, name.end)
            for name in self.names
            if not any(start < name.end and name.start < end for start, end in grouped)
        ]

    @Lazy
    def judged(self) -> list[tuple[int, int]]:
        """Return the spans of phrases of several words that are judged for what they are."""
        listed = (found for kind in _JUDGED for found in self.found(kind))
        return [self.span(found) for found in listed if found.last - found.first > 1]

    @Lazy
    def held(self) -> frozenset[str]:
        """Return the stems of its words, and the groups of synonyms it has phrases of."""
        groups = (f"={n}" for found in self.found("same") for n in found.value.split("|"))
        return frozenset((*map(self.words.stems.__getitem__, self.lows), *groups))

    @Lazy
    def names(self) -> tuple[Name, ...]:
        """Return the names."""
        return names(self.tokens, self.setting)
