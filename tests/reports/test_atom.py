"""The feed of changes: valid XML whatever the text holds."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree

from tuireader.feeds import read_feed
from tuireader.reports.atom import AtomEntry, changes_atom

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
NASTY = 'a < b & "c" \x00\x1b[31m \ud800 ]]> 😀'


def entry(number: int, text: str = "text") -> AtomEntry:
    return AtomEntry(
        id=f"urn:x:{number}",
        title=f"Change {number}",
        text=text,
        url=f"https://gannet.example/{number}?a=1&b=2",
        updated=NOON + timedelta(hours=number),
    )


def test_our_own_reader_can_follow_it() -> None:
    feed = read_feed(changes_atom([entry(1), entry(3), entry(2)], now=NOON).encode())
    assert [one.title for one in feed.entries] == ["Change 3", "Change 2", "Change 1"]
    assert feed.entries[0].url == "https://gannet.example/3?a=1&b=2"
    assert feed.entries[0].updated == NOON + timedelta(hours=3)


def test_text_that_xml_cannot_hold_breaks_nothing() -> None:
    root = ElementTree.fromstring(changes_atom([entry(1, NASTY)], now=NOON).encode())
    content = root.find(".//{http://www.w3.org/2005/Atom}content")
    assert content is not None
    assert content.text == 'a < b & "c" ��[31m � ]]> 😀'


def test_a_feed_without_changes_is_a_feed() -> None:
    assert read_feed(changes_atom([], now=NOON).encode()).entries == ()
