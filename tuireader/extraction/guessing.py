"""Guess the charset of bytes that fit none of the charsets they claim."""

from __future__ import annotations

import re

from tuireader.extraction.charsets import SAMPLE, WIDER
from tuireader.extraction.warnings import Warn

_TAG = re.compile(
    rb"<(?:script|style)\b.{0,200000}?</(?:script|style)>|<[^<>]{0,2000}>",
    re.DOTALL | re.IGNORECASE,
)
_OF_THE_WEB = (
    *("utf_8", "cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257"),
    *("cp1258", "cp874", "cp866", "koi8_r", "koi8_u", "gb18030", "big5", "euc_jp", "shift_jis"),
    *("iso2022_jp", "euc_kr", "iso8859_2", "iso8859_5", "iso8859_7", "iso8859_8"),
)
"""The charsets that browsers know, without those that one of these contains."""

_OF_CP1250 = ("Czech", "Slovak", "Polish", "Hungarian", "Slovene", "Croatian", "Romanian")
_IN_CP1250 = re.compile(rb"[\x80-\x9f]")
"""Where cp1250 has letters and quotes of any text in its languages, and ISO 8859-2 nothing."""


def guess(page: bytes) -> tuple[str, list[Warn]]:
    """Decode by what the bytes look like: broken UTF-8, or the likeliest charset."""
    text = page.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    foreign = sum(1 for sign in text[:SAMPLE] if sign > "\x7f") or 1
    if broken * 20 < foreign:
        return text, [Warn.CHARSET_GUESSED]
    name = _likeliest(_TAG.sub(b" ", page[: 8 * SAMPLE])[:SAMPLE] or page[:SAMPLE])
    return page.decode(WIDER.get(name, name), "replace"), [Warn.CHARSET_GUESSED]


def _likeliest(sample: bytes) -> str:
    """Return the charset that statistics say; where they waver, the one that browsers assume."""
    from charset_normalizer import from_bytes

    found = from_bytes(sample, cp_isolation=list(_OF_THE_WEB))
    best = found.best()
    if best is None:
        return "cp1252"
    as_good = {
        match.encoding
        for match in found
        if (match.chaos, match.coherence) == (best.chaos, best.coherence)
    }
    western = "cp1252" in as_good and best.language not in _OF_CP1250
    name = "cp1252" if western else best.encoding
    return "iso8859-2" if name == "cp1250" and not _IN_CP1250.search(sample) else name
