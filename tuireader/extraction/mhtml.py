"""Take the page out of an MHTML file (RFC 2557), as browsers save it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from email.message import Message

_HEAD = re.compile(
    rb"\A\s*(?:[\w-]{2,60}:[^\r\n]{0,2000}\r?\n(?:[ \t][^\r\n]{0,2000}\r?\n){0,20}){1,30}",
    re.IGNORECASE,
)
_PART = b"\n--"
_MOST_PARTS = 200
"""Parts among which the page is looked for; browsers write it first."""

_MULTIPART = re.compile(rb"content-type:\s*multipart/related", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SavedPage:
    """The main page of an MHTML file: its bytes, where it came from, and its Content-Type."""

    body: bytes
    url: str
    content_type: str


def is_mhtml(page: bytes) -> bool:
    """Tell whether bytes begin as an MHTML file does."""
    head = _HEAD.match(page[:20_000])
    return head is not None and bool(_MULTIPART.search(head.group()))


def open_mhtml(page: bytes) -> SavedPage | None:
    """Return the first HTML part of an MHTML file, or None if it has none."""
    from email import message_from_bytes, policy  # rarely needed, and slow to import

    page = _PART.join(page.split(_PART, _MOST_PARTS)[:_MOST_PARTS])
    message = message_from_bytes(page, policy=policy.compat32)
    address = str(message.get("Snapshot-Content-Location") or "")
    for part in message.walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            return SavedPage(
                _payload(part), address or _location(part), str(part.get("Content-Type", ""))
            )
    return None


def _payload(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _location(part: Message) -> str:
    return str(part.get("Content-Location") or "")
