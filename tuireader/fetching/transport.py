"""An httpx transport whose connections go to checked addresses only.

httpx leaves no room between looking a name up and connecting, so this goes one storey down:
httpcore's pool takes a network backend, and ours connects to what the AddressBook has checked.
The request keeps its host name, so the Host header, SNI and the certificate check stay right.
"""

from __future__ import annotations

import ssl
import sys
from collections.abc import AsyncIterator, Iterable
from importlib.util import find_spec
from types import ModuleType
from typing import cast
from urllib.request import getproxies, proxy_bypass

import httpcore
import httpx

from tuireader.errors import ErrorKind, FetchError
from tuireader.fetching.addresses import AddressBook


def note_missing(module: str) -> None:
    """Write down that a module isn't there, if it isn't, so that nobody searches for it again.

    Python remembers what it found only. httpcore asks for sniffio with every lock that it makes,
    and a search of the whole path, six times a request, took longer than the request itself.
    """
    if find_spec(module) is None:
        sys.modules[module] = cast("ModuleType", None)


class CheckedBackend(httpcore.AsyncNetworkBackend):
    """Connects to the addresses that were checked for a host, in their order."""

    def __init__(self, book: AddressBook) -> None:
        self._book = book
        self._inner = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 (httpcore's own signature)
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Open a connection to the first checked address that takes it."""
        refusal: Exception = httpcore.ConnectError(f"no checked address for {host}")
        for address in self._book.checked(host):
            try:
                return await self._inner.connect_tcp(
                    str(address), port, timeout, local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                refusal = error
        raise refusal

    async def sleep(self, seconds: float) -> None:
        """Wait between two tries of a connection."""
        await self._inner.sleep(seconds)


class CheckedTransport(httpx.AsyncBaseTransport):
    """Sends requests through a pool whose backend is a CheckedBackend."""

    def __init__(self, book: AddressBook, tls: ssl.SSLContext, at_once: int) -> None:
        note_missing("sniffio")
        self._proxies = {
            scheme: httpx.AsyncHTTPTransport(
                proxy=_proxy(url),
                verify=tls,
                http2=True,
                limits=httpx.Limits(max_connections=at_once, max_keepalive_connections=0),
            )
            for scheme, url in getproxies().items()
            if scheme in ("http", "https")
        }
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=tls,
            max_connections=2 * at_once,
            max_keepalive_connections=at_once,
            keepalive_expiry=5.0,
            http2=True,
            network_backend=CheckedBackend(book),
        )

    def by_proxy(self, url: httpx.URL) -> bool:
        """Say whether the environment sends an address to a proxy, which looks its name up."""
        return url.scheme in self._proxies and not proxy_bypass(url.host)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send one request; the body of the answer is still to be streamed."""
        if self.by_proxy(request.url):
            return await self._proxies[request.url.scheme].handle_async_request(request)
        answer = await self._pool.handle_async_request(
            httpcore.Request(
                method=request.method,
                url=httpcore.URL(
                    scheme=request.url.raw_scheme,
                    host=request.url.raw_host,
                    port=request.url.port,
                    target=request.url.raw_path,
                ),
                headers=request.headers.raw,
                content=request.stream,
                extensions=request.extensions,
            )
        )
        return httpx.Response(
            status_code=answer.status,
            headers=answer.headers,
            stream=_Stream(answer),
            extensions=answer.extensions,
        )

    async def aclose(self) -> None:
        """Close every connection."""
        await self._pool.aclose()
        for proxy in self._proxies.values():
            await proxy.aclose()


def _proxy(url: str) -> str:
    """Return a proxy's address, which many write without a scheme.

    Raises:
        FetchError: it is one of a kind that can't be used.
    """
    if "://" not in url:
        return f"http://{url}"
    scheme = url.partition("://")[0].lower()
    if scheme not in ("http", "https"):
        raise FetchError(
            ErrorKind.CONNECT,
            f"The environment names a proxy of the kind {scheme}://, which can't be used.",
            "Name an http:// proxy, or none.",
        )
    return url


class _Stream(httpx.AsyncByteStream):
    """An answer's body, still on the wire."""

    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for part in self._answer.aiter_stream():
            yield part

    async def aclose(self) -> None:
        """End the answer; an HTTP/1 connection ends with it.

        Bytes behind an answer's announced end would be read as the answer to the next request
        on the same connection. HTTP/2 has frames and can't be fooled, so it is kept.
        """
        await self._answer.aclose()
        if self._answer.extensions.get("http_version") != b"HTTP/2":
            await self._answer.extensions["network_stream"].aclose()
