"""What is new in a feed, and what only looks so."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from tests.feeds.written import entry
from tuireader.feeds import sift
from tuireader.model import Entry, Feed, KnownEntry

NOON = datetime(2026, 3, 3, 12, tzinfo=UTC)
FEED = Feed(number=3, url="https://gannet.example/feed", added_at=NOON)
FERRY = entry()
MARKET = entry("https://gannet.example/market", "Market shut")


def known(shown: Entry, number: int = 1, article: int | None = 7) -> KnownEntry:
    return KnownEntry(number=number, feed=3, entry=shown, wanted=True, article=article)


def test_what_was_never_shown_is_new_the_oldest_first() -> None:
    sifted = sift(FEED, [], [MARKET, FERRY])
    assert [each.entry for each in sifted.new] == [FERRY, MARKET]
    assert all(each.wanted and each.feed == 3 and not each.number for each in sifted.new)


def test_what_a_feed_shows_twice_is_new_once() -> None:
    assert len(sift(FEED, [], [FERRY, FERRY, replace(FERRY, id="again")]).new) == 1


def test_what_was_shown_as_it_is_needs_nothing() -> None:
    sifted = sift(FEED, [known(FERRY)], [FERRY])
    assert (sifted.new, sifted.altered, sifted.touched) == ((), (), ())


def test_a_new_id_makes_no_new_entry() -> None:
    sifted = sift(FEED, [known(FERRY)], [replace(FERRY, id="other")])
    assert sifted.new == ()
    assert [each.entry.id for each in sifted.altered] == ["other"]
    assert sifted.touched == ()


def test_a_new_address_makes_no_new_entry_where_the_id_stays_and_the_article_keeps_its_own() -> (
    None
):
    moved = replace(FERRY, url="https://gannet.example/ferry-is-late")
    sifted = sift(FEED, [known(FERRY)], [moved])
    assert sifted.new == ()
    assert [each.entry.url for each in sifted.altered] == [FERRY.url]


def test_an_entry_that_is_no_article_yet_takes_its_new_address() -> None:
    moved = replace(FERRY, url="https://gannet.example/ferry-is-late")
    (altered,) = sift(FEED, [known(FERRY, article=None)], [moved]).altered
    assert altered.entry.url == moved.url


def test_ids_that_are_all_the_same_say_nothing() -> None:
    read = [replace(FERRY, id="news"), replace(MARKET, id="news")]
    assert len(sift(FEED, [known(replace(FERRY, id="news"))], read).new) == 1


def test_an_id_that_went_over_to_another_entry_does_not_hide_it() -> None:
    read = [replace(FERRY, id="new"), replace(MARKET, id=FERRY.id)]
    assert [each.entry.url for each in sift(FEED, [known(FERRY)], read).new] == [MARKET.url]


def test_a_later_date_and_a_new_title_say_that_the_article_was_worked_on() -> None:
    dated = replace(FERRY, updated=NOON)
    later = replace(dated, updated=NOON + timedelta(hours=1))
    titled = replace(MARKET, title="Market open after all")
    sifted = sift(FEED, [known(dated), known(MARKET, 2)], [later, titled])
    assert {each.number for each in sifted.touched} == {1, 2}


def test_an_earlier_date_says_nothing() -> None:
    dated = replace(FERRY, updated=NOON)
    sifted = sift(FEED, [known(dated)], [replace(dated, updated=NOON - timedelta(hours=1))])
    assert (len(sifted.altered), sifted.touched) == (1, ())


def test_new_dates_for_all_at_once_say_nothing() -> None:
    shown = [replace(entry(f"https://gannet.example/{n}"), updated=NOON) for n in range(8)]
    read = [replace(each, updated=NOON + timedelta(hours=1)) for each in shown]
    sifted = sift(FEED, [known(each, n) for n, each in enumerate(shown, 1)], read)
    assert (len(sifted.altered), sifted.touched) == (8, ())


def test_a_new_title_can_bring_an_entry_under_the_rule() -> None:
    feed = replace(FEED, words=("herring",))
    before = replace(known(FERRY, article=None), wanted=False)
    (altered,) = sift(feed, [before], [replace(FERRY, title="Ferry lost its herring")]).altered
    assert altered.wanted
