"""`diff`: two snapshots, or two files, side by side."""

from __future__ import annotations

import argparse
from pathlib import Path

from tuireader.changes import compare
from tuireader.cli.context import Context
from tuireader.cli.extracting import read_source
from tuireader.cli.printing import print_diff
from tuireader.cli.selecting import (
    ARTICLE,
    SNAPSHOT,
    choose_before,
    choose_pair,
    count,
    find_article,
    first_of_run,
)
from tuireader.errors import TuireaderError, UsageError
from tuireader.library.protocol import Library
from tuireader.model import Change, ChangeKind, Document, Overruling, Pair, Snapshot
from tuireader.pipeline.judging import compare_snapshots, read_again
from tuireader.reports.json import change_json, ruling_json

DIFFERS = 1
TROUBLE = 2
"""What diff(1) returns where it could not compare."""


def arguments(parser: argparse.ArgumentParser, name: str) -> None:
    """Declare the words of `diff`."""
    del name
    parser.add_argument("first", metavar="ARTICLE|FILE", help=f"{ARTICLE}; or a file")
    parser.add_argument(
        "before",
        nargs="?",
        metavar="BEFORE|FILE",
        help=f"{SNAPSHOT}; `read`: as you last read it; default: the last two that differ",
    )
    parser.add_argument("after", nargs="?", metavar="AFTER", help="the same; default: the newest")
    parser.add_argument(
        "--format", choices=("side", "inline", "markdown", "html", "json"), default="side"
    )
    parser.add_argument("--plain", action="store_true", help="sentences, no columns and signs")
    parser.add_argument("--changes-only", action="store_true", help="leave out what stayed")
    parser.add_argument("--width", type=count, metavar="N", help="cells a line may take")
    parser.add_argument("--exit-code", action="store_true", help="0 same, 1 differs, 2 trouble")


def run(context: Context, args: argparse.Namespace, name: str) -> int:
    """Print the change; the exit status follows diff(1) where that is asked for."""
    del name
    try:
        change, sides, ruling = _compare(context, args)
    except TuireaderError as error:
        if not args.exit_code:
            raise
        context.complain(error)
        return TROUBLE
    _print(context, args, change, sides, ruling)
    return DIFFERS if args.exit_code and change.kind is not ChangeKind.NONE else 0


_Compared = tuple[Change, Pair[Document], Overruling | None]
"""A change, its documents, and what a person said of it."""


def _compare(context: Context, args: argparse.Namespace) -> _Compared:
    if _are_files(args):
        sides = Pair(
            before=read_source(context, args.first), after=read_source(context, args.before)
        )
        return compare(sides.before, sides.after), sides, None
    with context.library(reading=True) as library:
        article = find_article(library, args.first)
        pair = choose_pair(library, article.number, args.before, args.after)
        if args.before is None and pair.before == pair.after:
            context.say("There is one snapshot so far: it is compared with itself.")
        change = compare_snapshots(library, pair.before, pair.after)
        documents = Pair(
            before=read_again(library, pair.before), after=read_again(library, pair.after)
        )
        return change, documents, _ruling(library, pair)


def _ruling(library: Library, pair: Pair[Snapshot]) -> Overruling | None:
    """Return what a person said of a change; of any other two snapshots nobody said a thing."""
    article = pair.after.article
    after = first_of_run(library.history(article), pair.after)
    before = choose_before(library, article, after.number).before
    if before.digest != pair.before.digest:
        return None
    return library.overrulings(article).get(after.number)


def _are_files(args: argparse.Namespace) -> bool:
    """Tell files from an article and a snapshot.

    Raises:
        UsageError: one is a file and the other is none, or both are stdin.
    """
    if args.before is None or args.after is not None:
        return False
    words = args.first, args.before
    if words == ("-", "-"):
        raise UsageError("Only one of the two can be stdin.", "Give a file for the other.")
    files = [word for word in words if word == "-" or Path(word).is_file()]
    if len(files) == 1 and not any(word.isdecimal() for word in words):
        (other,) = (word for word in words if word not in files)
        raise UsageError(f"{other} is no file.", "Give two files, or an article.")
    return len(files) == len(words)


def _print(
    context: Context,
    args: argparse.Namespace,
    change: Change,
    sides: Pair[Document],
    ruling: Overruling | None,
) -> None:
    if args.plain:
        from tuireader.reports.spoken import change_text

        context.print(change_text(change, changes_only=args.changes_only, ruling=ruling))
    elif args.format == "json":
        context.print_json({**change_json(change), "overruled": ruling_json(ruling)})
    elif args.format in ("markdown", "html"):
        from tuireader import reports

        write = reports.change_html if args.format == "html" else reports.change_markdown
        context.print(write(change, sides, changes_only=args.changes_only))
    else:
        print_diff(
            context,
            change,
            sides,
            layout=args.format,
            width=args.width,
            changes_only=args.changes_only,
            ruling=ruling,
        )
