"""How far a notice speaks of an edit: its numbers, names, quoted words, and its sense.

A notice names what was wrong in many ways: with both wordings ("15 people, not 25"), with one
of them, by a quotation, by the kind of slip ("misspelled the name", "the wrong day"), or in other
words altogether. Each is looked for in the notice's words; the strongest way counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tuireader.changes.edits import Judged
from tuireader.changes.places import Place
from tuireader.changes.reading.facts import Reading
from tuireader.changes.reading.lazy import Lazy
from tuireader.changes.reading.passages import Extent
from tuireader.changes.reading.quantities import Quantity
from tuireader.changes.reading.setting import Setting
from tuireader.changes.signals.naming import similar
from tuireader.model import ChangeKind, Notice, NoticeKind, Signal
from tuireader.text.lexicon import Lexicon
from tuireader.text.tokens import Token, tokens

BOTH = 1.0
ONE = 0.7
SENSE = 0.5
TOPIC = 0.4
"""Scores: both wordings stand in the notice, one of them, most of the words, only the topic."""

_SHARE = 0.5
_MOST = 0.7
_CLOSE = 3
"""Tokens between small words and what they relate to, at most."""
_NEAR = 2
"""Words around an edit that a notice must share where it has few of the edit's own."""
_TOPICS = {
    Signal.NUMBER: ("number", "size"),
    Signal.UNIT: ("unit",),
    Signal.DATE: ("date",),
    Signal.NAME: ("name", "who", "place"),
    Signal.QUOTE: ("quote",),
    Signal.ATTRIBUTION: ("attribution",),
    Signal.SPELLING: ("spelling",),
    Signal.REMOVED_CLAIM: ("removed",),
    Signal.ADDED_CLAIM: ("added",),
    Signal.HEADLINE: ("headline",),
}
_MEASURED = frozenset((Signal.NUMBER, Signal.DATE))
_EXACT = frozenset((Signal.NUMBER, Signal.DATE, Signal.UNIT, Signal.NAME))
_OF_EXACT = frozenset(("number", "date", "unit", "name", "spelling"))
"""Topics of notices that speak of no other words."""
_NEWS = frozenset((NoticeKind.UPDATE,))
_CORRECTS = frozenset((NoticeKind.CORRECTION, NoticeKind.CLARIFICATION))


class Statement:
    """A notice, its words made ready to look up."""

    def __init__(self, notice: Notice, setting: Setting) -> None:
        self.notice = notice
        self.reading = Reading(tokens(notice.text), setting)

    @Lazy
    def held(self) -> frozenset[str]:
        """Return what edits' words are looked for in: quantities, words, and words' stems."""
        return frozenset(
            (
                *map(_of_value, self.reading.quantities),
                *map(_of_name, self.reading.lows),
                *map(_of_stem, self.stems),
            )
        )

    @Lazy
    def counted(self) -> frozenset[Signal]:
        """Return whether it gives numbers, and dates other than its own."""
        date = self.notice.date
        own = (date.month, date.day) if date else None
        small = self.reading.words.function
        return frozenset(
            q.signal
            for q in self.reading.quantities
            if q.value[0] != "ordinal"
            and q.value[1:3] != own
            and self.notice.text[q.start : q.end].lower() not in small
        )

    @Lazy
    def stems(self) -> frozenset[str]:
        """Return its words without inflection, small ones left out."""
        return stems(self.reading.tokens, self.reading.words)

    @Lazy
    def wording(self) -> str:
        """Return its words in order, folded, a space around each."""
        return f" {' '.join(token.low for token in self.reading.tokens if token.is_word)} "

    @Lazy
    def topics(self) -> frozenset[str]:
        """Return what it says was wrong: a number, a name."""
        return frozenset(found.value for found in self.reading.asides.get("topics", ()))


def _of_value(quantity: Quantity) -> str:
    return f"#{quantity.value[:3]}"


def _of_name(word: str) -> str:
    return f"@{word}"


def _of_stem(stem: str) -> str:
    return f"~{stem}"


def stems(run: Iterable[Token], words: Lexicon) -> frozenset[str]:
    """Return the stems of a run's content words."""
    return frozenset(
        words.stem(token.low) for token in run if token.is_word and token.low not in words.function
    )


