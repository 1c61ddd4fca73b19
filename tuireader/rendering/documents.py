"""A document set for reading: a measure, air, and each kind of block in its own manner."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, tzinfo
from itertools import accumulate

from tuireader.model import Block, BlockKind, Document, Notice
from tuireader.rendering.links import Numbered, addresses, links_of
from tuireader.rendering.passage import Blank, Part, Passage
from tuireader.rendering.roles import Fragment, Line, Role, Span
from tuireader.rendering.sheet import Sheet
from tuireader.rendering.times import day

MEASURE = 72
"""Cells of a line at most: 45 to 75 characters read best (Bringhurst, Elements 2.1.2)."""

_ROLES = {
    BlockKind.STANDFIRST: Role.STANDFIRST,
    BlockKind.HEADING: Role.HEADING,
    BlockKind.QUOTE: Role.QUOTE,
    BlockKind.CAPTION: Role.CAPTION,
    BlockKind.PREFORMATTED: Role.CODE,
    BlockKind.NOTICE: Role.NOTICE,
}
BAR: Line = (Fragment("┃ ", Role.NOTICE),)
_FIRST: dict[BlockKind, Line] = {
    BlockKind.LIST_ITEM: (Fragment("  • ", Role.DIM),),
    BlockKind.QUOTE: (Fragment("  │ ", Role.RULE),),
    BlockKind.CAPTION: (Fragment("  ▫ ", Role.DIM),),
    BlockKind.PREFORMATTED: (Fragment("  ", Role.CODE),),
    BlockKind.NOTICE: BAR,
}
_REST: dict[BlockKind, Line] = {
    BlockKind.LIST_ITEM: (Fragment("    ", Role.DIM),),
    BlockKind.CAPTION: (Fragment("    ", Role.DIM),),
}


def role_of(kind: BlockKind) -> Role:
    """Return the role of a block's text."""
    return _ROLES.get(kind, Role.TEXT)


def prefix_of(kind: BlockKind) -> tuple[Line, Line]:
    """Return what stands before a block's first line, and before its others."""
    first = _FIRST.get(kind, ())
    return first, _REST.get(kind, first)


def notice_words(notice: Notice, now: datetime | None = None) -> str:
    """Return a notice's text with what it is and when, where the text itself doesn't say so."""
    name = notice.kind.value.replace("-", " ").replace("editors", "editor’s").capitalize()
    known = notice.text.lower().startswith(notice.kind.value[:6])
    dated = f", {day(notice.date, now)}" if notice.date else ""
    return notice.text if known else f"{name}{dated}: {notice.text}"


def document(
    shown: Document,
    width: int,
    *,
    measure: int = MEASURE,
    zone: tzinfo | None = None,
    notes: Sequence[Line] = (),
    centred: bool = False,
    numbered: bool = False,
) -> Sheet:
    """Set a document at most `measure` cells wide.

    Args:
        shown: the document.
        width: the cells there are.
        measure: the cells a line of text takes at most.
        zone: for times of day and dates; None: the machine's own.
        notes: lines below the byline.
        centred: put the text in the middle of a wider screen.
        numbered: give each link a number, and say at the end where it leads.

    Returns:
        A sheet of as many cells as the text needs, with those before it.
    """
    inner = max(1, min(width, measure))
    parts: list[Part] = list(_head(shown, inner, zone, notes))
    standing = {block.text for block in shown.blocks if block.kind is BlockKind.NOTICE}
    for notice in shown.notices:
        if notice.text not in standing:
            words = notice_words(notice)
            parts.append(Passage(words, inner, role=Role.NOTICE, first=BAR, gap=1))
    blocks = shown.blocks
    links = links_of(shown) if numbered else ()
    numbers = {href: number for number, href in enumerate(links, start=1)}
    places = range(len(parts), len(parts) + len(blocks))
    for block, after in zip(blocks, (*blocks[1:], None), strict=False):
        parts.append(_set(block, inner, numbers, gap=_gap(block, after)))
    if not blocks:
        parts.append(Passage("No story was found in this page.", inner, role=Role.DIM))
    if links:
        parts.append(addresses(links, inner))
    indent = (width - inner) // 2 if centred else 0
    sheet = Sheet(parts, inner + indent, indent=indent)
    sheet.blocks = places
    return sheet


def _head(
    shown: Document, width: int, zone: tzinfo | None, notes: Sequence[Line]
) -> Iterator[Part]:
    yield Passage(shown.headline or "(no headline)", width, role=Role.HEADLINE, gap=1)
    words = _dateline(shown, zone)
    if words:
        yield Passage(words, width, role=Role.DIM)
    for note in notes:
        text = "".join(fragment.text for fragment in note)
        ends = accumulate(len(fragment.text) for fragment in note)
        spans = [
            Span(end - len(fragment.text), end, fragment.role, fragment.link)
            for fragment, end in zip(note, ends, strict=True)
        ]
        yield Passage(text, width, spans=spans)
    yield Blank()


def _dateline(shown: Document, zone: tzinfo | None) -> str:
    pieces = [shown.source, ", ".join(shown.byline)]
    if shown.published is not None:
        pieces.append(_dates(shown.published.astimezone(zone), shown.modified))
    return " · ".join(piece for piece in pieces if piece)


def _dates(published: datetime, modified: datetime | None) -> str:
    """Return when a story came out and when it was changed; a year that is the same stands once."""
    if modified is None or modified <= published:
        return day(published.date())
    later = modified.astimezone(published.tzinfo)
    if later.date() == published.date():
        return f"{day(published.date())}, changed {later:%H:%M}"
    return f"{day(published.date(), later)}, changed {day(later.date())}"


def _set(block: Block, width: int, numbers: Mapping[str, int], *, gap: int) -> Passage:
    first, rest = prefix_of(block.kind)
    role = role_of(block.kind)
    if numbers and block.links:
        return Numbered(block, width, numbers, role=role, first=first, rest=rest, gap=gap)
    spans = tuple(Span(link.start, link.end, Role.LINK, link.href) for link in block.links)
    return Passage(block.text, width, role=role, spans=spans, first=first, rest=rest, gap=gap)


def _gap(block: Block, after: Block | None) -> int:
    """Return how many empty lines follow a block: none inside a list or at the end."""
    if after is None:
        return 0
    return 0 if block.kind is after.kind is BlockKind.LIST_ITEM else 1
