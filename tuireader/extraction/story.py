"""Read the story's blocks in a parsed page."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from tuireader.extraction import container, opening
from tuireader.extraction.assemble import links_in, plain, preformatted, weight_of
from tuireader.extraction.drafts import Draft, Node, Walk
from tuireader.extraction.metadata import Metadata
from tuireader.extraction.pictures import is_caption, lead_captions, picture_of
from tuireader.extraction.remarks import Remarks
from tuireader.extraction.runs import (
    without_comments,
    without_link_lists,
    without_linked_headings,
    without_repeats,
    without_tails,
)
from tuireader.extraction.tidy import is_clock, is_noise
from tuireader.extraction.tree import text_under
from tuireader.extraction.walk import walk
from tuireader.model import Block, BlockKind, Notice
from tuireader.text.cleaning import clean

ENOUGH = 200
"""Characters of a story below which another way to read it is tried (more lowered F1)."""

MOST_OF_A_WALL = 2500
"""Characters below which a story with few paragraphs may be one that a paywall cut."""

MOST_RELATED = 40
_MOST_SAID = 8000
_MOST_NEAR = 6000
_AFTER = 12
"""Blocks after the story in which a paywall's offer stands."""


@dataclass(slots=True)
class Story:
    """The blocks of a story, its notices, and the links to other stories beside it.

    `page`: all drafts of the page; `range`: which of them stood in the story's container. `cut`,
    `deep`: as the walk found.
    """

    blocks: list[Block] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    related: list[str] = field(default_factory=list)
    page: list[Draft] = field(default_factory=list)
    range: tuple[int, int] = (0, 0)
    cut: bool = False
    deep: bool = False

    @property
    def size(self) -> int:
        """Return the length of the story's own text, captions left out, in letters."""
        texts = (b.text for b in self.blocks if b.kind is not BlockKind.CAPTION)
        return int(sum(len(text) * weight_of(text) for text in texts))

    def text(self) -> str:
        """Return the beginning of all that the page says."""
        return _said(self.page)

    def near(self) -> str:
        """Return the beginning of what the page says in the story's container and after it."""
        first, last = self.range
        return _said(self.page[first : last + _AFTER])[:_MOST_NEAR]


def read(root: etree._Element, about: Metadata) -> Story:
    """Find the story in a page's tree."""
    found = walk(root)
    holder = None
    if container.weigh(found) or container.weigh(found, relaxed=True):
        holder = container.find(found)
    if holder is None:
        whole = (0, len(found.drafts))
        return Story(page=found.drafts, range=whole, cut=found.cut, deep=found.deep)
    holder = container.story_of_several(found, holder, opening.titles_of(about))
    inside = found.drafts[holder.first : holder.last]
    _write_out(inside)
    remarks = Remarks.find(found, holder)
    kept = _kept(inside, remarks, about)
    return _story(found, holder, kept, remarks, about)


def _write_out(drafts: list[Draft]) -> None:
    for draft in drafts:
        whole = draft.kind is BlockKind.PREFORMATTED
        draft.text = preformatted(draft.pieces) if whole else plain(draft.pieces)


def _kept(inside: list[Draft], remarks: Remarks, about: Metadata) -> list[Draft]:
    """Return the container's drafts that are the story's, in order."""
    kept = []
    for draft in without_comments(inside):
        if draft in remarks:
            draft.kind = BlockKind.NOTICE
        elif draft.node.dropped:
            continue
        elif is_clock(draft.text) and (about.is_live or not (draft.timed or draft.linked)):
            draft.kind = BlockKind.HEADING
        elif is_noise(draft):
            continue
        elif is_caption(draft):
            draft.kind = BlockKind.CAPTION
        kept.append(draft)
    kept = opening.below_headline(kept, about)
    kept = without_link_lists(without_tails(kept))
    kept = without_repeats(without_linked_headings(kept))
    opening.name_standfirst(kept)
    return kept


def _story(
    found: Walk, holder: Node, kept: list[Draft], remarks: Remarks, about: Metadata
) -> Story:
    before = found.drafts[: holder.first]
    standfirst = opening.standfirst(before, kept, about)
    captions = lead_captions(before, holder)
    drafts = [*([standfirst] if standfirst else []), *captions, *kept]
    chosen = {id(draft) for draft in drafts}
    return Story(
        page=found.drafts,
        range=(holder.first, holder.last),
        blocks=[_block(draft, about.url) for draft in drafts],
        notices=remarks.notices(kept),
        related=_related(found, holder, chosen),
        cut=found.cut,
        deep=found.deep,
    )


def _said(drafts: list[Draft]) -> str:
    """Return the beginning of what some drafts say, furniture and all."""
    parts: list[str] = []
    size = 0
    for draft in drafts:
        text = draft.text or plain(draft.pieces)
        parts.append(text)
        size += len(text)
        if size > _MOST_SAID:
            break
    return "\n".join(parts)


def _related(found: Walk, holder: Node, chosen: set[int]) -> list[str]:
    """Return the texts of links to other stories that stood in the container."""
    texts = [
        draft.text
        for draft in found.drafts[holder.first : holder.last]
        if id(draft) not in chosen and draft.linked * 2 >= draft.chars
    ]
    for node in found.nodes:
        if node.skipped and holder.first <= node.first <= holder.last and _is_inside(node, holder):
            texts += (clean(text_under(link)) for link in node.element.iter("a"))
    return list(dict.fromkeys(text for text in texts if 20 <= len(text) <= 300))[:MOST_RELATED]


def _is_inside(node: Node | None, holder: Node) -> bool:
    while node is not None and node is not holder:
        node = node.parent
    return node is holder


def _block(draft: Draft, base: str) -> Block:
    if draft.kind is BlockKind.PREFORMATTED:
        return Block(kind=draft.kind, text=draft.text)
    links = links_in(draft.text, draft.pieces, base) if draft.linked else ()
    image = picture_of(draft, base) if draft.kind is BlockKind.CAPTION else None
    return Block(kind=draft.kind, text=draft.text, links=links, image=image)
