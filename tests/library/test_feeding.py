"""Feeds and the entries they have shown."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.library.builders import FERRY, MARKET, NOON, after
from tuireader.errors import NotFoundError
from tuireader.library import open_library
from tuireader.library.protocol import Library
from tuireader.model import Entry, Feed, KnownEntry

GANNET = Feed(url="https://gannet.example/feed", title="The Gannet", added_at=NOON)
TERN = Feed(url="https://tern.example/feed", title="Tern Weekly", words=("ferry",), added_at=NOON)


def shown(url: str = FERRY, *, feed: int = 1, wanted: bool = True) -> KnownEntry:
    """Return an entry that was never shown before."""
    entry = Entry(url=url, id=f"id of {url}", title="Ferry late", updated=NOON, summary="It was.")
    return KnownEntry(feed=feed, entry=entry, wanted=wanted)


def test_a_feed_is_kept_as_it_is(library: Library, path: Path) -> None:
    feed = replace(
        TERN,
        home="https://tern.example/",
        typed=False,
        checked_at=after(1),
        error="It answered 500.",
        validators={"etag": '"1"'},
    )
    added = library.feeds.add(feed)
    assert added == replace(feed, number=1)
    with open_library(path) as again:
        assert again.feeds.all() == (added,)


def test_subscribing_twice_renews_title_and_rule_alone(library: Library) -> None:
    library.feeds.add(GANNET)
    library.feeds.keep(replace(library.feeds.find("1"), checked_at=after(1)))
    other = replace(GANNET, url="HTTPS://Gannet.example:443/feed", title="", words=("x",))
    again = library.feeds.add(other)
    assert (again.number, again.title, again.words) == (1, "The Gannet", ("x",))
    assert (again.url, again.checked_at) == (GANNET.url, after(1))
    assert len(library.feeds.all()) == 1


@pytest.mark.parametrize(
    "reference", ["2", " 2 ", TERN.url, "https://TERN.example/feed#top", "tern", "WEEKLY"]
)
def test_a_feed_is_found_by_number_url_and_part_of_its_title(
    library: Library, reference: str
) -> None:
    library.feeds.add(GANNET)
    library.feeds.add(TERN)
    assert library.feeds.find(reference).number == 2


@pytest.mark.parametrize("reference", ["", "3", "0", "99999999999999999999", "egret", "²"])
def test_what_is_no_feed_is_not_found(library: Library, reference: str) -> None:
    library.feeds.add(GANNET)
    with pytest.raises(NotFoundError):
        library.feeds.find(reference)


def test_a_title_that_fits_several_names_them(library: Library) -> None:
    library.feeds.add(GANNET)
    library.feeds.add(replace(TERN, title="The Gannet's Sport"))
    with pytest.raises(NotFoundError, match=r"1: The Gannet.*2: The Gannet's Sport"):
        library.feeds.find("gann")
    assert library.feeds.find("the gannet").number == 1


def test_a_number_is_given_once(library: Library) -> None:
    library.feeds.add(GANNET)
    library.feeds.add(TERN)
    library.feeds.remove(2)
    assert library.feeds.add(TERN).number == 3
    with pytest.raises(NotFoundError):
        library.feeds.find("2")
    with pytest.raises(NotFoundError):
        library.feeds.remove(2)


def test_entries_are_kept_as_they_are_and_known_by_url_and_id(library: Library) -> None:
    feed = library.feeds.add(GANNET)
    library.feeds.keep(feed, [shown(), shown(MARKET, wanted=False)])
    by_url = library.feeds.known(1, [Entry(url=FERRY)])
    assert by_url == (replace(shown(), number=1),)
    assert library.feeds.known(1, [Entry(url="https://x/", id=f"id of {FERRY}")]) == by_url
    assert library.feeds.known(2, [Entry(url=FERRY)]) == ()
    assert library.feeds.entry(2).entry.url == MARKET


def test_entries_are_wanted_or_waiting_until_they_are_articles(library: Library) -> None:
    feed = library.feeds.add(GANNET)
    library.feeds.keep(feed, [shown(), shown(MARKET, wanted=False)])
    (wanted,) = library.feeds.wanted(1)
    assert wanted.entry.url == FERRY
    assert [each.entry.url for each in library.feeds.waiting(1)] == [MARKET, FERRY]
    assert len(library.feeds.waiting(1, limit=1)) == 1
    kept = library.feeds.keep(feed, [replace(wanted, article=7)])
    assert kept.articles == 1
    assert library.feeds.wanted(1) == ()
    assert [each.entry.url for each in library.feeds.waiting(1)] == [MARKET]


def test_an_article_is_counted_once(library: Library) -> None:
    feed = library.feeds.add(GANNET)
    library.feeds.keep(feed, [replace(shown(), article=7)])
    (entry,) = library.feeds.known(1, [Entry(url=FERRY)])
    assert library.feeds.keep(feed, [entry, replace(entry, tries=1)]).articles == 1


def test_an_entry_that_another_process_kept_first_is_not_doubled(library: Library) -> None:
    feed = library.feeds.add(GANNET)
    library.feeds.keep(feed, [shown()])
    library.feeds.keep(feed, [replace(shown(), wanted=False)])
    assert len(library.feeds.waiting(1)) == 1


def test_what_another_process_ruled_meanwhile_stays(library: Library) -> None:
    feed = library.feeds.add(GANNET)
    library.feeds.add(replace(GANNET, words=("herring",)))
    assert library.feeds.keep(replace(feed, error="It failed.")).words == ("herring",)


def test_a_feed_that_was_removed_meanwhile_takes_its_entries_along(library: Library) -> None:
    feed = library.feeds.add(GANNET)
    library.feeds.keep(feed, [shown()])
    library.feeds.remove(1)
    with pytest.raises(NotFoundError):
        library.feeds.keep(feed, [shown(MARKET)])
    assert library.feeds.known(1, [Entry(url=FERRY), Entry(url=MARKET)]) == ()
    with pytest.raises(NotFoundError):
        library.feeds.entry(1)
