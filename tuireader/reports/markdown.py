"""Markdown (CommonMark): documents, and changes with ~~old~~ and **new** words."""

from __future__ import annotations

import re

from tuireader.model import (
    Block,
    BlockKind,
    Change,
    Document,
    Pair,
    Row,
    RowOp,
    Segment,
    SegmentOp,
    Side,
)
from tuireader.reports.text import verdict_text

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~])")
_PREFIX = {
    BlockKind.HEADING: "## ",
    BlockKind.LIST_ITEM: "- ",
    BlockKind.QUOTE: "> ",
    BlockKind.NOTICE: "> ",
}


def escape(text: str) -> str:
    """Return text that Markdown shows as it stands."""
    return _SPECIAL.sub(r"\\\1", text)


def document_markdown(document: Document) -> str:
    """Return a Document as Markdown: headline, byline, blocks."""
    about = ", ".join(part for part in (*document.byline, document.source or "") if part)
    head = [f"# {escape(document.headline)}", f"*{escape(about)}*" if about else ""]
    return "\n\n".join(part for part in (*head, *map(_block, document.blocks)) if part)


def _block(block: Block) -> str:
    if block.kind is BlockKind.PREFORMATTED:
        return "\n".join(f"    {line}" for line in block.text.split("\n"))
    if block.kind in (BlockKind.STANDFIRST, BlockKind.CAPTION):
        mark = "**" if block.kind is BlockKind.STANDFIRST else "*"
        return f"{mark}{escape(block.text)}{mark}"
    return _PREFIX.get(block.kind, "") + escape(block.text)


def change_markdown(change: Change, sides: Pair[Document], *, changes_only: bool = False) -> str:
    """Return a Change as Markdown: the verdict first, then the text with its changes marked."""
    headline = sides.after.headline or sides.before.headline
    parts = [
        f"# {escape(headline)}",
        f"{side_text(change.sides.before)} → {side_text(change.sides.after)}",
        f"**{verdict_text(change.verdict)}**",
        "\n".join(f"- {escape(reason)}" for reason in change.reasons),
    ]
    parts += [_row(row) for row in change.rows if not (changes_only and row.op is RowOp.EQUAL)]
    return "\n\n".join(part for part in parts if part)


def side_text(side: Side) -> str:
    """Name one side of a Change: its snapshot's number and time, where it has them."""
    number = f"snapshot {side.snapshot}" if side.snapshot else f"text {side.digest[:12]}"
    return f"{number}, {side.taken_at:%d %B %Y %H:%M} UTC" if side.taken_at else number


def _row(row: Row) -> str:
    moved = "*(moved)* " if row.moved else ""
    return moved + "".join(_segment(segment) for segment in row.segments).replace("\n", "\n\n")


def _segment(segment: Segment) -> str:
    if segment.op is SegmentOp.EQUAL or not segment.text.strip():
        return escape(segment.text)
    mark = "~~" if segment.op is SegmentOp.DELETE else "**"
    inner = segment.text.strip()
    start = segment.text.index(inner)
    return segment.text[:start] + mark + escape(inner) + mark + segment.text[start + len(inner) :]
