"""What can be asked of a library, of any kind."""

from __future__ import annotations

import pytest

from tests.library.builders import (
    FERRY,
    FURNITURE,
    MARKET,
    NOON,
    SILENT,
    STYLE,
    after,
    document,
    edited,
    save,
    save_history,
    saving,
)
from tuireader.errors import ErrorKind, NotFoundError
from tuireader.library.opening import FileLibrary
from tuireader.library.protocol import Library, Mark, Wanted
from tuireader.model import (
    ChangeKind,
    Check,
    CheckError,
    CheckStatus,
    Disclosure,
    Mute,
    Overruling,
    Verdict,
)


def test_an_article_is_found_by_number_url_and_part_of_its_headline(library: Library) -> None:
    save(library, saving())
    save(library, saving(document(headline="Market to close"), article=MARKET))
    assert library.resolve("2").url == MARKET
    assert library.resolve(FERRY).number == 1
    assert library.resolve("STOPS  the").number == 1


def test_a_headline_is_found_with_the_quotes_of_a_keyboard(library: Library) -> None:
    save(library, saving(document(headline="The skipper’s “gull” — gone")))
    assert library.resolve('skipper\'s "gull" -').number == 1


def test_a_headline_that_fits_whole_wins_over_those_it_is_part_of(library: Library) -> None:
    save(library, saving(document(headline="Ferry")))
    save(library, saving(document(headline="Ferry late"), article=MARKET))
    assert library.resolve("ferry").number == 1


@pytest.mark.parametrize("reference", ["3", "0", "99999999999999999999", "tern", "", "²"])
def test_what_is_not_there_is_not_found(library: Library, reference: str) -> None:
    save(library, saving())
    with pytest.raises(NotFoundError):
        library.resolve(reference)


def test_an_ambiguous_headline_names_those_it_fits(library: Library) -> None:
    save(library, saving(document(headline="Ferry late")))
    save(library, saving(document(headline="Ferry gone"), article=MARKET))
    with pytest.raises(NotFoundError, match=r"1: Ferry late.*2: Ferry gone"):
        library.resolve("ferry")


@pytest.mark.parametrize("call", ["document", "response"])
def test_a_snapshot_that_is_not_there_is_not_found(library: Library, call: str) -> None:
    save(library, saving())
    for article, snapshot in ((1, 2), (2, 1), (1, 0)):
        with pytest.raises(NotFoundError):
            getattr(library, call)(article, snapshot)


def test_a_listing_counts_snapshots_and_texts(library: Library) -> None:
    save_history(library, 3)
    listing = library.listing(1)
    assert (listing.snapshots, listing.texts) == (3, 3)
    assert (listing.first, listing.last) == (NOON, after(48))
    assert (listing.status, listing.verdict) == (CheckStatus.CHANGED, SILENT)
    assert (listing.unread, listing.changed) == (True, True)


def test_furniture_is_no_news(library: Library) -> None:
    save(library, saving())
    save(library, saving(edited(1), at=after(1), previous=1, verdict=FURNITURE))
    listing = library.listing(1)
    assert (listing.changed, listing.verdict, listing.texts) == (False, None, 2)
    save(library, saving(edited(2), at=after(2), previous=2, verdict=STYLE))
    save(library, saving(edited(3), at=after(3), previous=3, verdict=FURNITURE))
    assert library.listing(1).verdict == STYLE


def test_reading_an_article_settles_its_changes_until_the_next(library: Library) -> None:
    save_history(library, 2)
    listing = library.mark(1, Mark(read=True), at=after(30))
    assert (listing.unread, listing.changed) == (False, False)
    save(library, saving(edited(2), at=after(48), previous=2, verdict=SILENT))
    assert (library.listing(1).unread, library.listing(1).changed) == (False, True)
    assert library.mark(1, Mark(read=False), at=after(49)).unread


def test_an_older_capture_saved_later_is_news_but_not_the_newest(library: Library) -> None:
    save(library, saving(edited(5), at=after(10)))
    library.mark(1, Mark(read=True), at=after(11))
    save(library, saving(edited(1), at=after(1)))
    library.judge(1, 1, SILENT, ())
    listing = library.listing(1)
    assert (listing.first, listing.last, listing.verdict) == (after(1), after(10), SILENT)
    assert [snapshot.verdict for snapshot in library.history(1)] == [None, SILENT]


