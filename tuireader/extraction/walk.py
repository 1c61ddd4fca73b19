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
_CAPTION = Mark.CAPTION
_SKIP, _INLINE, _LINK, _TIME = Role.SKIP, Role.INLINE, Role.LINK, Role.TIME
_BOLD, _OTHER, _BLOCK, _ROW = Role.BOLD, Role.OTHER, Role.BLOCK, Role.ROW
_PARAGRAPH, _HEADING = BlockKind.PARAGRAPH, BlockKind.HEADING
# Looking up a class's own names takes as long as all that is done with them, thousands of times.
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
        self._kind = _PARAGRAPH
        self._level = 0
        self._figure: etree._Element | None = None
        self._node: Node | None = None
        self._depth = 0
        self._in_row = False

    def enter(self, root: etree._Element) -> None:
        self._block(root, str(root.tag), _BLOCK)
        self.found.cut = self._text.cut

    def _inside(self, element: etree._Element) -> None:
        gathered = self._text
        if self._depth >= DEEPEST:
            self.found.deep = True
            gathered.text(text_under(element))
            return
        text = element.text
        if text and (gathered.pieces or not text.isspace() or element.tag == "pre"):
            gathered.text(text)
        child = element[0] if len(element) else None
        self._depth += 1
        while child is not None:
            tag = child.tag
            role = ROLES.get(tag, _OTHER)
            if role >= _BLOCK:
                self._visit(child, tag, role)
            elif role >= _INLINE:
                self._inline(child, tag, role)
            elif role != _SKIP:
                self._break(role)
            tail = child.tail
            if tail and (gathered.pieces or not tail.isspace()):
                gathered.text(tail)
            child = child.getnext()
        self._depth -= 1

    def _visit(self, element: etree._Element, tag: str, role: int) -> None:
        """Go into an element that is a block by its tag."""
        if role == _ROW and is_data(element):
            self._row(element)
        elif self._in_row:
            self._inside(element)
        else:
            self._block(element, tag, role)

    def _row(self, row: etree._Element) -> None:
        """Write a row as one line, its cells parted by bars."""
        self._flush()
        kept = self._node
        self._node = Node(row, "tr", kept, Mark.NONE, len(self.found.drafts))
        self.found.nodes.append(self._node)
        self._in_row = True
        for cell in row:
            if self._text.chars:
                self._text.bar()
            self._inside(cell)
        self._in_row = False
        self._flush()
        self._node.last = len(self.found.drafts)
        self._node = kept

    def _inline(self, element: etree._Element, tag: str, role: int) -> None:
        """Go into an element that is inline by its tag, or whose tag doesn't say what it is."""
        if role == _OTHER:
            if not isinstance(tag, str):
                return  # type: ignore[unreachable]  # the stubs don't know entities
            if "-" in tag and not _is_in_text(element):
                self._visit(element, tag, role)
                return
        mark = marks_of(element, tag)
        if mark and _is_apart(element, role, mark):
            self._block(element, tag, _BLOCK, mark)
            return
        gathered = self._text
        if role == _LINK:
            href, gathered.href = gathered.href, element.get("href") or ""
            self._inside(element)
            gathered.href = href
        elif role == _TIME:
            in_time, gathered.in_time = gathered.in_time, True
            self._inside(element)
            gathered.in_time = in_time
        elif role == _BOLD:
            in_bold, gathered.in_bold = gathered.in_bold, True
            self._inside(element)
            gathered.in_bold = in_bold
        else:
            self._inside(element)

    def _block(self, element: etree._Element, tag: str, role: int, mark: int | None = None) -> None:
        if mark is None:
            mark = marks_of(element, tag)
        gathered, drafts = self._text, self.found.drafts
        if gathered.pieces:
            self._flush()
        above = self._node
        node = Node(element, tag, above, mark, len(drafts))
        self.found.nodes.append(node)
        if mark & _FURNITURE and not mark & Mark.BODY and _is_plain_furniture(element):
            node.skipped = True
            node.last = node.first
            return
        self._node = node
        if role > _BLOCK or mark & _CAPTION:
            kept = self._kind, self._level, self._figure
            self._set_kind(element, tag, role, mark)
            self._inside(element)
            if gathered.pieces:
                self._flush()
            self._kind, self._level, self._figure = kept
        else:
            self._inside(element)
            if gathered.pieces:
                self._flush()
        node.last = len(drafts)
        self._node = above

    def _set_kind(self, element: etree._Element, tag: str, role: int, mark: int) -> None:
        if role == Role.HEADING and self._kind is not BlockKind.CAPTION:
            self._level = int(tag[1])
        elif role == Role.FIGURE:
            self._figure = element
        if mark & _CAPTION:
            self._kind = BlockKind.CAPTION
        elif role > _BLOCK and (self._kind is not BlockKind.CAPTION or role == Role.QUOTE):
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
        got, node, kind = self._text, self._node, self._kind
        if got.chars and node is not None:
            drafts, level, figure = self.found.drafts, self._level, self._figure
            if kind is not _HEADING:
                level = 0
            if got.cuts and kind is _PARAGRAPH:
                runs = got.runs()
                drafts += [Draft(kind, node, run, *counts, level, figure) for run, counts in runs]
            else:
                counts = got.chars, got.linked, got.timed, got.bold
                drafts.append(Draft(kind, node, got.pieces, *counts, level, figure))
        got.clear()
