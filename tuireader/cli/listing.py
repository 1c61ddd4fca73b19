"""`list`, `show` and `log`: what is saved."""

from __future__ import annotations

import argparse

from tuireader.cli.context import Context, utc_now
from tuireader.cli.selecting import choose
from tuireader.library.protocol import Library, Wanted
from tuireader.model import Document, Snapshot
from tuireader.reports.json import document_json, listing_json, snapshot_json


def arguments(parser: argparse.ArgumentParser, name: str) -> None:
    """Declare the words of `list`, `show` and `log`."""
    if name == "list":
        for flag, means in (
            ("unread", "not read yet"),
            ("changed", "changed since last read"),
            ("silent", "changed silently"),
        ):
            parser.add_argument(f"--{flag}", action="store_true", help=f"only those {means}")
        parser.add_argument("--tag", metavar="T", help="only those with this tag")
        parser.add_argument("--source", metavar="S", help="only this publisher's")
        parser.add_argument("--query", metavar="Q", help="only those whose headline holds this")
        parser.add_argument("--limit", type=int, metavar="N", help="N at most")
        parser.add_argument("--json", action="store_true", help="print one object per line")
        return
    parser.add_argument("article", metavar="ARTICLE", help="number, URL, or part of the headline")
    if name == "show":
        parser.add_argument("--at", metavar="SNAPSHOT", default="latest", help="which snapshot")
        parser.add_argument("--format", choices=("text", "markdown", "html", "json"))
    else:
        parser.add_argument("--all", action="store_true", help="unfold runs of equal snapshots")
        parser.add_argument("--json", action="store_true", help="print one object per line")


def run(context: Context, args: argparse.Namespace, name: str) -> int:
    """Print what is saved."""
    with context.library() as library:
        return {"list": _list, "show": _show, "log": _log}[name](context, library, args)


def _list(context: Context, library: Library, args: argparse.Namespace) -> int:
    wanted = Wanted(
        unread=args.unread or None,
        changed=args.changed or None,
        silent=args.silent or None,
        tag=args.tag,
        source=args.source,
        query=args.query,
        limit=args.limit,
    )
    listings = library.listings(wanted)
    if args.json:
        for listing in listings:
            context.print_json(listing_json(listing))
        return 0
    from tuireader import rendering

    now = utc_now()
    for listing in listings:
        context.console.print(rendering.list_row(listing, now=now), soft_wrap=True)
    if not listings:
        context.say("No articles. `tuireader add URL` saves one; `tuireader demo` shows samples.")
    return 0


def _show(context: Context, library: Library, args: argparse.Namespace) -> int:
    article = library.resolve(args.article)
    snapshot = choose(library.history(article.number), args.at)
    print_document(context, library.document(article.number, snapshot.number), args.format)
    return 0


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

        context.console.print(rendering.document(document, width=min(context.width, 80)))
    else:
        context.print(reports.document_text(document))


def _log(context: Context, library: Library, args: argparse.Namespace) -> int:
    article = library.resolve(args.article)
    history = library.history(article.number)
    if args.json:
        for snapshot in history if args.all else folded(history):
            context.print_json(snapshot_json(snapshot))
        return 0
    from tuireader import rendering

    for line in rendering.timeline(history, fold=not args.all, width=context.width):
        context.console.print(line, soft_wrap=True)
    return 0


def folded(history: tuple[Snapshot, ...]) -> tuple[Snapshot, ...]:
    """Keep the first of each run of snapshots with one text."""
    pairs = zip((None, *history), history, strict=False)
    return tuple(s for last, s in pairs if last is None or last.digest != s.digest)
