"""What a page says."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

HEADLINE = -1
"""The index that stands for a Document's headline in rows, moves and edits."""


class BlockKind(StrEnum):
    """What a Block is in its story."""

    STANDFIRST = "standfirst"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list-item"
    QUOTE = "quote"
    CAPTION = "caption"
    PREFORMATTED = "preformatted"
    NOTICE = "notice"


class NoticeKind(StrEnum):
    """What a publisher's own note does."""

    CORRECTION = "correction"
    CLARIFICATION = "clarification"
    UPDATE = "update"
    EDITORS_NOTE = "editors-note"
    RETRACTION = "retraction"


class FoundIn(StrEnum):
    """Where a Notice stood: in the story, elsewhere in the markup, or in JSON-LD."""

    BODY = "body"
    MARKUP = "markup"
    JSON_LD = "json-ld"


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link inside a Block's text. `start`, `end`: characters, end exclusive."""

    start: int
    end: int
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One paragraph, heading, list item, quote, caption or notice.

    `text` is NFC, free of control and bidi-override characters; newlines stand only in
    preformatted blocks. `image`: the address of a caption's picture.
    """

    kind: BlockKind = BlockKind.PARAGRAPH
    text: str
    links: tuple[Link, ...] = ()
    image: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """The publisher's own note about the story."""

    kind: NoticeKind
    text: str
    date: date | None = None
    found_in: FoundIn = FoundIn.BODY


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What extraction read in one page.

    `warnings` are codes (`extraction.warnings` lists them); a notice stands once in `notices`,
    and as a block of kind `notice` where it stood in the story. `next_page`: the address of the
    story's next page, if it is cut into several.
    """

    url: str = ""
    headline: str = ""
    byline: tuple[str, ...] = ()
    source: str | None = None
    published: datetime | None = None
    modified: datetime | None = None
    language: str | None = None
    blocks: tuple[Block, ...] = ()
    notices: tuple[Notice, ...] = ()
    related: tuple[str, ...] = ()
    extractor: str = ""
    warnings: tuple[str, ...] = ()
    next_page: str | None = None

    @property
    def text(self) -> str:
        """Return the text that `digest` speaks of: headline, byline, blocks, loose notices."""
        texts = [self.headline, ", ".join(self.byline), *[block.text for block in self.blocks]]
        if self.notices:
            standing = {block.text for block in self.blocks if block.kind is BlockKind.NOTICE}
            texts += [notice.text for notice in self.notices if notice.text not in standing]
        return "\n\n".join(texts)

    @property
    def digest(self) -> str:
        """Return the sha-256 of the text, in hexadecimal: equal digest, equal text."""
        return _sha256(self.text.encode("utf-8", "surrogatepass"))

    def block_text(self, index: int) -> str:
        """Return a block's text; `HEADLINE` (-1) is the headline."""
        return self.headline if index == HEADLINE else self.blocks[index].text


def _sha256(data: bytes) -> str:
    """Hash by Python's own code, unless hashlib is there: that brings OpenSSL, all of 4 MB."""
    known: Any = sys.modules.get("hashlib")
    if known is None:
        try:
            known = __import__("_sha2" if sys.version_info >= (3, 12) else "_sha256")
        except ImportError:
            known = __import__("hashlib")
    return str(known.sha256(data).hexdigest())
