"""A library leaves and comes back whole, and merges without doubling anything."""

from __future__ import annotations

import json
import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from tinydb import TinyDB, where
from warcio.archiveiterator import ArchiveIterator

from tests.library.builders import (
    FERRY,
    MARKET,
    NOON,
    NOTHING,
    SILENT,
    after,
    document,
    edited,
    save,
    save_history,
    saving,
)
from tuireader.errors import DiskFullError, ErrorKind, LibraryError
from tuireader.library import open_library
from tuireader.library.exchange.portable import ORDER
from tuireader.library.opening import FileLibrary
from tuireader.library.protocol import Format, Mark
from tuireader.model import (
    Check,
    CheckError,
    CheckStatus,
    Entry,
    Feed,
    KnownEntry,
    Overruling,
)


def _fill(library: FileLibrary) -> None:
    """Save a bit of everything, with an article that was purged in between."""
    save_history(library, 40)
    save(library, saving(edited(39), at=after(39 * 24 + 1), previous=40, verdict=NOTHING))
    save(library, saving(article="https://gannet.example/dropped"))
    one = saving(document(["Der Fährhafen — 渡船"], headline="渡船"), article=MARKET, tags=("sea",))
    save(library, one)
    save(library, saving(edited(1), article=MARKET, at=after(-5)))
    save(library, saving(document(["Log in"]), article=MARKET, at=after(9), blocked=True))
    error = CheckError(kind=ErrorKind.TIMEOUT, message="too slow")
    look = Check(article=3, url=MARKET, at=after(11), status=CheckStatus.FAILED, error=error)
    library.record(look, validators={"etag": '"é"'})
    library.mark(1, Mark(read=True, starred=True), at=NOON)
    library.mark(3, Mark(archived=True), at=NOON)
    library.overrule(Overruling(article=1, snapshot=40, at=after(1), noise=True, note="widget"))
    feed = library.feeds.add(Feed(url="https://gannet.example/feed", title="G", added_at=NOON))
    other = library.feeds.add(Feed(url="https://gannet.example/gone", added_at=NOON))
    library.feeds.remove(other.number)
    entries = [
        KnownEntry(feed=feed.number, entry=Entry(url=MARKET, id="m", published=NOON), article=3),
        KnownEntry(feed=feed.number, entry=Entry(url=FERRY + "/9", title="Ü"), wanted=True),
    ]
    library.feeds.keep(replace(feed, checked_at=after(3), validators={"etag": "f"}), entries)
    library.remove(2, at=after(20))
    library.purge(at=after(21))


def _everything(library: FileLibrary) -> list[object]:
    feeds = [
        (feed, library.feeds.waiting(feed.number), library.feeds.wanted(feed.number))
        for feed in library.feeds.all()
    ]
    return feeds + [
        (
            article,
            library.listing(article.number),
            library.history(article.number),
            library.checks(article.number),
            library.validators(article.number),
            library.overrulings(article.number),
            [library.document(article.number, s.number) for s in library.history(article.number)],
            [library.response(article.number, s.number) for s in library.history(article.number)],
        )
        for article in library.articles()
    ]


@pytest.mark.parametrize("form", list(Format))
def test_everything_comes_back_from_every_form(
    library: FileLibrary, tmp_path: Path, form: Format
) -> None:
    _fill(library)
    file = tmp_path / "export"
    library.export_to(file, form)
    with open_library(tmp_path / "other.db") as other:
        other.import_from(file)
        assert _everything(other) == _everything(library)
        assert list(other.verify()) == []
        assert [hit.article for hit in other.search("渡船")] == [3, 3]


@pytest.mark.parametrize("form", [Format.TINYDB, Format.JSONL])
def test_a_round_trip_makes_the_same_file_to_the_byte(
    library: FileLibrary, tmp_path: Path, form: Format
) -> None:
    _fill(library)
    first, second = tmp_path / "first", tmp_path / "second"
    library.export_to(first, form)
    with open_library(tmp_path / "other.db") as other:
        other.import_from(first)
        other.export_to(second, form)
    assert first.read_bytes() == second.read_bytes()


def test_unmodified_tinydb_opens_the_export_and_writes_the_same(
    library: FileLibrary, tmp_path: Path
) -> None:
    _fill(library)
    file = tmp_path / "library.json"
    library.export_to(file)
    before = file.read_bytes()
    with TinyDB(file) as stock:
        assert stock.tables() == set(ORDER)
        (article,) = stock.table("articles").search(where("url") == FERRY)
        assert article["added_at"] == "2026-03-02T12:00:00+00:00"
        snapshots = stock.table("snapshots").search(where("article") == article.doc_id)
        assert len(snapshots) == 41
        assert snapshots[3]["document"]["blocks"][2] == "Repairs will take 6 days."
        stock.table("checks").update({"seen": True}, doc_ids=[77])
    assert file.read_bytes() == before


def test_an_empty_library_exports_as_an_empty_database(
    library: FileLibrary, tmp_path: Path
) -> None:
    library.export_to(tmp_path / "library.json")
    exported = json.loads((tmp_path / "library.json").read_text())
    assert exported == {table: {} for table in ORDER}


@pytest.mark.parametrize("form", list(Format))
def test_a_second_import_adds_nothing(library: FileLibrary, tmp_path: Path, form: Format) -> None:
    _fill(library)
    library.export_to(tmp_path / "export", form)
    before = _everything(library)
    library.import_from(tmp_path / "export")
    assert _everything(library) == before
    assert list(library.verify()) == []


