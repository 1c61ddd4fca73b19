"""`feed`: subscriptions, which discover articles."""

from __future__ import annotations

import argparse
import asyncio
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from itertools import count
from pathlib import Path

from tuireader.cli.context import Context, utc_now
from tuireader.cli.printing import check_line
from tuireader.errors import FetchError, UnreadablePageError, UsageError, reason
from tuireader.feeds import Outline, read_opml, write_opml
from tuireader.library.protocol import Library
from tuireader.model import Check, CheckStatus, Feed
from tuireader.pipeline.feeding import Feeding, Refreshed, web_address
from tuireader.pipeline.sources import without_login
from tuireader.reports.json import check_json
from tuireader.reports.rows import entry_json, feed_json


def arguments(parser: argparse.ArgumentParser, name: str) -> None:
    """Declare the words of `feed`."""
    del name
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)

    def action(word: str, summary: str) -> argparse.ArgumentParser:
        sub = actions.add_parser(
            word, help=summary, description=f"{summary[0].upper()}{summary[1:]}."
        )
        if word != "export":
            sub.add_argument("--json", action="store_true", help="print one object per line")
        return sub

    for word, summary in (
        ("add", "subscribe to feeds, or to the feeds of pages"),
        ("import", "subscribe to the feeds of an OPML file"),
    ):
        sub = action(word, summary)
        if word == "add":
            sub.add_argument("urls", nargs="+", metavar="URL")
        else:
            sub.add_argument("file", type=Path, metavar="FILE.opml")
        rule = sub.add_mutually_exclusive_group()
        rule.add_argument("--match", action="append", metavar="WORD", help=_MATCH)
        rule.add_argument("--list-only", action="store_true", help="save none by itself")
    action("list", "list the feeds")
    named = action("remove", "unsubscribe; articles stay")
    named.add_argument("feeds", nargs="+", metavar="FEED", help=_FEED)
    named = action("refresh", "look at feeds now")
    named.add_argument("feeds", nargs="*", metavar="FEED", help=f"{_FEED}; default: all")
    named = action("entries", "list the entries that no article was made of")
    named.add_argument("feeds", nargs="*", metavar="FEED", help=f"{_FEED}; default: all")
    named = action("save", "make articles of entries")
    named.add_argument("entries", nargs="+", type=int, metavar="ENTRY", help="its number")
    named = action("export", "print the feeds as OPML")
    named.add_argument("--output", type=Path, metavar="FILE", help="write them there instead")


_MATCH = "save only entries with this word; `flood*` also fits flooding; may be given again"
_FEED = "number, URL, or part of the title"


def run(context: Context, args: argparse.Namespace, name: str) -> int:
    """Do what is asked about the feeds."""
    del name
    online = {"add": _add, "refresh": _refresh, "save": _save}
    offline = {
        "import": _import,
        "list": _list,
        "remove": _remove,
        "entries": _entries,
        "export": _export,
    }
    with context.library(reading=args.action in ("list", "entries", "export")) as library:
        if args.action in online:
            return asyncio.run(online[args.action](context, library, args))
        return offline[args.action](context, library, args)


def _rule(args: argparse.Namespace) -> tuple[str, ...] | None:
    if args.list_only:
        return ()
    return tuple(args.match) if args.match else None


# -- what goes over the network
async def _add(context: Context, library: Library, args: argparse.Namespace) -> int:
    status = 0
    async with _feeding(context, library) as feeding:
        for typed in map(web_address, args.urls):
            url = without_login(typed)
            context.logins.note(url, typed)
            try:
                refreshed = await feeding.subscribe(url, _rule(args))
            except (FetchError, UnreadablePageError) as error:
                context.complain(error if url in error.message else f"{url}: {error}")
                status = 1
            else:
                status = max(status, _report(context, refreshed, as_json=args.json))
    return status


async def _refresh(context: Context, library: Library, args: argparse.Namespace) -> int:
    status = 0
    async with _feeding(context, library) as feeding:
        feeds = _named(context, library, args.feeds)
        work = [asyncio.ensure_future(feeding.refresh(feed)) for feed in feeds]
        try:
            for ended in asyncio.as_completed(work):
                status = max(status, _report(context, await ended, as_json=args.json))
        finally:
            for pending in work:
                pending.cancel()
    return status


async def _save(context: Context, library: Library, args: argparse.Namespace) -> int:
    chosen = [library.feeds.entry(number) for number in args.entries]
    failed = []
    async with _feeding(context, library) as feeding:
        for each in chosen:
            (check,) = await feeding.save(library.feeds.find(str(each.feed)), [each])
            if check.status is CheckStatus.FAILED:
                failed.append(check)
            if args.json:
                context.print_json(check_json(check))
            else:
                context.print(check_line(library, check))
    return _complain(context, failed)


