"""The Fetcher: an address, its redirects, its manners → one Response."""

from __future__ import annotations

import asyncio
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

import httpx

from tuireader.errors import ErrorKind, FetchError, reason
from tuireader.fetching.addresses import AddressBook, Resolve, resolve_by_system
from tuireader.fetching.exchange import Answer, exchange
from tuireader.fetching.headers import request_headers
from tuireader.fetching.manners import Manners
from tuireader.fetching.outcome import (
    PERMANENT,
    SEE_IN_BROWSER,
    onward,
    parse,
    settle,
    without_secrets,
)
from tuireader.fetching.robots import Robots
from tuireader.fetching.settings import FetchSettings
from tuireader.fetching.transport import CheckedTransport
from tuireader.fetching.turns import Turns
from tuireader.model import Response


@dataclass(slots=True, kw_only=True)
class _Errand:
    """One fetch on its way.

    `typed`: the host that the user named; `left`: seconds for the rest of it; `seen`: where it
    has been, and with which cookies (a page that sets one and sends us back is no loop);
    `lasting`: all redirects so far were permanent, and led to `moved`.
    """

    validators: Mapping[str, str]
    typed: str
    left: float
    robots: bool
    cookies: httpx.Cookies = field(default_factory=httpx.Cookies)
    seen: set[tuple[str, ...]] = field(default_factory=set)
    lasting: bool = True
    moved: httpx.URL | None = None

    def arrive(self, url: httpx.URL) -> None:
        """Note a place on the way.

        Raises:
            FetchError: it has been there before, with the same cookies.
        """
        place = (str(url), *sorted(map(str, self.cookies.jar)))
        if place in self.seen:
            raise FetchError(
                ErrorKind.REDIRECT, f"{url.host} redirects in a circle.", SEE_IN_BROWSER
            )
        self.seen.add(place)

    def leave(self, status: int, target: httpx.URL) -> None:
        """Note a redirect: what lies behind a temporary one is no new home (RFC 9110, 15.4)."""
        self.lasting = self.lasting and status in PERMANENT
        if self.lasting:
            self.moved = target


def _trusted() -> ssl.SSLContext:
    """Read which certificates are trusted: the usual authorities, or those the user names.

    Raises:
        FetchError: what the user names can't be read.
    """
    try:
        return httpx.create_ssl_context()
    except OSError as error:
        raise FetchError(
            ErrorKind.TLS,
            f"What SSL_CERT_FILE or SSL_CERT_DIR names can't be read: {reason(error)}.",
            "Mend or unset it.",
        ) from error


class Fetcher:
    """Fetches pages. An async context manager: its connections end with the block.

    Args:
        settings: limits and manners.
        resolve: how names become addresses; tests give their own.
        tls: which certificates are trusted; the usual authorities by default.
        manners: who may ask when; made from the settings by default.
    """

    def __init__(
        self,
        settings: FetchSettings | None = None,
        *,
        resolve: Resolve = resolve_by_system,
        tls: ssl.SSLContext | None = None,
        manners: Manners | None = None,
    ) -> None:
        self._settings = settings or FetchSettings()
        self._book = AddressBook(resolve, self._settings.connect_timeout)
        self._tls = tls
        self._robots = Robots()
        self._manners = manners or Manners(
            gap=self._settings.gap,
            longest_gap=self._settings.longest_gap,
            at_once=self._settings.at_once,
            turns=Turns(folder=self._settings.turns) if self._settings.turns else None,
        )
        self._timeouts = httpx.Timeout(
            self._settings.read_timeout, connect=self._settings.connect_timeout
        ).as_dict()
        self._transport: CheckedTransport | None = None

    async def __aenter__(self) -> Self:
        tls = self._tls
        if tls is None:
            tls = await asyncio.to_thread(_trusted)
        self._transport = CheckedTransport(self._book, tls, self._settings.at_once)
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._transport:
            await self._transport.aclose()
            self._transport = None

    async def fetch(
        self, url: str, *, validators: Mapping[str, str] | None = None, typed: bool = False
    ) -> Response:
        """Fetch an address, its redirects followed.

        Args:
            url: an http or https address.
            validators: `etag` and `last-modified` of the copy we have; the answer may then be a
                Response of status 304 with an empty body.
            typed: the user typed this address, so its host may be a private one.

        Returns:
            Response: where the redirects ended, the status, the headers, the decoded body.

        Raises:
            FetchError: there is no page to be had; `kind` says why, `status` what the server
                said, `retry_after` how long it wants to be left alone.
        """
        target = parse(url)
        errand = _Errand(
            validators=validators or {},
            typed=target.host if typed else "",
            left=self._settings.total_timeout,
            robots=self._settings.robots,
        )
        answer = await self._walk(target, errand)
        return Response(
            url=str(without_secrets(answer.url)),
            status=answer.status,
            headers=answer.headers,
            body=answer.body,
            moved=str(errand.moved) if errand.moved else None,
        )

    async def _walk(self, url: httpx.URL, errand: _Errand) -> Answer:
        """Go where the redirects lead."""
        for _ in range(self._settings.redirect_limit + 1):
            errand.arrive(url)
            answer = await self._hop(url, errand)
            target = onward(answer)
            if target is None:
                return answer
            errand.leave(answer.status, target)
            url = target
        raise FetchError(
            ErrorKind.REDIRECT,
            f"{url.host} redirects more than {self._settings.redirect_limit} times.",
            SEE_IN_BROWSER,
        )

    async def _hop(self, url: httpx.URL, errand: _Errand) -> Answer:
        """Ask one address, if it may be asked, when it is its host's turn."""
        if errand.robots:
            await self._obey_robots(url, errand)
        await self._check_address(url, private=url.host == errand.typed)
        async with self._manners.turn(url.host):
            answer = await self._ask(url, errand)
            settle(answer, conditional=bool(errand.validators))
            return answer

    async def _check_address(self, url: httpx.URL, *, private: bool) -> None:
        """Check where a host's name leads.

        Raises:
            FetchError: nowhere, or to a private address that nobody typed.
        """
        host = url.raw_host.decode("ascii")
        if self._pool.by_proxy(url):
            self._book.check_literal(host, private=private)
        else:
            await self._book.check(host, private=private)

    async def _ask(self, url: httpx.URL, errand: _Errand) -> Answer:
        """Send the request, within what is left of the errand's time."""
        request = httpx.Request(
            "GET",
            url,
            headers=request_headers(self._settings, url, errand.validators),
            extensions={"timeout": self._timeouts},
        )
        started = time.monotonic()
        try:
            async with asyncio.timeout(errand.left):
                return await exchange(
                    self._pool,
                    request,
                    size_limit=self._settings.size_limit,
                    cookies=errand.cookies,
                )
        except TimeoutError as error:
            raise FetchError(
                ErrorKind.TIMEOUT,
                f"{url.host} took longer than {self._settings.total_timeout:g} s.",
                "The next look may go better.",
            ) from error
        finally:
            errand.left -= time.monotonic() - started

    async def _obey_robots(self, url: httpx.URL, errand: _Errand) -> None:
        async def ask(address: str) -> bytes:
            own = _Errand(
                validators={}, typed=errand.typed, left=self._settings.total_timeout, robots=False
            )
            return (await self._walk(httpx.URL(address), own)).body

        site = f"{url.scheme}://{url.netloc.decode('ascii')}"
        self._manners.slow_down(url.host, await self._robots.check(site, str(url), ask))

    @property
    def _pool(self) -> CheckedTransport:
        if self._transport is None:
            raise RuntimeError("a Fetcher fetches only inside `async with`")
        return self._transport
