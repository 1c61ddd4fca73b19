"""`backfill`: an article's earlier captures, from a web archive."""

from __future__ import annotations

import argparse
import asyncio

from tuireader.cli.context import Context, utc_now
from tuireader.cli.selecting import ARTICLE, count, find_article, parse_time
from tuireader.errors import FetchError, UsageError
from tuireader.fetching.memento import WAYBACK
from tuireader.model import Article, Check, CheckStatus
from tuireader.pipeline import Pipeline
from tuireader.pipeline.backfill import Backfill
from tuireader.reports.json import check_json
from tuireader.reports.text import verdict_text

MOST = 50


def arguments(parser: argparse.ArgumentParser, name: str) -> None:
    """Declare the words of `backfill`."""
    del name
    parser.add_argument("article", metavar="ARTICLE", help=ARTICLE)
    parser.add_argument(
        "--archive",
        metavar="URL",
        default=WAYBACK,
        help="the archive: its TimeGate's prefix, or its CDX index",
    )
    parser.add_argument("--since", metavar="TIME", help="no captures older than that (ISO 8601)")
    parser.add_argument("--limit", type=count, metavar="N", default=MOST, help="fetch no more")
    parser.add_argument("--json", action="store_true", help="print one Check per line")


def run(context: Context, args: argparse.Namespace, name: str) -> int:
    """Fetch captures and save those that differ, printing each as it ends."""
    del name
    if "://" not in args.archive:
        raise UsageError(f"{args.archive!r} is no address.", "Write it with https://.")
    return asyncio.run(_backfill(context, args))


async def _backfill(context: Context, args: argparse.Namespace) -> int:
    since = parse_time(args.since) if args.since else None
    status = 0
    with context.library() as library:
        article = find_article(library, args.article)
        async with context.fetcher() as fetcher:
            pipeline = Pipeline(library, fetcher.fetch, utc_now, context.limits)
            backfill = Backfill(pipeline, args.archive)
            try:
                captures = await backfill.captures(article.url, since=since, limit=args.limit)
            except FetchError as error:
                if error.status != 404:
                    raise
                captures = ()
            if not captures:
                context.say(f"{args.archive} has no captures of {article.url}.")
            with context.progress(len(captures), "fetching captures") as advance:
                async for check in backfill.fill(article, captures):
                    advance()
                    status = max(status, _report(context, article, check, as_json=args.json))
    return status


def _report(context: Context, article: Article, check: Check, *, as_json: bool) -> int:
    """Print one Check and return the status it gives the command."""
    if as_json:
        context.print_json(check_json(check))
    else:
        verdict = f" ({verdict_text(check.change)})" if check.change else ""
        context.print(
            f"{article.number:>4}  {check.at:%Y-%m-%d %H:%M}  {check.status.value}{verdict}"
        )
    if check.status is CheckStatus.FAILED and check.error:
        context.complain(f"{check.at:%Y-%m-%d %H:%M}: {check.error.message}")
    return int(check.status is CheckStatus.FAILED)
