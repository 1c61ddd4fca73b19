"""A story from its page, or from its several pages."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urljoin, urlsplit

from tuireader.errors import DamagedLibraryError, FetchError
from tuireader.extraction import EXTRACTOR, extract
from tuireader.library.protocol import Library
from tuireader.model import Document, Response
from tuireader.pipeline.labour import Labour
from tuireader.pipeline.seams import Fetch

SEVERAL_PAGES = "several-pages"
"""The warning that a Document was joined from pages, so no one raw page can give it again."""
MISSING_PAGES = "missing-pages"
MOST_PAGES = 10


async def read_story(response: Response, fetch: Fetch, labour: Labour | None = None) -> Document:
    """Extract a page, and follow its `rel=next` on the same host, ten pages at most."""
    labour = labour or Labour()
    document = await _extract(response, labour)
    seen = {response.url}
    following = document.next_page
    while following and len(seen) < MOST_PAGES:
        following = urljoin(response.url, following)
        if following in seen or urlsplit(following).netloc != urlsplit(response.url).netloc:
            break
        seen.add(following)
        try:
            page = await _extract(await fetch(following), labour)
        except FetchError:
            return replace(document, warnings=(*document.warnings, MISSING_PAGES))
        document = _join(document, page)
        following = page.next_page
    return document


def read_already(library: Library, article: int, response: Response) -> Document | None:
    """Return what was read in an article's newest page, where that came again byte for byte.

    Many servers know no conditional requests, and send the same page once more.
    """
    history = library.history(article)
    if not history:
        return None
    try:
        page = library.response(article, history[-1].number)
        if page is None or _given(page) != _given(response):
            return None
        document = library.document(article, history[-1].number)
    except DamagedLibraryError:
        return None
    joined = {SEVERAL_PAGES, MISSING_PAGES}.intersection(document.warnings)
    return document if document.extractor == EXTRACTOR and not joined else None


def _given(page: Response) -> tuple[bytes, str, str]:
    """Return all that a Document is read from."""
    return page.body, page.url, page.content_type


async def _extract(response: Response, labour: Labour) -> Document:
    return await labour(
        extract, response.body, url=response.url, content_type=response.content_type
    )


def _join(first: Document, more: Document) -> Document:
    """Append a later page's blocks and notices, each once."""
    had = {block.text for block in first.blocks}
    blocks = tuple(block for block in more.blocks if block.text not in had)
    noted = {notice.text for notice in first.notices}
    notices = tuple(notice for notice in more.notices if notice.text not in noted)
    several = () if SEVERAL_PAGES in first.warnings else (SEVERAL_PAGES,)
    return replace(
        first,
        blocks=first.blocks + blocks,
        notices=first.notices + notices,
        warnings=first.warnings + several,
    )
