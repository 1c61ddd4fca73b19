"""Read the story's blocks in a parsed page."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from tuireader import notices
from tuireader.extraction import container
from tuireader.extraction.assemble import linked, plain, preformatted
from tuireader.extraction.marks import Mark
from tuireader.extraction.metadata import Metadata
from tuireader.extraction.tidy import (
    is_credited,
    is_noise,
    is_sentence,
    without_link_lists,
    without_tails,
)
from tuireader.extraction.walk import Draft, Node, Walk, walk
from tuireader.model import Block, BlockKind, FoundIn, Notice

_WORDS = re.compile(r"\w+")


@dataclass(slots=True)
class Story:
    """The blocks of a story, its notices, and the links to other stories beside it."""

    blocks: list[Block] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    related: list[str] = field(default_factory=list)

    @property
    def size(self) -> int:
        """Return the characters of the story's own text, captions left out."""
        return sum(len(b.text) for b in self.blocks if b.kind is not BlockKind.CAPTION)


def read(root: etree._Element, about: Metadata) -> Story:
    """Find the story in a page's tree."""
    found = walk(root)
    container.weigh(found)
    holder = container.find(found)
    if holder is None:
        return Story()
    for draft in found.drafts:
        draft.text = (
            preformatted(draft.pieces)
            if draft.kind is BlockKind.PREFORMATTED
            else plain(draft.pieces)
        )
    inside = found.drafts[holder.first : holder.last]
    spots = {id(d): n for d in inside if (n := notices.notice_in(d.text))}
    for draft in inside:
        if draft.kind is not BlockKind.CAPTION and is_credited(draft):
            draft.kind = BlockKind.CAPTION
    kept = [d for d in inside if id(d) in spots or not (d.node.dropped or is_noise(d))]
    kept = without_link_lists(without_tails(_below_headline(kept, about)))
    story = Story()
    standfirst = _standfirst(found, holder, kept, about)
    if standfirst is not None:
        story.blocks.append(standfirst)
    for draft in kept:
        story.blocks.append(_block(draft, about.url, id(draft) in spots))
    return story


def _key(text: str) -> str:
    return " ".join(_WORDS.findall(text.casefold()))


def _below_headline(drafts: list[Draft], about: Metadata) -> list[Draft]:
    """Drop the headline, and whatever short stands above it."""
    titles = {_key(about.headline), _key(about.seen_headline)} - {""}
    for index, draft in enumerate(drafts[:30]):
        if _key(draft.text) in titles or (draft.level == 1 and index < 12):
            above = [d for d in drafts[:index] if len(d.text) > 80 and is_sentence(d.text)]
            return [*above, *(d for d in drafts[index + 1 :] if _key(d.text) not in titles)]
    return drafts


def _standfirst(found: Walk, holder: Node, kept: list[Draft], about: Metadata) -> Block | None:
    """Find the standfirst above the container: named so, or saying what the description says."""
    known = {_key(d.text) for d in kept}
    wanted = _key(about.description)
    for draft in reversed(found.drafts[: holder.first]):
        text = draft.text
        if len(text) < 40 or len(text) > 700 or draft.linked > 0.5 * draft.chars:
            continue
        key = _key(text)
        same = bool(wanted) and (
            key == wanted
            or (len(wanted) > 60 and (key.startswith(wanted[:60]) or wanted.startswith(key[:60])))
        )
        named = _has_mark(draft.node, Mark.STANDFIRST) and not draft.node.dropped
        if (same or named) and key not in known and draft.kind is not BlockKind.CAPTION:
            body, links = linked(draft.pieces, about.url)
            return Block(kind=BlockKind.STANDFIRST, text=body, links=links)
    return None


def _has_mark(node: Node | None, mark: Mark) -> bool:
    for _ in range(3):
        if node is None:
            return False
        if node.mark & mark:
            return True
        node = node.parent
    return False


def _block(draft: Draft, base: str, note: bool) -> Block:
    text, links = linked(draft.pieces, base)
    kind = BlockKind.NOTICE if note else draft.kind
    if kind is BlockKind.PREFORMATTED:
        text, links = draft.text, ()
    return Block(kind=kind, text=text, links=links)
