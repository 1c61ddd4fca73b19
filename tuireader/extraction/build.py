"""A Document from paragraphs somebody already has."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from tuireader import notices
from tuireader.extraction.moments import aware
from tuireader.extraction.number import EXTRACTOR
from tuireader.model import Block, BlockKind, Document, Notice
from tuireader.text.cleaning import clean


def document(
    headline: str,
    paragraphs: Sequence[str],
    *,
    url: str = "",
    published: datetime | None = None,
    modified: datetime | None = None,
) -> Document:
    """Build a Document from a headline and paragraphs; empty paragraphs are dropped.

    A paragraph that is a publisher's note becomes a block of kind `notice`; a note at a
    paragraph's end leaves its paragraph whole and stands in `notices`. A time without a zone
    counts as UTC.
    """
    blocks: list[Block] = []
    found: list[Notice] = []
    for paragraph in paragraphs:
        if not (text := clean(paragraph)):
            continue
        notice = notices.notice_in(text)
        whole = notice is not None and notice.text == text
        blocks.append(Block(kind=BlockKind.NOTICE if whole else BlockKind.PARAGRAPH, text=text))
        if notice and all(notice.text != other.text for other in found):
            found.append(notice)
    return Document(
        url=url,
        headline=clean(headline),
        published=aware(published) if published else None,
        modified=aware(modified) if modified else None,
        blocks=tuple(blocks),
        notices=tuple(found),
        extractor=EXTRACTOR,
    )
