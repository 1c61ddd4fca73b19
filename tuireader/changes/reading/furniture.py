"""What stands around a story: update stamps, promos, lists of links, picture credits.

It is known by its place, a whole block or a bracket or stamp at a block's edge, and never by a
pattern inside a sentence: "Updated: police say he died" is a claim.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

import regex

from tuireader.changes.reading.facts import Reading
from tuireader.changes.reading.setting import Setting
from tuireader.model import Block, BlockKind, Signal
from tuireader.text.lexicon import Lexicon
from tuireader.text.tokens import Token, TokenKind, tokens

Span = tuple[int, int]

_REACH = 140
"""Characters at a block's start beyond which nothing is a stamp."""
_GLANCE = 24
_SIGNS = "()[]:.,;–—-•*|"
_EDGES = _SIGNS + "{}►▶>"
_STAMP_OPENERS = ("stamps", "counters", "months", "weekdays", "days", "clock")
_LONGEST_PROMO = 400
"""Characters beyond which nothing is a promo."""
_LONGEST_CREDIT = 14
_LONGEST_TITLE = 120
_LINKED = 0.8
_BRACKETED = regex.compile(r"^\[[^\[\]]{8,}\]\s*|\s*\[[^\[\]]{8,}\]$")
_WORD = re.compile(r"\w+")
_ENDS = frozenset(".!?。！？")
_STOPS = frozenset(".。।")
_COPYRIGHT = regex.compile(
    r"(?:©|\(c\)|copyright (?=©|\(c\)|\p{Nd}{4}|by\b))[^.]{0,80}\.?[^.]{0,60}\.?$", regex.I
)
_CAPITAL = regex.compile(r"[\"“‘«„(\[]*\p{Lu}")
_STRUCTURED = frozenset((BlockKind.LIST_ITEM, BlockKind.PARAGRAPH, BlockKind.HEADING))


def is_furniture(block: Block, words: Lexicon) -> bool:
    """Tell whether a whole block is no part of the story."""
    if block.kind is BlockKind.CAPTION:
        return credit_start(block.text, words) == 0
    if block.kind not in _STRUCTURED or not (block.links or _may_be(block.text, words)):
        return False
    text = block.text
    marked = is_stamp(text, words) or _is_promo(text, words) or _is_credited(text, words)
    return marked or _is_links(block) or _COPYRIGHT.match(text) is not None


def _may_be(text: str, words: Lexicon) -> bool:
    """Tell at a glance whether a text can be furniture, or have any at its edges: most can't.

    It is short, or ends with a bracket, or begins with a sign, a number, or a word as furniture
    does.
    """
    if len(text) <= _GLANCE or text[-1] == "]" or not words.spaced:
        return True
    first = text[:_GLANCE].split(maxsplit=1)[:1]
    word = first[0].strip(_EDGES).lower() if first else ""
    return not word or word[0].isdigit() or word[0] == "©" or word in _openers(words)


@cache
def _openers(words: Lexicon) -> frozenset[str]:
    """Return the words with which furniture begins."""
    cues = (*words.promos, *words.calls, *words.alone, *words.credits, "copyright", "c")
    return _stamp_openers(words) | {cue.split()[0].strip(_EDGES) for cue in cues}


def is_stamp(text: str, words: Lexicon) -> bool:
    """Tell whether a text says when the page or a post was written, and nothing else."""
    lone = len(text) <= _GLANCE and any(map(str.isdigit, text))
    if len(text) > _REACH or not (lone or _may_open_stamp(text, words)):
        return False
    reading = Reading(tokens(text), Setting(words))
    whole = 0 < len(reading.tokens) == _stamp_length(reading)
    return whole or (lone and (_is_clock(reading) or _is_ago(reading)))


def _is_clock(reading: Reading) -> bool:
    """Tell whether a time of day, with or without its date, is all there is ("21:15")."""
    dates = [q for q in reading.quantities if q.signal is Signal.DATE]
    zones = [i for i, kind in _stamp_words(reading).items() if kind == "zone"]
    return any(date.value[0] == "time" for date in dates) and all(
        i in zones or any(date.start <= token.start < date.end for date in dates)
        for i, token in enumerate(reading.tokens)
        if token.is_word
    )


def _is_ago(reading: Reading) -> bool:
    """Tell whether a number and words of stamps are all there is ("3 hours ago")."""
    kinds = _stamp_words(reading)
    words = [i for i, token in enumerate(reading.tokens) if token.kind is TokenKind.WORD]
    return bool(words) and all(i in kinds for i in words)


