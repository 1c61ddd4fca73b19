"""What is read in feeds of every kind, sound and broken."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.feeds.written import Item, rss
from tuireader.errors import UnreadablePageError
from tuireader.feeds import read_feed
from tuireader.feeds.prose import LONGEST_TEXT
from tuireader.feeds.reading import MOST_ENTRIES

URL = "https://gannet.example/news/feed.xml"

ATOM = b"""<?xml version="1.0"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://gannet.example/">
<title>The Gannet</title>
<link href="/"/><link rel="self" href="/news/feed.xml"/>
<entry><title type="html">Ferry &lt;em&gt;late&lt;/em&gt; &amp;amp; full</title>
<id>tag:gannet.example,2026:1</id>
<link rel="enclosure" href="/ferry.mp3"/><link rel="alternate" href="/ferry"/>
<published>2026-03-03T11:00:00+01:00</published><updated>2026-03-04T09:30:00Z</updated>
<summary>It left at 4 &lt; 5 o'clock.</summary></entry></feed>"""

RSS_1 = b"""<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://gannet.example/"><title>The Gannet</title></channel>
<item rdf:about="https://gannet.example/ferry"><title>Ferry late</title>
<link>https://gannet.example/ferry</link><dc:date>2026-03-03T10:00:00Z</dc:date></item></rdf:RDF>"""


def test_rss_gives_address_id_title_date_and_summary() -> None:
    item = Item(
        "Ferry late", "/ferry", "n-17", description="It left at <b>four</b>.<br>Nobody saw."
    )
    channel = read_feed(rss([item]), url=URL)
    (entry,) = channel.entries
    assert (channel.title, channel.home) == ("The Gannet", "https://gannet.example/")
    assert (entry.url, entry.id) == ("https://gannet.example/ferry", "n-17")
    assert (entry.title, entry.summary) == ("Ferry late", "It left at four. Nobody saw.")
    assert entry.published == datetime(2026, 3, 3, 10, tzinfo=UTC)
    assert entry.updated is None


def test_atom_gives_the_story_not_the_enclosure_and_both_dates_in_utc() -> None:
    (entry,) = read_feed(ATOM, url=URL).entries
    assert entry.url == "https://gannet.example/ferry"
    assert entry.title == "Ferry late & full"
    assert entry.summary == "It left at 4 < 5 o'clock."
    assert entry.published == datetime(2026, 3, 3, 10, tzinfo=UTC)
    assert entry.updated == datetime(2026, 3, 4, 9, 30, tzinfo=UTC)


def test_rss_1_is_read() -> None:
    (entry,) = read_feed(RSS_1).entries
    assert (entry.url, entry.title) == ("https://gannet.example/ferry", "Ferry late")


def test_what_leads_nowhere_is_left_out() -> None:
    items = [
        Item("No link", ""),
        Item("Script", "javascript:alert(1)"),
        Item("File", "file:///etc/hostname"),
        Item("Good", "https://gannet.example/good"),
    ]
    assert [entry.title for entry in read_feed(rss(items), url=URL).entries] == ["Good"]


def test_an_id_that_is_an_address_serves_where_there_is_no_link() -> None:
    feed = rss([Item("Ferry", "")]).replace(
        b"<link></link>", b"<guid>https://gannet.example/f</guid>"
    )
    assert [entry.url for entry in read_feed(feed).entries] == ["https://gannet.example/f"]


def test_the_publishers_own_address_wins_over_the_click_counters() -> None:
    feed = rss([Item("Ferry", "https://counter.example/~r/17")]).replace(
        b"</item>",
        b'<f:origLink xmlns:f="http://rssnamespace.org/feedburner/ext/1.0">'
        b"https://gannet.example/ferry</f:origLink></item>",
    )
    assert [entry.url for entry in read_feed(feed).entries] == ["https://gannet.example/ferry"]


def test_text_is_clean() -> None:
    feed = rss([Item("Fer\u202ery\x07 late\n now<img src=x onerror=y>", "/f")])
    (entry,) = read_feed(feed, url=URL).entries
    assert entry.title == "Ferry late now"


@pytest.mark.parametrize("escape", ["\x1b", "&#27;", "&amp;#27;", "\x9b", "&#155;"])
def test_no_escape_sequence_reaches_a_terminal(escape: str) -> None:
    feed = rss([Item("Ferry ESC]0;owned\x07late", "/f")]).replace(b"ESC", escape.encode())
    (entry,) = read_feed(feed, url=URL).entries
    assert not {"\x1b", "\x9b", "\x07"} & set(entry.title)


def test_an_entry_without_a_title_is_called_by_its_summary() -> None:
    (entry,) = read_feed(rss([Item("", "/f", description="The ferry left.")]), url=URL).entries
    assert entry.title == "The ferry left."


def test_long_summaries_are_cut() -> None:
    feed = rss([Item("Ferry", "/f", description="word " * 10_000)])
    (entry,) = read_feed(feed, url=URL).entries
    assert len(entry.summary) == LONGEST_TEXT


def test_so_many_entries_and_no_more_are_read() -> None:
    feed = rss([Item(f"Story {n}", f"/{n}") for n in range(MOST_ENTRIES + 5)])
    entries = read_feed(feed, url=URL).entries
    assert len(entries) == MOST_ENTRIES
    assert entries[0].title == "Story 0"


@pytest.mark.parametrize(
    ("sound", "broken"),
    [
        (b"Ferry late", b"Ferry & crew late"),
        (b"Ferry late", b"Ferry&nbsp;late"),
        (b"Ferry late", b"Ferry \x0b late"),
        (b"Ferry late", b"Ferry &#x110000; &#99999999999; late"),
        (b"</title><link>", b"</title></b><br><link>"),
        (b"</channel></rss>", b""),
        (b'<?xml version="1.0" encoding="UTF-8"?>', b"\n\n  "),
        (b'<?xml version="1.0" encoding="UTF-8"?>', b"Warning: no cache\n<?xml version='1.0'?>"),
        (b'version="2.0"', b""),
        (b"Tue, 03 Mar 2026 10:00:00 GMT", b"the day before yesterday"),
        (b"<item>", b'<item><media:thumbnail url="x"/>'),
    ],
)
def test_broken_feeds_are_read_as_far_as_they_go(sound: bytes, broken: bytes) -> None:
    feed = rss([Item("Ferry late", "/ferry", "1"), Item("Market shut", "/market", "2")])
    assert sound in feed
    entries = read_feed(feed.replace(sound, broken, 1), url=URL).entries
    assert [entry.url.rpartition("/")[2] for entry in entries] == ["ferry", "market"]
    assert "Market shut" in entries[1].title


@pytest.mark.parametrize(
    "page",
    [
        b"",
        b"hello",
        b"<!DOCTYPE html><html><body><p>No feed here</p></body></html>",
        b"<!doctype html><title>Items</title><item>not one</item>",
        b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><body/></html>',
        b"{}",
        b'{"items": 3}',
        b"[[[[",
        b"[" * 100_000,
        b"\x00\xff\x00\xff",
    ],
)
def test_what_is_no_feed_is_refused(page: bytes) -> None:
    with pytest.raises(UnreadablePageError):
        read_feed(page, url=URL)


def test_what_makes_the_parser_stumble_is_refused_in_our_own_words() -> None:
    feed = b'<rss xmlns:gml="http://www.opengis.net/gml"><item><gml:pos>1 2</gml:pos></item></rss>'
    with pytest.raises(UnreadablePageError, match="broken") as told:
        read_feed(feed, url=URL)
    assert told.value.__cause__ is not None
