"""What every test runs under: no way out of this machine, and no trace in the user's folders."""

from __future__ import annotations

import ipaddress
import socket
import sys
from collections.abc import Iterator

import pytest

_MEANT_LOCAL = ("", "localhost", "ip6-localhost")
_EVENTS = ("socket.connect", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname")


class OutsideError(RuntimeError):
    """A test tried to reach, or to look up, something beyond loopback."""


def is_local(host: object) -> bool:
    """Say whether a host is this machine, by its name or address alone."""
    if host is None or host in _MEANT_LOCAL:
        return True
    text = host.decode("ascii", "replace") if isinstance(host, bytes) else str(host)
    try:
        return ipaddress.ip_address(text.partition("%")[0]).is_loopback
    except ValueError:
        return text in _MEANT_LOCAL


def _watch(event: str, arguments: tuple[object, ...]) -> None:
    if event not in _EVENTS:
        return
    if event in ("socket.connect", "socket.sendto"):
        plug, address = arguments[0], arguments[1]
        if isinstance(plug, socket.socket) and plug.family == socket.AF_UNIX:
            return
        host = address[0] if isinstance(address, tuple) else address
    else:
        host = arguments[0]
    if not is_local(host):
        raise OutsideError(f"{event} {host!r}: tests stay on loopback")


# An audit hook sees every socket of this process, whichever library opened it (PEP 578).
sys.addaudithook(_watch)


@pytest.fixture(autouse=True, scope="session")
def _home_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep the user's library, config and proxies out of every test."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TUIREADER_HOME", str(tmp_path_factory.mktemp("home")))
        for name in ("http_proxy", "https_proxy", "all_proxy"):
            patch.delenv(name, raising=False)
            patch.delenv(name.upper(), raising=False)
        yield
