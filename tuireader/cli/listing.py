"""`list`, `show` and `log`: what is saved."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from itertools import pairwise

from tuireader.cli.context import Context, utc_now
from tuireader.cli.printing import (
    print_document,
    print_listings,
    print_looks,
    print_timeline,
)
from tuireader.cli.selecting import ARTICLE, SNAPSHOT, choose, count, find_article
from tuireader.errors import DamagedLibraryError
from tuireader.library.protocol import Library, Wanted
from tuireader.model import Change, Pair, Snapshot
from tuireader.pipeline.judging import compare_snapshots
from tuireader.reports.json import listing_json, snapshot_json
from tuireader.reports.spoken import listing_text, story_text


def arguments(parser: argparse.ArgumentParser, name: str) -> None:
    """Declare the words of `list`, `show` and `log`."""
    if name == "list":
        for flag, means in (
            ("unread", "not read yet"),
            ("changed", "changed since last read"),
            ("silent", "changed silently"),
        ):
            parser.add_argument(f"--{flag}", action="store_true", help=f"only those {means}")
        parser.add_argument("--muted", action="store_true", help="only those the reader hides")
        parser.add_argument("--tag", metavar="T", help="only those with this tag")
        parser.add_argument("--source", metavar="S", help="only this publisher's")
        parser.add_argument("--query", metavar="Q", help="only those whose headline holds this")
        parser.add_argument("--limit", type=count, metavar="N", help="N at most")
        parser.add_argument("--plain", action="store_true", help="a line of sentences an article")
        parser.add_argument("--json", action="store_true", help="print one object per line")
        return
    parser.add_argument("article", metavar="ARTICLE", help=ARTICLE)
    if name == "show":
        parser.add_argument(
            "--at", metavar="SNAPSHOT", help=f"{SNAPSHOT}; default: the newest story"
        )
        parser.add_argument("--format", choices=("text", "markdown", "html", "json"))
        parser.add_argument("--plain", action="store_true", help="sentences, no columns and signs")
    else:
        parser.add_argument("--plain", action="store_true", help="a line of sentences a text")
        parser.add_argument("--all", action="store_true", help="unfold runs of equal snapshots")
        parser.add_argument("--json", action="store_true", help="print one object per line")


def run(context: Context, args: argparse.Namespace, name: str) -> int:
    """Print what is saved."""
    with context.library(reading=True) as library:
        return {"list": _list, "show": _show, "log": _log}[name](context, library, args)


def _list(context: Context, library: Library, args: argparse.Namespace) -> int:
    wanted = Wanted(
        unread=args.unread or None,
        changed=args.changed or None,
        silent=args.silent or None,
        muted=args.muted,
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
    if args.plain:
        for listing in listings:
            context.print(listing_text(listing, utc_now()))
    else:
        print_listings(context, listings)
    if not listings:
        context.say("No articles. `tuireader add URL` saves one; `tuireader demo` shows samples.")
    return 0


def _show(context: Context, library: Library, args: argparse.Namespace) -> int:
    article = find_article(library, args.article)
    history = library.history(article.number)
    # A page that came in the story's place is kept, and is shown to whoever names it.
    story = [snapshot for snapshot in history if not snapshot.blocked]
    snapshot = choose(history if args.at or not story else story, args.at or "latest")
    document = library.document(article.number, snapshot.number)
    if args.plain and args.format is None:
        context.print(story_text(document, snapshot))
    else:
        print_document(context, document, args.format)
    return 0


def _log(context: Context, library: Library, args: argparse.Namespace) -> int:
    article = find_article(library, args.article)
    history = library.history(article.number)
    rulings = library.overrulings(article.number)
    if args.json:
        for snapshot in history if args.all else folded(history):
            context.print_json(snapshot_json(snapshot, rulings.get(snapshot.number)))
        return 0
    if args.all:
        print_looks(context, library.checks(article.number))
        return 0
    changes: dict[int, Change] = {}
    status = 0
    for pair in _differing(history):
        try:
            changes[pair.after.number] = compare_snapshots(library, pair.before, pair.after)
        except DamagedLibraryError as error:
            context.complain(error)
            status = 1
    checks = library.checks(article.number)
    print_timeline(context, history, checks, changes, rulings, spoken=args.plain)
    return status


def _differing(history: tuple[Snapshot, ...]) -> Iterator[Pair[Snapshot]]:
    """Yield the neighbours whose texts differ, walls passed over."""
    story = [snapshot for snapshot in history if not snapshot.blocked]
    for before, after in pairwise(story):
        if before.digest != after.digest:
            yield Pair(before=before, after=after)


def folded(history: tuple[Snapshot, ...]) -> tuple[Snapshot, ...]:
    """Keep the first of each run of snapshots with one text."""
    pairs = zip((None, *history), history, strict=False)
    return tuple(s for last, s in pairs if last is None or last.digest != s.digest)
