"""Every public error of the HTTP libraries becomes one of ours."""

from __future__ import annotations

import inspect
import socket
import ssl
from types import ModuleType

import httpcore
import httpx
import pytest

from tuireader.errors import ErrorKind, FetchError
from tuireader.fetching.failures import FOREIGN, kind_of, translated


def public_errors(module: ModuleType) -> list[type[Exception]]:
    return [
        found
        for _, found in inspect.getmembers(module, inspect.isclass)
        if issubclass(found, Exception)
    ]


FAMILY = public_errors(httpx) + public_errors(httpcore)
REQUEST = httpx.Request("GET", "http://news.example/")


def make(error: type[Exception]) -> Exception:
    if error is httpx.HTTPStatusError:
        return httpx.HTTPStatusError("no", request=REQUEST, response=httpx.Response(500))
    wants_message = "message" in inspect.signature(error.__init__).parameters
    needs_nothing = error in (httpx.StreamConsumed, httpx.StreamClosed, httpx.ResponseNotRead)
    if needs_nothing or error is httpx.RequestNotRead:
        return error()
    return error("no") if wants_message or error.__module__.startswith("http") else error()


def test_the_libraries_have_errors_to_map() -> None:
    assert len(FAMILY) > 35


@pytest.mark.parametrize("error", FAMILY, ids=lambda error: f"{error.__module__}.{error.__name__}")
def test_no_foreign_error_gets_through(error: type[Exception]) -> None:
    original = make(error)
    with pytest.raises(FetchError) as caught, translated("news.example"):
        raise original
    assert caught.value.__cause__ is original
    assert "news.example" in caught.value.message


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (httpx.ConnectTimeout, ErrorKind.TIMEOUT),
        (httpx.ReadTimeout, ErrorKind.TIMEOUT),
        (httpx.PoolTimeout, ErrorKind.TIMEOUT),
        (httpcore.ReadTimeout, ErrorKind.TIMEOUT),
        (httpx.ConnectError, ErrorKind.CONNECT),
        (httpx.ReadError, ErrorKind.CONNECT),
        (httpx.ProxyError, ErrorKind.CONNECT),
        (httpx.RemoteProtocolError, ErrorKind.PROTOCOL),
        (httpx.DecodingError, ErrorKind.PROTOCOL),
        (httpx.InvalidURL, ErrorKind.PROTOCOL),
        (httpx.TooManyRedirects, ErrorKind.REDIRECT),
        (httpx.HTTPStatusError, ErrorKind.HTTP),
        (TimeoutError, ErrorKind.TIMEOUT),
        (ConnectionResetError, ErrorKind.CONNECT),
        (socket.gaierror, ErrorKind.DNS),
        (ssl.SSLCertVerificationError, ErrorKind.TLS),
    ],
)
def test_each_error_gets_the_kind_that_says_most(error: type[Exception], kind: ErrorKind) -> None:
    assert kind_of(make(error)) is kind


@pytest.mark.parametrize(
    ("cause", "kind"),
    [(ssl.SSLError("bad"), ErrorKind.TLS), (socket.gaierror(8, "who?"), ErrorKind.DNS)],
)
def test_the_cause_says_more_than_the_error(cause: Exception, kind: ErrorKind) -> None:
    middle, outer = httpcore.ConnectError("no"), httpx.ConnectError("no")
    middle.__cause__, outer.__cause__ = cause, middle
    assert kind_of(outer) is kind


def test_our_own_errors_pass_untouched() -> None:
    ours = FetchError(ErrorKind.ROBOTS, "no.")
    with pytest.raises(FetchError) as caught, translated("news.example"):
        raise ours
    assert caught.value is ours


def test_an_error_of_ours_in_programming_is_not_hidden() -> None:
    with pytest.raises(KeyError), translated("news.example"):
        raise KeyError("a bug")


def test_the_list_of_foreign_errors_is_no_catch_all() -> None:
    assert Exception not in FOREIGN
    assert BaseException not in FOREIGN
