"""Seals: a chain of hashes over everything that was saved, so that tampering shows.

A snapshot's seal is the sha-256 of seven lines: the seal saved before it (of whatever article;
64 zeros at the start), the digest of its text, its time, the URL that answered, the status, the
sha-256 of the headers (JSON, sorted) and the sha-256 of the raw page. Whoever changes a page, or
takes one out, would have to make anew every seal after it; whoever noted down one seal can tell.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime

from tuireader.model import Response

START = "0" * 64
"""The seal before the first."""


def sha256(data: bytes) -> str:
    """Return the sha-256 in hexadecimal."""
    import hashlib  # here: a list is read without it

    return hashlib.sha256(data).hexdigest()


def seal(before: str, digest: str, taken_at: datetime, response: Response, page: str) -> str:
    """Return a snapshot's seal. `page`: the sha-256 of the raw page."""
    lines = (
        before,
        digest,
        taken_at.isoformat(),
        response.url,
        str(response.status),
        sha256(_headers(response.headers)),
        page,
    )
    return sha256("\n".join(lines).encode("utf-8", "surrogatepass"))


def _headers(headers: Mapping[str, str]) -> bytes:
    return _encode(dict(headers)).encode("ascii")


_encode = json.JSONEncoder(sort_keys=True, separators=(",", ":")).encode
