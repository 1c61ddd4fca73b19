"""Charsets: claimed, unclaimed and untrue."""

from __future__ import annotations

import pytest

from tests.feeds.written import Item, rss
from tuireader.feeds import read_feed

TITLE = "Fährmann sagt „Nein“"


def title(feed: bytes, content_type: str = "") -> str:
    (entry,) = read_feed(feed, url="https://gannet.example/", content_type=content_type).entries
    return entry.title


def written(charset: str, claim: str = "") -> bytes:
    """Return a feed in one charset that claims another, or none."""
    text = rss([Item(TITLE, "/f")]).decode()
    declared = f' encoding="{claim}"' if claim else ""
    return text.replace(' encoding="UTF-8"', declared).encode(charset)


@pytest.mark.parametrize("claim", ["", "utf-8", "iso-8859-1", "windows-1251", "utf-16", "no-such"])
def test_utf_8_is_known_whatever_it_claims(claim: str) -> None:
    assert title(written("utf-8", claim), f"text/xml; charset={claim or 'us-ascii'}") == TITLE


@pytest.mark.parametrize("claim", ["", "utf-8", "iso-8859-1", "no-such"])
def test_windows_1252_is_read_as_such_whatever_it_claims(claim: str) -> None:
    assert title(written("cp1252", claim), "application/rss+xml; charset=utf-8") == TITLE


@pytest.mark.parametrize("charset", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8-sig"])
def test_wide_charsets_and_marks_are_known_by_the_first_bytes(charset: str) -> None:
    assert title(written(charset, "utf-8")) == TITLE


def test_the_declaration_goes_before_the_header() -> None:
    text = rss([Item("Паром", "/f")]).decode().replace("UTF-8", "windows-1251")
    assert title(text.encode("cp1251"), "text/xml; charset=iso-8859-1") == "Паром"


def test_the_header_counts_where_nothing_is_declared() -> None:
    text = rss([Item("Паром", "/f")]).decode().replace(' encoding="UTF-8"', "")
    assert title(text.encode("koi8-r"), "text/xml; charset=KOI8-R") == "Паром"


def test_one_broken_character_does_not_spoil_the_others() -> None:
    feed = rss([Item("Fährschiff für Süßwaren über Nacht größer " * 20, "/f")])
    broken = feed.replace("größer".encode(), b"gr\xf6\xdfer", 1)
    assert "für Süßwaren über Nacht" in title(broken)
