"""The nouns: frozen, keyword-only, aware datetimes in UTC. The glossary is in ARCHITECTURE.md.

A noun's module is imported when it is first asked for (PEP 562): making a dataclass takes a
millisecond, and who extracts a page needs neither a Change nor an Article.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tuireader.model.change import (
        Change,
        Diff,
        Edit,
        Flag,
        Move,
        NoticeChanges,
        Pair,
        Row,
        RowOp,
        Segment,
        SegmentOp,
        Settled,
        Side,
        Signal,
        Stats,
    )
    from tuireader.model.document import (
        HEADLINE,
        Block,
        BlockKind,
        Document,
        FoundIn,
        Link,
        Notice,
        NoticeKind,
    )
    from tuireader.model.feed import Entry, Feed, KnownEntry
    from tuireader.model.listing import (
        NO_NEWS,
        ChangeKind,
        CheckStatus,
        Disclosure,
        Listing,
        Verdict,
    )
    from tuireader.model.records import (
        Fault,
        Judged,
        Overruling,
        Purgeable,
        SearchHit,
        Trace,
    )
    from tuireader.model.saved import (
        Article,
        Capture,
        Check,
        CheckError,
        Mute,
        Origin,
        Response,
        Snapshot,
    )

__all__ = [
    "HEADLINE",
    "NO_NEWS",
    "Article",
    "Block",
    "BlockKind",
    "Capture",
    "Change",
    "ChangeKind",
    "Check",
    "CheckError",
    "CheckStatus",
    "Diff",
    "Disclosure",
    "Document",
    "Edit",
    "Entry",
    "Fault",
    "Feed",
    "Flag",
    "FoundIn",
    "Judged",
    "KnownEntry",
    "Link",
    "Listing",
    "Move",
    "Mute",
    "Notice",
    "NoticeChanges",
    "NoticeKind",
    "Origin",
    "Overruling",
    "Pair",
    "Purgeable",
    "Response",
    "Row",
    "RowOp",
    "SearchHit",
    "Segment",
    "SegmentOp",
    "Settled",
    "Side",
    "Signal",
    "Snapshot",
    "Stats",
    "Trace",
    "Verdict",
]

_HOMES = {
    "change": (
        "Change Diff Edit Flag Move NoticeChanges Pair Row RowOp "
        "Segment SegmentOp Settled Side Signal Stats"
    ),
    "document": "HEADLINE Block BlockKind Document FoundIn Link Notice NoticeKind",
    "feed": "Entry Feed KnownEntry",
    "listing": "NO_NEWS ChangeKind CheckStatus Disclosure Listing Verdict",
    "records": "Fault Judged Overruling Purgeable SearchHit Trace",
    "saved": "Article Capture Check CheckError Mute Origin Response Snapshot",
}
"""The nouns of each module, parted by spaces."""


def __getattr__(name: str) -> object:
    """Import a noun from its module, once."""
    from importlib import import_module

    for module, nouns in _HOMES.items():
        if name in nouns.split():
            value: object = getattr(import_module(f"{__name__}.{module}"), name)
            globals()[name] = value
            return value
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    """List the nouns, imported or not."""
    return sorted({*__all__, *globals()})
