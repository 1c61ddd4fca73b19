"""A Document from paragraphs somebody already has."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from tuireader.model import Block, Document
from tuireader.text.cleaning import clean


def document(
    headline: str,
    paragraphs: Sequence[str],
    *,
    url: str = "",
    published: datetime | None = None,
    modified: datetime | None = None,
) -> Document:
    """Build a Document from a headline and paragraphs; empty paragraphs are dropped."""
    blocks = tuple(Block(text=text) for paragraph in paragraphs if (text := clean(paragraph)))
    return Document(
        url=url, headline=clean(headline), published=published, modified=modified, blocks=blocks
    )
