"""Lists of feeds."""

from __future__ import annotations

import pytest

from tuireader.errors import UnreadablePageError
from tuireader.feeds import Outline, read_opml, write_opml

LIST = b"""<?xml version="1.0" encoding="UTF-8"?><opml version="1.1">
<head><title>Mine</title></head>
<body><outline text="Coast"><outline text="Harbours">
<outline type="rss" text="The Gannet" xmlUrl="https://gannet.example/feed?a=1&b=2"
 htmlUrl="https://gannet.example/"/></outline></outline>
<outline title="Tern &amp; Sons&nbsp;News" XMLURL="https://tern.example/feed"/>
<outline text="The Gannet again" xmlUrl="https://gannet.example/feed?a=1&amp;b=2"/>
<outline text="A folder"/><outline text="bad" xmlUrl="file:///etc/passwd"/></body></opml>"""


def test_feeds_are_found_in_all_folders_once_each() -> None:
    gannet, tern = read_opml(LIST)
    assert gannet.url == "https://gannet.example/feed?a=1&b=2"
    assert gannet.home == "https://gannet.example/"
    assert (tern.url, tern.title) == ("https://tern.example/feed", "Tern & Sons News")


def test_what_was_written_is_read_again() -> None:
    outlines = (
        Outline(
            url="https://gannet.example/?a=1&b=2", title='<"The" & Gannet>', home="https://g.e/"
        ),
        Outline(
            url="https://tern.example/feed", title="Шторм", words=("flood*", 'the "Tern", shut')
        ),
        Outline(url="https://skua.example/feed", title="Skua", words=()),
    )
    assert read_opml(write_opml(outlines, title="Mine & yours").encode()) == outlines


@pytest.mark.parametrize("rule", ["", "flood*", "{", "7", "[" * 100_000, '{"a": 1}'])
def test_a_rule_that_can_not_be_read_is_none(rule: str) -> None:
    text = write_opml([Outline(url="https://g.example/f", words=("x",))], title="x")
    (outline,) = read_opml(text.replace("[&quot;x&quot;]", rule.replace('"', "&quot;")).encode())
    assert outline.words is None


def test_a_feed_without_a_title_is_listed_by_its_address() -> None:
    (outline,) = read_opml(write_opml([Outline(url="https://g.example/f")], title="x").encode())
    assert outline.title == "https://g.example/f"


@pytest.mark.parametrize("data", [b"", b"hello", b"<opml><body>", b"<html></html>", b'{"a": 1}'])
def test_what_is_no_list_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadablePageError, match="OPML"):
        read_opml(data)
