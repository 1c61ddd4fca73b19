"""Tampering and damage show, each by name, and the rest stays readable."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.library.builders import (
    FERRY,
    MARKET,
    NOTHING,
    after,
    capture,
    document,
    edited,
    save,
    save_history,
    saving,
)
from tuireader.errors import DamagedLibraryError, LibraryError
from tuireader.library import open_library, seal
from tuireader.library.opening import FileLibrary
from tuireader.model import (
    Fault,
)


def two_articles(library: FileLibrary) -> None:
    """Save two articles with several snapshots each."""
    save_history(library, 5)
    save_history(library, 4, article=MARKET)
    save(library, saving(edited(3), article=MARKET, at=after(90), previous=4, verdict=NOTHING))


def _named(faults: Iterator[Fault]) -> set[tuple[int | None, int | None]]:
    return {(fault.article, fault.snapshot) for fault in faults}


def test_a_sound_library_has_no_faults(library: FileLibrary) -> None:
    two_articles(library)
    assert list(library.verify()) == []


def test_seals_follow_from_what_was_saved_and_the_seal_before(library: FileLibrary) -> None:
    one, other = saving(), saving(article=MARKET)
    save(library, one)
    save(library, other)
    before = seal.START
    for article, what in ((1, one), (2, other)):
        (snapshot,) = library.history(article)
        response = what.capture.response
        page = seal.sha256(response.body)
        assert snapshot.seal == seal.seal(
            before, snapshot.digest, snapshot.taken_at, response, page
        )
        before = snapshot.seal


@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE docs_snapshots SET taken_at = taken_at + 1 WHERE id = 3",
        "UPDATE docs_snapshots SET seal = zeroblob(32) WHERE id = 3",
        """UPDATE docs_snapshots SET doc = json_set(doc, '$.after', hex(zeroblob(32)))
           WHERE id = 3""",
        "UPDATE docs_pages SET data = (SELECT data FROM docs_pages WHERE id = 2) WHERE id = 3",
        "DELETE FROM docs_pages WHERE id = 3",
        "UPDATE docs_texts SET digest = zeroblob(32) WHERE id = 3",
        "UPDATE docs_texts SET data = substr(data, 1, length(data) - 9) WHERE id = 3",
        "DELETE FROM docs_texts WHERE id = 3",
    ],
)
def test_what_was_tampered_with_is_named_and_the_rest_is_not(
    library: FileLibrary, tampering: str
) -> None:
    two_articles(library)
    library.store.engine.execute(tampering)
    named = _named(library.verify())
    assert (1, 3) in named
    # What is packed against a damaged record is lost with it; 5 goes back to 1.
    assert named <= {(1, 3), (1, 4)}


@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE docs_texts SET headline = 'Forged' WHERE id = 3",
        "UPDATE docs_texts SET extractor = 'another/9' WHERE id = 3",
        """UPDATE docs_snapshots SET doc = json_set(doc, '$.url', 'https://forged.example/')
           WHERE id = 3""",
    ],
)
def test_what_is_told_of_a_snapshot_must_be_what_was_saved(
    library: FileLibrary, tampering: str
) -> None:
    two_articles(library)
    library.store.engine.execute(tampering)
    assert _named(library.verify()) == {(1, 3)}


@pytest.mark.parametrize("name", ["url", "key", "headline"])
def test_what_is_told_of_an_article_must_be_what_was_saved(library: FileLibrary, name: str) -> None:
    two_articles(library)
    library.store.engine.execute(f"UPDATE docs_articles SET {name} = 'forged' WHERE id = 2")
    assert {fault.article for fault in library.verify()} == {2}


def test_an_article_that_moved_is_sound(library: FileLibrary) -> None:
    two_articles(library)
    assert library.move(2, "https://moved.example/market", typed=True)
    assert list(library.verify()) == []


@pytest.mark.parametrize(
    "damage",
    [
        "doc = '{'",
        "doc = '5'",
        "doc = x'00'",
        """doc = '{"status": "odd"}'""",
        """doc = '{"origin": "odd"}'""",
        "taken_at = 'x'",
        "taken_at = 1 << 62",
        'doc = \'{"verdict": ["odd", "silent", 0.5]}\'',
        "number = NULL",
        "text = x'07'",
        "seal = 5",
    ],
)
def test_a_snapshot_s_damaged_record_leaves_the_others_readable(
    library: FileLibrary, damage: str
) -> None:
    two_articles(library)
    library.store.engine.execute(f"UPDATE docs_snapshots SET {damage} WHERE id = 3")
    faults = list(library.verify())
    assert "snapshots 3" in {fault.record for fault in faults} or (1, 3) in _named(iter(faults))
    assert {snapshot.number for snapshot in library.history(1)} >= {1, 2, 4, 5}
    assert {check.snapshot for check in library.checks(1)} >= {1, 2, 4, 5}
    assert library.document(1, 4) == edited(3)
    assert len(library.listings()) == 2
    assert len(list(library.judged())) >= 7
    save(library, saving(edited(9), at=after(200), previous=5, verdict=NOTHING))


@pytest.mark.parametrize(
    "damage",
    [
        "snapshots = 'three'",
        "doc = '{'",
        "doc = '[]'",
        "headline = x'07'",
        "headline = CAST(x'ff' AS TEXT)",
        "last_at = 1 << 62",
        "disclosure = 'odd'",
    ],
)
def test_an_article_s_damaged_record_leaves_the_others_readable(
    library: FileLibrary, damage: str
) -> None:
    two_articles(library)
    library.store.engine.execute(f"UPDATE docs_articles SET {damage} WHERE id = 1")
    assert "articles 1" in {fault.record for fault in library.verify()}
    assert [listing.article for listing in library.listings()] == [2]
    assert library.document(2, 4) == edited(3)
    with pytest.raises(DamagedLibraryError, match="damaged"):
        library.listing(1)


def test_a_snapshot_taken_out_is_missed(library: FileLibrary) -> None:
    two_articles(library)
    library.store.engine.execute("DELETE FROM docs_snapshots WHERE id = 3")
    faults = list(library.verify())
    assert {fault.record for fault in faults} == {"snapshots 3", "articles 1"}
    assert (1, 3) in _named(iter(faults))


def test_a_snapshot_taken_out_at_the_end_is_missed(library: FileLibrary) -> None:
    two_articles(library)
    library.store.engine.execute("DELETE FROM docs_snapshots WHERE id = 10")
    assert _named(library.verify()) == {(2, 5)}


def test_an_article_taken_out_is_missed(library: FileLibrary) -> None:
    two_articles(library)
    library.store.engine.execute("DELETE FROM docs_articles WHERE id = 2")
    assert _named(library.verify()) == {(2, None)}


def test_a_changed_text_is_refused_and_the_others_are_read(library: FileLibrary) -> None:
    two_articles(library)
    library.store.engine.execute(
        "UPDATE docs_texts SET data = (SELECT data FROM docs_texts WHERE id = 1), base = NULL "
        "WHERE id = 5"
    )
    with pytest.raises(DamagedLibraryError, match="Snapshot 5 of article 1"):
        library.document(1, 5)
    assert library.document(1, 4) == edited(3)
    assert library.document(2, 4) == edited(3)


@pytest.mark.parametrize("table", ["docs_texts", "docs_pages"])
@pytest.mark.parametrize("harm", ["DELETE FROM {}", "UPDATE {} SET data = x'00'"])
def test_damage_does_not_keep_an_article_from_being_followed(
    library: FileLibrary, table: str, harm: str
) -> None:
    two_articles(library)
    library.store.engine.execute(f"{harm.format(table)} WHERE id IN (1, 5)")
    known = {fault.record for fault in library.verify()}
    assert len(library.history(1)) == 5
    save(library, saving(edited(9), at=after(200), previous=5, verdict=NOTHING))
    save(library, saving(edited(4), at=after(201), previous=6, verdict=NOTHING))
    save(library, saving(edited(4), at=after(-1)))
    for snapshot, day in ((6, 9), (7, 4), (8, 4)):
        assert library.document(1, snapshot) == edited(day)
        assert library.response(1, snapshot) is not None
    assert {fault.record for fault in library.verify()} == known


def test_records_that_cannot_be_read_are_named(library: FileLibrary) -> None:
    two_articles(library)
    library.store.checks.add({"article": 1, "at": 5, "status": "odd", "url": FERRY})
    (fault,) = library.verify()
    assert (fault.record, fault.article) == ("checks 1", 1)


def test_headers_are_under_the_seal_without_the_raw_page_too(path: Path) -> None:
    with open_library(path, keep_raw=False) as library:
        save_history(library, 3)
        assert library.response(1, 2) is None
        assert list(library.verify()) == []
        library.store.engine.execute(
            "UPDATE docs_pages SET data = (SELECT data FROM docs_pages WHERE id = 2) WHERE id = 3"
        )
        assert _named(library.verify()) == {(1, 3)}


def test_a_library_may_keep_raw_pages_for_some_time_only(path: Path) -> None:
    for keep_raw, day in ((True, 0), (False, 1), (True, 2)):
        with open_library(path, keep_raw=keep_raw) as library:
            previous = day or None
            save(library, saving(edited(day), at=after(day), previous=previous))
    with open_library(path) as library:
        kept = [library.response(1, number) is not None for number in (1, 2, 3)]
        assert kept == [True, False, True]
        assert list(library.verify()) == []


def _bytes_of(library: FileLibrary, table: str) -> list[int]:
    sql = "SELECT pageno FROM dbstat WHERE name = ? AND pagetype = 'leaf'"
    return [row[0] for row in library.store.engine.rows(sql, (table,))]


@pytest.mark.parametrize("table", ["docs_snapshots", "docs_texts", "docs_pages", "docs_articles"])
def test_a_damaged_page_of_the_file_is_named_and_the_rest_is_read(path: Path, table: str) -> None:
    with open_library(path) as library:
        for number in range(60):
            read = document([f"Bird {number} {letter} " * 20 for letter in "abcdef"])
            save(library, saving(read, article=f"{FERRY}/{number}"))
        try:
            pages = _bytes_of(library, table)
        except LibraryError:
            pytest.skip("SQLite was built without dbstat")
        assert len(pages) > 1
        library.store.engine.rows("PRAGMA wal_checkpoint(TRUNCATE)")
    data = bytearray(path.read_bytes())
    start = (pages[1] - 1) * 4096
    data[start : start + 4096] = b"\xa5" * 4096
    path.write_bytes(data)
    with open_library(path, read_only=True) as library:
        faults = list(library.verify())
        assert faults
        assert all(fault.record and fault.fault for fault in faults)
        readable = 0
        for number in range(1, 61):
            try:
                library.document(number, 1)
                readable += 1
            except LibraryError:
                continue
        assert 0 < readable <= 60
        if table in ("docs_snapshots", "docs_texts"):
            assert {fault.article for fault in faults if fault.article}
            assert readable < 60


def test_a_capture_without_a_page_is_sealed_and_checked(library: FileLibrary) -> None:
    save(library, saving())
    assert library.response(1, 1) == capture().response
    assert list(library.verify()) == []
