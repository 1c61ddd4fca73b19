"""`add` and `check`: save articles, and look at them again."""

from __future__ import annotations

import argparse
import asyncio
from datetime import datetime

from tuireader.cli.context import Context, utc_now
from tuireader.cli.extracting import read_pages
from tuireader.cli.printing import check_line
from tuireader.cli.selecting import ARTICLE, find_article, parse_time
from tuireader.errors import LibraryError, TuireaderError, UsageError
from tuireader.library.protocol import Library
from tuireader.model import Capture, Check, CheckStatus, Origin
from tuireader.pipeline import Pipeline
from tuireader.pipeline.homes import host_of
from tuireader.pipeline.sources import Found, article_address, is_address, without_login
from tuireader.reports.json import check_json
from tuireader.text.cleaning import clean


def arguments(parser: argparse.ArgumentParser, name: str) -> None:
    """Declare the words of `add` and `check`."""
    parser.add_argument("--json", action="store_true", help="print one Check per line")
    if name == "add":
        parser.add_argument(
            "sources", nargs="+", metavar="SOURCE", help="URL, file, or - for stdin"
        )
        parser.add_argument("--url", help="the address a file came from")
        parser.add_argument("--at", metavar="TIME", help="when it was captured (ISO 8601)")
        parser.add_argument(
            "--tag", action="append", default=[], metavar="T", help="tag it; may be given again"
        )
    else:
        parser.add_argument(
            "articles", nargs="*", metavar="ARTICLE", help=f"{ARTICLE}; default: those due"
        )
        parser.add_argument("--all", action="store_true", help="all articles, due or not")


def run(context: Context, args: argparse.Namespace, name: str) -> int:
    """Save or look, printing each Check as it ends."""
    return asyncio.run(_add(context, args) if name == "add" else _check(context, args))


async def _add(context: Context, args: argparse.Namespace) -> int:
    """Read the files in their order, then fetch the addresses at once."""
    files = [source for source in args.sources if not is_address(source)]
    typed = [source for source in args.sources if is_address(source)]
    urls = [article_address(source) for source in typed]
    for address, source in zip(urls, typed, strict=True):
        context.logins.note(address, source)
    at = _moment(context, args, fetching=bool(urls))
    args.url = args.url and without_login(args.url)
    with context.library() as library:
        async with context.fetcher() as fetcher:
            pipeline = Pipeline(library, fetcher.fetch, utc_now, context.limits)
            statuses = [await _add_file(context, pipeline, source, at, args) for source in files]
            with context.progress(len(urls), "fetching") as advance:
                looks = pipeline.sweep(
                    dict.fromkeys(urls), tags=tuple(map(clean, args.tag)), adding=True
                )
                async for check in looks:
                    advance()
                    statuses.append(_report(context, library, check, as_json=args.json))
    # A file that isn't there is wrong usage, unless something else was done.
    return 2 if set(statuses) == {2} else int(any(statuses))


def _moment(context: Context, args: argparse.Namespace, *, fetching: bool) -> datetime | None:
    """Read what is said of files, and warn where it means nothing, or hardly what was meant.

    Raises:
        UsageError: it makes no sense.
    """
    if args.url and not _has_host(args.url):
        raise UsageError(f"{args.url!r} is no address.", "Write it as https://example.org/a.")
    if fetching and (args.url or args.at):
        context.say("--url and --at are for files: addresses are fetched as they are now.")
    at = parse_time(args.at) if args.at else None
    if at and at > utc_now():
        context.say(f"{args.at} is in the future: until then no look will be the newest.")
    return at


def _has_host(url: str) -> bool:
    return url.isprintable() and (bool(host_of(url)) if is_address(url) else "://" in url)


async def _add_file(
    context: Context,
    pipeline: Pipeline,
    source: str,
    at: datetime | None,
    args: argparse.Namespace,
) -> int:
    """Save the pages in a file; one that can't be read is named, and the rest goes on."""
    status = 0
    try:
        for page in read_pages(source, args.url):
            check = await _keep(pipeline, page, args.url, at, tuple(map(clean, args.tag)))
            status = max(status, _report(context, pipeline.library, check, as_json=args.json))
    except LibraryError:
        raise
    except TuireaderError as error:
        context.complain(error)
        status = max(status, error.exit_code if isinstance(error, UsageError) else 1)
    return status


async def _keep(
    pipeline: Pipeline, page: Found, url: str | None, at: datetime | None, tags: tuple[str, ...]
) -> Check:
    """Save a page that came as a file, under the address it names where the user named none."""
    document = await pipeline.read(page.response)
    address = url or (document.url if is_address(document.url) else page.response.url)
    if not address:
        raise UsageError("The page doesn't say where it came from.", "Give its address: --url URL.")
    capture = Capture(
        document=document,
        response=page.response,
        taken_at=at or page.taken_at or utc_now(),
        origin=Origin.FILE,
    )
    return await pipeline.keep(article_address(address), capture, tags=tags, typed=bool(url))


async def _check(context: Context, args: argparse.Namespace) -> int:
    status = 0
    with context.library() as library:
        if args.articles:
            chosen = [find_article(library, reference) for reference in args.articles]
        else:
            found = library.articles() if args.all else library.due(utc_now())
            chosen = [article for article in found if is_address(article.url)]
        if not chosen:
            context.say(_nothing_due(library))
            return 0
        async with context.fetcher() as fetcher:
            pipeline = Pipeline(library, fetcher.fetch, utc_now, context.limits)
            with context.progress(len(chosen), "looking") as advance:
                async for check in pipeline.sweep(article.url for article in chosen):
                    advance()
                    status = max(status, _report(context, library, check, as_json=args.json))
    return status


def _nothing_due(library: Library) -> str:
    moments = [row.next_check for row in library.listings() if row.next_check]
    if not moments:
        return "There is nothing to look at. `tuireader add URL` saves an article."
    return f"Nothing is due before {min(moments):%d %B %H:%M} UTC. `check --all` looks now anyway."


def _report(context: Context, library: Library, check: Check, *, as_json: bool) -> int:
    """Print one Check and return the status it gives the command."""
    if as_json:
        context.print_json(check_json(check))
    else:
        context.print(check_line(library, check))
    if check.error and check.status is not CheckStatus.NEW:
        context.complain(f"{check.url}: {check.error.message}")
    return int(check.status is CheckStatus.FAILED)
