"""The one boundary that makes hostile text harmless; everything behind it is trusted."""

from __future__ import annotations

import re
import unicodedata

# Terminal sequences go whole: without its ESC, "[31m" would still stand in the story.
_TERMINAL = re.compile(
    "(?:\x1b\\[|\x9b)[0-?]{0,64}[ -/]{0,8}[@-~]?"
    "|(?:\x1b[\\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x07\x1b\x9c]{0,4096}(?:\x07|\x1b\\\\|\x9c)?"
    "|\x1b[ -/]{0,8}[0-~]?"
)
# C0 and C1 controls; bidi marks, embeddings, overrides and isolates (UAX 9, "Trojan Source");
# soft hyphens, zero-width spaces and joiners that no script needs, invisible operators,
# interlinear anchors, tag characters, non-characters.
_UNWANTED = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\ufeff\ufff9-\ufffb\ufdd0-\ufdef\ufffe\uffff\U000e0000-\U000e007f]"
)
_SURROGATE = re.compile("[\ud800-\udfff]")
# Joiners and variation selectors mean something once; combining marks, a few times.
_JOINER_FLOOD = re.compile("([\u200c\u200d\ufe00-\ufe0f])[\u200c\u200d\ufe00-\ufe0f]+")
_MARKS = re.compile("[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]{9,}")
_MOST_MARKS = 8
# One of these has to stand in a text that needs more than spaces put right.
_SUSPECT = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u0300-\u036f\u0483-\u0489\u061c\u180e"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u200b-\u200f\u202a-\u202e\u2060-\u206f\u20d0-\u20ff"
    "\ud800-\udfff\ufdd0-\ufdef\ufe00-\ufe0f\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)
_ODD_ASCII = re.compile("[\x00-\x08\x0e-\x1f\x7f]")


def clean(text: str) -> str:
    """Return one line of text: NFC, single spaces, no control or bidi-override characters."""
    if text.isascii() and not _ODD_ASCII.search(text):
        return " ".join(text.split())
    return " ".join(harmless(text).split())


def clean_lines(text: str) -> str:
    """Return preformatted text: as `clean`, but with its line breaks and inner spaces."""
    lines = (harmless(line.expandtabs(4)).rstrip() for line in text.splitlines())
    return "\n".join(lines).strip("\n")


def harmless(text: str) -> str:
    """Return a text as `clean` does, its white space as it is."""
    if not _SUSPECT.search(text):
        return unicodedata.normalize("NFC", text)
    if "\x1b" in text or "\x9b" in text or "\x9d" in text:
        text = _TERMINAL.sub("", text)
    text = _UNWANTED.sub("", text)
    text = _SURROGATE.sub("\ufffd", text)
    text = _JOINER_FLOOD.sub(r"\1", text)
    text = unicodedata.normalize("NFC", text)
    return _MARKS.sub(lambda flood: flood.group()[:_MOST_MARKS], text)
