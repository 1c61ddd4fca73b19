"""`ledger`: per source, what was changed, and whether it was said."""

from __future__ import annotations

import argparse

from tuireader.cli.context import Context
from tuireader.cli.selecting import parse_time
from tuireader.pipeline.accounting import balance
from tuireader.reports.rows import account_json


def arguments(parser: argparse.ArgumentParser, name: str) -> None:
    """Declare the words of `ledger`."""
    del name
    parser.add_argument("--since", metavar="TIME", help="only changes seen since then (ISO 8601)")
    parser.add_argument("--plain", action="store_true", help="a line of sentences a source")
    parser.add_argument("--json", action="store_true", help="print one object per line")


def run(context: Context, args: argparse.Namespace, name: str) -> int:
    """Print a line for each source, the one with the most silent factual changes first."""
    del name
    since = parse_time(args.since) if args.since else None
    with context.library(reading=True) as library:
        accounts = balance(library, since=since)
    if args.json:
        for account in accounts:
            context.print_json(account_json(account))
    elif not accounts:
        context.say("No articles. `tuireader add URL` saves one.")
    elif args.plain:
        from tuireader.cli.speaking import account_text

        for account in accounts:
            context.print(account_text(account))
    else:
        from tuireader.rendering.ledger import ledger

        context.print_sheet(ledger(accounts, context.width))
    return 0
