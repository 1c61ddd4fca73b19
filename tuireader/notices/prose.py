"""Recognise a publisher's own note by its words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from tuireader.model import FoundIn, Notice, NoticeKind
from tuireader.notices.lexicon import lexicon

MAX_LENGTH = 3000
"""Characters: a longer block is no note, and is not searched."""

_OPENING = re.compile(r"[\s\W_]*", re.UNICODE)
_AFTER_LABEL = re.compile(
    r"(?P<dated>[,.]?\s*[(\[]?[^\W\d_]{0,12}\.?[^:：៖!?。—–|]{0,40}?\d(?:[^:：៖!?。]|:(?=\d\d)){0,40}?[)\]]?)?"
    r"\s?(?:[:：៖](?!\d)|[—–|]|\s-\s|-{2,}|\.\s|[)\]】〕]\s*[:：]?|\s?$)"
)
_SENTENCE_OVER = re.compile(r"\w{4,}[.!?]\s|[:：].*\w.*[:：]")
_SIMPLE_LEAD = re.compile(r"(?:[^\W\d_]+[ ’']?){1,3}\s?[:：]\s*")
_SENTENCE_START = re.compile(r"(?<=[.!?…]['\"”’)\]])\s+|(?<=[.!?…])\s+|(?<=[。！？])")
_MARKS = "\"'“”„‘«»‹›([{*-–—_/|•¿¡#+~<>.:)]"
_STEM = 5
"""Letters of a word that are compared with the stems."""

_ENOUGH = 10
"""Letters behind a label from which on they are more than a date."""

_NEAR = 90
"""Characters from a note's beginning within which its own date stands."""


@dataclass(frozen=True, slots=True)
class Found:
    """A note in a block's text; it runs from `start` to the block's end."""

    kind: NoticeKind
    start: int
    date: date | None


def recognize(text: str) -> Found | None:
    """Find a note in a block's text: at its beginning, or from a later sentence to its end."""
    if not text or len(text) > MAX_LENGTH:
        return None
    if not may_hold(text):
        return None
    start = _opening(text)
    if found := _at(text, start):
        return Found(found[0], 0, found[1])
    if late := _late(text):
        return Found(late[0], late[1], _own_date(text, late[1]))
    return None


def _late(text: str, start: int = 0) -> tuple[NoticeKind, int] | None:
    """Return the kind and start of the first later sentence that is a note's, but for updates."""
    for boundary in _SENTENCE_START.finditer(text, start):
        if kind := _sentence_kind(text, _opening(text, boundary.end()), late=True):
            return kind, boundary.end()
    return None


def is_news(text: str) -> bool:
    """Tell whether a note is one by its label alone and tells news: "Update: two more died"."""
    start = _opening(text)
    label = _label(text, start)
    if label is None or label[0] is not NoticeKind.UPDATE:
        return False
    if _late(text, label[1]):
        return False
    return not any(_sentence_kind(text, at) for at in (start, _opening(text, label[1])))


def notice_in(text: str, found_in: FoundIn = FoundIn.BODY) -> Notice | None:
    """Return the note a block's text holds, or None."""
    found = recognize(text)
    if found is None:
        return None
    return Notice(kind=found.kind, text=text[found.start :], date=found.date, found_in=found_in)


def _opening(text: str, start: int = 0) -> int:
    match = _OPENING.match(text, start)
    return match.end() if match else start


def _at(text: str, start: int) -> tuple[NoticeKind, date | None] | None:
    """Judge the words from `start` on: a label, a sentence, or a sentence behind a plain word."""
    label = _label(text, start)
    rest = _opening(text, label[1]) if label else start
    kind = _sentence_kind(text, rest) or _sentence_kind(text, start)
    if kind is None and label and label[0] is NoticeKind.UPDATE and (late := _late(text, rest)):
        kind = late[0]
    if label and _says_enough(text, rest) and not _rejected(label[0], text, certain=bool(kind)):
        return _label_kind(label[0], kind), _own_date(text, start)
    if kind is None and (lead := _SIMPLE_LEAD.match(text, start)):
        kind = _sentence_kind(text, lead.end())
    if kind and not (kind is NoticeKind.UPDATE and _rejected(kind, text, certain=False)):
        return kind, _own_date(text, start)
    return None


