"""Walk a tree once and write down its blocks of text, each with the element it stands in."""

from __future__ import annotations

from lxml import etree

from tuireader import notices
from tuireader.extraction.drafts import Draft, Node, Walk
from tuireader.extraction.gathering import Gathering
from tuireader.extraction.marks import Mark, marks_of
from tuireader.extraction.roles import KINDS, ROLES, Role
from tuireader.extraction.rows import is_data
from tuireader.extraction.tree import text_under, texts_under
from tuireader.model import BlockKind

DEEPEST = 300
"""Levels of elements that are walked; what is nested deeper is read as plain text."""

_FURNITURE = Mark.CERTAIN | Mark.COMMENTS | Mark.HIDDEN
_MENUS = frozenset({"nav", "menu", "button"})
_LONGEST_MENU = 8000
"""Characters, white space included; a longer element of any name is walked."""

_TEXT_PARENTS = frozenset({"p", "li", "span", "em", "strong", "i", "b", "h2", "h3", "h4", "td"})


def walk(root: etree._Element) -> Walk:
    """Write down every block of text under `root`, furniture and all."""
    walker = _Walker()
    walker.enter(root)
    return walker.found


def _is_plain_furniture(element: etree._Element) -> bool:
    """Tell whether an element named as furniture holds no paragraph, headline or note.

    Such an element is not walked: half of a page is menus and lists of links.
    """
    if next(element.iter("p", "h1", "article"), None) is not None:
        return False
    if element.tag in _MENUS:
        return True
    text = " ".join(texts_under(element))
    return len(text) < _LONGEST_MENU and not notices.may_hold(text)


def _is_in_text(element: etree._Element) -> bool:
    """Tell whether an element of a name of its own stands in running text."""
    parent = element.getparent()
    return parent is not None and parent.tag in _TEXT_PARENTS


def _is_apart(element: etree._Element, role: int, mark: int) -> bool:
    """Tell whether an inline element is a block, or furniture and no words of a sentence."""
    if mark & (Mark.BLOCK | Mark.HIDDEN):
        return True
    if role in (Role.LINK, Role.TIME) or not mark & (Mark.CERTAIN | Mark.COMMENTS):
        return False
    return not (mark & Mark.BODY or _is_in_text(element))


class _Walker:
    def __init__(self) -> None:
        self.found = Walk()
        self._text = Gathering()
        self._kind = BlockKind.PARAGRAPH
        self._level = 0
        self._figure: etree._Element | None = None
        self._node: Node | None = None
        self._depth = 0
        self._in_row = False

    def enter(self, root: etree._Element) -> None:
        self._block(root, str(root.tag), Role.BLOCK, marks_of(root, str(root.tag)))
        self.found.cut = self._text.cut

    def _inside(self, element: etree._Element) -> None:
        gathered = self._text
        if self._depth >= DEEPEST:
            self.found.deep = True
            gathered.text(text_under(element))
            return
        self._depth += 1
        text = element.text
        if text and (gathered.pieces or not text.isspace() or element.tag == "pre"):
            gathered.text(text)
        for child in element:
            tag = child.tag
            role = ROLES.get(tag, Role.OTHER)
            if role >= Role.OTHER:
                self._visit(child, tag, role)
            elif role >= Role.INLINE:
                self._inline(child, tag, role)
            elif role != Role.SKIP:
                self._break(role)
            tail = child.tail
            if tail and (gathered.pieces or not tail.isspace()):
                gathered.text(tail)
        self._depth -= 1

    def _visit(self, element: etree._Element, tag: str, role: int) -> None:
        """Go into an element that is a block, or one whose tag doesn't say what it is."""
        if role == Role.OTHER:
            if not isinstance(tag, str):
                return  # type: ignore[unreachable]  # the stubs don't know entities
            if "-" not in tag or _is_in_text(element):
                self._inline(element, tag, Role.INLINE)
                return
        if role == Role.ROW and is_data(element):
            self._row(element)
        elif self._in_row:
            self._inside(element)
        else:
            self._block(element, tag, role, marks_of(element, tag))

    def _row(self, row: etree._Element) -> None:
        """Write a row as one line, its cells parted by bars."""
        self._flush()
        kept = self._node
        self._node = Node(row, "tr", kept, Mark.NONE, len(self.found.drafts))
        self.found.nodes.append(self._node)
        self._in_row = True
        for cell in row:
            if self._text.says_something:
                self._text.bar()
            self._inside(cell)
        self._in_row = False
        self._flush()
        self._node.last = len(self.found.drafts)
        self._node = kept

    def _inline(self, element: etree._Element, tag: str, role: int) -> None:
        mark = marks_of(element, tag)
        if mark and _is_apart(element, role, mark):
            self._block(element, tag, Role.BLOCK, mark)
            return
        gathered = self._text
        if role == Role.LINK:
            href, gathered.href = gathered.href, element.get("href") or ""
            self._inside(element)
            gathered.href = href
        elif role == Role.TIME:
            in_time, gathered.in_time = gathered.in_time, True
            self._inside(element)
            gathered.in_time = in_time
        elif role == Role.BOLD:
            in_bold, gathered.in_bold = gathered.in_bold, True
            self._inside(element)
            gathered.in_bold = in_bold
        else:
            self._inside(element)

    def _block(self, element: etree._Element, tag: str, role: int, mark: int) -> None:
        gathered = self._text
        if gathered.pieces:
            self._flush()
        found = self.found
        node = Node(element, tag, self._node, mark, len(found.drafts))
        found.nodes.append(node)
        if mark & _FURNITURE and not mark & Mark.BODY and _is_plain_furniture(element):
            node.skipped = True
            node.last = node.first
            return
        kind, level, figure, parent = self._kind, self._level, self._figure, self._node
        self._node = node
        self._set_kind(element, tag, role, mark)
        self._inside(element)
        if gathered.pieces:
            self._flush()
        node.last = len(found.drafts)
        self._kind, self._level, self._figure, self._node = kind, level, figure, parent

    def _set_kind(self, element: etree._Element, tag: str, role: int, mark: int) -> None:
        if role == Role.HEADING and self._kind is not BlockKind.CAPTION:
            self._level = int(tag[1])
        elif role == Role.FIGURE:
            self._figure = element
        if mark & Mark.CAPTION:
            self._kind = BlockKind.CAPTION
        elif role > Role.BLOCK and (self._kind is not BlockKind.CAPTION or role == Role.QUOTE):
            self._kind = KINDS.get(role, self._kind)

    def _break(self, role: int) -> None:
        if role == Role.RULE:
            self._flush()
        elif self._kind is BlockKind.PREFORMATTED:
            self._text.newline()
        elif self._text.line_break():
            self._flush()

    def _flush(self) -> None:
        """Write down what was gathered: a draft, or several."""
        gathered = self._text
        if not gathered.pieces:
            return
        if gathered.says_something and self._node is not None:
            level = self._level if self._kind is BlockKind.HEADING else 0
            runs = gathered.runs(whole=self._kind is not BlockKind.PARAGRAPH)
            self.found.drafts += [
                Draft(self._kind, self._node, pieces, *counts, level, self._figure)
                for pieces, counts in runs
            ]
        gathered.clear()
