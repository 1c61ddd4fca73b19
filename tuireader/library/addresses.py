"""When two URLs are the same article's."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import urlsplit

_PORTS = {"http": 80, "https": 443}


@lru_cache(maxsize=1024)
def key(url: str) -> str:
    """Return a URL as it is compared: RFC 3986 6.2.2-6.2.3, and without its fragment.

    Only what can't make a difference to a server is evened out: the case of scheme and host,
    the scheme's own port, an empty path. What is no URL is its own key.
    """
    text = url.strip()
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        return text
    scheme = parts.scheme.lower()
    if scheme not in _PORTS or not parts.hostname:
        return text
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    at = "" if port in (None, _PORTS[scheme]) else f":{port}"
    user, sign, _ = parts.netloc.rpartition("@")
    return parts._replace(
        scheme=scheme, netloc=f"{user}{sign}{host}{at}", path=parts.path or "/", fragment=""
    ).geturl()