def _says_enough(text: str, start: int) -> bool:
    """Tell whether more than a date, or when the story appeared, follows a label.

    A letter of a script without spaces is a word or so.
    """
    words = (word.strip(_MARKS) for word in text[start:].split())
    said = (word for word in words if not lexicon().published.fullmatch(word))
    letters = [sign for word in said for sign in word if sign.isalpha()]
    return len(letters) >= _ENOUGH or sum(sign >= "\u0e00" for sign in letters) >= 4


def _label(text: str, start: int) -> tuple[NoticeKind, int] | None:
    match = lexicon().label.match(text, start)
    if not match:
        return None
    after = _AFTER_LABEL.match(text, match.end())
    return (NoticeKind[str(match.lastgroup)], after.end()) if after else None


def _label_kind(label: NoticeKind, sentence: NoticeKind | None) -> NoticeKind:
    """Let the label say the kind, but for an update that turns out to correct something."""
    return sentence if sentence and label is NoticeKind.UPDATE else label


def _sentence_kind(text: str, start: int, *, late: bool = False) -> NoticeKind | None:
    for kind, pattern in lexicon().sentences:
        if late and kind is NoticeKind.UPDATE:
            continue
        if pattern.match(text, start):
            return kind
    return None


def _rejected(kind: NoticeKind, text: str, *, certain: bool) -> bool:
    """Tell whether the words are a call, a policy or an introduction: no note at all."""
    if certain and kind is not NoticeKind.UPDATE:
        return False
    if lexicon().calls.search(text):
        return True
    soft = kind in (NoticeKind.EDITORS_NOTE, NoticeKind.UPDATE)
    return soft and bool(lexicon().introductions.search(text))


def _own_date(text: str, start: int) -> date | None:
    """Return the note's own date: near its beginning, in its label or first sentence."""
    from tuireader.notices.dates import dates_in  # only few pages have a note

    window = text[start : start + _NEAR + 20]
    for index, day in dates_in(window):
        before = window[:index]
        if index > _NEAR or _SENTENCE_OVER.search(before):
            return None
        if not lexicon().published.search(before):
            return day
    return None


def may_hold(text: str) -> bool:
    """Tell cheaply whether a text may hold a note."""
    known = lexicon()
    words = text.lower().replace("’", " ").replace("'", " ").split()
    if not known.stems.isdisjoint([word.strip(_MARKS)[:_STEM] for word in words]):
        return True
    return not text.isascii() and bool(known.signs.search(text))


def label_kind(text: str) -> NoticeKind | None:
    """Return the kind a label names, if a text is nothing but a label: "Correction"."""
    match = lexicon().label.match(text.strip(" :.—–-*[]()"))
    if match and match.end() >= len(text.strip(" :.—–-*[]()")):
        return NoticeKind[str(match.lastgroup)]
    return None


def named_notice(text: str, kind: NoticeKind, found_in: FoundIn) -> Notice | None:
    """Return a note whose markup or heading says that it is one, unless its words deny it."""
    if not 20 <= len(text) <= MAX_LENGTH or label_kind(text):
        return None
    if lexicon().calls.search(text) or lexicon().introductions.search(text):
        return None
    return Notice(kind=kind, text=text, date=_own_date(text, 0), found_in=found_in)


def kind_of_name(name: str) -> NoticeKind:
    """Return the kind that a class name speaks of; a correction where it is none of the others."""
    lowered = name.lower()
    for part, kind in _NAMED_KINDS:
        if part in lowered:
            return kind
    return NoticeKind.CORRECTION


_NAMED_KINDS = (
    ("retract", NoticeKind.RETRACTION),
    ("clarif", NoticeKind.CLARIFICATION),
    ("correct", NoticeKind.CORRECTION),
    ("errat", NoticeKind.CORRECTION),
    ("editor", NoticeKind.EDITORS_NOTE),
    ("update", NoticeKind.UPDATE),
)
