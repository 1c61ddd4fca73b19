"""What an answer amounts to: a page, a way onward, or an error."""

from __future__ import annotations

from datetime import UTC, datetime
from http import HTTPStatus

import httpx

from tuireader.errors import ErrorKind, FetchError
from tuireader.fetching.exchange import Answer
from tuireader.fetching.headers import retry_after

PERMANENT = (301, 308)
SEE_IN_BROWSER = "See in your browser where it leads; add that address, or the page as a file."
_LATER = "The next look may go better."
_PORTS = 65_536
_REDIRECTS = (*PERMANENT, 302, 303, 307)
_ADVICE = {
    401: "The page asks for a login; save it from your browser and add the file.",
    402: "The page is for subscribers; save it from your browser and add the file.",
    403: "The site may not want programs; save the page from your browser and add the file.",
    404: "Check the address; the page may have been taken down.",
    410: "The publisher says that it is gone for good.",
    429: "It is asked again later.",
    503: "It is asked again later.",
}


def parse(url: str) -> httpx.URL:
    """Read an address; its fragment is dropped.

    Raises:
        FetchError: it is no http or https address.
    """
    try:
        parsed = httpx.URL(url.strip())
        host = parsed.host  # of some it can't be told
        if (parsed.port or 0) >= _PORTS:
            raise httpx.InvalidURL("a port beyond the last")
    except (httpx.InvalidURL, UnicodeError) as error:
        raise FetchError(
            ErrorKind.PROTOCOL, f"{url!r} is no address.", "Check the spelling."
        ) from error
    if parsed.scheme not in ("http", "https") or not host:
        raise FetchError(
            ErrorKind.PROTOCOL,
            f"{url!r} is no web address.",
            "Only http:// and https:// addresses can be fetched; `tuireader add FILE` takes files.",
        )
    return parsed.copy_with(fragment=None) if "#" in url else parsed


def without_secrets(url: httpx.URL) -> httpx.URL:
    """Return an address without the name and password in it."""
    return url.copy_with(username=None, password=None) if url.userinfo else url


def onward(answer: Answer) -> httpx.URL | None:
    """Return where a redirect leads, without any password in it; None if it is no redirect.

    Raises:
        FetchError: it leads nowhere, or to something that is no web page.
    """
    if answer.status not in _REDIRECTS:
        return None
    location = answer.headers.get("location", "")
    try:
        target = parse(str(answer.url.join(location)) if location else "")
    except (FetchError, httpx.InvalidURL, UnicodeError) as error:
        raise FetchError(
            ErrorKind.REDIRECT,
            f"{answer.url.host} redirects to {location!r}, which is no web page.",
            SEE_IN_BROWSER,
        ) from error
    return without_secrets(target)


def settle(answer: Answer, *, conditional: bool) -> None:
    """Let pages, redirects and asked-for 304s pass.

    Args:
        answer: what came.
        conditional: whether validators were sent, so that a 304 makes sense.

    Raises:
        FetchError: it is anything else.
    """
    status, host = answer.status, answer.url.host
    if status in _REDIRECTS or (status == HTTPStatus.NOT_MODIFIED and conditional):
        return
    if status in (HTTPStatus.PARTIAL_CONTENT, HTTPStatus.NOT_MODIFIED):
        raise FetchError(
            ErrorKind.PROTOCOL,
            f"{host} answered {status}, which nobody asked for.",
            _LATER,
            status=status,
        )
    if not 200 <= status < 300:
        raise FetchError(
            ErrorKind.HTTP,
            f"{host} answered {_phrase(status)}.",
            _ADVICE.get(status, _LATER),
            status=status,
            retry_after=retry_after(answer.headers.get("retry-after", ""), datetime.now(UTC)),
        )


def _phrase(status: int) -> str:
    try:
        return f"{status} ({HTTPStatus(status).phrase})"
    except ValueError:
        return str(status)
