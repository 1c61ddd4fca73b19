"""JSON Feed."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from tuireader.feeds import read_feed

URL = "https://gannet.example/feed.json"


def feed(*items: Any) -> bytes:
    head = {"version": "https://jsonfeed.org/version/1.1", "title": "The Gannet"}
    return json.dumps(head | {"home_page_url": "https://gannet.example/", "items": items}).encode()


def test_an_item_gives_address_id_title_dates_and_summary() -> None:
    item = {
        "id": 17,
        "url": "/ferry",
        "title": "Ferry late",
        "content_html": "<p>It left at <i>four</i>.</p>",
        "date_published": "2026-03-03T11:00:00+01:00",
        "date_modified": "2026-03-04T09:30:00Z",
    }
    channel = read_feed(feed(item), url=URL)
    (entry,) = channel.entries
    assert (channel.title, channel.home) == ("The Gannet", "https://gannet.example/")
    assert (entry.id, entry.url, entry.title) == (
        "17",
        "https://gannet.example/ferry",
        "Ferry late",
    )
    assert entry.summary == "It left at four."
    assert entry.published == datetime(2026, 3, 3, 10, tzinfo=UTC)
    assert entry.updated == datetime(2026, 3, 4, 9, 30, tzinfo=UTC)


def test_items_of_other_shapes_are_left_out_or_read_as_far_as_they_go() -> None:
    items = [
        "text",
        None,
        {"url": 3},
        {"id": "https://gannet.example/by-id", "title": ["no text"], "date_published": "soon"},
        {"id": "x", "external_url": "https://tern.example/linked", "date_published": True},
    ]
    entries = read_feed(feed(*items), url=URL).entries
    assert [entry.url for entry in entries] == [
        "https://gannet.example/by-id",
        "https://tern.example/linked",
    ]
    assert [entry.published for entry in entries] == [None, None]


def test_a_mark_and_white_space_before_the_brace_do_no_harm() -> None:
    assert read_feed(b"\xef\xbb\xbf\r\n " + feed({"url": "/a"}), url=URL).entries
