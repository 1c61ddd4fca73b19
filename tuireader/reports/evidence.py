"""Evidence of a change that stands on its own: what was seen, when, where, and its seals."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from html import escape
from typing import Any

from tuireader.model import Change, Document, Pair, Response, Snapshot
from tuireader.reports.html import change_body, page
from tuireader.reports.json import change_json, document_json, snapshot_json
from tuireader.reports.markdown import change_markdown
from tuireader.reports.markdown import escape as escape_markdown

HOW_TO_CHECK = (
    "digest is the sha-256 of the text as read; seal chains digest, previous seal, time, address, "
    "headers and raw page, so a later alteration of the library shows (`tuireader verify`)."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One side: the snapshot, what was read in it, and the page as it came (if it was kept)."""

    snapshot: Snapshot
    document: Document
    response: Response | None

    def facts(self) -> dict[str, str]:
        """Return what a third party would ask, in the order they'd ask it."""
        snapshot = self.snapshot
        facts = {
            "address": snapshot.url,
            "captured": f"{snapshot.taken_at:%Y-%m-%dT%H:%M:%SZ}",
            "origin": snapshot.origin.value,
            "digest": snapshot.digest,
            "seal": snapshot.seal,
            "extractor": self.document.extractor,
            "web archive": f"https://web.archive.org/web/{snapshot.taken_at:%Y%m%d%H%M%S}/"
            + snapshot.url,
        }
        if self.response is not None:
            raw = hashlib.sha256(self.response.body).hexdigest()
            facts["raw page"] = f"{len(self.response.body)} bytes, sha-256 {raw}"
            headers = sorted(self.response.headers.items())
            facts["headers"] = "; ".join(f"{name}: {value}" for name, value in headers)
        return facts


def evidence_json(change: Change, sides: Pair[Evidence]) -> dict[str, Any]:
    """Return everything as one object: the Change, and both sides with their facts."""
    return {
        "schema": 1,
        "change": change_json(change),
        "before": _side_json(sides.before),
        "after": _side_json(sides.after),
    }


def _side_json(side: Evidence) -> dict[str, Any]:
    return {
        "snapshot": snapshot_json(side.snapshot),
        "document": document_json(side.document),
        "facts": side.facts(),
    }


def evidence_html(change: Change, sides: Pair[Evidence]) -> str:
    """Return a page that stands alone: verdict, both texts, facts of both sides."""
    documents = Pair(before=sides.before.document, after=sides.after.document)
    rows = "".join(
        f"<tr><td>{escape(name)}</td><td>{escape(before)}</td><td>{escape(after)}</td></tr>"
        for name, before, after in _facts(sides)
    )
    facts = (
        "<h2>What was seen</h2>\n<table class=facts>\n"
        f"<thead><tr><th></th><th>before</th><th>after</th></tr></thead>\n<tbody>{rows}</tbody>"
        f"\n</table>\n<p><small>{escape(HOW_TO_CHECK)}</small></p>"
    )
    return page(
        documents.after.headline,
        change_body(change, documents) + "\n" + facts,
        language=documents.after.language,
    )


def evidence_markdown(change: Change, sides: Pair[Evidence]) -> str:
    """Return the same as Markdown."""
    documents = Pair(before=sides.before.document, after=sides.after.document)
    lines = ["## What was seen", "", "| | before | after |", "|---|---|---|"]
    lines += ["| " + " | ".join(map(escape_markdown, row)) + " |" for row in _facts(sides)]
    return "\n".join([change_markdown(change, documents), "", *lines, "", HOW_TO_CHECK])


def _facts(sides: Pair[Evidence]) -> list[tuple[str, str, str]]:
    before, after = sides.before.facts(), sides.after.facts()
    names = [*before, *(name for name in after if name not in before)]
    return [(name, before.get(name, "not kept"), after.get(name, "not kept")) for name in names]
