"""`search` and `trace`: a wording, in every snapshot there is."""

from __future__ import annotations

import argparse

from tuireader.cli.context import Context
from tuireader.cli.selecting import ARTICLE, count, find_article
from tuireader.library.protocol import Library
from tuireader.model import SearchHit
from tuireader.reports.json import hit_json, trace_json

CONTEXT = 60
"""Characters shown on either side of what was found."""


def arguments(parser: argparse.ArgumentParser, name: str) -> None:
    """Declare the words of `search` and `trace`."""
    if name == "search":
        parser.add_argument("query", metavar="QUERY", help="words that all stand in one paragraph")
        parser.add_argument("--limit", type=count, default=50, metavar="N", help="N hits at most")
    else:
        parser.add_argument("phrase", metavar="PHRASE", help="its words, in their order")
        parser.add_argument(
            "article", nargs="?", metavar="ARTICLE", help=f"{ARTICLE}; default: all"
        )
    parser.add_argument("--json", action="store_true", help="print one object per line")


def run(context: Context, args: argparse.Namespace, name: str) -> int:
    """Print where a wording stands, or when it came and went."""
    with context.library(reading=True) as library:
        return (_search if name == "search" else _trace)(context, library, args)


def _search(context: Context, library: Library, args: argparse.Namespace) -> int:
    hits = library.search(args.query, limit=args.limit)
    for hit in hits:
        if args.json:
            context.print_json(hit_json(hit))
        else:
            context.print(f"{hit.article:>4}  snapshot {hit.snapshot}  {_excerpt(hit)}")
    if not hits:
        context.say(f"No snapshot holds “{args.query}”.")
    return 0


def _excerpt(hit: SearchHit) -> str:
    """Cut a passage around the first place found, which stands in brackets."""
    if not hit.spans:
        return hit.text[: 2 * CONTEXT]
    start, end = hit.spans[0]
    left, right = max(0, start - CONTEXT), min(len(hit.text), end + CONTEXT)
    before = ("…" if left else "") + hit.text[left:start]
    after = hit.text[end:right] + ("…" if right < len(hit.text) else "")
    return f"{before}[{hit.text[start:end]}]{after}"


def _trace(context: Context, library: Library, args: argparse.Namespace) -> int:
    article = find_article(library, args.article).number if args.article else None
    traces = library.trace(args.phrase, article=article)
    for trace in traces:
        if args.json:
            context.print_json(trace_json(trace))
            continue
        gone = f"gone by {trace.gone_by:%d %B %Y %H:%M}" if trace.gone_by else "still there"
        context.print(
            f"{trace.article:>4}  first seen {trace.first_seen:%d %B %Y %H:%M} "
            f"(snapshot {trace.first_snapshot}), last {trace.last_seen:%d %B %Y %H:%M} "
            f"(snapshot {trace.last_snapshot}), {gone}"
        )
    if not traces:
        context.say(f"No snapshot ever held “{args.phrase}”.")
    return 0
