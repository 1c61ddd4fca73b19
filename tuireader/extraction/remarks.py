"""Find the publisher's notes among a page's drafts, wherever they stand."""

from __future__ import annotations

from dataclasses import dataclass

from tuireader import notices
from tuireader.extraction.assemble import plain
from tuireader.extraction.marks import Mark
from tuireader.extraction.walk import Draft, Node, Walk
from tuireader.model import FoundIn, Notice


@dataclass(frozen=True, slots=True)
class Remarks:
    """Notes by the draft that holds them; `whole`: those that fill their draft."""

    by_draft: dict[int, Notice]
    whole: frozenset[int]
    outside: tuple[Notice, ...]

    def __contains__(self, draft: Draft) -> bool:
        return id(draft) in self.whole

    @classmethod
    def find(cls, found: Walk, holder: Node) -> Remarks:
        """Look through all drafts; comments and links to other stories are left out."""
        by_draft: dict[int, Notice] = {}
        whole: set[int] = set()
        outside: list[Notice] = []
        for index, draft in enumerate(found.drafts):
            inside = holder.first <= index < holder.last
            previous = found.drafts[index - 1] if index else None
            notice = _notice(draft, previous, inside=inside)
            if notice is None:
                continue
            if inside:
                by_draft[id(draft)] = notice
                if notice.text == draft.text:
                    whole.add(id(draft))
            else:
                outside.append(notice)
        return cls(by_draft, frozenset(whole), tuple(outside))

    def notices(self, kept: list[Draft]) -> list[Notice]:
        """Return the notes of the story's drafts, then those from elsewhere on the page."""
        in_story = [self.by_draft[id(draft)] for draft in kept if id(draft) in self.by_draft]
        return notices.distinct([*in_story, *self.outside])


def _notice(draft: Draft, previous: Draft | None, *, inside: bool) -> Notice | None:
    named = _is_named(draft.node)
    if not named and not (_may_hold(draft) or (previous and _is_bare_label(previous))):
        return None
    if draft.linked > 0.6 * draft.chars or draft.chars < 12 or _is_foreign(draft.node):
        return None
    text = draft.text or plain(draft.pieces)
    where = FoundIn.BODY if inside else FoundIn.MARKUP
    found = notices.notice_in(text, where)
    if found is None and previous is not None and draft.node.parent is not None:
        label = notices.label_kind(plain(previous.pieces)) if _is_bare_label(previous) else None
        found = notices.named_notice(text, label, where) if label else None
    if found is None and named:
        found = notices.named_notice(text, notices.kind_of_name(named), where)
    return found


def _may_hold(draft: Draft) -> bool:
    return any(notices.may_open(text) for text, _ in draft.pieces)


def _is_bare_label(draft: Draft) -> bool:
    return draft.chars <= 40 and notices.label_kind(plain(draft.pieces)) is not None


def _is_named(node: Node | None) -> str:
    """Return the class of the nearest element whose names say that it holds a note."""
    for _ in range(3):
        if node is None or node.mark & Mark.BODY:
            return ""
        if node.mark & Mark.NOTICE:
            return f"{node.element.get('class', '')} {node.element.get('id', '')}"
        node = node.parent
    return ""


def _is_foreign(node: Node | None) -> bool:
    """Tell whether a node stands in comments, in navigation, or is hidden."""
    while node is not None:
        if node.mark & (Mark.COMMENTS | Mark.HIDDEN) and node.dropped:
            return True
        if node.tag == "nav":
            return True
        node = node.parent
    return False
