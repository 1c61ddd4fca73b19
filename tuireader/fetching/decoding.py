"""Content-Encoding undone in small pieces, so that a bomb never unfolds in memory.

httpx decodes each network chunk whole: 64 kB of Brotli can become gigabytes before anyone can
count them. These decoders give at most `PIECE` bytes at a time, and the reader stops asking.
"""

from __future__ import annotations

import sys
import zlib
from collections.abc import Callable, Iterator
from typing import Protocol

import brotli

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

PIECE = 65_536
ACCEPTED = "gzip, deflate, br, zstd"
LAYERS = 3
"""How many encodings may lie on top of each other; more is nobody's server."""

_GZIP_MAGIC = b"\x1f\x8b"
_WINDOW_LOG_MAX = 23  # 8 MB: the largest window a sender may use over HTTP (RFC 9659)


class DecodingError(ValueError):
    """The body isn't what its Content-Encoding says, or it is cut short."""


class Decoder(Protocol):
    """Undoes one encoding."""

    def feed(self, data: bytes) -> Iterator[bytes]:
        """Yield what the next bytes decode to, in pieces of at most PIECE bytes."""

    def finish(self) -> None:
        """Raise DecodingError where the body ended too early."""


class _Gzip:
    """Gzip (RFC 1952): one member or several; what follows the last is padding."""

    def __init__(self) -> None:
        self._engine = zlib.decompressobj(zlib.MAX_WBITS | 16)
        self._seen = False
        self._held = b""

    def feed(self, data: bytes) -> Iterator[bytes]:
        self._seen = True
        while data and (data := self._next_member(data)):
            yield self._engine.decompress(data, PIECE)
            data = self._engine.unused_data if self._engine.eof else self._engine.unconsumed_tail
        yield from _rest(self._engine)

    def finish(self) -> None:
        if self._seen and not self._engine.eof:
            raise DecodingError("the compressed body ends too early")

    def _next_member(self, data: bytes) -> bytes:
        """Return what the engine is to read, a new one begun where a member follows another."""
        if not self._engine.eof:
            return data
        data, self._held = self._held + data, b""
        if data == _GZIP_MAGIC[:1]:
            self._held = data
        if not data.startswith(_GZIP_MAGIC):
            return b""
        self._engine = zlib.decompressobj(zlib.MAX_WBITS | 16)
        return data


class _Deflate:
    """Deflate in its zlib wrapper, or without it, as some servers send it (RFC 9110, 8.4.1.2)."""

    def __init__(self) -> None:
        self._engine: zlib._Decompress | None = None
        self._held = b""

    def feed(self, data: bytes) -> Iterator[bytes]:
        if self._engine is None:
            self._held += data
            if len(self._held) < 2:
                return
            data, self._held = self._held, b""
            wrapped = data[0] & 0x0F == 8 and int.from_bytes(data[:2], "big") % 31 == 0
            self._engine = zlib.decompressobj(zlib.MAX_WBITS if wrapped else -zlib.MAX_WBITS)
        while data and not self._engine.eof:
            yield self._engine.decompress(data, PIECE)
            data = self._engine.unconsumed_tail
        yield from _rest(self._engine)

    def finish(self) -> None:
        if self._held or (self._engine and not self._engine.eof):
            raise DecodingError("the compressed body ends too early")


def _rest(engine: zlib._Decompress) -> Iterator[bytes]:
    """Yield what an engine holds back after it has read everything."""
    while piece := engine.decompress(b"", PIECE):
        yield piece


class _Brotli:
    """Brotli (RFC 7932)."""

    def __init__(self) -> None:
        self._engine = brotli.Decompressor()
        self._seen = False

    def feed(self, data: bytes) -> Iterator[bytes]:
        if not data or self._engine.is_finished():
            return
        self._seen = True
        yield self._engine.process(data, output_buffer_limit=PIECE)
        while not self._engine.is_finished():
            piece = self._engine.process(b"", output_buffer_limit=PIECE)
            if not piece and self._engine.can_accept_more_data():
                return
            yield piece

    def finish(self) -> None:
        if self._seen and not self._engine.is_finished():
            raise DecodingError("the compressed body ends too early")


class _Zstd:
    """Zstandard (RFC 8878): one frame or several, one after the other."""

    def __init__(self) -> None:
        self._engine = self._fresh()
        self._whole = True

    def feed(self, data: bytes) -> Iterator[bytes]:
        while data or not self._engine.needs_input:
            self._whole = False
            piece = self._engine.decompress(data, PIECE)
            data = b""
            if self._engine.eof:
                data, self._whole = self._engine.unused_data, True
                self._engine = self._fresh()
            yield piece

    def finish(self) -> None:
        if not self._whole:
            raise DecodingError("the compressed body ends too early")

    @staticmethod
    def _fresh() -> zstd.ZstdDecompressor:
        return zstd.ZstdDecompressor(
            options={zstd.DecompressionParameter.window_log_max: _WINDOW_LOG_MAX}
        )


class Unfolding:
    """Undoes all encodings of one body, the last applied first."""

    def __init__(self, content_encoding: str) -> None:
        names = [name.strip().lower() for name in content_encoding.split(",")]
        known = [name for name in names if name in _DECODERS]
        if len(known) > LAYERS:
            raise DecodingError(f"{len(known)} encodings lie on top of each other")
        self._decoders = [_DECODERS[name]() for name in reversed(known)]

    def feed(self, data: bytes) -> Iterator[bytes]:
        """Yield what the next bytes from the wire decode to.

        Raises:
            DecodingError: they aren't what the header says.
        """
        pieces: Iterator[bytes] = iter((data,))
        for decoder in self._decoders:
            pieces = _through(decoder, pieces)
        try:
            yield from pieces
        except (zlib.error, brotli.error, zstd.ZstdError) as error:
            raise DecodingError(
                f"the body isn't what its Content-Encoding says: {error}"
            ) from error

    def finish(self) -> None:
        """Check that the body came to its end.

        Raises:
            DecodingError: it was cut short.
        """
        for decoder in self._decoders:
            decoder.finish()


def _through(decoder: Decoder, pieces: Iterator[bytes]) -> Iterator[bytes]:
    for piece in pieces:
        yield from decoder.feed(piece)


_DECODERS: dict[str, Callable[[], Decoder]] = {
    "gzip": _Gzip,
    "x-gzip": _Gzip,
    "deflate": _Deflate,
    "br": _Brotli,
    "zstd": _Zstd,
}
"""Encodings we undo; an unknown name is taken for none, as browsers do."""
