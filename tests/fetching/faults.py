"""Everything a bad server can do."""

from __future__ import annotations

import gzip
import socket
import struct
import zlib
from dataclasses import replace

import brotli

from tests.fetching.looking import IMPATIENT, QUICK, zstd_packed
from tests.loopback import Asked, Page, Reply
from tuireader.errors import ErrorKind

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
SMALL = replace(QUICK, size_limit=100_000)
HASTY = replace(IMPATIENT, size_limit=100_000)


def raw(*parts: bytes) -> Page:
    """Send bytes that no well-behaved server would, then hang up."""

    def script(asked: Asked) -> None:
        for part in parts:
            asked.socket.sendall(part)

    return script


def reset(sent: bytes) -> Page:
    """Send something, then tear the connection down with a TCP reset."""

    def script(asked: Asked) -> None:
        asked.socket.sendall(sent)
        asked.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        asked.socket.close()

    return script


def silence(sent: bytes) -> Page:
    """Send something, then nothing until the client hangs up."""

    def script(asked: Asked) -> None:
        asked.socket.sendall(sent)
        asked.socket.recv(1)

    return script


def drip(asked: Asked) -> None:
    """Send a byte now and then, each in time for the read time-out, for ever."""
    asked.socket.sendall(HEAD + b"Content-Length: 100000\r\n\r\n")
    asked.socket.settimeout(0.05)
    while True:
        asked.socket.sendall(b".")
        try:
            if not asked.socket.recv(1):
                return
        except TimeoutError:
            continue


def flood(asked: Asked) -> None:
    """Send a body without a length, far beyond the limit."""
    asked.socket.sendall(HEAD + b"Connection: close\r\n\r\n")
    for _ in range(10_000):
        asked.socket.sendall(b"x" * 65_536)


def packed(encoding: str, body: bytes) -> Reply:
    return Reply(headers={"Content-Encoding": encoding}, body=body)


ZEROS = bytes(50_000_000)
GZIPPED = gzip.compress(b"<p>story</p>" * 500)

FAULTS: dict[str, tuple[Page, ErrorKind]] = {
    "hangs up at once": (raw(), ErrorKind.PROTOCOL),
    "resets at once": (reset(b""), ErrorKind.CONNECT),
    "resets in the body": (reset(HEAD + b"Content-Length: 999\r\n\r\nabc"), ErrorKind.CONNECT),
    "says nothing": (silence(b""), ErrorKind.TIMEOUT),
    "stops in the headers": (silence(HEAD), ErrorKind.TIMEOUT),
    "stops in the body": (silence(HEAD + b"Content-Length: 9\r\n\r\nabc"), ErrorKind.TIMEOUT),
    "drips": (drip, ErrorKind.TIMEOUT),
    "floods": (flood, ErrorKind.TOO_LARGE),
    "speaks no HTTP": (raw(b"220 mail.example ESMTP\r\n"), ErrorKind.PROTOCOL),
    "breaks a header": (raw(b"HTTP/1.1 200 OK\r\nno colon here\r\n\r\n"), ErrorKind.PROTOCOL),
    "sends endless headers": (raw(HEAD + b"X: " + b"y" * 500_000), ErrorKind.PROTOCOL),
    "promises more than it sends": (
        raw(HEAD + b"Content-Length: 900\r\n\r\nabc"),
        ErrorKind.PROTOCOL,
    ),
    "promises a size over the limit": (
        raw(HEAD + b"Content-Length: 99999999999\r\n\r\n"),
        ErrorKind.TOO_LARGE,
    ),
    "promises a size below nothing": (
        raw(HEAD + b"Content-Length: -5\r\n\r\nabc"),
        ErrorKind.PROTOCOL,
    ),
    "contradicts itself about the size": (
        raw(HEAD + b"Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd"),
        ErrorKind.PROTOCOL,
    ),
    "sends bad chunks": (
        raw(HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n"),
        ErrorKind.PROTOCOL,
    ),
    "leaves the last chunk out": (
        raw(HEAD + b"Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n"),
        ErrorKind.PROTOCOL,
    ),
    "sends a gzip bomb": (packed("gzip", gzip.compress(ZEROS)), ErrorKind.TOO_LARGE),
    "sends a deflate bomb": (packed("deflate", zlib.compress(ZEROS)), ErrorKind.TOO_LARGE),
    "sends a brotli bomb": (packed("br", brotli.compress(ZEROS, quality=1)), ErrorKind.TOO_LARGE),
    "sends a zstd bomb": (packed("zstd", zstd_packed(ZEROS)), ErrorKind.TOO_LARGE),
    "sends a bomb in a bomb": (
        packed("gzip, gzip", gzip.compress(gzip.compress(ZEROS))),
        ErrorKind.TOO_LARGE,
    ),
    "sends half a gzip": (packed("gzip", GZIPPED[:-30]), ErrorKind.PROTOCOL),
    "lies about gzip": (packed("gzip", b"<p>plain</p>"), ErrorKind.PROTOCOL),
    "wraps a page twenty times": (packed(", ".join(["gzip"] * 20), GZIPPED), ErrorKind.PROTOCOL),
    "switches protocols": (
        raw(b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: telnet\r\n\r\n"),
        ErrorKind.PROTOCOL,
    ),
    "answers with a number of its own": (Reply(status=799), ErrorKind.HTTP),
    "speaks HTTP/0.9": (raw(b"<html><p>hello</p></html>"), ErrorKind.PROTOCOL),
    "sends a huge header": (
        raw(HEAD + b"Set-Cookie: a=" + b"y" * 200_000 + b"\r\n\r\n"),
        ErrorKind.PROTOCOL,
    ),
    "sends too many headers": (
        raw(HEAD, *[b"X-%d: %s\r\n" % (n, b"y" * 100) for n in range(3_000)], b"\r\n"),
        ErrorKind.PROTOCOL,
    ),
    "is asked too often": (Reply(status=429, headers={"Retry-After": "1"}), ErrorKind.HTTP),
    "is overloaded": (Reply(status=503, headers={"Retry-After": "soon"}), ErrorKind.HTTP),
    "redirects into a loop": (
        lambda asked: Reply(status=301, headers={"Location": asked.path}),
        ErrorKind.REDIRECT,
    ),
    "redirects into a private net": (
        Reply(status=302, headers={"Location": "http://192.168.1.1/admin"}),
        ErrorKind.PRIVATE_ADDRESS,
    ),
    "redirects to a file": (
        Reply(status=302, headers={"Location": "file:///etc/passwd"}),
        ErrorKind.REDIRECT,
    ),
}