@asynccontextmanager
async def _feeding(context: Context, library: Library) -> AsyncIterator[Feeding]:
    """Build what feeds are refreshed with; show how many articles it has looked at."""
    with context.steps("looking at articles") as step:
        looked = count(1)

        def tell(check: Check) -> None:
            step(next(looked), None)
            if context.verbose:
                context.say(check_line(library, check))

        async with context.fetcher() as fetcher:
            yield Feeding(library, fetcher.fetch, utc_now, tell, context.limits)


# -- what doesn't
def _import(context: Context, library: Library, args: argparse.Namespace) -> int:
    try:
        outlines = read_opml(args.file.read_bytes())
    except OSError as error:
        raise UsageError(
            f"{args.file} can't be read: {reason(error)}.", "Name an OPML file."
        ) from error
    known = {feed.url for feed in library.feeds.all()}
    for outline in outlines:
        url = without_login(outline.url)
        context.logins.note(url, outline.url)
        if url not in known:
            rule = _rule(args)
            feed = _feed(outline, outline.words if rule is None else rule)
            _print_feed(context, library.feeds.add(feed), as_json=args.json)
    context.say(f"{len(outlines)} feed(s) in the file. `tuireader feed refresh` looks at them.")
    return 0


def _feed(outline: Outline, words: tuple[str, ...] | None) -> Feed:
    return Feed(
        url=without_login(outline.url),
        title=outline.title,
        home=outline.home,
        words=words,
        added_at=utc_now(),
    )


def _list(context: Context, library: Library, args: argparse.Namespace) -> int:
    for feed in _named(context, library, ()):
        _print_feed(context, feed, as_json=args.json)
    return 0


def _remove(context: Context, library: Library, args: argparse.Namespace) -> int:
    for feed in _named(context, library, args.feeds):
        library.feeds.remove(feed.number)
        if args.json:
            context.print_json(feed_json(feed))
        else:
            context.say(f"Unsubscribed from {feed.title or feed.url}; its articles stay.")
    return 0


def _entries(context: Context, library: Library, args: argparse.Namespace) -> int:
    for feed in _named(context, library, args.feeds):
        for each in library.feeds.waiting(feed.number):
            if args.json:
                context.print_json(entry_json(each))
            else:
                context.print(f"{each.number:>6}  {each.entry.title or each.entry.url}")
    return 0


def _export(context: Context, library: Library, args: argparse.Namespace) -> int:
    outlines = [
        Outline(url=feed.url, title=feed.title, home=feed.home, words=feed.words)
        for feed in library.feeds.all()
    ]
    opml = write_opml(outlines, title="Feeds of tuireader")
    if args.output is None:
        context.out.write(opml)
        return 0
    try:
        args.output.write_text(opml, encoding="utf-8")
    except OSError as error:
        raise UsageError(
            f"{args.output} can't be written: {reason(error)}.", "Name another."
        ) from error
    context.say(f"Wrote {len(outlines)} feed(s) to {args.output}.")
    return 0


def _named(context: Context, library: Library, references: Sequence[str]) -> tuple[Feed, ...]:
    """Return the feeds that are named, or all."""
    feeds = tuple(library.feeds.find(reference) for reference in references)
    feeds = feeds or library.feeds.all()
    if not feeds:
        context.say("No feeds. `tuireader feed add URL` subscribes to one.")
    return feeds


# -- to stdout
def _report(context: Context, refreshed: Refreshed, *, as_json: bool) -> int:
    """Print what a refresh brought; return the status it gives the command."""
    failed = [check for check in refreshed.checks if check.status is CheckStatus.FAILED]
    saved = sum(check.status is CheckStatus.NEW for check in refreshed.checks)
    if as_json:
        counts = {"new": refreshed.new, "saved": saved, "failed": len(failed)}
        context.print_json(feed_json(refreshed.feed) | counts)
    else:
        _print_feed(context, refreshed.feed, as_json=False)
        context.say(f"      {refreshed.new} new, {saved} saved")
    if refreshed.error:
        context.complain(f"{refreshed.feed.url}: {refreshed.error}")
    return max(int(bool(refreshed.error)), _complain(context, failed))


def _complain(context: Context, failed: Iterable[Check]) -> int:
    """Name the looks that failed; return the status that this gives the command."""
    status = 0
    for check in failed:
        context.complain(f"{check.url}: {check.error.message if check.error else 'failed'}")
        status = 1
    return status


def _print_feed(context: Context, feed: Feed, *, as_json: bool) -> None:
    if as_json:
        context.print_json(feed_json(feed))
        return
    checked = f"{feed.checked_at:%d %B %Y %H:%M}" if feed.checked_at else "never"
    context.print(
        f"{feed.number:>4}  {feed.title or feed.url}  ({feed.articles} articles, checked {checked})"
    )
    if feed.error:
        context.print(f"      {feed.error}")
