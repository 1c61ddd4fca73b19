"""Find the publisher's notes among a page's drafts, wherever they stand."""

from __future__ import annotations

from dataclasses import dataclass

from tuireader import notices
from tuireader.extraction.assemble import plain
from tuireader.extraction.drafts import Draft, Node, Walk
from tuireader.extraction.marks import Mark
from tuireader.model import FoundIn, Notice, NoticeKind

_SHORTEST = 12
"""Characters of the shortest note."""

_LONGEST_LABEL = 40
_MOST = 200
"""Notes on one page beyond which no more are looked for."""

_OPENING = 100
"""Characters of a draft outside the story in which a note's opening is looked for."""


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
            if draft.chars < _SHORTEST or draft.linked > 0.6 * draft.chars:
                continue
            inside = holder.first <= index < holder.last
            previous = found.drafts[index - 1] if index else None
            notice = _notice(draft, previous, inside=inside)
            if notice is None:
                continue
            if len(by_draft) + len(outside) >= _MOST:
                break
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
    """Judge a draft: by its words, by a label standing above it, or by its element's name."""
    named = _is_named(draft.node)
    label = _label_of(previous)
    text = draft.text or _beginning(draft)
    if not (named or label or notices.may_hold(text)) or _is_foreign(draft.node):
        return None
    text = draft.text or plain(draft.pieces)
    where = FoundIn.BODY if inside else FoundIn.MARKUP
    found = notices.notice_in(text, where)
    if found is None and label is not None:
        found = notices.named_notice(text, label, where)
    if found is None and named:
        found = notices.named_notice(text, notices.kind_of_name(named), where)
    return found


def _beginning(draft: Draft) -> str:
    """Return about as much of a draft as a note's opening takes."""
    parts: list[str] = []
    size = 0
    for text, _ in draft.pieces:
        parts.append(text)
        size += len(text)
        if size > _OPENING:
            break
    return "".join(parts)[: 2 * _OPENING]


def _label_of(draft: Draft | None) -> NoticeKind | None:
    if draft is None or draft.chars > _LONGEST_LABEL or draft.linked:
        return None
    return notices.label_kind(draft.text or plain(draft.pieces))


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
