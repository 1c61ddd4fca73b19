"""Importing beside what is there: nothing is doubled, whoever moved or lost what."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.library.builders import FERRY, SILENT, after, edited, save, save_history, saving
from tuireader.errors import DamagedLibraryError, LibraryError, NotFoundError
from tuireader.library import open_library
from tuireader.library.opening import FileLibrary
from tuireader.library.protocol import Format

MOVED = FERRY.replace("ferry", "archive/ferry")


@pytest.fixture
def other(tmp_path: Path) -> Iterator[FileLibrary]:
    """Return another empty library."""
    with open_library(tmp_path / "other.db") as opened:
        yield opened


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return where to export to."""
    return tmp_path / "export"


def _urls(library: FileLibrary) -> list[tuple[int, str]]:
    return [(snapshot.number, snapshot.url) for snapshot in library.history(1)]


def test_what_was_there_already_is_not_counted_as_new(library: FileLibrary, file: Path) -> None:
    save_history(library, 3)
    library.export_to(file)
    assert library.import_from(file) == (4, 0)
    save(library, saving(article=FERRY + "/2"))
    library.export_to(file)
    with open_library(file.with_name("third.db")) as third:
        save_history(third, 1)
        assert third.import_from(file) == (6, 4)


def test_what_others_export_gives_no_orders_to_a_terminal(
    library: FileLibrary, other: FileLibrary, file: Path
) -> None:
    save(library, saving(tags=("sea",)))
    library.export_to(file, Format.JSONL)
    text = file.read_text(encoding="utf-8")
    for word in ("Gull", 'sea"', 'ferry"'):
        text = text.replace(word, rf"\u001b]0;owned\u0007\u202e{word}")
    file.write_text(text, encoding="utf-8")
    other.import_from(file)
    listing, document = other.listings()[0], other.document(1, 1)
    shown = [listing.headline, listing.url, *listing.tags, document.headline, *document.notices]
    shown += [block.text for block in document.blocks]
    assert not [text for text in shown if not str(text).isprintable()]
    assert "Gull" in listing.headline


@pytest.mark.parametrize("form", list(Format))
def test_an_article_that_moved_after_the_export_is_not_doubled(
    library: FileLibrary, file: Path, form: Format
) -> None:
    save_history(library, 2)
    library.export_to(file, form)
    library.move(1, MOVED, typed=True)
    save(library, saving(edited(2), at=after(48), article=MOVED, previous=2, verdict=SILENT))
    library.import_from(file)
    assert [listing.url for listing in library.listings()] == [MOVED]
    assert _urls(library) == [(1, FERRY), (2, FERRY), (3, MOVED)]
    assert list(library.verify()) == []


@pytest.mark.parametrize("form", list(Format))
def test_an_article_that_moved_before_the_export_takes_the_one_here_along(
    library: FileLibrary, other: FileLibrary, file: Path, form: Format
) -> None:
    save_history(library, 2)
    library.export_to(file, form)
    other.import_from(file)
    library.move(1, MOVED, typed=True)
    save(library, saving(edited(2), at=after(48), article=MOVED, previous=2, verdict=SILENT))
    library.export_to(file, form)
    assert other.import_from(file).new == 1
    assert [listing.url for listing in other.listings()] == [MOVED]
    assert _urls(other) == _urls(library)
    assert other.resolve(FERRY).number == other.resolve(MOVED).number == 1
    assert list(other.verify()) == []


def test_two_articles_of_one_library_stay_two(
    library: FileLibrary, other: FileLibrary, file: Path
) -> None:
    """One moved away, and another came to its old address."""
    save_history(library, 2)
    library.move(1, MOVED, typed=True)
    save(library, saving(edited(7), at=after(90), article=FERRY))
    library.export_to(file)
    for _ in range(2):
        other.import_from(file)
        assert [other.resolve(url).number for url in (FERRY, MOVED)] == [2, 1]
        assert len(other.listings()) == 2


def test_what_is_purged_is_found_at_no_former_address(library: FileLibrary) -> None:
    save_history(library, 1)
    library.move(1, MOVED, typed=True)
    library.remove(1, at=after(1))
    library.purge(at=after(2))
    with pytest.raises(NotFoundError):
        library.resolve(FERRY)
    assert library.store.formers.all() == []


@pytest.mark.parametrize("form", list(Format))
@pytest.mark.parametrize("harm", ["data = x'00'", "base = 77"])
def test_a_damaged_library_is_exported_but_for_what_it_lost(
    library: FileLibrary, other: FileLibrary, file: Path, form: Format, harm: str
) -> None:
    save_history(library, 3)
    save_history(library, 2, article=FERRY + "/2")
    library.store.engine.execute(f"UPDATE docs_texts SET {harm} WHERE id = 2")
    with pytest.raises(DamagedLibraryError, match="snapshots 2") as raised:
        library.export_to(file, form)
    assert raised.value.exit_code == 4
    other.import_from(file)
    assert [snapshot.number for snapshot in other.history(1)] == [1, 3]
    assert other.document(1, 3) == edited(2)
    assert other.document(2, 2) == edited(1)
    assert list(other.verify()) == []
    late = saving(edited(4), at=after(99), previous=3, verdict=SILENT)
    assert save(other, late).snapshot == 4
    other.remove(1, at=after(100))
    assert [each.article for each in other.purge(at=after(101))] == [1]
    assert list(other.verify()) == []


def test_what_stood_before_the_end_of_a_cut_export_is_taken_in(
    library: FileLibrary, other: FileLibrary, file: Path
) -> None:
    save_history(library, 5)
    library.export_to(file, Format.JSONL)
    lines = file.read_bytes().splitlines(keepends=True)
    file.write_bytes(b"".join(lines[:4]) + lines[4][:50])
    with pytest.raises(LibraryError, match="cut short") as raised:
        other.import_from(file)
    assert raised.value.advice
    assert len(other.history(1)) == 3
    library.export_to(file, Format.JSONL)
    assert other.import_from(file) == (6, 2)
    assert other.listings() == library.listings()
