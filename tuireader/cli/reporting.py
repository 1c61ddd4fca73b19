"""`report`: evidence of a change that stands on its own."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from tuireader.cli.context import Context
from tuireader.cli.selecting import ARTICLE, SNAPSHOT, choose_pair, find_article
from tuireader.errors import TuireaderError, UsageError, reason
from tuireader.library.protocol import Library
from tuireader.model import Pair, Snapshot
from tuireader.pipeline.judging import compare_snapshots, read_again
from tuireader.reports.evidence import Evidence, evidence_html, evidence_json, evidence_markdown


def arguments(parser: argparse.ArgumentParser, name: str) -> None:
    """Declare the words of `report`."""
    del name
    parser.add_argument("article", metavar="ARTICLE", help=ARTICLE)
    parser.add_argument(
        "before",
        nargs="?",
        metavar="BEFORE",
        help=f"{SNAPSHOT}; default: the last two that differ",
    )
    parser.add_argument("after", nargs="?", metavar="AFTER", help="the same; default: the newest")
    parser.add_argument("--format", choices=("html", "markdown", "json"), default="html")
    parser.add_argument("--output", type=Path, metavar="FILE", help="default: stdout")


def run(context: Context, args: argparse.Namespace, name: str) -> int:
    """Write the evidence of one change."""
    del name
    with context.library(reading=True) as library:
        pair = choose_pair(
            library, find_article(library, args.article).number, args.before, args.after
        )
        text = _text(library, pair, args.format)
    if args.output is None:
        context.print(text)
        return 0
    try:
        args.output.write_text(text + "\n", encoding="utf-8")
    except OSError as error:
        raise UsageError(
            f"{args.output} can't be written: {reason(error)}.", "Name another."
        ) from error
    context.say(f"Wrote {args.output}.")
    return 0


def write_page(library: Library, pair: Pair[Snapshot], folder: Path) -> Path:
    """Write evidence of a change to a page in a folder, which is made, and return its file.

    Raises:
        TuireaderError: it can't be written.
    """
    numbers = f"{pair.before.article}-{pair.before.number}-{pair.after.number}"
    file = folder / f"evidence-{numbers}.html"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file.write_text(_text(library, pair, "html") + "\n", encoding="utf-8")
    except OSError as error:
        problem = f"{file} can't be written ({error.strerror})."
        raise TuireaderError(problem, "`tuireader report` writes it where you say.") from error
    return file


def _side(library: Library, snapshot: Snapshot) -> Evidence:
    return Evidence(
        snapshot=snapshot,
        document=read_again(library, snapshot),
        response=library.response(snapshot.article, snapshot.number),
    )


def _text(library: Library, pair: Pair[Snapshot], form: str) -> str:
    change = compare_snapshots(library, pair.before, pair.after)
    sides = Pair(before=_side(library, pair.before), after=_side(library, pair.after))
    if form == "json":
        return json.dumps(evidence_json(change, sides), ensure_ascii=False)
    return evidence_markdown(change, sides) if form == "markdown" else evidence_html(change, sides)