def _stamp_length(reading: Reading) -> int:
    """Return how many tokens from the start make a stamp.

    A stamp has a word for it ("updated", "comments"), a date, time or number, and nothing else.
    """
    run, words = reading.tokens, reading.words
    if not (reading.asides.get("stamps", ()) or reading.asides.get("counters", ())):
        return 0
    kinds = _stamp_words(reading)
    dated = [(q.start, q.end) for q in reading.quantities]
    stamped = timed = False
    size = 0
    for i, token in enumerate(run):
        kind = kinds.get(i)
        at_time = any(start <= token.start < end for start, end in dated)
        at_time = at_time or token.kind is TokenKind.NUMBER or _is_time(token, words)
        if token.is_word and not at_time and kind is None:
            break
        stamped, timed = stamped or kind in _STAMPS, timed or at_time
        size = i + 1 if at_time or kind in _MARKS or _goes_on(token) else size
    else:
        size = len(run)
    return size if stamped and timed else 0


_STAMPS = frozenset(("stamp", "counter"))
_MARKS = _STAMPS | {"zone"}


def _stamp_words(reading: Reading) -> dict[int, str]:
    """Return the class of each token that belongs to a stamp's words, by index."""
    listed = (*reading.asides.get("stamps", ()), *reading.asides.get("counters", ()))
    return {i: found.value for found in listed for i in range(found.first, found.last)}


def _goes_on(token: Token) -> bool:
    """Tell whether a small word or sign still belongs to a stamp; a capital opens what follows."""
    return token.text in ".:)" or (token.is_word and not token.text[0].isupper())


def _may_open_stamp(text: str, words: Lexicon) -> bool:
    """Tell at a glance whether a text begins as stamps do: with such a word, a date, a number.

    Scripts without spaces always may: their first word can't be told at a glance.
    """
    marks = _stamp_marks(words)
    if not words.spaced:
        return any(mark in text[:_REACH] for mark in marks)
    first = text[:_GLANCE].split(maxsplit=1)[:1]
    word = first[0].strip(_SIGNS).lower() if first else ""
    dated = not word or word[0].isdigit()
    if not dated and word not in _stamp_openers(words):
        return False
    return not marks.isdisjoint(_WORD.findall(text[:_REACH].lower()))


@cache
def _stamp_openers(words: Lexicon) -> frozenset[str]:
    return frozenset(word for kind in _STAMP_OPENERS for word in words[kind].single)


@cache
def _stamp_marks(words: Lexicon) -> frozenset[str]:
    """Return the words of which every stamp has one; whole phrases in scripts without spaces."""
    phrases = [*words["stamps"].phrases, *words["counters"].phrases]
    marked = [phrase for phrase, kind in phrases if kind in _STAMPS]
    return frozenset(phrase[0] if words.spaced else "".join(phrase) for phrase in marked)


def _is_time(token: Token, words: Lexicon) -> bool:
    return any(token.low in words[kind].single for kind in _STAMP_OPENERS[2:])


def _is_promo(text: str, words: Lexicon) -> bool:
    """Tell whether a text points elsewhere ("Read more: …") or asks for something ("Sign up").

    Words that point elsewhere may also begin a sentence of the story ("Read more carefully, the
    letter says …"), so they need a colon behind them, or no full stop at the end.
    """
    if len(text) > _LONGEST_PROMO:
        return False
    low = text.lower().strip("[](){}【】*•–—-►▶> ")
    if low.partition(":")[0].strip(" .") in words.alone:
        return True
    if low.startswith(words.calls) and any(_begins(low, cue) for cue in words.calls):
        return not _is_told(low, words)
    if not low.startswith(words.promos):
        return False
    open_end = low[-1:] not in _ENDS
    return any(_labelled(low, cue) or (open_end and _begins(low, cue)) for cue in words.promos)


def _is_told(low: str, words: Lexicon) -> bool:
    """Tell whether somebody says what a text calls for ("Sign up by May, the club has told …")."""
    said = words["attribution"].single.keys()
    return low[-1:] in _ENDS and "," in low and not said.isdisjoint(_WORD.findall(low))


