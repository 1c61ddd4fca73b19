"""Feeds that chance made: whatever comes, there is an answer or a refusal."""

from __future__ import annotations

from contextlib import suppress

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.feeds.written import FERRY, MARKET, rss
from tuireader.errors import UnreadablePageError
from tuireader.feeds import discover, read_feed, read_opml

SOUND = rss([FERRY, MARKET])
PIECES = st.sampled_from(
    [
        b"<", b">", b"&", b'"', b"]]>", b"<![CDATA[", b"<!DOCTYPE", b"<!ENTITY", b"<!--", b"-->",
        b"<?xml", b"?>", b"&#x110000;", b"&#0;", b"\x00", b"\xff\xfe", b"http://[::1", b"//[",
        b'xml:base="http://["', b'encoding="utf-7"', b'encoding="idna"', b"<georss:where>",
        b"<gml:pos>1</gml:pos>", b"<pubDate>99999-99-99</pubDate>", b"<opml>", b"<link rel=", b"{",
    ]
)  # fmt: skip
SPOTS = st.integers(min_value=0, max_value=len(SOUND))


@settings(max_examples=150, deadline=None, derandomize=True, database=None)
@given(st.lists(st.tuples(SPOTS, SPOTS, st.one_of(PIECES, st.binary(max_size=8))), max_size=6))
def test_a_feed_is_read_or_refused(changes: list[tuple[int, int, bytes]]) -> None:
    feed = SOUND
    for start, end, piece in changes:
        feed = feed[: min(start, end)] + piece + feed[min(end, start + 40) :]
    with suppress(UnreadablePageError):
        entries = read_feed(feed, url="https://gannet.example/feed").entries
        assert all(entry.url.startswith(("http://", "https://")) for entry in entries)
    with suppress(UnreadablePageError):
        read_opml(feed)
    discover(feed, url="https://gannet.example/")
