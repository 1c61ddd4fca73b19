"""Plain text, for pipes and for people who listen to their screen."""

from __future__ import annotations

from tuireader.model import BlockKind, ChangeKind, Disclosure, Document, Verdict


def document_text(document: Document) -> str:
    """Return headline and body blocks (all but captions), one blank line between."""
    body = (block.text for block in document.blocks if block.kind is not BlockKind.CAPTION)
    return "\n\n".join(text for text in (document.headline, *body) if text)


def verdict_text(verdict: Verdict) -> str:
    """Return a verdict in plain words: `factual, partly disclosed`."""
    if verdict.disclosure is Disclosure.NONE or verdict.kind is ChangeKind.NONE:
        return "no change" if verdict.kind is ChangeKind.NONE else verdict.kind.value
    return f"{verdict.kind.value}, {verdict.disclosure.value.replace('-', ' ')}"