def test_judging_anew_replaces_the_verdict(library: Library) -> None:
    save_history(library, 2)
    library.judge(1, 2, FURNITURE, ())
    assert library.history(1)[1].verdict == FURNITURE
    assert (library.listing(1).verdict, library.listing(1).changed) == (None, False)


def test_the_newest_news_come_first(library: Library) -> None:
    for number, hours in enumerate((5, 9, 7), start=1):
        save(library, saving(article=f"{FERRY}/{number}", at=after(hours)))
    assert [listing.article for listing in library.listings()] == [2, 3, 1]
    change = saving(edited(1), article=f"{FERRY}/1", at=after(20), previous=1, verdict=SILENT)
    save(library, change)
    assert [listing.article for listing in library.listings()] == [1, 2, 3]


def test_an_unchanged_look_does_not_move_an_article_up(library: Library) -> None:
    save(library, saving(article=FERRY))
    save(library, saving(article=MARKET, at=after(1)))
    save(library, saving(article=FERRY, at=after(2), previous=1, verdict=FURNITURE))
    assert [listing.url for listing in library.listings()] == [MARKET, FERRY]


def _four(library: Library) -> None:
    save(library, saving(article=f"{FERRY}/1", tags=("sea",)))
    save_history(library, 2, article=f"{FERRY}/2")
    other = document(headline="Market to close", source="Sundhavn Post")
    save(library, saving(other, article=f"{FERRY}/3"))
    save(library, saving(article=f"{FERRY}/4"))
    library.mark(3, Mark(read=True, starred=True), at=NOON)
    library.mark(4, Mark(archived=True), at=NOON)


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (Wanted(), {1, 2, 3}),
        (Wanted(unread=True), {1, 2}),
        (Wanted(unread=False), {3}),
        (Wanted(changed=True), {2}),
        (Wanted(silent=True), {2}),
        (Wanted(silent=False), {1, 3}),
        (Wanted(starred=True), {3}),
        (Wanted(archived=True), {4}),
        (Wanted(archived=None), {1, 2, 3, 4}),
        (Wanted(tag="sea"), {1}),
        (Wanted(source="post"), {3}),
        (Wanted(query="market CLOSE"), {3}),
        (Wanted(query="gannet.example"), {1, 2, 3}),
        (Wanted(query="market ferry"), {3}),
        (Wanted(query="market herring"), set()),
    ],
)
def test_listings_can_be_narrowed(library: Library, wanted: Wanted, expected: set[int]) -> None:
    _four(library)
    assert {listing.article for listing in library.listings(wanted)} == expected


@pytest.mark.parametrize("query", [None, "ferry"])
def test_listings_come_in_pages(library: Library, query: str | None) -> None:
    for number in range(1, 6):
        save(library, saving(article=f"{FERRY}/{number}", at=after(number)))
    page = library.listings(Wanted(query=query, limit=2, offset=1))
    assert [listing.article for listing in page] == [4, 3]


def test_tags_stars_and_the_archive_are_set_and_unset(library: Library) -> None:
    save(library, saving(tags=("sea", "birds")))
    listing = library.mark(1, Mark(tag="odd", untag="sea", starred=True, archived=True), at=NOON)
    assert (listing.tags, listing.starred, listing.archived) == (("birds", "odd"), True, True)
    listing = library.mark(1, Mark(starred=False, archived=False), at=NOON)
    assert (listing.tags, listing.starred, listing.archived) == (("birds", "odd"), False, False)


def test_a_removed_article_is_out_of_sight_until_it_is_restored(library: Library) -> None:
    save(library, saving(next_check=NOON))
    library.remove(1, at=after(1))
    assert library.listings() == ()
    assert list(library.articles()) == []
    assert library.due(after(9)) == ()
    assert library.resolve("1").removed_at == after(1)
    assert [listing.article for listing in library.listings(Wanted(removed=True))] == [1]
    library.restore(1)
    assert [listing.article for listing in library.listings()] == [1]
    assert library.resolve("1").removed_at is None


