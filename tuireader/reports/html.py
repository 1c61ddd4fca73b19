"""HTML pages that stand alone: one file, no script, nothing fetched."""

from __future__ import annotations

from functools import cache
from html import escape
from importlib.resources import files

from tuireader.model import (
    Block,
    BlockKind,
    Change,
    Document,
    Edit,
    Notice,
    Pair,
    Row,
    RowOp,
    SegmentOp,
)
from tuireader.reports.markdown import side_text
from tuireader.reports.text import verdict_text

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
"""The Content Security Policy: a report of a hostile page must not run or fetch anything."""
_TAGS = {
    BlockKind.HEADING: "h2",
    BlockKind.LIST_ITEM: "li",
    BlockKind.QUOTE: "blockquote",
    BlockKind.CAPTION: "figcaption",
    BlockKind.PREFORMATTED: "pre",
    BlockKind.NOTICE: "aside",
}


@cache
def _style() -> str:
    return files("tuireader.reports").joinpath("page.css").read_text(encoding="utf-8")


def page(title: str, body: str, *, language: str | None = None) -> str:
    """Return a whole page. `body`: HTML whose text is escaped already."""
    lang = f' lang="{escape(language)}"' if language else ""
    return (
        f'<!DOCTYPE html>\n<html{lang}>\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>\n{_style()}</style>\n</head>\n"
        f"<body>\n{body}\n</body>\n</html>"
    )


def document_html(document: Document) -> str:
    """Return a Document as a page."""
    about = " · ".join(part for part in (", ".join(document.byline), document.source or "") if part)
    head = f"<h1>{escape(document.headline)}</h1>\n<p class=about>{escape(about)}</p>\n"
    blocks = "\n".join(_block(block) for block in document.blocks)
    return page(
        document.headline, f"<article>\n{head}{blocks}\n</article>", language=document.language
    )


def _block(block: Block) -> str:
    tag = _TAGS.get(block.kind, "p")
    name = f" class={block.kind.value}" if block.kind is BlockKind.STANDFIRST else ""
    text, at = "", 0
    for link in block.links:
        text += escape(block.text[at : link.start])
        text += f'<a rel="noreferrer" href="{escape(link.href)}">'
        text += f"{escape(block.text[link.start : link.end])}</a>"
        at = link.end
    return f"<{tag}{name}>{text}{escape(block.text[at:])}</{tag}>"


def change_html(change: Change, sides: Pair[Document], *, changes_only: bool = False) -> str:
    """Return a Change as a page: the verdict first, then both sides beside each other."""
    headline = sides.after.headline or sides.before.headline
    return page(
        headline,
        change_body(change, sides, changes_only=changes_only),
        language=sides.after.language,
    )


def change_body(change: Change, sides: Pair[Document], *, changes_only: bool = False) -> str:
    """Return the inside of a Change's page: verdict, reasons, table of rows."""
    headline = sides.after.headline or sides.before.headline
    reasons = "".join(f"<li>{escape(reason)}</li>" for reason in change.reasons)
    stats = change.stats
    counts = f"+{stats.words_added} −{stats.words_removed} words, {stats.similarity:.0%} alike"
    notes = _notes("Notice added", change.notices.added) + _notes(
        "Notice removed", change.notices.removed
    )
    rows = "\n".join(
        _row(row, [edit for edit in change.edits if edit.row == index])
        for index, row in enumerate(change.rows)
        if not (changes_only and row.op is RowOp.EQUAL)
    )
    return (
        f"<h1>{escape(headline)}</h1>\n"
        f"<p class=verdict>{escape(verdict_text(change.verdict))} <small>{counts}</small></p>\n"
        f"<ul class=reasons>{reasons}</ul>\n{notes}"
        f"<table>\n<thead><tr><th>{escape(side_text(change.sides.before))}</th>"
        f"<th>{escape(side_text(change.sides.after))}</th></tr></thead>\n"
        f"<tbody>\n{rows}\n</tbody>\n</table>"
    )


def _notes(title: str, notices: tuple[Notice, ...]) -> str:
    return "".join(
        f"<aside><b>{title} ({notice.kind.value}):</b> {escape(notice.text)}</aside>\n"
        for notice in notices
    )


def _row(row: Row, edits: list[Edit]) -> str:
    moved = "<small>moved</small> " if row.moved else ""
    signals = sorted({signal.value for edit in edits for signal in edit.signals})
    about = f"<small class=signals>{escape(', '.join(signals))}</small>" if signals else ""
    return (
        f"<tr class={row.op.value}><td>{_side(row, SegmentOp.DELETE)}</td>"
        f"<td>{moved}{_side(row, SegmentOp.INSERT)}{about}</td></tr>"
    )


def _side(row: Row, own: SegmentOp) -> str:
    tag = "del" if own is SegmentOp.DELETE else "ins"
    parts = []
    for segment in row.segments:
        text = escape(segment.text).replace("\n", "<br>")
        if segment.op is own:
            parts.append(f"<{tag}>{text}</{tag}>")
        elif segment.op is SegmentOp.EQUAL:
            parts.append(text)
    return "".join(parts)
