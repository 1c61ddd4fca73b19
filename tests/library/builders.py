"""Captures of made-up articles, and what else library tests have in common."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from tuireader.library.protocol import Library, Saving
from tuireader.model import (
    Block,
    Capture,
    ChangeKind,
    Check,
    CheckStatus,
    Disclosure,
    Document,
    Origin,
    Response,
    Verdict,
)

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
FERRY = "https://gannet.example/ferry"
MARKET = "https://gannet.example/market"

SILENT = Verdict(kind=ChangeKind.FACTUAL, disclosure=Disclosure.SILENT, weight=0.8)
STYLE = Verdict(kind=ChangeKind.COPYEDIT, disclosure=Disclosure.NONE, weight=0.1)
FURNITURE = Verdict(kind=ChangeKind.FURNITURE, disclosure=Disclosure.NONE, weight=0.0)
NOTHING = Verdict(kind=ChangeKind.NONE, disclosure=Disclosure.NONE, weight=0.0)

FERRY_TEXT = (
    "The ferry to Skarholm was cancelled on Monday after a gull was found in its engine.",
    "The skipper, Ida Vänje, said that the gull was “in good spirits”.",
    "Repairs will take three days.",
)


def after(hours: float) -> datetime:
    """Return the time some hours after noon."""
    return NOON + timedelta(hours=hours)


def document(
    paragraphs: Sequence[str] = FERRY_TEXT,
    *,
    headline: str = "Gull stops the ferry",
    url: str = FERRY,
    source: str | None = "The Gannet",
) -> Document:
    """Return what was read in a page."""
    return Document(
        url=url,
        headline=headline,
        source=source,
        blocks=tuple(Block(text=text) for text in paragraphs),
        extractor="test/1",
    )


def capture(
    read: Document | None = None,
    *,
    at: datetime = NOON,
    url: str = FERRY,
    origin: Origin = Origin.FETCH,
    headers: dict[str, str] | None = None,
) -> Capture:
    """Return a capture; its page is the text between tags, with the time in a corner."""
    found = read if read is not None else document(url=url)
    body = f"<html><body>{found.text}<i>{at:%H:%M:%S}</i></body></html>".encode("utf-8", "replace")
    given = {"content-type": "text/html", "date": f"{at:%c}", **(headers or {})}
    response = Response(url=url, headers=given, body=body)
    return Capture(document=found, response=response, taken_at=at, origin=origin)


def saving(
    read: Document | None = None,
    *,
    at: datetime = NOON,
    article: str = FERRY,
    previous: int | None = None,
    verdict: Verdict | None = None,
    blocked: bool = False,
    next_check: datetime | None = None,
    headers: dict[str, str] | None = None,
    tags: tuple[str, ...] = (),
) -> Saving:
    """Return a capture ready to be appended, with the status its verdict asks for."""
    if blocked:
        status = CheckStatus.BLOCKED
    elif verdict is None:
        status = CheckStatus.NEW
    else:
        quiet = verdict.kind in (ChangeKind.NONE, ChangeKind.FURNITURE)
        status = CheckStatus.UNCHANGED if quiet else CheckStatus.CHANGED
    return Saving(
        article=article,
        capture=capture(read, at=at, url=article, headers=headers),
        status=status,
        previous=previous,
        verdict=verdict,
        blocked=blocked,
        next_check=next_check,
        tags=tags,
    )


def save(library: Library, one: Saving) -> Check:
    """Append one capture."""
    (check,) = library.append([one])
    return check


def edited(day: int) -> Document:
    """Return the ferry's story as it stood on some day: one number differs."""
    return document((*FERRY_TEXT[:2], f"Repairs will take {day + 3} days."))


def save_history(library: Library, days: int, *, article: str = FERRY) -> None:
    """Save an article and a silent edit for every day after the first."""
    save(library, saving(edited(0), article=article))
    for day in range(1, days):
        one = saving(edited(day), at=after(24 * day), article=article, previous=day, verdict=SILENT)
        save(library, one)
