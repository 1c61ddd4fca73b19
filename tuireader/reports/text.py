"""Plain text, for pipes and for people who listen to their screen."""

from __future__ import annotations

from tuireader.model import BlockKind, ChangeKind, Disclosure, Document, Overruling, Verdict


def document_text(document: Document) -> str:
    """Return headline and body blocks (all but captions), one blank line between."""
    body = (block.text for block in document.blocks if block.kind is not BlockKind.CAPTION)
    return "\n\n".join(text for text in (document.headline, *body) if text)


def verdict_text(verdict: Verdict) -> str:
    """Return a verdict in plain words: `factual, partly disclosed`."""
    if verdict.disclosure is Disclosure.NONE or verdict.kind is ChangeKind.NONE:
        return "no change" if verdict.kind is ChangeKind.NONE else verdict.kind.value
    return f"{verdict.kind.value}, {verdict.disclosure.value.replace('-', ' ')}"


def ruling_text(ruling: Overruling) -> str:
    """Return what a person said of a change: `copyedit, silent (both are true)`."""
    told = ruling.disclosure and ruling.disclosure.value.replace("-", " ")
    told = "nothing to disclose" if told == "none" else told
    said = ["noise"] if ruling.noise else [each for each in (ruling.kind, told) if each]
    if not said:
        return ruling.note
    return ", ".join(said) + (f" ({ruling.note})" if ruling.note else "")
