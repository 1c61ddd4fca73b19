"""Scripts written without spaces between words, cut with ICU's dictionaries."""

from __future__ import annotations

import re
from itertools import accumulate, pairwise

import regex

SPACELESS = (
    r"\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}\p{Han}\p{Hiragana}\p{Katakana}"
    r"\p{Tai_Le}\p{New_Tai_Lue}\p{Tai_Tham}\u30fc\uff70"
)
"""The inside of a character class: scripts whose words touch."""

_ONE = regex.compile(rf"[{SPACELESS}]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")


def is_spaceless(text: str) -> bool:
    """Tell whether a text begins with a letter of such a script."""
    return not text.isascii() and _ONE.match(text) is not None


def dictionary_words(run: str) -> list[str]:
    """Cut a run of a script without spaces into dictionary words; joined, they are the run.

    ICU is imported only here, when the first such run is met: it brings 30 MB of tables.
    """
    from icu4py.breakers import WordBreaker

    if not _SURROGATE.search(run):
        return list(WordBreaker(run, "und"))
    words = WordBreaker(_SURROGATE.sub("\ufffd", run), "und")  # ICU refuses lone surrogates
    return [run[start:end] for start, end in pairwise(accumulate(map(len, words), initial=0))]
