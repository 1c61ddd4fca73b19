"""Read how publishers word their notes: one TOML file per language in `languages/`.

Each file holds `months` (January to December, as regular expressions), `labels` (words that open
a note, by kind), `words` (named fragments for the sentences), `sentences` (what a note's sentence
begins with, by kind), `rejects` (what looks like a note and is none), and `stems` or, where a
script has no spaces, `signs`: one of them is in every note, so that other text is soon let go.
`published` are the words before a date that is the story's own.
All languages are tried
at once: a page's declared language is wrong too often to choose by.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from tuireader.model import NoticeKind
from tuireader.text.tables import read_table

LANGUAGES = (
    *("ar", "cs", "da", "de", "en", "es", "fi", "fr", "hi", "id", "it", "ja"),
    *("km", "ko", "nl", "no", "pl", "pt", "ru", "sv", "th", "tr", "uk", "zh"),
)
"""The languages whose notes are known: a file each."""

DATE_SLOT = r"[^.:;]{0,12}?\d[^:;()]{0,30}?"
"""What may stand for `{date}` in a sentence: a few words around a digit."""

SENTENCE_ORDER = (
    NoticeKind.RETRACTION,
    NoticeKind.CLARIFICATION,
    NoticeKind.CORRECTION,
    NoticeKind.UPDATE,
)
"""The first kind whose sentences fit is the note's: a clarification is also an amendment."""

LABEL_ORDER = (
    NoticeKind.RETRACTION,
    NoticeKind.CORRECTION,
    NoticeKind.CLARIFICATION,
    NoticeKind.EDITORS_NOTE,
    NoticeKind.UPDATE,
)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The compiled wordings of all languages."""

    label: re.Pattern[str]
    sentences: tuple[tuple[NoticeKind, re.Pattern[str]], ...]
    calls: re.Pattern[str]
    introductions: re.Pattern[str]
    stems: frozenset[str]
    signs: re.Pattern[str]
    published: re.Pattern[str]
    months: tuple[tuple[re.Pattern[str], int], ...]


@cache
def lexicon() -> Lexicon:
    """Return the wordings, read once."""
    tables = [
        read_table("tuireader.notices", f"languages/{language}.toml") for language in LANGUAGES
    ]
    return Lexicon(
        label=_label(tables),
        sentences=tuple((kind, _sentences(tables, kind)) for kind in SENTENCE_ORDER),
        calls=_any(pattern for table in tables for pattern in table["rejects"]["calls"]),
        introductions=_any(
            pattern for table in tables for pattern in table["rejects"]["introductions"]
        ),
        stems=frozenset(stem for table in tables for stem in table.get("stems", ())),
        signs=_any(table["signs"] for table in tables if "signs" in table),
        published=_any(table["published"] for table in tables if "published" in table),
        months=_months(tables),
    )


def _any(patterns: Any) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


def _label(tables: list[dict[str, Any]]) -> re.Pattern[str]:
    """Compile one pattern whose group names say the kind of the label found."""
    groups = []
    for kind in LABEL_ORDER:
        words = [word for table in tables for word in table["labels"].get(kind.value, ())]
        words.sort(key=len, reverse=True)
        groups.append(f"(?P<{kind.name}>{'|'.join(words)})")
    return re.compile("|".join(groups), re.IGNORECASE)


def _sentences(tables: list[dict[str, Any]], kind: NoticeKind) -> re.Pattern[str]:
    filled = []
    for table in tables:
        words: dict[str, str] = table.get("words", {})
        for sentence in table["sentences"].get(kind.value, ()):
            for name, fragment in words.items():
                sentence = sentence.replace("{" + name + "}", fragment)
            filled.append(sentence.replace("{date}", DATE_SLOT))
    return _any(filled)


def _months(tables: list[dict[str, Any]]) -> tuple[tuple[re.Pattern[str], int], ...]:
    found: dict[int, list[str]] = {number: [] for number in range(1, 13)}
    for table in tables:
        for number, pattern in enumerate(table["months"], 1):
            found[number].append(pattern)
    return tuple(
        (re.compile(rf"(?:{'|'.join(patterns)})\.?", re.IGNORECASE), number)
        for number, patterns in found.items()
    )
