"""What a row of the list shows of an article, in plain values: read and painted before all else."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeAlias

    Words: TypeAlias = str | None
    Number: TypeAlias = int | None
    Glance: TypeAlias = tuple[
        Words, Words, Words, Number, Words, Words, Words, Words, Number, Number, Number
    ]
    """Headline, address, source; the last look, in microseconds since 1970, UTC; how it ended, the
    verdict's kind and disclosure, in the words of their enumerations; tags, parted by `PART`;
    how many snapshots; what is news in it for the reader, `UNREAD` or `CHANGED`; whether it has a
    star."""

PART = "\x1f"
UNREAD, CHANGED = 1, 2
"""It was never read; it was, but changed since."""