def test_what_is_due_comes_longest_overdue_first(library: Library) -> None:
    for number, hours in enumerate((3, 1, 9), start=1):
        save(library, saving(article=f"{FERRY}/{number}", next_check=after(hours)))
    save(library, saving(article=MARKET))
    assert [article.number for article in library.due(after(3))] == [2, 1]


def test_how_many_are_due_and_when_the_next_one_is(library: Library) -> None:
    assert library.ahead(after(0)) == (0, None)
    for number, hours in enumerate((3, 1, 9, 2), start=1):
        save(library, saving(article=f"{FERRY}/{number}", next_check=after(hours)))
    save(library, saving(article=MARKET))
    library.remove(4, at=after(0))
    assert library.ahead(after(0)) == (0, after(1))
    assert library.ahead(after(3)) == (2, after(9))
    assert library.ahead(after(9)) == (3, None)


def test_a_look_without_a_page_is_recorded(library: Library) -> None:
    save(library, saving(next_check=after(1), headers={"etag": '"1"', "last-modified": "Mon"}))
    error = CheckError(kind=ErrorKind.HTTP, message="404 Not Found")
    check = Check(
        article=1,
        url=FERRY,
        at=after(1),
        status=CheckStatus.FAILED,
        next_check=after(4),
        error=error,
    )
    library.record(check)
    assert library.checks(1)[-1] == check
    listing = library.listing(1)
    assert (listing.status, listing.next_check) == (CheckStatus.FAILED, after(4))
    assert library.validators(1) == {"etag": '"1"', "last-modified": "Mon"}


def test_validators_are_what_the_server_said_last(library: Library) -> None:
    save(library, saving(headers={"etag": '"1"', "last-modified": "Mon"}))
    save(library, saving(at=after(1), previous=1, verdict=FURNITURE, headers={"etag": '"2"'}))
    assert library.validators(1) == {"etag": '"2"'}
    same = Check(article=1, url=FERRY, at=after(2), status=CheckStatus.UNCHANGED)
    library.record(same, validators={"etag": '"3"'})
    assert library.validators(1) == {"etag": '"3"'}


def test_an_older_capture_does_not_change_when_to_look_next(library: Library) -> None:
    save(library, saving(at=after(5), next_check=after(6), headers={"etag": '"5"'}))
    save(library, saving(edited(1), at=after(1), headers={"etag": '"1"'}))
    listing = library.listing(1)
    assert (listing.next_check, listing.status) == (after(6), CheckStatus.NEW)
    assert library.validators(1) == {"etag": '"5"'}


def test_looks_are_read_on_from_a_bookmark_each_once(library: Library) -> None:
    save(library, saving())
    start = library.bookmark()
    assert library.looks_after(start) == (start, ())
    save(library, saving(edited(1), at=after(2), previous=1, verdict=FURNITURE))
    library.record(Check(article=1, url=FERRY, at=after(1), status=CheckStatus.FAILED))
    save(library, saving(at=after(3), article=MARKET))
    mark, looks = library.looks_after(start)
    assert looks == ((1, after(1)), (1, after(2)), (2, after(3)))
    assert library.looks_after(mark) == (mark, ())
    assert mark == library.bookmark()


def test_a_bookmark_among_looks_that_were_purged_goes_on_at_the_end(library: Library) -> None:
    for number, url in enumerate((FERRY, MARKET), start=1):
        save(library, saving(article=url))
        library.record(Check(article=number, url=url, at=after(1), status=CheckStatus.FAILED))
    mark = library.bookmark()
    library.remove(2, at=after(2))
    library.purge(at=after(2))
    mark, _ = library.looks_after(mark)
    library.record(Check(article=1, url=FERRY, at=after(3), status=CheckStatus.FAILED))
    assert library.looks_after(mark)[1] == ((1, after(3)),)


