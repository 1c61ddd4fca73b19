"""Make the addresses of links and pictures harmless."""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

_SCHEMES = frozenset({"http", "https", "mailto"})
_CONTROL = re.compile("[\x00-\x20\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
_LONGEST = 4096
"""Characters; a longer address is a tracking payload or an embedded picture."""


def safe_address(address: str | None, base: str = "") -> str | None:
    """Return an absolute http, https or mailto address free of control characters, or None."""
    if not address or len(address) > _LONGEST:
        return None
    address = address.strip()
    if not address or address.startswith("#"):
        return None
    try:
        joined = urljoin(base, address) if base else address
        parts = urlsplit(_CONTROL.sub(lambda found: "%20" if found[0] == " " else "", joined))
    except ValueError:
        return None
    if parts.scheme not in _SCHEMES or not (parts.netloc or parts.scheme == "mailto"):
        return None
    return parts.geturl()


def host_of(address: str) -> str:
    """Return an address's host in lower case without `www.`, or an empty string."""
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")
