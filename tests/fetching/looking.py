"""What the tests of fetching share: quick settings, one look, a made-up name service."""

from __future__ import annotations

import socket
import ssl
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace

from tuireader.fetching import Fetcher, FetchSettings
from tuireader.fetching.addresses import Resolve, resolve_by_system
from tuireader.model import Response

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

QUICK = FetchSettings(gap=0, connect_timeout=10, read_timeout=10, total_timeout=30)
IMPATIENT = replace(QUICK, read_timeout=0.5, connect_timeout=0.5, total_timeout=1.5)


def zstd_packed(body: bytes) -> bytes:
    """Pack a body as one Zstandard frame."""
    return bytes(zstd.compress(body))


async def look(
    url: str,
    settings: FetchSettings = QUICK,
    *,
    typed: bool = True,
    validators: Mapping[str, str] | None = None,
    resolve: Resolve = resolve_by_system,
    tls: ssl.SSLContext | None = None,
) -> Response:
    """Fetch one address with a Fetcher of its own."""
    async with Fetcher(settings, resolve=resolve, tls=tls) as fetcher:
        return await fetcher.fetch(url, typed=typed, validators=validators)


def names(**hosts: str) -> Resolve:
    """Make a name service: `story="127.0.0.1"` answers for story.example."""

    async def resolve(host: str) -> Sequence[str]:
        label, _, domain = host.partition(".")
        if domain != "example" or label not in hosts:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return hosts[label].split()

    return resolve
