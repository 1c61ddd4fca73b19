"""Short stories of our own, before and after an edit."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from tuireader.changes import compare
from tuireader.extraction import document
from tuireader.model import Change, Document, Edit

CASES = Path(__file__).with_name("cases.jsonl")
FILLER = ("The market square was swept before sunrise.", "Rain is forecast for the weekend.")


@dataclass(frozen=True, kw_only=True)
class Case:
    """A pair of stories and what is right to say of it; several kinds may be.

    `covered`: indexes of the edits that the notices explain, None where nobody said.
    """

    id: str
    before: Document
    after: Document
    kinds: frozenset[str]
    disclosures: frozenset[str]
    signals: frozenset[str]
    edits: tuple[tuple[str, str], ...]
    notice_kind: str | None
    covered: frozenset[int] | None = None


def cases() -> Iterator[Case]:
    """Yield the judged cases of `cases.jsonl`."""
    for line in CASES.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield Case(
            id=row["id"],
            before=_side(row["before"]),
            after=_side(row["after"]),
            kinds=_several(row["kind"]),
            disclosures=_several(row["disclosure"]),
            signals=frozenset(row["signals"]),
            edits=tuple((old, new) for old, new in row.get("edits", ())),
            notice_kind=row["notice_kind"],
            covered=frozenset(row["notice_covers"]) if "notice_covers" in row else None,
        )


def _several(value: str | list[str]) -> frozenset[str]:
    return frozenset((value,) if isinstance(value, str) else value)


def _side(side: dict[str, Any]) -> Document:
    return document(side["headline"], side["paragraphs"])


def story(
    *paragraphs: str,
    headline: str = "Morning in the valley",
    published: datetime | None = None,
    modified: datetime | None = None,
) -> Document:
    """Return a story between two paragraphs that never change."""
    return document(
        headline, [FILLER[0], *paragraphs, FILLER[1]], published=published, modified=modified
    )


def change(before: str, after: str, *notices: str) -> Change:
    """Compare two stories of one paragraph; `notices` stand under the second."""
    return compare(story(before), story(after, *notices))


def only_edit(found: Change) -> Edit:
    """Return the only edit of a Change."""
    (edit,) = found.edits
    return edit
