"""Guess a text's language among those that have word lists."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from itertools import chain

import regex

from tuireader.text.lexicon.lexicon import function_words

_SCRIPTS = (
    ("ja", regex.compile(r"[\p{Hiragana}\p{Katakana}]")),
    ("zh", regex.compile(r"\p{Han}")),
    ("ru", regex.compile(r"\p{Cyrillic}")),
    ("ar", regex.compile(r"\p{Arabic}")),
)
_SCRIPTED = frozenset(code for code, _ in _SCRIPTS)
_WORD = re.compile(r"[^\W\d_]+")
_LATIN = regex.compile(r"\p{Latin}")
_OTHER = re.compile(r"[\u0250-\u1dff\u2c00-\ud7ff\uf900-\U0010ffff]")
"""Where letters of other scripts stand."""
_SAMPLE = 800
_FOREIGN_SCRIPT = 0.3
_KANA = 0.05


def detect(text: str, default: str = "en") -> str:
    """Return a language code: by script, else the language whose small words are most frequent.

    Only the first 800 characters count; without a single known word, `default` is returned.
    """
    sample = text[:_SAMPLE]
    code = None if sample.isascii() else _by_script(sample)
    if code:
        return code
    speakers = _speakers()
    known = (speakers[word] for word in _WORD.findall(sample.lower()) if word in speakers)
    scores = Counter(chain.from_iterable(known))
    return max(_latin(), key=scores.__getitem__) if scores else default


@cache
def _latin() -> dict[str, frozenset[str]]:
    """Return the small words of the languages that share a script."""
    return {code: small for code, small in function_words().items() if code not in _SCRIPTED}


@cache
def _speakers() -> dict[str, tuple[str, ...]]:
    """Return the languages that have a small word, for each of these words."""
    listed = _latin().items()
    words = frozenset(chain.from_iterable(_latin().values()))
    return {word: tuple(code for code, small in listed if word in small) for word in words}


def _by_script(sample: str) -> str | None:
    """Return the language of a script, "und" for a script without word lists, None for Latin."""
    if not _OTHER.search(sample):
        return None
    letters = sum(map(str.isalpha, sample)) or 1
    for code, script in _SCRIPTS:
        if len(script.findall(sample)) / letters > (_KANA if code == "ja" else _FOREIGN_SCRIPT):
            return code
    latin = len(_LATIN.findall(sample)) / letters
    return "und" if latin < 1 - _FOREIGN_SCRIPT else None
