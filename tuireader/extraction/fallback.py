"""What is tried where our own reading finds next to nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tuireader import notices
from tuireader.extraction.assemble import key_of
from tuireader.extraction.linked_data import LinkedData, text_of
from tuireader.extraction.metadata import Metadata
from tuireader.extraction.opening import titles_of
from tuireader.extraction.story import ENOUGH, Story
from tuireader.extraction.warnings import Warn
from tuireader.model import Block, BlockKind
from tuireader.text.cleaning import clean

_MUCH_THE_SAME = 0.9
MOST_ELEMENTS = 15_000
"""Elements of a page that is given to trafilatura, whose time grows with their square."""

_TAG = re.compile(r"<[^<>]{0,500}>")
_BREAK = re.compile(r"<(?:/p|br\s*/?|/div|/h\d)>|\n+", re.IGNORECASE)


def read_otherwise(markup: str, elements: int, about: Metadata) -> tuple[Story, Warn] | None:
    """Read a story with trafilatura, else in JSON-LD; None if neither finds one.

    Where both find much the same, trafilatura took it from the JSON-LD too, and lost its breaks.
    """
    found = _with_trafilatura(markup) if elements <= MOST_ELEMENTS else Story()
    way = Warn.FALLBACK
    said = _in_linked_data(about.linked_data)
    if found.size < ENOUGH or said.size > _MUCH_THE_SAME * found.size:
        found = said
        way = Warn.STRUCTURED_DATA_ONLY
    if found.blocks and key_of(found.blocks[0].text) in titles_of(about):
        del found.blocks[0]
    return (found, way) if found.size >= ENOUGH else None


def _with_trafilatura(markup: str) -> Story:
    import trafilatura

    text = trafilatura.extract(markup, fast=True, include_comments=False, include_tables=True)
    return _story((text or "").split("\n"))


def _in_linked_data(data: LinkedData) -> Story:
    body = text_of(data.article.get("articleBody") or data.article.get("text"))
    posts = data.article.get("liveBlogUpdate")
    if not body and isinstance(posts, list):
        texts = [text_of(post.get("articleBody")) for post in posts if isinstance(post, dict)]
        body = "\n".join(texts)
    return _story(_TAG.sub("", part) for part in _BREAK.split(body))


def _story(paragraphs: Iterable[str]) -> Story:
    story = Story()
    for paragraph in paragraphs:
        text = clean(paragraph)
        if not text:
            continue
        notice = notices.notice_in(text)
        whole = notice is not None and notice.text == text
        kind = BlockKind.NOTICE if whole else BlockKind.PARAGRAPH
        story.blocks.append(Block(kind=kind, text=text))
        if notice:
            story.notices.append(notice)
    return story
