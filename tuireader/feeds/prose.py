"""Titles and summaries, which are HTML as often as text, to one line of clean text."""

from __future__ import annotations

import re
from html import unescape

from tuireader.text.cleaning import clean

_HIDDEN = re.compile(r"<(script|style)\b[^<>]{0,2000}>[^<]*</\1>", re.IGNORECASE)
_BREAK = re.compile(
    r"</?(?:p|br|div|li|ul|ol|h[1-6]|tr|td|th|table|blockquote|figure|figcaption|hr|section)\b[^<>]*>",
    re.IGNORECASE,
)
_TAG = re.compile(r"<[a-z!/][^<>]*>", re.IGNORECASE)
LONGEST = 20_000
"""Characters of markup that are looked at: a summary, not the story."""

LONGEST_TEXT = 1_000
"""Characters of text that are kept."""


def plain(markup: str) -> str:
    """Return the text of a piece of HTML; text that merely looks like it loses its tags, too."""
    text = _HIDDEN.sub("", markup[:LONGEST])
    return clean(unescape(_TAG.sub("", _BREAK.sub(" ", text))))[:LONGEST_TEXT]