def pointers(blocks: Sequence[Block], words: Lexicon) -> frozenset[str]:
    """Return the texts of the list that ends a page under words that point elsewhere.

    "More on this story" says of the titles below it that they are no part of this one; by their
    own words they might be.
    """
    titles: list[str] = []
    for block in reversed(blocks):
        text = block.text
        if _is_promo(text, words):
            return frozenset(titles)
        if len(text) > _LONGEST_TITLE or text[-1:] in _STOPS:
            break
        titles.append(text)
    return frozenset()


def _begins(low: str, cue: str) -> bool:
    return low.startswith(cue) and not low[len(cue) : len(cue) + 1].isalnum()


def _labelled(low: str, cue: str) -> bool:
    return low.startswith(cue) and (cue.endswith(":") or low[len(cue) :].lstrip().startswith(":"))


def _is_links(block: Block) -> bool:
    linked = sum(link.end - link.start for link in block.links)
    listed = block.kind is BlockKind.LIST_ITEM or block.text.rstrip()[-1:] not in {
        ".",
        "!",
        "?",
        "”",
        '"',
    }
    return listed and linked >= _LINKED * len(block.text.strip() or "-")


def _is_credited(text: str, words: Lexicon) -> bool:
    """Tell whether a paragraph is a picture credit that lost its picture ("Photo: A. Penn")."""
    label, colon, _ = text[:_GLANCE].partition(":")
    if text[:1] + text[-1:] in ("()", "[]"):  # "(Photo by A. Penn)"
        label, colon = text[1:].partition(" ")[:2]
    named = label.strip().lower().rstrip(".") in {cue.rstrip(".") for cue in words.credits}
    return bool(colon) and named and credit_start(text, words) == 0


def is_caption(text: str, words: Lexicon) -> bool:
    """Tell whether a text is labelled as what stands under a picture ("Caption: …")."""
    label, colon, _ = text[:_GLANCE].lower().partition(":")
    return bool(colon) and tuple(label.split()) in dict(words["captions"].phrases)


def credit_start(text: str, words: Lexicon) -> int | None:
    """Return where in a caption the words begin that only say whose picture it is, or None.

    They are its last sentence or bracket, name a picture or an agency ("Photo: A. Penn/Reuters"),
    and are made of names and small words: "Photos show six boats" is told of the picture.
    """
    starts = (match.end() for match in _PARTS.finditer(text))
    return next((at for at in (0, *starts) if _only_credits(text[at:], words)), None)


def _only_credits(text: str, words: Lexicon) -> bool:
    run = [token for token in tokens(text) if token.is_word]
    if not 0 < len(run) <= _LONGEST_CREDIT or _MORE.search(text):
        return False
    held = f" {' '.join(token.low for token in run)} "
    plain = (
        token
        for token in run
        if token.low not in words.function
        and f" {token.low} " not in _cues(words)
        and text[token.start - 1 : token.start] != "/"  # "A. Penn/dpx": an agency
    )
    return any(f" {cue} " in held for cue in words.credits) and all(map(_names, plain))


_PARTS = regex.compile(r"[.!?…]\s+|[(\[|•–—]\s*")
_MORE = regex.compile(r"\p{L}{3,}[.!?]\s+\p{L}")
_YEAR = regex.compile(r"(?:19|20)\p{Nd}{2}")


def _names(token: Token) -> bool:
    return token.text[0].isupper() or _YEAR.fullmatch(token.text) is not None


@cache
def _cues(words: Lexicon) -> str:
    """Return the words of all credits, a space around each."""
    return f" {' '.join(words.credits)} "


def furniture_spans(text: str, words: Lexicon) -> list[Span]:
    """Return what in a paragraph is furniture that extraction left glued to it.

    That is a bracket of its own at either end that begins as a promo does, and a complete stamp
    ("Updated June 3, 2020") before a new sentence.
    """
    spans: list[Span] = []
    if not text or not _may_be(text, words):
        return spans
    if text[:1] == "[" or text[-1:] == "]":
        found = (match for match in _BRACKETED.finditer(text))
        spans = [match.span() for match in found if _is_promo(match.group().strip(), words)]
    if not _may_open_stamp(text, words):
        return spans
    reading = Reading(tokens(text, 0, min(len(text), _REACH)), Setting(words))
    size = _stamp_length(reading)
    if 0 < size < len(reading.tokens) and _opens_sentence(text, reading.tokens[size - 1].end):
        spans.append((0, reading.tokens[size - 1].end))
    return spans


def _opens_sentence(text: str, at: int) -> bool:
    follows = text[at:].lstrip()
    return bool(_CAPITAL.match(follows)) and text[at : at + 1].isspace()
