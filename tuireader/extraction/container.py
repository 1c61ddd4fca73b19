"""Find the element that holds the story, and what in it is furniture."""

from __future__ import annotations

from collections.abc import Collection

from tuireader.extraction.assemble import IDEOGRAPH, key_of, plain, weight_of
from tuireader.extraction.cards import mark_cards, name_of
from tuireader.extraction.drafts import Draft, Node, Walk
from tuireader.extraction.marks import Mark
from tuireader.model import BlockKind

SHARE = 0.72
"""The container holds at least this share of the weight of all good paragraphs."""

GOOD = 80
"""Characters outside links that make a paragraph a good one."""

_LEAST = GOOD / IDEOGRAPH
"""Characters that a good paragraph has at least, in any script."""

LONG = 150
"""Characters that make a paragraph a long one: three of them protect what holds them."""

HEAVIEST = 800.0
"""A paragraph's greatest weight, so that one endless block doesn't decide alone."""

_HIGHEST = 4
"""How many levels above the densest node the story's other paragraphs are looked for."""

_SEVERAL = 2
"""Other stories that make a page one of several."""

_ENOUGH = 2.0 * GOOD
"""Weight from which a part of a page with a heading of its own is a story."""

_TEXT_TAGS = frozenset({"p", "h2", "h3", "h4", "h5", "h6"})


def dense(draft: Draft) -> float:
    """Return a draft's length outside links, in characters of an alphabet."""
    text = next((piece for piece, _ in draft.pieces if not piece.isspace()), "")
    return (draft.chars - draft.linked) * weight_of(text.strip())


def goodness(draft: Draft) -> float:
    """Return the weight of a draft as a paragraph of a story; 0 for all else."""
    if draft.chars < _LEAST or draft.kind in (BlockKind.HEADING, BlockKind.CAPTION):
        return 0.0
    size = dense(draft)
    if size < GOOD or draft.linked > size:
        return 0.0
    weight = min(size, HEAVIEST)
    return weight / 2 if draft.kind is BlockKind.LIST_ITEM else weight


def weigh(found: Walk, *, relaxed: bool = False) -> float:
    """Mark what is dropped and weigh every node; return the weight of the whole page.

    `relaxed`: only what is certain by name counts as furniture, not `nav`, `aside` and the like,
    which some pages never close.
    """
    weights = [goodness(draft) for draft in found.drafts]
    _count(found, weights)
    mark_cards(found)
    total, page = sum(weights), found.nodes[0].chars if found.nodes else 0
    stories = [node for node in found.nodes if node.long >= 2 and _is_story_by_name(node)]
    for node in found.nodes:
        parent = node.parent
        if parent is not None and parent.dropped:
            node.dropped = True
        else:
            named = node.mark or node.teaser
            node.dropped = bool(named) and _furniture(node, total, page, stories, relaxed=relaxed)
        node.weight = 0.0
    for draft, weight in zip(found.drafts, weights, strict=True):
        if weight and not draft.node.dropped:
            draft.node.weight += weight
    for node in reversed(found.nodes):
        if node.weight and node.parent is not None:
            node.parent.weight += node.weight
    return found.nodes[0].weight if found.nodes else 0.0


def _count(found: Walk, weights: list[float]) -> None:
    """Sum up what is in every node, furniture included."""
    for node in found.nodes:
        node.clear()
    heading = BlockKind.HEADING
    for draft, weight in zip(found.drafts, weights, strict=True):
        node = draft.node
        node.chars += draft.chars
        node.linked += draft.linked
        node.weight += weight
        if weight >= LONG:
            node.long += 1
            (node.parent or node).run += 1
        elif draft.kind is heading and draft.linked >= 0.9 * draft.chars:
            _mark_teaser(node)
    _sum_up(found.nodes)


def _sum_up(nodes: list[Node]) -> None:
    """Add what is in every node to what is in those around it."""
    for node in reversed(nodes):
        if node.weight and node.mark & Mark.BODY:
            node.body = max(node.body, node.long)
        parent = node.parent
        if parent is None:
            continue
        parent.chars += node.chars
        parent.linked += node.linked
        parent.titled |= node.titled
        if node.weight:
            _add(parent, node)


def _add(parent: Node, node: Node) -> None:
    """Add the paragraphs in a node to what is in the one around it."""
    parent.weight += node.weight
    parent.long += node.long
    parent.run = max(parent.run, node.run)
    parent.body = max(parent.body, node.body)


def _mark_teaser(node: Node | None) -> None:
    """Mark the `article` around a heading that is a link: it announces another story."""
    article = _article_around(node)
    if article is not None:
        article.teaser = True


def _is_story_by_name(node: Node) -> bool:
    """Tell whether a node is called a story and has two long paragraphs at least."""
    named = node.tag == "article" or bool(node.mark & Mark.BODY)
    return named and node.long >= 2 and not (node.teaser or node.mark & Mark.HIDDEN)


