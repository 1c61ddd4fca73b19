"""Walk a tree once and write down its blocks of text, each with the element it stands in."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum, auto

from lxml import etree

from tuireader import notices
from tuireader.extraction.assemble import LINE_BREAK, LONG_LINE, is_paragraph, lines, plain
from tuireader.extraction.marks import Mark, marks_of
from tuireader.extraction.tree import text_under, texts_under
from tuireader.model import BlockKind

DEEPEST = 300
"""Levels of elements that are walked; what is nested deeper is read as plain text."""


class _Role(IntEnum):
    INLINE = 0
    BLOCK = auto()
    SKIP = auto()
    HEADING = auto()
    ITEM = auto()
    QUOTE = auto()
    FIGURE = auto()
    CAPTION = auto()
    PRE = auto()
    BREAK = auto()
    RULE = auto()
    LINK = auto()
    TIME = auto()
    ROW = auto()


_BLOCKS = (
    *("html", "body", "main", "div", "p", "section", "article", "header", "footer", "aside"),
    *("nav", "ul", "ol", "dl", "table", "tbody", "thead", "tfoot", "td", "th", "address"),
    *("fieldset", "form", "center", "details", "summary", "hgroup", "menu", "dialog", "button"),
    *("picture", "amp-img"),
)
_SKIPPED = (
    *("script", "style", "noscript", "template", "svg", "iframe", "select", "textarea", "input"),
    *("object", "embed", "canvas", "map", "math", "head", "title", "meta", "link", "base"),
    *("audio", "video", "source", "track", "option", "datalist", "applet"),
    *("amp-iframe", "amp-ad", "amp-analytics", "amp-sidebar", "amp-video", "amp-embed"),
)
_ROLES: dict[str, _Role] = {
    **dict.fromkeys(_BLOCKS, _Role.BLOCK),
    **dict.fromkeys(_SKIPPED, _Role.SKIP),
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), _Role.HEADING),
    **dict.fromkeys(("li", "dt", "dd"), _Role.ITEM),
    **dict.fromkeys(("blockquote", "q-block"), _Role.QUOTE),
    "figure": _Role.FIGURE,
    "figcaption": _Role.CAPTION,
    "pre": _Role.PRE,
    "br": _Role.BREAK,
    "hr": _Role.RULE,
    "a": _Role.LINK,
    "time": _Role.TIME,
    "tr": _Role.ROW,
}
_KINDS = {
    _Role.HEADING: BlockKind.HEADING,
    _Role.ITEM: BlockKind.LIST_ITEM,
    _Role.QUOTE: BlockKind.QUOTE,
    _Role.FIGURE: BlockKind.CAPTION,
    _Role.CAPTION: BlockKind.CAPTION,
    _Role.PRE: BlockKind.PREFORMATTED,
}


_LONGEST_ROW = 600
"""Characters of a row of data, white space included; a longer one lays out a page."""

_MOST_LINES = 20_000
"""Single line breaks in one block beyond which it is left whole."""

_FURNITURE = Mark.CERTAIN | Mark.COMMENTS | Mark.HIDDEN
_MENUS = frozenset({"nav", "menu", "button"})
_LONGEST_MENU = 8000
"""Characters, white space included; a longer element of any name is walked."""

_TEXT_PARENTS = frozenset({"p", "li", "span", "em", "strong", "i", "b", "h2", "h3", "h4", "td"})


@dataclass(slots=True, eq=False)
class Node:
    """A block-level element. `first`, `last`: its range in the list of drafts."""

    element: etree._Element
    tag: str
    parent: Node | None
    mark: int
    first: int
    last: int = 0
    dropped: bool = False
    weight: float = 0.0
    long: int = 0
    run: int = 0
    chars: int = 0
    linked: int = 0
    body: int = 0
    titled: bool = False
    teaser: bool = False
    skipped: bool = False


@dataclass(slots=True, eq=False)
class Draft:
    """A run of text before any judgement. `chars` leave out white space at its ends.

    `linked`, `timed`, `bold`: how many characters stand in links, in `time`, in bold type.
    """

    kind: BlockKind
    node: Node
    pieces: list[tuple[str, str | None]]
    chars: int
    linked: int
    timed: int
    bold: int
    level: int = 0
    figure: etree._Element | None = None
    text: str = ""
    card: bool = False


@dataclass(slots=True)
class Walk:
    """What one walk found: nodes in document order, and drafts in document order."""

    nodes: list[Node] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)


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


def walk(root: etree._Element) -> Walk:
    """Write down every block of text under `root`, furniture and all."""
    walker = _Walker()
    walker.enter(root)
    return walker.found


class _Walker:
    def __init__(self) -> None:
        self.found = Walk()
        self._pieces: list[tuple[str, str | None]] = []
        self._chars = self._linked = self._timed = self._bold = 0
        self._kind = BlockKind.PARAGRAPH
        self._level = 0
        self._figure: etree._Element | None = None
        self._node: Node | None = None
        self._href: str | None = None
        self._in_time = self._in_bold = False
        self._depth = 0
        self._breaks = 0
        self._cuts: list[tuple[int, int, int, int, int]] = []
        self._in_row = False

    def enter(self, root: etree._Element) -> None:
        self._block(root, str(root.tag), _Role.BLOCK)

    def _visit(self, element: etree._Element) -> None:
        tag = element.tag
        if not isinstance(tag, str):
            return  # type: ignore[unreachable]  # the stubs don't know entities
        role = _ROLES.get(tag)
        if role is None:
            role = _Role.BLOCK if "-" in tag and not self._in_text(element) else _Role.INLINE
        if role in (_Role.BREAK, _Role.RULE, _Role.SKIP):
            self._mark(role)
        elif role in (_Role.INLINE, _Role.LINK, _Role.TIME):
            self._inline(element, tag, role)
        elif role is _Role.ROW and self._is_data(element):
            self._row(element)
        elif self._in_row:
            self._inside(element)
        else:
            self._block(element, tag, role)

    @staticmethod
    def _is_data(row: etree._Element) -> bool:
        """Tell whether a table's row holds data, not a piece of the page's layout."""
        cells = [cell for cell in row if cell.tag in ("td", "th")]
        if any(len(cell.findall(".//p")) > 1 for cell in cells):
            return False
        if (
            len(cells) < 2
            or next(row.iter("table", "ul", "h1", "h2", "script", "form"), None) is not None
        ):
            return False
        return sum(len(text) for text in row.itertext()) <= _LONGEST_ROW

    def _row(self, row: etree._Element) -> None:
        """Write a row as one line, its cells parted by bars."""
        self._flush()
        kept = self._node
        self._node = Node(row, "tr", kept, Mark.NONE, len(self.found.drafts))
        self.found.nodes.append(self._node)
        self._in_row = True
        for cell in row:
            if self._chars:
                self._pieces.append((" | ", None))
            self._inside(cell)
        self._in_row = False
        self._flush()
        self._node.last = len(self.found.drafts)
        self._node = kept

    @staticmethod
    def _in_text(element: etree._Element) -> bool:
        """Tell whether an element of a name of its own stands in running text."""
        parent = element.getparent()
        return parent is not None and parent.tag in _TEXT_PARENTS

    def _inside(self, element: etree._Element) -> None:
        if self._depth >= DEEPEST:
            self._text(text_under(element))
            return
        self._depth += 1
        if element.text:
            self._text(element.text)
        for child in element:
            self._visit(child)
            tail = child.tail
            if tail and (self._pieces or not tail.isspace()):
                self._text(tail)
        self._depth -= 1

    def _inline(self, element: etree._Element, tag: str, role: _Role) -> None:
        mark = marks_of(element, tag)
        if mark & Mark.BLOCK or self._is_apart(element, role, mark):
            self._block(element, tag, _Role.BLOCK, mark)
            return
        kept = (self._href, self._in_time, self._in_bold)
        if role is _Role.LINK:
            self._href = element.get("href") or ""
        elif role is _Role.TIME:
            self._in_time = True
        elif tag in ("b", "strong"):
            self._in_bold = True
        self._inside(element)
        self._href, self._in_time, self._in_bold = kept

    def _is_apart(self, element: etree._Element, role: _Role, mark: int) -> bool:
        """Tell whether an inline element is furniture and no words of a running sentence."""
        if mark & Mark.HIDDEN:
            return True
        if role is not _Role.INLINE or not mark & (Mark.CERTAIN | Mark.COMMENTS):
            return False
        return not (mark & Mark.BODY or self._in_text(element))

    def _block(
        self, element: etree._Element, tag: str, role: _Role, mark: int | None = None
    ) -> None:
        self._flush()
        if mark is None:
            mark = marks_of(element, tag)
        kept = (self._kind, self._level, self._figure, self._node)
        node = Node(element, tag, self._node, mark, len(self.found.drafts))
        self.found.nodes.append(node)
        if not mark & Mark.BODY and mark & _FURNITURE and _is_plain_furniture(element):
            node.skipped = True
            node.last = node.first
            return
        self._node = node
        self._set_kind(element, tag, role, mark)
        self._inside(element)
        self._flush()
        node.last = len(self.found.drafts)
        self._kind, self._level, self._figure, self._node = kept

    def _set_kind(self, element: etree._Element, tag: str, role: _Role, mark: int) -> None:
        if role is _Role.HEADING and self._kind is not BlockKind.CAPTION:
            self._level = int(tag[1])
        if role is _Role.FIGURE:
            self._figure = element
        if mark & Mark.CAPTION:
            self._kind = BlockKind.CAPTION
        elif self._kind is not BlockKind.CAPTION or role is _Role.QUOTE:
            self._kind = _KINDS.get(role, self._kind)

    def _mark(self, role: _Role) -> None:
        """Take note of an element without text."""
        if role is _Role.BREAK:
            self._break()
        elif role is _Role.RULE:
            self._flush()

    def _break(self) -> None:
        self._breaks += 1
        if self._breaks >= 2 and self._kind is not BlockKind.PREFORMATTED:
            self._flush()
        else:
            if len(self._cuts) <= _MOST_LINES:
                self._cuts.append((len(self._pieces), *self._counts()))
            self._pieces.append(LINE_BREAK)

    def _text(self, text: str) -> None:
        count = (
            len(text) if not text[:1].isspace() and not text[-1:].isspace() else len(text.strip())
        )
        self._pieces.append((text, self._href))
        if not count:
            return
        self._breaks = 0
        self._chars += count
        if self._href is not None:
            self._linked += count
        if self._in_time:
            self._timed += count
        if self._in_bold:
            self._bold += count

    def _counts(self) -> tuple[int, int, int, int]:
        return self._chars, self._linked, self._timed, self._bold

    def _flush(self) -> None:
        self._breaks = 0
        if self._chars and self._node is not None:
            self._write_lines(self._node)
        if self._pieces:
            self._pieces = []
            self._cuts = []
            self._chars = self._linked = self._timed = self._bold = 0

    def _write_lines(self, node: Node) -> None:
        """Write a draft, or several where single line breaks stand beside whole paragraphs."""
        start, before = 0, (0, 0, 0, 0)
        for end, *counts in (*self._ends(), (len(self._pieces), *self._counts())):
            chars, linked, timed, bold = (n - m for n, m in zip(counts, before, strict=True))
            if chars:
                self._write(node, self._pieces[start:end], (chars, linked, timed, bold))
            start, before = end, (counts[0], counts[1], counts[2], counts[3])

    def _ends(self) -> list[tuple[int, int, int, int, int]]:
        """Return the line breaks that end a paragraph, or begin one."""
        if not 0 < len(self._cuts) <= _MOST_LINES or self._chars < LONG_LINE:
            return []
        if self._kind is not BlockKind.PARAGRAPH:
            return []
        whole = [is_paragraph(plain(line)) for line in lines(self._pieces)]
        return [
            cut for cut, *beside in zip(self._cuts, whole, whole[1:], strict=False) if any(beside)
        ]

    def _write(
        self, node: Node, pieces: list[tuple[str, str | None]], counts: tuple[int, int, int, int]
    ) -> None:
        level = self._level if self._kind is BlockKind.HEADING else 0
        self.found.drafts.append(Draft(self._kind, node, pieces, *counts, level, self._figure))