def test_two_libraries_merge_and_both_chains_can_be_checked(
    library: FileLibrary, tmp_path: Path
) -> None:
    save_history(library, 3)
    with open_library(tmp_path / "other.db") as other:
        save(other, saving(document(["On the market"]), article=MARKET))
        save(other, saving(edited(1), at=after(24.5)))
        save(other, saving(edited(7), at=after(90), previous=1, verdict=SILENT))
        other.export_to(tmp_path / "export")
    library.import_from(tmp_path / "export")
    assert [snapshot.number for snapshot in library.history(1)] == [1, 2, 4, 3, 5]
    assert library.document(1, 5) == edited(7)
    assert library.resolve(MARKET).number == 2
    assert library.listing(1).texts == 4
    assert list(library.verify()) == []
    save(library, saving(edited(8), at=after(100), previous=5, verdict=SILENT))
    assert list(library.verify()) == []
    library.export_to(tmp_path / "merged")
    with open_library(tmp_path / "third.db") as third:
        third.import_from(tmp_path / "merged")
        assert _everything(third) == _everything(library)
        assert list(third.verify()) == []


def test_numbers_that_are_taken_are_given_anew(library: FileLibrary, tmp_path: Path) -> None:
    save(library, saving(article="https://gannet.example/own"))
    with open_library(tmp_path / "other.db") as other:
        save_history(other, 2)
        other.overrule(Overruling(article=1, snapshot=2, at=NOON, noise=True))
        other.export_to(tmp_path / "export")
    library.import_from(tmp_path / "export")
    assert library.resolve(FERRY).number == 2
    assert list(library.overrulings(2)) == [2]
    assert library.overrulings(1) == {}


def test_the_number_of_a_purged_article_stays_taken(library: FileLibrary, tmp_path: Path) -> None:
    _fill(library)
    library.export_to(tmp_path / "export")
    with open_library(tmp_path / "other.db") as other:
        other.import_from(tmp_path / "export")
        assert save(other, saving(article="https://gannet.example/new")).article == 4


def test_a_web_archive_holds_the_pages_as_any_tool_reads_them(
    library: FileLibrary, tmp_path: Path
) -> None:
    save_history(library, 2)
    library.export_to(tmp_path / "a.warc.gz", Format.WARC)
    with (tmp_path / "a.warc.gz").open("rb") as file:
        found = [
            (
                record.rec_headers.get_header("WARC-Target-URI"),
                record.rec_headers.get_header("WARC-Date"),
                record.http_headers.get_header("content-type"),
                record.content_stream().read(),
            )
            for record in ArchiveIterator(file)
            if record.rec_type == "response"
        ]
    responses = [library.response(1, number) for number in (1, 2)]
    assert found == [
        (FERRY, time, "text/html", response.body)
        for time, response in zip(
            ("2026-03-02T12:00:00Z", "2026-03-03T12:00:00Z"), responses, strict=True
        )
        if response is not None
    ]


def test_progress_is_told(library: FileLibrary, tmp_path: Path) -> None:
    save_history(library, 250)
    told: list[tuple[int, int | None]] = []
    records = library.export_to(tmp_path / "e", progress=lambda *done: told.append(done))
    assert records == 251
    assert told == [(200, 251), (251, 251)]
    told.clear()
    with open_library(tmp_path / "other.db") as other:
        taken, _ = other.import_from(tmp_path / "e", progress=lambda *done: told.append(done))
    assert taken == 251
    assert [done for done, _ in told] == [200, 251]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"some text",
        b"{}",
        b'{"people": {"1": {"name": "Ida"}}}',
        b'{"articles": {"1": {"url": "https://a.example/"',
        b'{"articles": {"1": {"url": 5}}}',
        b'{"articles": {"one": {}}}',
        b'{"articles": [1, 2]}',
        b'{"table": "articles"}\n',
        b'{"table": 5\n',
        b"WARC/1.0\r\nfoo",
        b"\x1f\x8b\x08\x00garbage",
        "{“}".encode(),
    ],
)
def test_what_is_no_library_is_refused_and_nothing_changes(
    library: FileLibrary, tmp_path: Path, content: bytes
) -> None:
    save_history(library, 2)
    before = _everything(library)
    file = tmp_path / "file"
    file.write_bytes(content)
    with pytest.raises(LibraryError) as raised:
        library.import_from(file)
    assert raised.value.message
    assert _everything(library) == before


def test_a_file_that_is_not_there_is_told(library: FileLibrary, tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="can't be read"):
        library.import_from(tmp_path / "nothing")
    with pytest.raises(LibraryError, match="can't be written"):
        library.export_to(tmp_path / "no" / "folder")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with a name here")
def test_what_is_no_plain_file_is_written_to_and_stays_what_it_is(
    library: FileLibrary, tmp_path: Path
) -> None:
    save_history(library, 2)
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with ThreadPoolExecutor(1) as reader:
        got = reader.submit(pipe.read_bytes)
        library.export_to(pipe, Format.JSONL)
    library.export_to(tmp_path / "file", Format.JSONL)
    assert pipe.is_fifo()
    assert got.result() == (tmp_path / "file").read_bytes()


def test_a_link_is_followed_and_stays_a_link(library: FileLibrary, tmp_path: Path) -> None:
    save_history(library, 2)
    link = tmp_path / "link"
    link.symlink_to(tmp_path / "file")
    library.export_to(link)
    assert link.is_symlink()
    assert (tmp_path / "file").stat().st_size


@pytest.mark.parametrize("name", [".", "..", "/", ""])
def test_a_folder_is_no_place_for_an_export(library: FileLibrary, name: str) -> None:
    with pytest.raises(LibraryError, match="can't be written"):
        library.export_to(Path(name))


def test_a_full_disk_leaves_no_half_export(library: FileLibrary) -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("no /dev/full here")
    from tuireader.library.exchange import transfer

    error = transfer._unwritten(full, OSError(28, "No space left on device"))
    assert isinstance(error, DiskFullError)
