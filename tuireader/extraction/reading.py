"""Turn a page's bytes into text, whatever charset it claims or has."""

from __future__ import annotations

import codecs
import re

from tuireader.extraction.warnings import Warn

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_IN_HEADER = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_IN_PAGE = re.compile(
    rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})"
    rb"|<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{2,40})",
    re.IGNORECASE,
)
_TAG = re.compile(
    rb"<(?:script|style)\b.{0,200000}?</(?:script|style)>|<[^<>]{0,2000}>",
    re.DOTALL | re.IGNORECASE,
)
_DECLARED_WITHIN = 8192
_SAMPLE = 60_000

# What browsers read for a name, by the WHATWG Encoding Standard: the wider, later charset.
_WIDER = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "hz": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
}
_GUESS_OF_SERVERS = frozenset({"cp1252"})
"""Charsets that a server names by default, whatever the page holds."""
_OF_THE_WEB = (
    *("utf_8", "cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257"),
    *("cp1258", "cp874", "cp866", "koi8_r", "koi8_u", "gb18030", "big5", "euc_jp", "shift_jis"),
    *("iso2022_jp", "euc_kr", "iso8859_2", "iso8859_5", "iso8859_7", "iso8859_8"),
)
"""The charsets that browsers know, without those that one of these contains."""

_OF_CP1250 = ("Czech", "Slovak", "Polish", "Hungarian", "Slovene", "Croatian", "Romanian")
_IN_CP1250 = re.compile(rb"[\x80-\x9f]")
"""Where cp1250 has letters and quotes of any text in its languages, and ISO 8859-2 nothing."""


def decode(page: bytes, content_type: str = "") -> tuple[str, list[Warn]]:
    """Return a page's text and warnings; no bytes make it fail.

    In order: a byte order mark; UTF-8 where the bytes are valid UTF-8 (other charsets hardly ever
    are by chance), whatever header and page claim; the claims that fit the bytes, the header's
    first unless it is a server's default; what statistics say; UTF-8 with replacements.
    """
    for mark, name in _BOMS:
        if page.startswith(mark):
            return page[len(mark) :].decode(name, "replace"), []
    if name := _wide(page):
        return page.decode(name, "replace"), []
    claims = _claims(page, content_type)
    if b"\x1b$" in page and "iso2022_jp" not in claims:
        claims.append("iso2022_jp")
    for name in claims if "iso2022_jp" in claims else ["utf-8", *claims]:
        if (text := _fits(page, name)) is not None:
            return text, []
    return _guess(page)


def _wide(page: bytes) -> str:
    """Return UTF-16's name where every other byte is zero, as in markup without a mark."""
    head = page[:400]
    if len(head) < 8:
        return ""
    for offset, name in ((1, "utf-16-le"), (0, "utf-16-be")):
        zeros = head[offset::2]
        if zeros.count(0) > 0.4 * len(zeros) and head[1 - offset :: 2].count(0) < 0.1 * len(zeros):
            return name
    return ""


def _claims(page: bytes, content_type: str) -> list[str]:
    """Return the charsets that header and page name, the more trustworthy first."""
    header = _known(match[1]) if (match := _IN_HEADER.search(content_type)) else ""
    inner = _IN_PAGE.search(page[:_DECLARED_WITHIN])
    meta = _known((inner[1] or inner[2]).decode("ascii", "replace")) if inner else ""
    names = [meta, header] if header in _GUESS_OF_SERVERS else [header, meta]
    # A page that could be read as ASCII is not UTF-16, whatever it says of itself.
    return [name for name in names if name and not name.startswith(("utf-16", "utf-32", "utf-8"))]


def _known(name: str) -> str:
    name = {"x-sjis": "shift_jis", "x-gbk": "gbk", "ks_c_5601-1987": "euc_kr"}.get(
        name.lower(), name
    )
    try:
        canonical = codecs.lookup(name).name
    except LookupError:
        return ""
    return _WIDER.get(canonical, canonical)


def _fits(page: bytes, name: str) -> str | None:
    try:
        text = page.decode(name)
    except (UnicodeDecodeError, LookupError):
        return None
    return None if name != "utf-8" and _has_controls(text) else text


def _has_controls(text: str) -> bool:
    """Tell whether a text holds many C1 controls, the mark of a wrong single-byte charset."""
    sample = text[:_SAMPLE]
    odd = sum(1 for sign in sample if "\x80" <= sign <= "\x9f")
    return odd > 5 and odd > 0.001 * len(sample)


def _guess(page: bytes) -> tuple[str, list[Warn]]:
    """Decode by what the bytes look like: broken UTF-8, or the likeliest charset."""
    text = page.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    foreign = sum(1 for sign in text[:_SAMPLE] if sign > "\x7f") or 1
    if broken * 20 < foreign:
        return text, [Warn.CHARSET_GUESSED]
    name = _likeliest(_TAG.sub(b" ", page[: 8 * _SAMPLE])[:_SAMPLE] or page[:_SAMPLE])
    return page.decode(_WIDER.get(name, name), "replace"), [Warn.CHARSET_GUESSED]


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
