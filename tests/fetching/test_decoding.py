"""Content encodings are undone in small pieces, whole or not at all."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable

import brotli
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fetching.looking import zstd_packed
from tuireader.fetching.decoding import PIECE, DecodingError, Unfolding


def raw_deflate(body: bytes) -> bytes:
    engine = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return engine.compress(body) + engine.flush()


def in_two_members(body: bytes) -> bytes:
    return gzip.compress(body[: len(body) // 2]) + gzip.compress(body[len(body) // 2 :])


def in_two_frames(body: bytes) -> bytes:
    return zstd_packed(body[: len(body) // 2]) + zstd_packed(body[len(body) // 2 :])


PACKERS: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "gzip": ("gzip", gzip.compress),
    "gzip of several members": ("x-gzip", in_two_members),
    "zlib": ("deflate", zlib.compress),
    "raw deflate": ("Deflate", raw_deflate),
    "brotli": ("br", brotli.compress),
    "zstandard": ("zstd", zstd_packed),
    "zstandard of several frames": ("zstd", in_two_frames),
    "gzip, then brotli": ("gzip, br", lambda body: brotli.compress(gzip.compress(body))),
}


def unfold(encoding: str, data: bytes, step: int) -> bytes:
    unfolding = Unfolding(encoding)
    pieces = [
        piece
        for start in range(0, len(data), step)
        for piece in unfolding.feed(data[start : start + step])
    ]
    unfolding.finish()
    return b"".join(pieces)


@pytest.mark.parametrize("packer", PACKERS)
@given(body=st.binary(max_size=300), step=st.integers(1, 40), copies=st.sampled_from([1, 700]))
@settings(max_examples=25, deadline=None)
def test_a_body_comes_out_as_it_went_in(packer: str, body: bytes, step: int, copies: int) -> None:
    encoding, pack = PACKERS[packer]
    assert unfold(encoding, pack(body * copies), step) == body * copies


@pytest.mark.parametrize("packer", PACKERS)
def test_a_large_body_comes_in_small_pieces(packer: str) -> None:
    encoding, pack = PACKERS[packer]
    sizes = [len(piece) for piece in Unfolding(encoding).feed(pack(bytes(3_000_000)))]
    assert sum(sizes) == 3_000_000
    assert max(sizes) <= 2 * PIECE


@pytest.mark.parametrize("packer", PACKERS)
def test_a_body_cut_short_is_no_body(packer: str) -> None:
    encoding, pack = PACKERS[packer]
    data = pack(bytes(range(256)) * 40)
    with pytest.raises(DecodingError):
        unfold(encoding, data[: len(data) - 9], 64)


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "zstd"])
def test_a_body_that_is_something_else_is_refused(encoding: str) -> None:
    with pytest.raises(DecodingError):
        unfold(encoding, b"<!doctype html><p>This was never packed at all.</p>", 1000)


def test_padding_behind_a_gzip_is_dropped() -> None:
    assert unfold("gzip", gzip.compress(b"story") + bytes(20), 7) == b"story"


def test_an_empty_body_needs_no_unpacking() -> None:
    assert unfold("gzip", b"", 1) == b""


def test_encodings_do_not_lie_on_top_of_each_other_for_ever() -> None:
    with pytest.raises(DecodingError):
        Unfolding("gzip, gzip, gzip, gzip")


@pytest.mark.parametrize("encoding", ["", "identity", "utf-8"])
def test_a_name_that_is_no_packing_changes_nothing(encoding: str) -> None:
    assert unfold(encoding, b"<p>story</p>", 5) == b"<p>story</p>"
