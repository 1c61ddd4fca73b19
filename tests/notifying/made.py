"""Tidings to tell."""

from __future__ import annotations

from datetime import UTC, datetime

from tuireader.model import ChangeKind, Disclosure
from tuireader.notifying import Event, Tiding

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
CHANGED = Tiding(
    article=3,
    url="https://gannet.example/market",
    headline="Fish market to close",
    event=Event.CHANGED,
    at=NOON,
    snapshot=2,
    source="The Gannet",
    tags=("harbour",),
    kind=ChangeKind.FACTUAL,
    disclosure=Disclosure.SILENT,
    weight=0.6,
    edits=(("in custody", "after his release"), ("", "said the clerk"), ("five", "")),
    notices=("An earlier version was wrong.",),
    payload={"schema": 1, "article": 3},
)
GONE = Tiding(article=3, url=CHANGED.url, headline=CHANGED.headline, event=Event.GONE, at=NOON)
