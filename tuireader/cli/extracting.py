"""`extract`: read a page, save nothing."""

from __future__ import annotations

import argparse
import asyncio
import sys
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

from tuireader.cli.context import Context
from tuireader.cli.printing import print_document
from tuireader.errors import UsageError
from tuireader.extraction import explain, extract, is_wall
from tuireader.model import BlockKind, Document, Response
from tuireader.pipeline.pages import read_story
from tuireader.pipeline.sources import Found, is_address, read_bytes, read_file


def arguments(parser: argparse.ArgumentParser, name: str) -> None:
    """Declare the words of `extract`."""
    del name
    parser.add_argument("source", metavar="SOURCE", help="URL, file, or - for stdin")
    parser.add_argument("--format", choices=("text", "markdown", "json"))
    parser.add_argument("--url", help="the address a file came from")


def run(context: Context, args: argparse.Namespace, name: str) -> int:
    """Print the document; status 1 where the page holds no story."""
    del name
    document = read_source(context, args.source, args.url)
    print_document(context, document, args.format)
    body = any(block.kind is not BlockKind.CAPTION for block in document.blocks)
    if body and not is_wall(document):
        return 0
    why = explain(document) or "holds no story"
    what = "The input" if args.source == "-" else args.source
    context.complain(f"{what} {why}. Save it from your browser, and read that file.")
    return 1


def read_source(context: Context, source: str, url: str | None = None) -> Document:
    """Fetch or read a page and extract it.

    Raises:
        FetchError: it can't be had.
        UsageError: there is no such file.
    """
    if is_address(source):
        return asyncio.run(_fetch(context, source))
    return _extract(read_pages(source, url)[0].response, keep_url=bool(url))


def read_pages(source: str, url: str | None) -> tuple[Found, ...]:
    """Read the pages of what a user names: a file, by its name or its address, or `-`: stdin.

    Raises:
        UsageError: there is no such file.
        UnreadablePageError: it holds no page.
    """
    if source == "-":
        return read_bytes(sys.stdin.buffer.read(), url=url or "", named=bool(url))
    scheme, _, rest = source.partition("://")
    if rest and scheme.lower() == "file":
        return read_file(Path(url2pathname(urlsplit(source).path)), url=url)
    if rest and scheme.isalpha():
        only = "Only http:// and https:// addresses, and files, can be read."
        raise UsageError(f"{source} can't be read.", only)
    return read_file(Path(source), url=url)


def _extract(page: Response, *, keep_url: bool) -> Document:
    url = page.url if keep_url or is_address(page.url) else ""
    return extract(page.body, url=url, content_type=page.content_type)


async def _fetch(context: Context, url: str) -> Document:
    async with context.fetcher() as fetcher:
        fetch = partial(fetcher.fetch, typed=True)
        return await read_story(await fetch(url), fetch)
