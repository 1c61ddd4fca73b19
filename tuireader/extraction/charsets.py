"""The names of charsets, and what browsers read for them."""

from __future__ import annotations

import codecs
import re

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


_OF_TEXT = re.compile(
    r"ascii|utf-(?:8|16|32)(?:-[lb]e)?|cp\d+|iso8859-\d+|koi8-[rtu]|mac-\w+|tis-620|johab"
    r"|gb\w+|hz|big5\w*|euc_\w+|shift_jis\w*|iso2022_\w+"
)
"""The codecs that are charsets of pages; of the others `punycode` takes time without end."""


def known(name: str) -> str:
    """Return the name of the codec that browsers read for a name, or an empty string."""
    name = {"x-sjis": "shift_jis", "x-gbk": "gbk", "ks_c_5601-1987": "euc_kr"}.get(
        name.lower(), name
    )
    try:
        canonical = codecs.lookup(name).name
    except LookupError:
        return ""
    return WIDER.get(canonical, canonical) if _OF_TEXT.fullmatch(canonical) else ""
