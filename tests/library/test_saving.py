"""What saving promises, of any library."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.library.builders import (
    FERRY,
    FURNITURE,
    MARKET,
    NOON,
    NOTHING,
    SILENT,
    after,
    capture,
    document,
    edited,
    save,
    save_history,
    saving,
)
from tuireader.library.protocol import Library, Saving, StaleError
from tuireader.model import (
    Block,
    BlockKind,
    CheckStatus,
    Document,
    Flag,
    FoundIn,
    Link,
    Notice,
    NoticeKind,
    Origin,
)


def test_a_first_capture_makes_the_article(library: Library) -> None:
    check = save(library, saving(next_check=after(1)))
    assert (check.article, check.snapshot, check.status) == (1, 1, CheckStatus.NEW)
    assert (check.url, check.at, check.next_check) == (FERRY, NOON, after(1))
    article = library.resolve(FERRY)
    assert (article.number, article.url) == (1, FERRY)
    assert (article.headline, article.source) == ("Gull stops the ferry", "The Gannet")


def test_what_was_read_comes_back_whole(library: Library) -> None:
    read = Document(
        url=FERRY,
        headline="Gull stops the ferry",
        byline=("Ola Brandt", "Mara Lindqvist"),
        source="The Gannet",
        published=NOON,
        modified=after(0.5),
        language="en",
        blocks=(
            Block(kind=BlockKind.STANDFIRST, text="A bird in the works"),
            Block(text="Read more", links=(Link(start=0, end=4, href="/more"),)),
            Block(kind=BlockKind.CAPTION, text="The gull", image="/gull.jpg"),
            Block(kind=BlockKind.PREFORMATTED, text="a\n  b"),
            Block(kind=BlockKind.NOTICE, text="Correction: it was a tern."),
        ),
        notices=(
            Notice(kind=NoticeKind.CORRECTION, text="Correction: it was a tern.", date=NOON.date()),
            Notice(kind=NoticeKind.UPDATE, text="Updated", found_in=FoundIn.JSON_LD),
        ),
        related=("/a", "/b"),
        extractor="test/1",
        warnings=("short",),
        next_page="/ferry?page=2",
    )
    save(library, saving(read))
    assert library.document(1, 1) == read


def test_the_raw_page_and_its_headers_come_back(library: Library) -> None:
    one = saving(headers={"etag": '"a1"', "x-cache": "HIT ü"})
    save(library, one)
    assert library.response(1, 1) == one.capture.response


def test_snapshots_are_numbered_in_the_order_of_saving_and_listed_by_time(
    library: Library,
) -> None:
    save(library, saving(at=after(5)))
    save(library, saving(edited(1), at=after(1)))
    save(library, saving(edited(2), at=after(3), previous=2, verdict=SILENT))
    assert [snapshot.number for snapshot in library.history(1)] == [2, 3, 1]
    assert [snapshot.taken_at for snapshot in library.history(1)] == [after(1), after(3), after(5)]


def test_two_snapshots_of_one_moment_are_ordered_by_number(library: Library) -> None:
    save(library, saving())
    save(library, saving(edited(1), previous=1, verdict=SILENT))
    assert [snapshot.number for snapshot in library.history(1)] == [1, 2]


def test_a_capture_judged_against_an_older_snapshot_is_refused_whole(library: Library) -> None:
    save_history(library, 2)
    late = saving(edited(7), at=after(48), previous=1, verdict=SILENT)
    with pytest.raises(StaleError):
        library.append([saving(article=MARKET), late])
    assert len(library.history(1)) == 2
    assert [listing.url for listing in library.listings()] == [FERRY]


def test_what_counts_as_before_is_the_newest_at_that_time(library: Library) -> None:
    save_history(library, 3)
    between = saving(edited(9), at=after(30), previous=2, verdict=SILENT)
    assert save(library, between).snapshot == 4


def test_a_blocked_snapshot_is_never_what_comes_before(library: Library) -> None:
    save(library, saving())
    save(library, saving(document(["Please log in"], headline="Log in"), at=after(1), blocked=True))
    check = save(library, saving(edited(1), at=after(2), previous=1, verdict=SILENT))
    assert check.snapshot == 3
    assert [snapshot.blocked for snapshot in library.history(1)] == [False, True, False]


def test_several_captures_of_one_article_follow_each_other(library: Library) -> None:
    checks = library.append(
        [
            saving(),
            saving(edited(1), at=after(1), previous=1, verdict=SILENT),
            saving(article=MARKET),
        ]
    )
    assert [(check.article, check.snapshot) for check in checks] == [(1, 1), (1, 2), (2, 1)]


def test_a_sweep_is_one_write(library: Library) -> None:
    before = library.stamp()
    library.append([saving(article=f"{FERRY}/{number}") for number in range(50)])
    assert library.stamp() == before + 1
    assert len(library.listings()) == 50


@pytest.mark.parametrize("days", [1, 2, 31, 32, 33, 65, 130])
def test_every_text_and_page_of_a_long_history_comes_back(library: Library, days: int) -> None:
    save_history(library, days)
    for day in range(days):
        assert library.document(1, day + 1) == edited(day)
        response = library.response(1, day + 1)
        assert response is not None
        assert f"take {day + 3} days".encode() in response.body


def test_an_unchanged_text_is_kept_once(library: Library) -> None:
    save_history(library, 1)
    for hour in range(1, 6):
        save(library, saving(edited(0), at=after(hour), previous=hour, verdict=NOTHING))
    (listing,) = library.listings()
    assert (listing.snapshots, listing.texts) == (6, 1)
    assert library.document(1, 6) == edited(0)


def test_an_equal_text_read_otherwise_is_kept_as_read(library: Library) -> None:
    first = document()
    second = replace(first, modified=after(1), related=("/other",))
    save(library, saving(first))
    save(library, saving(second, at=after(1), previous=1, verdict=NOTHING))
    assert library.document(1, 1) == first
    assert library.document(1, 2) == second
    assert library.listing(1).texts == 1


def test_snapshots_tell_where_they_came_from(library: Library) -> None:
    old = capture(at=after(-900), origin=Origin.MEMENTO, url="https://archive.example/1/ferry")
    flagged = Saving(
        article=FERRY,
        capture=capture(edited(1), at=after(1)),
        status=CheckStatus.CHANGED,
        previous=1,
        verdict=SILENT,
        flags=(Flag.REVERT,),
    )
    library.append([Saving(article=FERRY, capture=old, status=CheckStatus.NEW), flagged])
    first, second = library.history(1)
    assert (first.origin, first.url) == (Origin.MEMENTO, "https://archive.example/1/ferry")
    assert (second.origin, second.url, second.flags) == (Origin.FETCH, FERRY, (Flag.REVERT,))
    assert second.digest == edited(1).digest
    assert second.verdict == SILENT
    assert second.extractor == "test/1"


@pytest.mark.parametrize(
    "other",
    [
        "HTTPS://Gannet.Example/ferry",
        "https://gannet.example:443/ferry",
        "https://gannet.example/ferry#comments",
        " https://gannet.example/ferry ",
    ],
)
def test_one_url_is_one_article_however_it_is_written(library: Library, other: str) -> None:
    save(library, saving())
    check = save(library, saving(edited(1), article=other, at=after(1), previous=1, verdict=SILENT))
    assert check.article == 1
    assert library.resolve(other).number == 1


def test_addresses_that_may_differ_are_different_articles(library: Library) -> None:
    for url in (FERRY, FERRY + "/", FERRY + "?page=2", FERRY.replace("https", "http")):
        save(library, saving(article=url))
    assert len(library.listings()) == 4


def test_headline_and_source_follow_the_newest_snapshot_that_is_no_wall(library: Library) -> None:
    save(library, saving(document(headline="Ferry late"), at=after(2)))
    save(library, saving(document(headline="Older"), at=after(1)))
    wall = document(["Log in"], headline="Subscribe", source=None)
    save(library, saving(wall, at=after(3), blocked=True))
    assert library.resolve("1").headline == "Ferry late"
    save(library, saving(document(headline="Ferry gone"), at=after(4), previous=1, verdict=SILENT))
    assert library.resolve("1").headline == "Ferry gone"
    assert library.resolve("1").source == "The Gannet"


def test_the_same_check_is_returned_and_recorded(library: Library) -> None:
    first = save(library, saving(next_check=after(1)))
    second = save(
        library, saving(edited(1), at=after(1), previous=1, verdict=FURNITURE, next_check=after(3))
    )
    assert library.checks(1) == (first, second)
    assert second.status is CheckStatus.UNCHANGED
    assert second.change == FURNITURE


def test_text_that_is_no_unicode_is_saved_all_the_same(library: Library) -> None:
    broken = document(["half a pair: \ud83d"], headline="broken \udc80 headline")
    save(library, saving(broken))
    assert library.document(1, 1).blocks == broken.blocks
    assert len(library.listings()) == 1
