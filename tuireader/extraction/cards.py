"""Tell the cards that announce other stories by their form: a title that is a link, then a line."""

from __future__ import annotations

from collections import defaultdict

from tuireader.extraction.assemble import plain
from tuireader.extraction.drafts import Draft, Node, Walk
from tuireader.extraction.tidy import is_clock

_MOST_DRAFTS = 6
"""Title, author, date, number of comments, and the line or two that say what the story is about."""

_LONGEST = 400
"""Characters of a card; what is longer may be an entry of a list that is the story."""

_SHORTEST_TITLE = 8
_SEVERAL = 3
"""Cards of the same name beside each other that make a row of them."""


def mark_cards(found: Walk) -> None:
    """Mark the elements that are cards: one of several alike in a row."""
    rows: defaultdict[tuple[int, str], list[Node]] = defaultdict(list)
    for node in found.nodes:
        if 0 < node.linked < node.chars <= _LONGEST and _is_card(found.drafts, node):
            rows[id(node.parent), name_of(node)].append(node)
    for cards in rows.values():
        if len(cards) >= _SEVERAL:
            for card in cards:
                card.teaser = True


def _is_card(drafts: list[Draft], node: Node) -> bool:
    inside = drafts[node.first : node.last]
    if not 2 <= len(inside) <= _MOST_DRAFTS:
        return False
    title = inside[0]
    if title.chars < _SHORTEST_TITLE or title.linked < 0.9 * title.chars:
        return False
    return inside[-1].linked == 0 and not is_clock(plain(title.pieces))


def name_of(node: Node) -> str:
    """Return the tag and first class name of a node without its digits; "" for one without."""
    names = (node.element.get("class") or "").split()
    return f"{node.tag}.{names[0].rstrip('0123456789')}" if names else ""
