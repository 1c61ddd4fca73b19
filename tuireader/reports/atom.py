"""An Atom feed (RFC 4287) of what publishers changed: any feed reader can follow it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from xml.sax.saxutils import escape, quoteattr

from tuireader import __version__

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 (section 2.2) has no way to write."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AtomEntry:
    """One change. `id`: a URI that never changes; `text`: plain, a line per edit."""

    id: str
    title: str
    text: str
    url: str
    updated: datetime


def changes_atom(entries: Sequence[AtomEntry], *, now: datetime) -> str:
    """Return the feed's XML, the newest change first."""
    newest = max((entry.updated for entry in entries), default=now)
    shown = "".join(map(_entry, sorted(entries, key=lambda entry: entry.updated, reverse=True)))
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<feed xmlns="http://www.w3.org/2005/Atom">\n'
        "<id>urn:tuireader:changes</id>\n<title>What publishers changed</title>\n"
        f"<updated>{_time(newest)}</updated>\n<author><name>tuireader</name></author>\n"
        f'<generator version="{__version__}">tuireader</generator>\n{shown}</feed>\n'
    )


def _entry(entry: AtomEntry) -> str:
    return (
        f"<entry>\n<id>{_text(entry.id)}</id>\n<title>{_text(entry.title)}</title>\n"
        f"<link href={quoteattr(_clean(entry.url))}/>\n"
        f"<updated>{_time(entry.updated)}</updated>\n"
        f'<content type="text">{_text(entry.text)}</content>\n</entry>\n'
    )


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("\ufffd", text)


def _text(text: str) -> str:
    return escape(_clean(text))


def _time(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
