"""Zstandard with a prefix: the standard library's from Python 3.14, its backport before."""

from __future__ import annotations

import sys
from functools import lru_cache
from typing import Any

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

ZstdError = zstd.ZstdError

_CHECKED = zstd.CompressionParameter.checksum_flag


def pack(data: bytes, prefix: bytes, level: int) -> bytes:
    """Return `data` as one checksummed zstd frame, packed against `prefix`."""
    reach = (len(prefix) + len(data)).bit_length()
    options = _options(level, reach, alone=not prefix)
    packer = zstd.ZstdCompressor(options=options, zstd_dict=_known(prefix))
    packer.set_pledged_input_size(len(data))
    return bytes(packer.compress(data, packer.FLUSH_FRAME))


@lru_cache(maxsize=256)
def _options(level: int, reach: int, *, alone: bool) -> dict[int, int]:
    """Return how to pack what has, with its prefix, a length of so many bits."""
    options: dict[int, int] = {zstd.CompressionParameter.compression_level: level, _CHECKED: 1}
    if reach > _FAR:
        # A prefix is only looked into as far back as the window reaches.
        options[zstd.CompressionParameter.window_log] = reach
    if level <= _QUICK and not alone:
        # One place for every eight bytes, or a long prefix would crowd its own beginning out.
        options[zstd.CompressionParameter.hash_log] = min(max(reach - 3, 15), 22)
    return options


_FAR = 17
_QUICK = 3
"""Levels up to this one find repeats through one hash table, made for short inputs."""


def unpack(frame: bytes, prefix: bytes, limit: int) -> bytes:
    """Return what `pack` packed.

    Raises:
        ZstdError: the frame is damaged, cut short, or holds more than `limit` bytes.
    """
    unpacker = zstd.ZstdDecompressor(zstd_dict=_known(prefix), options=_FAR_BACK)
    data = bytes(unpacker.decompress(frame, limit))
    if not unpacker.eof:
        raise ZstdError("The frame is cut short or too long.")
    return data


_FAR_BACK: dict[int, int] = {zstd.DecompressionParameter.window_log_max: 27}


def _known(prefix: bytes) -> Any:
    """Return a prefix as zstd takes it, or None for one so short that it refuses it."""
    return zstd.ZstdDict(prefix, is_raw=True).as_prefix if len(prefix) >= _SHORT else None


_SHORT = 8