class Told:
    """An edit, its words made ready to be looked for in notices."""

    def __init__(self, judged: Judged) -> None:
        self.edit = judged.edit
        self.place = judged.place

    @Lazy
    def sides(self) -> tuple[_Words, ...]:
        """Return the telling words of both sides."""
        place = self.place
        return tuple(map(_telling, (place.before, place.after))) if place else ()

    @Lazy
    def says_the_same(self) -> bool:
        """Tell whether it only puts small words otherwise: beside a claim no notice means it."""
        if self.edit.kind is not ChangeKind.COPYEDIT or not self.sides:
            return False
        before, after = self.sides
        return before.telling == after.telling

    @Lazy
    def is_news(self) -> bool:
        """Tell whether it only tells more, as a note may say ("with a statement from")."""
        return self.edit.kind is ChangeKind.UPDATE and not self.edit.before

    @Lazy
    def stems(self) -> frozenset[str]:
        """Return the stems of the words that came."""
        return (
            stems(self.place.after.words, self.place.after.lexicon) if self.place else frozenset()
        )

    @Lazy
    def topics(self) -> frozenset[str]:
        """Return what a notice may say was wrong with what it touches."""
        return frozenset(topic for s in self.edit.signals for topic in _TOPICS.get(s, ()))

    @Lazy
    def around(self) -> frozenset[str]:
        """Return the stems of the sentences around it, its own words left out."""
        return _around(self.place) if self.place else frozenset()


class _Words(NamedTuple):
    """What a side tells: its quantities, its names' last words, its other words' stems.

    `values`: the first of these alone; `scales`: the stems of a side of number words, no digits.
    """

    extent: Extent
    telling: tuple[str, ...]
    values: tuple[str, ...]
    scales: frozenset[str]


class Match(NamedTuple):
    """How a notice speaks of an edit. `score`: 0 to 1."""

    score: float
    shared: int = 0


def match(statement: Statement, told: Told, *, lone: bool = False) -> Match:
    """Return how far a notice speaks of an edit; `lone`: no other edit needs a notice."""
    if told.place is None:
        return Match(0.0)
    around = len(told.around & statement.stems)
    if statement.notice.kind is NoticeKind.RETRACTION:
        return Match(BOTH, around)
    said = [_said(side, statement) for side in told.sides]
    score = _worded(said, told, statement, around) if any(said) else 0.0
    if not score and statement.notice.kind in _NEWS and told.is_news:
        score = SENSE if len(told.stems & statement.stems) >= _NEAR else 0.0
    if not score and around:
        score = _topical(said, told, statement, around)
    if not score and lone and statement.notice.kind not in _NEWS:
        near = around >= _NEAR and not statement.counted and _stays_near(told, statement)
        meant = near or any(said) or _names_topic(told, statement)
        score = TOPIC if meant or _speaks_of_nothing_else(told, statement) else 0.0
    return Match(score, around)


def _stays_near(told: Told, statement: Statement) -> bool:
    """Tell whether a notice names nobody that the sentences around an exact edit don't.

    With another name it may be about that one ("is owned by Norsal, which wasn't made clear").
    """
    if _EXACT.isdisjoint(told.edit.signals) or told.place is None:
        return True
    sides = (told.place.before.around, told.place.after.around)
    held = {low for reading in sides for low in reading.lows}
    return all(name.parts[-1] in held for name in statement.reading.names if name.parts)


def _speaks_of_nothing_else(told: Told, statement: Statement) -> bool:
    """Tell whether a correction in words of its own can only mean the one edit it came with.

    It gives no number, names no name that the story lacks and no topic of another kind ("misstated
    the cause of his death", "gave the wrong title for her"), nor what other words said.
    """
    if told.place is None or statement.notice.kind not in _CORRECTS or statement.counted:
        return False
    if statement.reading.found("attribution") and told.around.isdisjoint(statement.stems):
        return False
    if not _EXACT.isdisjoint(told.edit.signals) or not _OF_EXACT.isdisjoint(statement.topics):
        return False
    texts = told.place.before.passage.setting.texts
    story = f"{texts.before}\n{texts.after}".lower()
    return all(part in story for name in statement.reading.names for part in name.parts[-1:])


