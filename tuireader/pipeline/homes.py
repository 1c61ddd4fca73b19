"""Where a story lives: one that is saved under another address, one that moved for good."""

from __future__ import annotations

from datetime import timedelta
from functools import lru_cache
from http import HTTPStatus
from urllib.parse import urlsplit

from tuireader.library.protocol import Library
from tuireader.model import Article, Check, CheckStatus, Document, Response
from tuireader.pipeline.sources import article_address

A_WHILE = timedelta(hours=1)
"""Two looks so far apart that lead to the same place confirm a move."""


@lru_cache(maxsize=4096)
def host_of(url: str) -> str:
    """Return an address's host in lower case, "" where it has none."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def saved_as(library: Library, response: Response, document: Document) -> Article | None:
    """Return the article that a page asked for under a new address is, if it is saved already.

    It is where redirects lead to a saved address, or where the page gives one on its own host
    as its own (RFC 6596) and the headline is the saved one: sites give all their pages the
    address of the first, now and then.
    """
    for address in (response.moved, response.url):
        if address and (article := library.find(article_address(address))):
            return article
    named = _own_address(response)
    article = library.find(article_address(named)) if named else None
    return article if article and article.headline == document.headline else None


def has_just_moved(library: Library, article: Article, response: Response) -> bool:
    """Tell whether an unchanged page is said to be at a place where it was never captured."""
    if response.status != HTTPStatus.NOT_MODIFIED or response.moved is None:
        return False
    return all(snapshot.url != response.moved for snapshot in library.history(article.number))


def adopt_move(library: Library, article: Article, response: Response, check: Check) -> bool:
    """Give an article the address that it moved to; tell whether it has a new one.

    A permanent redirect is believed when an earlier look, a while ago, ended there too, and the
    story is still the same: a withdrawn one often "moves" to the front page.
    """
    moved = response.moved
    if moved is None or check.status is not CheckStatus.UNCHANGED or _is_downgrade(article, moved):
        return False
    earlier = (s for s in library.history(article.number) if check.at - s.taken_at >= A_WHILE)
    if not any(s.url == moved and not s.blocked for s in earlier):
        return False
    typed = article.typed and host_of(moved) == host_of(article.url)
    return library.move(article.number, article_address(moved), typed=typed)


def _is_downgrade(article: Article, moved: str) -> bool:
    return article.url.startswith("https:") and not moved.startswith("https:")


def _own_address(response: Response) -> str | None:
    """Return the address that a page gives as its own, where that is on the page's own host."""
    from tuireader.feeds.discovery import own_address

    named = own_address(response.body, url=response.url, content_type=response.content_type)
    same = named and _bare(host_of(named)) == _bare(host_of(response.url))
    return named if same else None


def _bare(host: str) -> str:
    return host.removeprefix("www.").removeprefix("m.").removeprefix("amp.")
