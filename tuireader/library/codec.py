"""Model ⇄ what is kept: the only place that knows both."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from tuireader.errors import ErrorKind
from tuireader.library.form import LISTED as LISTED
from tuireader.library.listed import listing_from as listing_from
from tuireader.library.listed import micros as micros
from tuireader.library.listed import moment as moment
from tuireader.library.listed import moment_or_none as moment_or_none
from tuireader.library.listed import verdict_of
from tuireader.library.storage.layout import loads
from tuireader.library.store import Head
from tuireader.model import (
    Article,
    Block,
    BlockKind,
    ChangeKind,
    Check,
    CheckError,
    CheckStatus,
    Disclosure,
    Document,
    Flag,
    FoundIn,
    Link,
    Notice,
    NoticeKind,
    Origin,
    Overruling,
    Response,
    Snapshot,
    Verdict,
)

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def dumps(value: Any) -> str:
    """Return JSON without spaces, every character as itself."""
    return _encode(value)


# -- verdicts
_NOTHING = Verdict(kind=ChangeKind.NONE, disclosure=Disclosure.NONE, weight=0.0)


def verdict_to(verdict: Verdict | None) -> list[Any] | None:
    """Return a Verdict as JSON; the most frequent one, that nothing changed, as nothing."""
    if verdict is None:
        return None
    if verdict == _NOTHING:
        return []
    return [verdict.kind.value, verdict.disclosure.value, float(verdict.weight)]


def verdict_from(kept: list[Any] | None) -> Verdict | None:
    """Return the Verdict in a JSON value."""
    if kept is None:
        return None
    if not kept:
        return _NOTHING
    return verdict_of(*kept)


def overruling_from(kept: Mapping[str, Any]) -> Overruling:
    """Return what a person ruled, from its record."""
    return Overruling(
        article=kept["article"],
        snapshot=kept["snapshot"],
        at=moment(kept["at"]),
        noise=kept.get("noise", False),
        kind=ChangeKind(kept["kind"]) if kept.get("kind") else None,
        disclosure=Disclosure(kept["disclosure"]) if kept.get("disclosure") else None,
        note=kept.get("note", ""),
    )


def overruling_to(overruling: Overruling) -> dict[str, Any]:
    """Return the record of what a person ruled."""
    record = {
        "article": overruling.article,
        "snapshot": overruling.snapshot,
        "at": micros(overruling.at),
        "noise": overruling.noise,
        "kind": overruling.kind and overruling.kind.value,
        "disclosure": overruling.disclosure and overruling.disclosure.value,
        "note": overruling.note,
    }
    return {key: value for key, value in record.items() if value}


# -- documents
def document_to(document: Document) -> dict[str, Any]:
    """Return a Document as JSON; what is empty is left out."""
    kept = {
        "url": document.url,
        "headline": document.headline,
        "byline": list(document.byline),
        "source": document.source,
        "published": _time_to(document.published),
        "modified": _time_to(document.modified),
        "language": document.language,
        "blocks": [_block_to(block) for block in document.blocks],
        "notices": [_notice_to(notice) for notice in document.notices],
        "related": list(document.related),
        "extractor": document.extractor,
        "warnings": list(document.warnings),
        "next_page": document.next_page,
    }
    return {key: value for key, value in kept.items() if value not in (None, "", [])}


def document_from(kept: Mapping[str, Any]) -> Document:
    """Return the Document in a JSON value."""
    return Document(
        url=kept.get("url", ""),
        headline=kept.get("headline", ""),
        byline=tuple(kept.get("byline", ())),
        source=kept.get("source"),
        published=_time_from(kept.get("published")),
        modified=_time_from(kept.get("modified")),
        language=kept.get("language"),
        blocks=tuple(_block_from(block) for block in kept.get("blocks", ())),
        notices=tuple(_notice_from(notice) for notice in kept.get("notices", ())),
        related=tuple(kept.get("related", ())),
        extractor=kept.get("extractor", ""),
        warnings=tuple(kept.get("warnings", ())),
        next_page=kept.get("next_page"),
    )


def _time_to(time: datetime | None) -> str | None:
    return None if time is None else time.isoformat()


def _time_from(kept: str | None) -> datetime | None:
    return None if kept is None else datetime.fromisoformat(kept)


def _block_to(block: Block) -> Any:
    """Return a Block: a plain paragraph is its text alone."""
    if block.kind is BlockKind.PARAGRAPH and not block.links and block.image is None:
        return block.text
    kept: dict[str, Any] = {"kind": block.kind.value, "text": block.text}
    if block.links:
        kept["links"] = [[link.start, link.end, link.href] for link in block.links]
    if block.image is not None:
        kept["image"] = block.image
    return kept


def _block_from(kept: Any) -> Block:
    if isinstance(kept, str):
        return Block(text=kept)
    return Block(
        kind=BlockKind(kept["kind"]),
        text=kept["text"],
        links=tuple(Link(start=s, end=e, href=href) for s, e, href in kept.get("links", ())),
        image=kept.get("image"),
    )


def _notice_to(notice: Notice) -> dict[str, Any]:
    return {
        "kind": notice.kind.value,
        "text": notice.text,
        "date": notice.date and notice.date.isoformat(),
        "found_in": notice.found_in.value,
    }


def _notice_from(kept: Mapping[str, Any]) -> Notice:
    return Notice(
        kind=NoticeKind(kept["kind"]),
        text=kept["text"],
        date=date.fromisoformat(kept["date"]) if kept["date"] else None,
        found_in=FoundIn(kept["found_in"]),
    )


# -- pages
def head_to(response: Response) -> str:
    """Return all of a Response but its body, as one line of JSON."""
    return dumps([response.url, response.status, dict(response.headers)])


def response_from(kept: bytes) -> Response:
    """Return the Response that `head_to`, a newline and the body make."""
    head, _, body = kept.partition(b"\n")
    url, status, headers = json.loads(head)
    return Response(url=url, status=status, headers=headers, body=body)


# -- articles
def article_from(kept: Mapping[str, Any], number: int) -> Article:
    """Return an Article from its record."""
    return Article(
        number=number,
        url=kept["url"],
        headline=kept.get("headline", ""),
        source=kept.get("source"),
        added_at=moment(kept["added_at"]),
        tags=tuple(kept.get("tags", ())),
        starred=bool(kept.get("starred")),
        archived=bool(kept.get("archived")),
        removed_at=moment_or_none(kept.get("removed_at")),
        typed=kept.get("typed", True),
    )


# -- snapshots and checks
TAKEN = ("article", "number", "taken_at", "text", "seal", "doc")
"""The columns of a snapshot, in the order that `snapshot_from` takes them."""


@lru_cache(maxsize=1024)
def snapshot_from(row: tuple[Any, ...], head: Head, url: str) -> Snapshot:
    """Return a Snapshot from its columns `TAKEN`, its text's head, and its article's URL.

    A look asks for an article's history several times, and nothing in it has changed since.
    """
    _, article, number, taken_at, _, seal, rest = row
    kept = {} if rest is None else loads(rest)
    return Snapshot(
        article=article,
        number=int(number),
        taken_at=moment(taken_at),
        origin=_ORIGINS[kept.get("origin", "fetch")],
        url=kept.get("url", url),
        digest=head.digest,
        seal=seal,
        headline=head.headline or "",
        extractor=head.extractor or "",
        blocked=kept.get("blocked", False),
        verdict=verdict_from(kept.get("verdict")),
        flags=tuple(map(Flag, kept["flags"])) if "flags" in kept else (),
    )


def refuse_odd(kept: Mapping[str, Any]) -> None:
    """Look at what a snapshot's record tells beside its text and page.

    Raises:
        ValueError: something of it can't be (or another error, where it is no record at all).
    """
    Origin(kept.get("origin", Origin.FETCH))
    CheckStatus(kept.get("status", CheckStatus.UNCHANGED))
    verdict_from(kept.get("verdict"))
    for flag in kept.get("flags", ()):
        Flag(flag)


_ORIGINS = {origin.value: origin for origin in Origin}


LOOKED = ("article", "number", "taken_at", "text", "next_check", "doc")
"""The columns of a snapshot, in the order that `check_of` takes them."""


@lru_cache(maxsize=1024)
def check_of(row: tuple[Any, ...], url: str) -> Check:
    """Return the Check that brought a snapshot, from its columns `LOOKED` and the article's URL."""
    _, article, number, taken_at, _, due, rest = row
    kept = {} if rest is None else loads(rest)
    return Check(
        article=article,
        url=url,
        at=moment(taken_at),
        status=CheckStatus(kept.get("status", CheckStatus.UNCHANGED)),
        snapshot=number,
        change=verdict_from(kept.get("verdict")),
        next_check=moment_or_none(due),
    )


def check_to(check: Check) -> dict[str, Any]:
    """Return the record of a Check that brought no snapshot."""
    kept: dict[str, Any] = {
        "article": check.article,
        "at": micros(check.at),
        "status": check.status.value,
        "url": check.url,
    }
    if check.snapshot is not None:
        kept["snapshot"] = check.snapshot
    if check.change is not None:
        kept["change"] = verdict_to(check.change)
    if check.next_check is not None:
        kept["next_check"] = micros(check.next_check)
    if check.error is not None:
        kept["error"] = [check.error.kind.value, check.error.message, check.error.status]
    return kept


def check_from(kept: Mapping[str, Any]) -> Check:
    """Return a Check from its record."""
    error = kept.get("error")
    return Check(
        article=kept["article"],
        url=kept["url"],
        at=moment(kept["at"]),
        status=CheckStatus(kept["status"]),
        snapshot=kept.get("snapshot"),
        change=verdict_from(kept.get("change")),
        next_check=moment_or_none(kept.get("next_check")),
        error=CheckError(kind=ErrorKind(error[0]), message=error[1], status=error[2])
        if error
        else None,
    )
