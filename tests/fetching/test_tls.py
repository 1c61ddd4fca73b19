"""Who answers must prove who it is; the name that was typed is the name that is proved."""

from __future__ import annotations

import ssl
from pathlib import Path

import pytest

from tests.fetching.looking import QUICK, look, names
from tests.loopback import serve
from tuireader.errors import ErrorKind, FetchError

CERTIFICATE = Path(__file__).with_name("story.example.pem")
HERE = names(story="127.0.0.1", other="127.0.0.1")


@pytest.fixture
def server_side() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    return context


@pytest.fixture
def trusting() -> ssl.SSLContext:
    return ssl.create_default_context(cafile=str(CERTIFICATE))


async def test_a_page_comes_over_tls_from_the_checked_address(
    server_side: ssl.SSLContext, trusting: ssl.SSLContext
) -> None:
    asked_for: list[str | None] = []
    server_side.sni_callback = lambda plug, name, context: asked_for.append(name)
    with serve({"/a": b"safe"}, tls=server_side) as site:
        url = f"https://story.example:{site.port}/a"
        response = await look(url, resolve=HERE, tls=trusting)
        assert site.asked("/a")[0].headers["host"] == f"story.example:{site.port}"
    assert response.body == b"safe"
    assert set(asked_for) == {"story.example"}


async def test_a_certificate_nobody_trusts_is_refused(server_side: ssl.SSLContext) -> None:
    with serve({"/a": b"x"}, tls=server_side) as site:
        with pytest.raises(FetchError) as caught:
            await look(f"https://story.example:{site.port}/a", QUICK, resolve=HERE)
        assert site.requests == []
    assert caught.value.kind is ErrorKind.TLS


async def test_a_certificate_of_another_name_is_refused(
    server_side: ssl.SSLContext, trusting: ssl.SSLContext
) -> None:
    with serve({"/a": b"x"}, tls=server_side) as site:
        with pytest.raises(FetchError) as caught:
            await look(f"https://other.example:{site.port}/a", resolve=HERE, tls=trusting)
        assert site.requests == []
    assert caught.value.kind is ErrorKind.TLS


async def test_a_server_without_tls_is_a_tls_failure(trusting: ssl.SSLContext) -> None:
    with serve({"/a": b"x"}) as site:
        url = f"https://story.example:{site.port}/a"
        with pytest.raises(FetchError) as caught:
            await look(url, resolve=HERE, tls=trusting)
    assert caught.value.kind is ErrorKind.TLS
