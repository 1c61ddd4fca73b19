"""Only public addresses are connected to, unless the user typed the host."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from ipaddress import ip_address
from pathlib import Path

import pytest

from tests.conftest import OutsideError
from tests.fetching.looking import QUICK, look, names
from tests.loopback import Reply, serve
from tuireader.errors import ErrorKind, FetchError
from tuireader.fetching import Fetcher
from tuireader.fetching.addresses import AddressBook, is_public

PRIVATE = [
    "127.0.0.1", "127.8.8.8", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254",
    "100.64.0.1", "0.0.0.0", "192.0.2.7", "198.18.0.1", "224.0.0.1", "239.1.1.1", "240.0.0.1",
    "255.255.255.255", "::", "::1", "fe80::1", "fc00::1", "fd12:3456::1", "fec0::1", "ff02::1",
    "2001:db8::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a00:1",
    "2002:7f00:1::1", "2001:0:4136:e378:8000:63bf:f5ff:fffe",
]  # fmt: skip
PUBLIC = ["8.8.8.8", "93.184.215.14", "2606:4700::1111", "64:ff9b::808:808", "::ffff:8.8.8.8"]


@pytest.mark.parametrize("address", PRIVATE)
def test_a_private_address_is_not_public(address: str) -> None:
    assert not is_public(ip_address(address))


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_address_is_public(address: str) -> None:
    assert is_public(ip_address(address))


async def refused(url: str, *, typed: bool, **hosts: str) -> FetchError:
    with pytest.raises(FetchError) as caught:
        await look(url, typed=typed, resolve=names(**hosts))
    return caught.value


@pytest.mark.parametrize("address", ["127.0.0.1", "10.0.0.1", "::1", "169.254.169.254"])
async def test_a_name_that_leads_to_a_private_address_is_refused(address: str) -> None:
    error = await refused("http://inside.example/", typed=False, inside=address)
    assert error.kind is ErrorKind.PRIVATE_ADDRESS
    assert address in error.message


@pytest.mark.parametrize("host", ["127.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "10.0.0.1"])
async def test_a_private_address_itself_is_refused(host: str) -> None:
    error = await refused(f"http://{host}/", typed=False)
    assert error.kind is ErrorKind.PRIVATE_ADDRESS


async def test_nothing_is_asked_of_a_refused_host() -> None:
    with serve({"/": b"secret"}) as site:
        error = await refused(site.url + "/", typed=False)
        assert site.requests == []
    assert error.kind is ErrorKind.PRIVATE_ADDRESS


async def test_a_typed_page_cannot_send_us_to_another_private_host() -> None:
    with serve({"/secret": b"secret"}) as inside:
        target = f"http://inside.example:{inside.port}/secret"
        with serve({"/a": Reply(status=302, headers={"Location": target})}) as site:
            error = await refused(site.url + "/a", typed=True, inside="127.0.0.1")
        assert inside.requests == []
    assert error.kind is ErrorKind.PRIVATE_ADDRESS


async def test_a_name_is_connected_to_at_the_address_that_was_checked() -> None:
    with serve({"/story": b"here"}) as site:
        url = f"http://nowhere.example:{site.port}/story"
        response = await look(url, resolve=names(nowhere="127.0.0.1"))
        assert site.asked("/story")[0].headers["host"] == f"nowhere.example:{site.port}"
    assert (response.url, response.body) == (url, b"here")


async def test_a_name_that_changes_its_answer_gains_nothing() -> None:
    answers = iter([["93.184.215.14"], ["127.0.0.1"], ["127.0.0.1"]])

    async def rebinding(host: str) -> Sequence[str]:
        return next(answers)

    with serve({"/": b"secret"}) as site:
        outside = pytest.RaisesExc(OutsideError, match=r"93\.184\.215\.14")
        with pytest.RaisesGroup(outside, allow_unwrapped=True, flatten_subgroups=True):
            await look(f"http://flip.example:{site.port}/", typed=False, resolve=rebinding)
        assert site.requests == []


async def test_the_next_address_is_tried_where_one_refuses() -> None:
    with serve({"/story": b"here"}) as site:
        url = f"http://two.example:{site.port}/story"
        response = await look(url, resolve=names(two="127.0.0.2 127.0.0.1"))
    assert response.body == b"here"


async def test_private_addresses_of_a_mixed_name_are_left_out() -> None:
    book = AddressBook(names(mixed="10.0.0.1 8.8.8.8"), 1)
    await book.check("mixed.example", private=False)
    assert [str(address) for address in book.checked("mixed.example")] == ["8.8.8.8"]


@pytest.mark.parametrize("url", ["http://missing.example/", "http://empty.example/"])
async def test_a_name_without_an_address_is_a_dns_failure(url: str) -> None:
    assert (await refused(url, typed=False, empty="")).kind is ErrorKind.DNS


async def test_a_name_service_that_hangs_is_a_timeout() -> None:
    async def hang(host: str) -> Sequence[str]:
        await asyncio.Event().wait()
        return []

    with pytest.raises(FetchError) as caught:
        await AddressBook(hang, 0.01).check("slow.example", private=False)
    assert caught.value.kind is ErrorKind.TIMEOUT


async def test_a_name_in_other_letters_is_asked_for_in_its_ascii_form() -> None:
    asked: list[str] = []

    async def note(host: str) -> Sequence[str]:
        asked.append(host)
        return ["127.0.0.1"]

    with serve({"/": b"here"}) as site:
        await look(f"http://zürich.example:{site.port}/", resolve=note)
    assert set(asked) == {"xn--zrich-kva.example"}


async def test_a_proxy_may_be_named_without_its_scheme(monkeypatch: pytest.MonkeyPatch) -> None:
    with serve({"http://story.example/a": b"by proxy"}) as proxy:
        monkeypatch.setenv("http_proxy", proxy.url.removeprefix("http://"))
        assert (await look("http://story.example/a", typed=False)).body == b"by proxy"


@pytest.mark.parametrize("proxy", ["socks5://ola:secret@proxy.example:1080", "ftp://proxy.example"])
async def test_a_proxy_of_another_kind_is_told(monkeypatch: pytest.MonkeyPatch, proxy: str) -> None:
    monkeypatch.setenv("http_proxy", proxy)
    with pytest.raises(FetchError, match=f"{proxy.partition(':')[0]}://") as caught:
        await look("http://story.example/a")
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("content", [None, "no certificate"])
async def test_certificates_that_cannot_be_read_are_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, content: str | None
) -> None:
    if content:
        (tmp_path / "ca.pem").write_text(content)
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    with pytest.raises(FetchError, match="SSL_CERT_FILE") as caught:
        await look("https://story.example/a")
    assert caught.value.kind is ErrorKind.TLS


async def test_behind_a_proxy_names_are_left_to_it(monkeypatch: pytest.MonkeyPatch) -> None:
    with serve({"http://far.example/story": b"by proxy"}) as proxy:
        monkeypatch.setenv("http_proxy", proxy.url)
        monkeypatch.setenv("no_proxy", "near.example")
        async with Fetcher(QUICK, resolve=names(near="127.0.0.1")) as fetcher:
            response = await fetcher.fetch("http://far.example/story")
            with pytest.raises(FetchError) as caught:
                await fetcher.fetch("http://near.example/story")
            with pytest.raises(FetchError) as literal:
                await fetcher.fetch("http://10.0.0.1/story")
    assert response.body == b"by proxy"
    assert caught.value.kind is ErrorKind.PRIVATE_ADDRESS
    assert literal.value.kind is ErrorKind.PRIVATE_ADDRESS
