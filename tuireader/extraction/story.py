"""Read the story's blocks in a parsed page."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from tuireader.extraction import container, opening
from tuireader.extraction.assemble import linked, plain, preformatted
from tuireader.extraction.metadata import Metadata
from tuireader.extraction.pictures import is_caption, lead_captions, picture_of
from tuireader.extraction.remarks import Remarks
from tuireader.extraction.runs import (
    without_link_lists,
    without_linked_headings,
    without_repeats,
    without_tails,
)
from tuireader.extraction.tidy import is_clock, is_noise
from tuireader.extraction.walk import Draft, Node, Walk, walk
from tuireader.model import Block, BlockKind, Notice

MOST_RELATED = 40
_MOST_SAID = 8000
_MOST_NEAR = 6000
_AFTER = 12
"""Blocks after the story in which a paywall's offer stands."""


@dataclass(slots=True)
class Story:
    """The blocks of a story, its notices, and the links to other stories beside it.

    `text`: the beginning of all that the page says; `near`: what it says in and after the story.
    """

    blocks: list[Block] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    related: list[str] = field(default_factory=list)
    text: str = ""
    near: str = ""

    @property
    def size(self) -> int:
        """Return the characters of the story's own text, captions left out."""
        return sum(len(b.text) for b in self.blocks if b.kind is not BlockKind.CAPTION)


def read(root: etree._Element, about: Metadata) -> Story:
    """Find the story in a page's tree."""
    found = walk(root)
    holder = None
    if container.weigh(found) or container.weigh(found, relaxed=True):
        holder = container.find(found)
    if holder is None:
        said = _said(found.drafts)
        return Story(text=said, near=said[:_MOST_NEAR])
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
    for draft in inside:
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
        text=_said(found.drafts),
        near=_said(found.drafts[holder.first : holder.last + _AFTER])[:_MOST_NEAR],
        blocks=[_block(draft, about.url) for draft in drafts],
        notices=remarks.notices(kept),
        related=_related(found.drafts[holder.first : holder.last], chosen),
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


def _related(inside: list[Draft], chosen: set[int]) -> list[str]:
    """Return the texts of links to other stories that stood in the container."""
    related = dict.fromkeys(
        draft.text
        for draft in inside
        if id(draft) not in chosen
        and 20 <= len(draft.text) <= 300
        and draft.linked * 2 >= draft.chars
    )
    return list(related)[:MOST_RELATED]


def _block(draft: Draft, base: str) -> Block:
    if draft.kind is BlockKind.PREFORMATTED:
        return Block(kind=draft.kind, text=draft.text)
    text, links = linked(draft.pieces, base)
    image = picture_of(draft, base) if draft.kind is BlockKind.CAPTION else None
    return Block(kind=draft.kind, text=text, links=links, image=image)
