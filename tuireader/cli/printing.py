"""Model to stdout, in the forms that `--format` names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tuireader.cli.context import Context, utc_now
from tuireader.cli.selecting import choose_before
from tuireader.library.protocol import Library
from tuireader.model import (
    Change,
    Check,
    CheckStatus,
    Document,
    Listing,
    Overruling,
    Pair,
    Snapshot,
)
from tuireader.pipeline.judging import compare_snapshots
from tuireader.reports.json import document_json
from tuireader.reports.text import verdict_text

NUMBER = 5
"""Cells for an article's number in a list."""


def check_line(library: Library, check: Check) -> str:
    """Return what a look brought, in one line."""
    name = library.listing(check.article).headline if check.article else ""
    verdict = f" ({check.change.kind}, {check.change.disclosure})" if check.change else ""
    shown = verdict if check.status is CheckStatus.CHANGED else ""
    return f"{check.article or '-':>4}  {check.status + shown:<10}  {name or check.url}"


def print_document(context: Context, document: Document, form: str | None) -> None:
    """Print a document; without a form, set for reading on a terminal and plain elsewhere."""
    from tuireader import reports

    if form == "json":
        context.print_json(document_json(document))
    elif form == "markdown":
        context.print(reports.document_markdown(document))
    elif form == "html":
        context.print(reports.document_html(document))
    elif form is None and context.out.isatty():
        from tuireader import rendering

        measure = context.config.measure
        context.print_sheet(rendering.document(document, context.width, measure=measure))
    else:
        context.print(reports.document_text(document))


def print_diff(
    context: Context,
    change: Change,
    sides: Pair[Document],
    *,
    layout: str,
    width: int | None = None,
    changes_only: bool = False,
    ruling: Overruling | None = None,
) -> None:
    """Print a change: the verdict first, then the text; brackets stand in for colour."""
    from tuireader import rendering

    cells = width or context.width
    context.print_sheet(rendering.verdict(change, cells, utc_now(), ruling=ruling))
    context.print_sheet(
        rendering.diff(
            change,
            sides,
            width=cells,
            layout=rendering.Layout(layout),
            changes_only=changes_only,
            marks=context.plain,
        )
    )


def print_listings(context: Context, listings: Sequence[Listing]) -> None:
    """Print two lines an article, its number before them."""
    from tuireader.rendering import Fragment, Role, listing
    from tuireader.rendering.passage import Fixed
    from tuireader.rendering.sheet import Sheet

    now, width = utc_now(), context.width - NUMBER
    for row in listings:
        first, second = listing(row, width, now)
        number = Fragment(f"{row.article:>{NUMBER - 1}} ", Role.DIM)
        lines = Fixed((number, *first), (Fragment(" " * NUMBER), *second))
        context.print_sheet(Sheet([lines], context.width))


def print_timeline(
    context: Context,
    history: Sequence[Snapshot],
    checks: Sequence[Check],
    changes: dict[int, Change],
    rulings: Mapping[int, Overruling],
    *,
    spoken: bool = False,
) -> None:
    """Print a line per look that mattered, what you said beside it; `spoken`: in sentences."""
    from tuireader import rendering

    looks = rendering.looks(history, checks)
    if spoken:
        from tuireader.cli.speaking import history_text

        context.print(history_text(looks, changes, rulings))
        return
    sheet = rendering.timeline(looks, changes, context.width, utc_now(), rulings=rulings)
    context.print_sheet(sheet)


def print_looks(context: Context, checks: Sequence[Check]) -> None:
    """Print a line per look, whatever it brought: when, which snapshot, and its outcome."""
    for check in checks:
        verdict = f": {verdict_text(check.change)}" if check.change else ""
        number = "" if check.snapshot is None else check.snapshot
        context.print(
            f"  {check.at:%d %B %Y %H:%M}  {number:>3}  {check.status.value}{verdict}".rstrip()
        )


def print_changes(context: Context, library: Library, checks: Sequence[Check]) -> None:
    """Print each look's outcome, and the words before and after of each edit it found."""
    for check in checks:
        verdict = f": {verdict_text(check.change)}" if check.change else ""
        context.print(f"  {check.at:%d %B %Y %H:%M}  {check.status.value}{verdict}")
        if check.snapshot is None or check.status is not CheckStatus.CHANGED:
            continue
        pair = choose_before(library, check.article, check.snapshot)
        change = compare_snapshots(library, pair.before, pair.after)
        for edit in change.edits:
            told = "explained by the notice" if edit.notice is not None else edit.kind.value
            context.print(f"      “{edit.before}” → “{edit.after}” ({told})")
        for notice in change.notices.added:
            context.print(f"      + {notice.text}")
        for notice in change.notices.removed:
            context.print(f"      - {notice.text}")
        for settled in change.settles:
            edit = settled.edit
            context.print(
                f"      the notice explains snapshot {settled.snapshot}: "
                f"“{edit.before}” → “{edit.after}”"
            )
