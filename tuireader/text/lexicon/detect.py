"""Guess a text's language among those that have word lists."""

from __future__ import annotations

import regex

from tuireader.text.lexicon.lexicon import function_words

_SCRIPTS = (
    ("ja", regex.compile(r"[\p{Hiragana}\p{Katakana}]")),
    ("zh", regex.compile(r"\p{Han}")),
    ("ru", regex.compile(r"\p{Cyrillic}")),
    ("ar", regex.compile(r"\p{Arabic}")),
)
_SCRIPTED = frozenset(code for code, _ in _SCRIPTS)
_WORD = regex.compile(r"[\p{L}\p{M}]+")
_SAMPLE = 1500
_FOREIGN_SCRIPT = 0.3


def detect(text: str, default: str = "en") -> str:
    """Return a language code: by script, else the language whose small words are most frequent.

    Only the first 1,500 characters count; without a single known word, `default` is returned.
    """
    sample = text[:_SAMPLE]
    letters = sum(map(str.isalpha, sample)) or 1
    for code, script in _SCRIPTS:
        if len(script.findall(sample)) / letters > (0.05 if code == "ja" else _FOREIGN_SCRIPT):
            return code
    if letters and len(regex.findall(r"\p{Latin}", sample)) / letters < 1 - _FOREIGN_SCRIPT:
        return "und"
    words = [word.lower() for word in _WORD.findall(sample)]
    scores = {
        code: sum(word in listed for word in words)
        for code, listed in function_words().items()
        if code not in _SCRIPTED
    }
    best = max(scores, key=lambda code: scores[code])
    return best if scores[best] else default