def _names_topic(told: Told, statement: Statement) -> bool:
    """Tell whether a notice names what was wrong ("the wrong month"), and no wording of its own."""
    touched = {s for s in told.edit.signals if statement.topics & {*_TOPICS.get(s, ())}}
    if "spelling" in statement.topics and not similar(told.edit.before, told.edit.after):
        return False
    if touched <= _MEASURED and statement.counted & touched:
        return False
    return bool(touched)


def _worded(said: Sequence[float | None], told: Told, statement: Statement, around: int) -> float:
    """Return the score of changed words of which some stand in the notice."""
    parts = [part for part in said if part is not None]
    least, most = min(parts), max(parts)
    if least == 1:
        return BOTH if len(parts) == len(said) else ONE + 0.1
    if most == 1 and (around or _only_here(said, told, statement)):
        return ONE
    share = sum(parts) / len(parts)
    if share >= _MOST and least >= _SHARE:
        return ONE
    return SENSE if share >= _SHARE or (most >= _SHARE and around >= _NEAR) else 0.0


def _topical(said: Sequence[float | None], told: Told, statement: Statement, around: int) -> float:
    """Return the score where the notice speaks of the place alone, and of none of its words."""
    wordless = said.count(None) == len(said)
    meant = wordless and around >= _NEAR and told.edit.kind is not ChangeKind.COPYEDIT
    return TOPIC if meant or not told.topics.isdisjoint(statement.topics) else 0.0


def _only_here(said: Sequence[float | None], told: Told, statement: Statement) -> bool:
    """Tell whether a notice has words that the story has, or had, in this place alone."""
    if told.place is None:
        return False
    place, note = told.place, statement.notice.text.lower()
    texts = place.before.passage.setting.texts
    sides = zip(said, (place.before, place.after), (texts.after, texts.before), strict=True)
    return any(
        part == 1
        and all(
            elsewhere.lower().count(token.low) <= note.count(token.low)
            for token in extent.words
            if token.low not in extent.lexicon.function
        )
        for part, extent, elsewhere in sides
    )


def _said(side: _Words, statement: Statement) -> float | None:
    """Return the share of a side's telling words that a notice holds; None without any."""
    if not side.telling:
        return 1.0 if _quoted(side.extent, statement) else None
    held = statement.held
    if side.scales and side.scales <= statement.stems and held.isdisjoint(side.values):
        return 1.0  # "in millions, not in billions"
    return sum(map(held.__contains__, side.telling)) / len(side.telling)


def _telling(extent: Extent) -> _Words:
    around, words = extent.around, extent.words
    found = [q for q in around.quantities if extent.touches(q.start, q.end)]
    named = [n for n in around.names if extent.touches(n.start, n.end)]
    counted = [(q.start, q.end) for q in found] + [(n.start, n.end) for n in named]
    plain = [t for t in words if not any(a <= t.start and t.end <= b for a, b in counted)]
    values = tuple(map(_of_value, found))
    scaled = values and all(token.low in extent.lexicon.scales for token in words)
    return _Words(
        extent,
        (
            *values,
            *(_of_name(n.parts[-1]) for n in named if n.parts),
            *sorted(map(_of_stem, stems(plain, around.words))),
        ),
        values,
        stems(words, extent.lexicon) if scaled else frozenset(),
    )


def _quoted(extent: Extent, statement: Statement) -> bool:
    """Tell whether a notice has small words together with what they relate to: "while in custody".

    Alone, small words stand everywhere.
    """
    if not extent.words:
        return False
    run = extent.context
    first, last = extent.within
    told = (i for i, token in enumerate(run) if i >= last and _tells(token, extent.lexicon))
    related = next(told, None)
    if related is None or related - last > _CLOSE:
        return False
    phrase = " ".join(token.low for token in run[first : related + 1] if token.is_word)
    return f" {phrase} " in statement.wording


def _tells(token: Token, words: Lexicon) -> bool:
    return token.is_word and token.low not in words.function


def _around(place: Place) -> frozenset[str]:
    """Return the stems of the sentences around an edit, its own words left out."""
    inside = {t.start for t in place.before.tokens}, {t.start for t in place.after.tokens}
    run = [t for t in place.before.context if t.start not in inside[0]]
    run += [t for t in place.after.context if t.start not in inside[1]]
    return stems(run, place.after.lexicon)
