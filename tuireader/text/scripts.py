"""Scripts written without spaces between words, cut with ICU's dictionaries."""

from __future__ import annotations

import regex

SPACELESS = (
    r"\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}\p{Han}\p{Hiragana}\p{Katakana}"
    r"\p{Tai_Le}\p{New_Tai_Lue}\p{Tai_Tham}\u30fc\uff70"
)
"""The inside of a character class: scripts whose words touch."""

_ONE = regex.compile(rf"[{SPACELESS}]")
_SURROGATE = regex.compile(r"[\ud800-\udfff]")


def is_spaceless(text: str) -> bool:
    """Tell whether a text begins with a letter of such a script."""
    return not text.isascii() and _ONE.match(text) is not None


def dictionary_words(run: str) -> list[str]:
    """Cut a run of a script without spaces into dictionary words; joined, they are the run.

    ICU is imported only here, when the first such run is met: it brings 30 MB of tables.
    """
    from icu4py.breakers import WordBreaker

    safe = _SURROGATE.sub("\ufffd", run)  # ICU refuses lone surrogates
    words, at = [], 0
    for word in WordBreaker(safe, "und"):
        words.append(run[at : at + len(word)])
        at += len(word)
    return words
