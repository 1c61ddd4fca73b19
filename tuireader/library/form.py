"""What tells a library's file from others. Importing this imports nothing."""

from __future__ import annotations

MARK = 0x74756972
"""The application id in the file's head: "tuir"."""
NEWEST = 4
"""The form that this program makes: one more than there are migrations (`founding`)."""

LISTED = (
    *("url", "headline", "source", "snapshots", "texts", "first_at", "last_at", "status"),
    *("unread", "changed", "kind", "disclosure", "weight", "starred", "archived", "muted"),
    *("read", "next_check", "doc"),
)
"""The columns of a row of the list, in the order that `listed` takes them."""
