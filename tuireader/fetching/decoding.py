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

_WINDOW_LOG_MAX = 23  # 8 MB: the largest window a sender may use over HTTP (RFC 9659)


class DecodingError(ValueError):
    """The body isn't what its Content-Encoding says, or it is cut short."""


class Decoder(Protocol):
    """Undoes one encoding."""

    def feed(self, data: bytes) -> Iterator[bytes]:
        """Yield what the next bytes decode to, in pieces of at most PIECE bytes."""

    def finish(self) -> None:
        """Raise DecodingError where the body ended too early."""


class _Zlib:
    """Gzip, and deflate with or without its zlib wrapper (RFC 9110, section 8.4.1)."""

    def __init__(self, *, gzip: bool) -> None:
        self._gzip = gzip
        self._engine = self._fresh()
        self._seen = False

    def feed(self, data: bytes) -> Iterator[bytes]:
        while data:
            if self._engine.eof:
                if not (self._gzip and data.startswith(b"\x1f\x8b")):
                    return  # padding after the end; another gzip member would be read
                self._engine = self._fresh()
            yield self._step(data)
            data = self._engine.unused_data if self._engine.eof else self._engine.unconsumed_tail
        while piece := self._engine.decompress(b"", PIECE):
            yield piece

    def finish(self) -> None:
        if self._seen and not self._engine.eof:
            raise DecodingError("the compressed body ends too early")

    def _fresh(self) -> zlib._Decompress:
        return zlib.decompressobj(zlib.MAX_WBITS | 16 if self._gzip else zlib.MAX_WBITS)

    def _step(self, data: bytes) -> bytes:
        try:
            piece = self._engine.decompress(data, PIECE)
        except zlib.error:
            if self._seen or self._gzip:
                raise
            self._engine = zlib.decompressobj(-zlib.MAX_WBITS)
            piece = self._engine.decompress(data, PIECE)
        self._seen = True
        return piece


class _Brotli:
    """Brotli (RFC 7932)."""

    def __init__(self) -> None:
        self._engine = brotli.Decompressor()
        self._seen = False

    def feed(self, data: bytes) -> Iterator[bytes]:
        while data and not self._engine.is_finished():
            self._seen = True
            yield self._engine.process(data, output_buffer_limit=PIECE)
            while not self._engine.can_accept_more_data():
                yield self._engine.process(b"", output_buffer_limit=PIECE)
            data = b""

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
    "gzip": lambda: _Zlib(gzip=True),
    "x-gzip": lambda: _Zlib(gzip=True),
    "deflate": lambda: _Zlib(gzip=False),
    "br": _Brotli,
    "zstd": _Zstd,
}
"""Encodings we undo; an unknown name is taken for none, as browsers do."""
