"""One request and its answer, read within limits."""

from __future__ import annotations

from dataclasses import dataclass, field

import httpx

from tuireader.errors import ErrorKind, FetchError
from tuireader.fetching.decoding import DecodingError, Unfolding
from tuireader.fetching.failures import translated

_BODILESS = (204, 205, 304)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came back from one address. `headers`: lower-case names; `body`: decoded."""

    url: httpx.URL
    status: int
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""


async def exchange(
    transport: httpx.AsyncBaseTransport,
    request: httpx.Request,
    *,
    size_limit: int,
    cookies: httpx.Cookies,
) -> Answer:
    """Send a request and read its answer; the body of a redirect stays unread.

    Args:
        transport: how it travels.
        request: what is asked.
        size_limit: bytes of the decoded body.
        cookies: sent where they fit, and added to by the answer.

    Raises:
        FetchError: whatever went wrong, `too-large` and `protocol` of a bad body among it.
    """
    host = request.url.host
    with translated(host):
        if cookies:
            cookies.set_cookie_header(request)
        response = await transport.handle_async_request(request)
        response.request = request
        try:
            if "set-cookie" in response.headers:
                cookies.extract_cookies(response)
            skipped = response.status_code in _BODILESS or response.is_redirect
            body = b"" if skipped else await _read(response, host, size_limit)
        finally:
            await response.aclose()
    headers = {name.lower(): value for name, value in response.headers.items()}
    return Answer(url=request.url, status=response.status_code, headers=headers, body=body)


async def _read(response: httpx.Response, host: str, size_limit: int) -> bytes:
    announced = response.headers.get("content-length", "")
    if announced.isdigit() and int(announced) > size_limit:
        raise _too_large(host, size_limit)
    body = bytearray()
    try:
        unfolding = Unfolding(response.headers.get("content-encoding", ""))
        async for chunk in response.aiter_raw():
            for piece in unfolding.feed(chunk):
                body += piece
                if len(body) > size_limit:
                    raise _too_large(host, size_limit)
        unfolding.finish()
    except DecodingError as error:
        raise FetchError(
            ErrorKind.PROTOCOL,
            f"{host} sent a page that can't be unpacked: {error}.",
            "The next look may go better.",
        ) from error
    return bytes(body)


def _too_large(host: str, size_limit: int) -> FetchError:
    return FetchError(
        ErrorKind.TOO_LARGE,
        f"The page of {host} is larger than {size_limit / 1e6:g} MB.",
        "A higher size limit can be set in the config.",
    )
