"""What two Documents tell about their own words: the language, and where capitals stand."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

import regex

from tuireader.changes.findings import Setting
from tuireader.changes.names import bare_word
from tuireader.model import Diff, Document, Pair, RowOp
from tuireader.text.lexicon import detect, lexicon

_INSIDE = regex.compile(r"(?<=[\p{Ll}\p{N},;] )(\p{Lu}[\p{L}\p{M}'’]*)")
_LOWER = regex.compile(r"(?<![\p{L}\p{M}\p{N}'’])\p{Ll}[\p{L}\p{M}'’]*")


def setting_for(sides: Pair[Document], diff: Diff) -> Setting:
    """Return the word lists and capitals for two Documents; empty where nothing differs."""
    if all(row.op is RowOp.EQUAL for row in diff.rows):
        return Setting(words=lexicon("und"))
    texts = [block.text for block in chain(sides.before.blocks, sides.after.blocks)]
    language = sides.after.language or sides.before.language
    words = lexicon(language) if language else lexicon(detect(" ".join(texts[:6])))
    return Setting(
        words=words,
        capitals=frozenset(_found(_INSIDE, texts)),
        lowered=frozenset(_found(_LOWER, texts)),
    )


def _found(pattern: regex.Pattern[str], texts: Iterable[str]) -> Iterable[str]:
    return (bare_word(word) for text in texts for word in pattern.findall(text))
