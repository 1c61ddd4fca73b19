"""The bytes of a page to a Document."""

from __future__ import annotations

from tuireader.extraction.build import document
from tuireader.model import Document


def extract(page: bytes | str, *, url: str = "", content_type: str = "") -> Document:
    """Read the story in a page."""
    import trafilatura

    found = trafilatura.bare_extraction(page, fast=True, include_comments=False, url=url or None)
    if found is None:
        return Document(url=url, warnings=("no-story",))
    return document(found.title or "", (found.text or "").split("\n"), url=url)
