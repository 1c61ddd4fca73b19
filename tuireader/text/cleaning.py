"""The one boundary that makes hostile text harmless; everything behind it is trusted."""

from __future__ import annotations

import re
import unicodedata

_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_SPACES = re.compile(r"\s+")


def clean(text: str) -> str:
    """Return one line of text: NFC, single spaces, no control or bidi-override characters."""
    text = _CONTROLS.sub("", _SPACES.sub(" ", text.replace("\xad", "")))
    return unicodedata.normalize("NFC", text).strip()
