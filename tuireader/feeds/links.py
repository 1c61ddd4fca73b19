"""The addresses in a feed: absolute, and of the web."""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

_CONTROL = re.compile("[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
_LONGEST = 4096


def web_address(address: object, base: str = "") -> str:
    """Return an absolute http or https address, or an empty string where there is none."""
    if not isinstance(address, str) or not address.strip() or len(address) > _LONGEST:
        return ""
    try:
        joined = _CONTROL.sub("", urljoin(base, address.strip()))
        parts = urlsplit(joined)
    except ValueError:
        return ""
    return joined if parts.scheme.lower() in ("http", "https") and parts.hostname else ""
