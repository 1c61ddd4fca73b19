"""Foreign errors → ours: the one place where the names of httpx's errors stand."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager

import httpcore
import httpx

from tuireader.errors import ErrorKind, FetchError

FOREIGN: tuple[type[Exception], ...] = (
    httpx.HTTPError,
    httpx.InvalidURL,
    httpx.CookieConflict,
    httpx.StreamError,
    httpcore.TimeoutException,
    httpcore.NetworkError,
    httpcore.ProtocolError,
    httpcore.ProxyError,
    httpcore.UnsupportedProtocol,
    httpcore.ConnectionNotAvailable,
    OSError,
    UnicodeError,
)
"""Whatever a request can raise; `tests/fetching` proves that no public class is missing."""

# The first that fits wins: subclasses stand before their bases.
_KINDS: tuple[tuple[tuple[type[Exception], ...], ErrorKind], ...] = (
    ((httpx.TimeoutException, httpcore.TimeoutException, TimeoutError), ErrorKind.TIMEOUT),
    ((httpx.HTTPStatusError,), ErrorKind.HTTP),
    ((httpx.TooManyRedirects,), ErrorKind.REDIRECT),
    ((ssl.SSLError,), ErrorKind.TLS),
    ((socket.gaierror,), ErrorKind.DNS),
    ((httpx.NetworkError, httpcore.NetworkError, OSError), ErrorKind.CONNECT),
    ((httpx.ProxyError, httpcore.ProxyError), ErrorKind.CONNECT),
    ((httpcore.ConnectionNotAvailable,), ErrorKind.CONNECT),
)

_SAYINGS = {
    ErrorKind.TIMEOUT: ("{host} didn't answer in time", "The next look may go better."),
    ErrorKind.HTTP: ("{host} refused the request", "The next look may go better."),
    ErrorKind.REDIRECT: ("{host} redirects too often", "See in your browser where it leads."),
    ErrorKind.TLS: ("{host} can't be trusted to be itself", "Its certificate doesn't hold."),
    ErrorKind.DNS: ("There is no host {host}", "Check the spelling, and the network."),
    ErrorKind.CONNECT: ("The connection to {host} failed", "Is the network up?"),
    ErrorKind.PROTOCOL: (
        "{host} gave an answer that breaks the rules of HTTP",
        "The next look may go better.",
    ),
}


def kind_of(error: BaseException) -> ErrorKind:
    """Find which of our kinds a foreign error is, its causes asked first where they say more."""
    causes = list(_chain(error))
    for telling in (ssl.SSLError, socket.gaierror):
        if any(isinstance(cause, telling) for cause in causes):
            return ErrorKind.TLS if telling is ssl.SSLError else ErrorKind.DNS
    for classes, kind in _KINDS:
        if isinstance(error, classes):
            return kind
    return ErrorKind.PROTOCOL


def translate(error: Exception, host: str) -> FetchError:
    """Make our error of a foreign one."""
    kind = kind_of(error)
    saying, advice = _SAYINGS[kind]
    detail = " ".join(str(error).split())
    return FetchError(kind, saying.format(host=host) + (f" ({detail})." if detail else "."), advice)


@contextmanager
def translated(host: str) -> Iterator[None]:
    """Turn whatever the HTTP library raises inside into a FetchError, the cause attached."""
    try:
        yield
    except FOREIGN as error:
        raise translate(error, host) from error


def _chain(error: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    link: BaseException | None = error
    while link is not None and id(link) not in seen:
        seen.add(id(link))
        yield link
        link = link.__cause__ or link.__context__
