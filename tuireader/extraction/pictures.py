"""Tell the captions of pictures, and where the pictures are."""

from __future__ import annotations

from lxml import etree

from tuireader.extraction.addresses import safe_address
from tuireader.extraction.assemble import plain
from tuireader.extraction.drafts import Draft, Node
from tuireader.extraction.tidy import is_credited, is_noise, is_sentence
from tuireader.model import BlockKind

_MOST_LEAD = 3
_NEAR = 40
"""Drafts above the container among which the lead picture's caption is looked for."""

_LONGEST = 300
_ADDRESSES = ("src", "data-src", "data-lazy-src", "data-original", "srcset", "data-srcset")


def is_caption(draft: Draft) -> bool:
    """Tell whether a block of a story is a caption: by its credit, or alone beside a picture."""
    if draft.kind is BlockKind.CAPTION:
        return False
    if is_credited(draft):
        return True
    if draft.kind is not BlockKind.PARAGRAPH or len(draft.text) > _LONGEST:
        return False
    return _is_beside_picture(draft)


def _is_beside_picture(draft: Draft) -> bool:
    """Tell whether the largest element with this text alone holds a picture too."""
    node: Node = draft.node
    while node.parent is not None and node.parent.chars == node.chars == draft.chars:
        node = node.parent
    if (
        node.chars != draft.chars
        or next(node.element.iter("img", "picture", "amp-img"), None) is None
    ):
        return False
    return node.tag != "p" or not is_sentence(draft.text)


def lead_captions(before: list[Draft], holder: Node) -> list[Draft]:
    """Find the captions of pictures between the headline and the story's container."""
    first = _article_start(holder)
    found: list[Draft] = []
    for index in range(len(before) - 1, max(first, len(before) - _NEAR) - 1, -1):
        draft = before[index]
        if (
            draft.kind is not BlockKind.CAPTION
            or draft.node.dropped
            or draft.linked * 2 > draft.chars
        ):
            continue
        draft.text = plain(draft.pieces)
        if len(draft.text) >= 15 and not is_noise(draft) and len(found) < _MOST_LEAD:
            found.append(draft)
    return found[::-1]


def _article_start(holder: Node) -> int:
    """Return the first draft of the article around the container, a few levels up at most."""
    node = holder
    for _ in range(6):
        if node.tag in ("article", "main") or node.parent is None or node.parent.tag == "body":
            break
        node = node.parent
    return node.first


def picture_of(draft: Draft, base: str) -> str | None:
    """Return the address of the picture a caption belongs to, if it can be told."""
    holder = draft.figure if draft.figure is not None else draft.node.element.getparent()
    image = next(holder.iter("img", "amp-img"), None) if holder is not None else None
    return _address(image, base) if image is not None else None


def _address(image: etree._Element, base: str) -> str | None:
    for name in _ADDRESSES:
        value = (image.get(name) or "").split(" ")[0].strip(",")
        if value and (address := safe_address(value, base)):
            return address
    return None