def _furniture(node: Node, total: float, page: int, stories: list[Node], *, relaxed: bool) -> bool:
    mark = node.mark
    if node.teaser:
        return not (node.titled or node.weight >= 0.5 * total > 0)
    if mark & Mark.BODY and not mark & Mark.HIDDEN:
        return False
    if mark & (Mark.CERTAIN | Mark.HIDDEN | Mark.COMMENTS):
        if (relaxed and node.run >= 3) or _is_folded(node):
            return False
        apart = any(story.last <= node.first or node.last <= story.first for story in stories)
        return node.body < 2 and (apart or not _holds_the_page(node, total, page))
    if mark & Mark.LIKELY:
        if node.tag in _TEXT_TAGS:
            return node.weight == 0 and node.tag == "p"
        return not (node.run >= 3 or node.titled or node.body or node.weight >= 0.5 * total > 0)
    if mark & Mark.LINKY:
        return node.linked > 0.35 * node.chars and not (node.titled or node.run >= 3 or node.body)
    return False


def _is_folded(node: Node) -> bool:
    """Tell whether an element is a part of the story that stays hidden until "Read more"."""
    named = node.mark & (Mark.CERTAIN | Mark.COMMENTS)
    if named or node.weight < max(_ENOUGH, 0.8 * node.chars) or node.linked > 0.1 * node.chars:
        return False
    above = node.parent
    while above is not None and not (above.tag == "article" or above.mark & Mark.BODY):
        above = above.parent
    return above is not None and above.chars - node.chars >= _ENOUGH


def _holds_the_page(node: Node, total: float, page: int) -> bool:
    """Tell whether most of a page stands in what is called furniture."""
    most = node.weight >= 0.5 * total > 0
    if node.titled and not node.mark & Mark.HIDDEN and (most or node.chars >= 0.4 * page):
        return True
    return most and node.run >= 2 and node.linked < 0.2 * node.chars


def find(found: Walk) -> Node | None:
    """Return the node that holds the story, or None if nothing weighs.

    It is the deepest node with `SHARE` of the page's weight, or one above it where the story's
    other paragraphs stand beside that node.
    """
    if not found.nodes or not found.nodes[0].weight:
        return None
    needed = SHARE * found.nodes[0].weight
    best = found.nodes[0]
    for node in found.nodes:
        if node.weight >= needed and not node.dropped:
            best = node
    return _climb(found, best)


def story_of_several(found: Walk, holder: Node, titles: Collection[str]) -> Node:
    """Return the part of a container with the page's headline, where other parts have their own.

    So it is on pages that show one story and, below it, the next ones.
    """
    inside = found.drafts[holder.first : holder.last]
    heads = [draft for draft in inside if draft.level in (1, 2)]
    titled = next((draft for draft in heads if key_of(plain(draft.pieces)) in titles), None)
    if titled is None:
        return holder
    part, level = titled.node, titled.level
    others = [draft for draft in heads if draft.level == level]
    while part is not holder and part.parent is not None:
        several = _others_like(part, others) >= _SEVERAL or _is_one_article(part, level, others)
        if part.weight >= _ENOUGH and several:
            return part
        part = part.parent
    return holder


def _others_like(part: Node, heads: list[Draft]) -> int:
    """Count the parts beside one that are named like it and have a heading and paragraphs."""
    parent = part.parent
    if parent is None:
        return 0
    name = name_of(part) or part.tag
    parts = {
        id(beside): beside for head in heads if (beside := _part(head.node, parent)) is not part
    }
    return sum(
        other.parent is parent and (name_of(other) or other.tag) == name and other.weight >= _ENOUGH
        for other in parts.values()
    )


def _is_one_article(part: Node, level: int, heads: list[Draft]) -> bool:
    """Tell whether a part is an `article` with an h1, and another such stands elsewhere."""
    if part.tag != "article" or level != 1:
        return False
    articles = (_article_around(head.node) for head in heads)
    return any(
        other.weight >= _ENOUGH and (other.first >= part.last or other.last <= part.first)
        for other in articles
        if other is not None
    )


def _article_around(node: Node | None) -> Node | None:
    while node is not None and node.tag != "article":
        node = node.parent
    return node


def _climb(found: Walk, node: Node) -> Node:
    best = node
    for _ in range(_HIGHEST):
        above = node.parent
        if above is None or above.tag in ("body", "html"):
            break
        if _gains(found, node, above):
            best = above
        node = above
    return best


def _gains(found: Walk, node: Node, above: Node) -> bool:
    """Tell whether the node above holds more of the story, and little else.

    More of the story are paragraphs of its own, and parts named like this one.
    """
    gain = loss = 0
    name = name_of(node)
    for draft in (*found.drafts[above.first : node.first], *found.drafts[node.last : above.last]):
        if draft.node.dropped or draft.kind in (BlockKind.CAPTION, BlockKind.HEADING):
            continue
        part = _part(draft.node, above)
        own = (
            part.tag == "p"
            or draft.node is above
            or (draft.node is part and _is_flowing(part))
            or bool(above.mark & Mark.BODY and not part.mark & Mark.LINKY)
            or bool(name and name_of(part) == name)
        )
        if own and draft.chars >= 40 and draft.linked < 0.5 * draft.chars:
            gain += draft.chars
        elif not own or draft.linked >= 0.5 * draft.chars:
            loss += draft.chars
    return gain > 0 and gain >= loss


def _part(node: Node, above: Node) -> Node:
    """Return the child of `above` that holds `node`."""
    while node is not above and node.parent is not above and node.parent is not None:
        node = node.parent
    return node


def _is_flowing(node: Node) -> bool:
    """Tell whether an element may be one of many that hold a paragraph each: no id, no cell."""
    return not (node.element.get("id") or node.tag in ("td", "th"))