def test_the_stamp_grows_with_every_write(library: Library) -> None:
    stamps = [library.stamp()]
    for write in (
        lambda: save(library, saving()),
        lambda: library.mark(1, Mark(read=True), at=NOON),
        lambda: library.remove(1, at=NOON),
    ):
        write()
        stamps.append(library.stamp())
    assert stamps == sorted(set(stamps))
    library.listings()
    assert library.stamp() == stamps[-1]


def test_a_persons_word_counts_but_does_not_replace_the_programs(library: Library) -> None:
    save_history(library, 2)
    noise = Overruling(article=1, snapshot=2, at=after(50), noise=True, note="a widget")
    library.overrule(noise)
    assert library.overrulings(1) == {2: noise}
    assert library.history(1)[1].verdict == SILENT
    assert (library.listing(1).verdict, library.listing(1).changed) == (None, False)
    other = Overruling(article=1, snapshot=2, at=after(51), disclosure=Disclosure.DISCLOSED)
    library.overrule(other)
    assert library.overrulings(1) == {2: other}
    assert library.listing(1).verdict == Verdict(
        kind=ChangeKind.FACTUAL, disclosure=Disclosure.DISCLOSED, weight=0.8
    )
    library.clear(1, 2)
    assert library.overrulings(1) == {}
    assert library.listing(1).verdict == SILENT


def test_verdicts_can_be_counted_by_source(library: Library) -> None:
    save_history(library, 3)
    save(library, saving(article=MARKET))
    library.overrule(Overruling(article=1, snapshot=3, at=after(50), noise=True))
    rows = list(library.judged())
    assert [(row.source, row.snapshot, row.verdict) for row in rows] == [
        ("The Gannet", 2, SILENT),
        ("The Gannet", 3, SILENT),
    ]
    assert [row.overruling is None for row in rows] == [True, False]
    assert [row.snapshot for row in library.judged(since=after(30))] == [3]
    library.remove(1, at=after(60))
    assert list(library.judged()) == []


def test_what_is_saved_is_there_when_the_library_is_opened_again(
    library: Library, path: object
) -> None:
    from pathlib import Path

    from tuireader.library import open_library

    save_history(library, 2)
    library.close()
    library.close()
    assert isinstance(path, Path)
    with open_library(path) as again:
        assert again.document(1, 2) == edited(1)
        assert again.listing(1).snapshots == 2


def test_a_mute_hides_what_is_saved_and_what_is_saved_later(library: Library) -> None:
    _four(library)
    library.mute(Mute(source="sundhavn post"))
    library.mute(Mute(phrase="GULL"))
    save(library, saving(article=f"{FERRY}/5"))
    assert library.listings() == ()
    assert {row.article for row in library.listings(Wanted(muted=True))} == {1, 2, 3, 5}
    library.unmute(Mute(phrase="GULL"))
    assert {row.article for row in library.listings()} == {1, 2, 5}
    assert library.mutes() == (Mute(source="sundhavn post"),)


def test_rows_can_be_put_back_as_they_were(library: Library) -> None:
    _four(library)
    before = library.listings()
    library.mark_all([row.article for row in before], Mark(read=True, tags=("a", "b")), at=NOON)
    library.mark(2, Mark(starred=True, archived=True), at=NOON)
    assert {row.unread or row.changed for row in library.listings()} == {False}
    library.put_back(before)
    assert library.listings() == before


def test_the_place_one_read_to_is_kept(library: Library) -> None:
    save(library, saving())
    assert library.listing(1).place == 0.0
    assert library.mark(1, Mark(place=12.5), at=NOON).place == 12.5


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("articles", "url"),
        ("articles", "key"),
        ("snapshots", "article"),
        ("snapshots", "taken_at"),
        ("texts", "digest"),
        ("checks", "article"),
        ("formers", "key"),
    ],
)
def test_what_is_asked_for_often_is_found_by_an_index(
    library: FileLibrary, table: str, column: str
) -> None:
    sql = f"EXPLAIN QUERY PLAN SELECT * FROM docs_{table} WHERE {column} IS ? ORDER BY id"
    plan = [row[-1] for row in library.store.engine.rows(sql, (1,))]
    assert any(line.startswith("SEARCH") for line in plan), plan
