"""The names of charsets, and what browsers read for them."""

from __future__ import annotations

import codecs

SAMPLE = 60_000
"""Characters or bytes by which a charset is judged."""

WIDER = {
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
"""The wider, later charset that browsers read for a name, by the WHATWG Encoding Standard."""


def known(name: str) -> str:
    """Return the name of the codec that browsers read for a name, or an empty string."""
    name = {"x-sjis": "shift_jis", "x-gbk": "gbk", "ks_c_5601-1987": "euc_kr"}.get(
        name.lower(), name
    )
    try:
        canonical = codecs.lookup(name).name
    except LookupError:
        return ""
    return WIDER.get(canonical, canonical)
