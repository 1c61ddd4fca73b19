"""Libraries of older forms: copied, brought up to date, or left alone."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from tests.library.builders import FERRY, edited, save_history
from tuireader.errors import LibraryError, NewerSchemaError
from tuireader.library import open_library
from tuireader.library.founding import MIGRATIONS, found
from tuireader.library.storage import Engine

_SUMMED = (
    *("articles", "snapshots", "texts", "checks", "overrulings"),
    *("feeds", "entries", "formers", "mutes"),
)


def without_sums(path: Path) -> None:
    """Make a library as the third form had it."""
    with sqlite3.connect(path) as connection:
        for table in _SUMMED:
            connection.execute(f"ALTER TABLE docs_{table} DROP COLUMN sum")
        connection.execute("PRAGMA user_version = 3")
    connection.close()


def _backdate(path: Path) -> None:
    """Make a library as the first form had it."""
    without_sums(path)
    with sqlite3.connect(path) as connection:
        connection.executescript(
            "DROP TABLE docs_mutes; DROP TABLE docs_formers; PRAGMA user_version = 1;"
            'ALTER TABLE docs_articles DROP COLUMN muted; DROP INDEX "docs_articles:url";'
        )
    connection.close()


def test_a_library_of_the_first_form_has_all_that_a_new_one_has(path: Path) -> None:
    with open_library(path) as library:
        save_history(library, 3)
        assert library.move(1, FERRY + "/moved", typed=True)
    _backdate(path)
    with open_library(path) as library:
        assert any("form-1" in note for note in library.notes)
        assert library.resolve(FERRY).url == FERRY + "/moved"
        assert library.document(1, 3) == edited(2)
        assert list(library.verify()) == []
        with open_library(path.with_name("fresh.db")) as fresh:
            sql = "SELECT type, name FROM sqlite_master ORDER BY 1, 2"
            assert library.store.engine.rows(sql) == fresh.store.engine.rows(sql)
    with open_library(path) as library:
        assert library.notes == ()


def test_an_older_library_is_copied_and_brought_up_to_date(path: Path) -> None:
    with open_library(path) as library:
        save_history(library, 3)

    def add_moods(engine: Engine) -> None:
        engine.execute("CREATE TABLE docs_moods (id INTEGER PRIMARY KEY, doc TEXT)")

    store = found(path, patience=1, migrations=[*MIGRATIONS, add_moods])
    assert "moods" in store.database.tables()
    store.database.close()
    again = found(path, patience=1, migrations=[*MIGRATIONS, add_moods])
    again.database.close()
    with pytest.raises(NewerSchemaError):
        open_library(path)
    before = path.with_name(f"library.db.form-{1 + len(MIGRATIONS)}")
    with open_library(before, read_only=True) as backup:
        assert backup.document(1, 3) == edited(2)
        assert list(backup.verify()) == []


def test_a_migration_that_fails_changes_nothing(path: Path) -> None:
    with open_library(path) as library:
        save_history(library, 1)

    def fail(engine: Engine) -> None:
        engine.execute("DROP TABLE docs_texts")
        raise LookupError

    with pytest.raises(LookupError):
        found(path, patience=1, migrations=[*MIGRATIONS, fail])
    with open_library(path) as library:
        assert library.document(1, 1) == edited(0)


def test_an_older_library_is_not_migrated_for_reading(path: Path) -> None:
    open_library(path).close()
    with pytest.raises(LibraryError, match="older form"):
        found(path, read_only=True, patience=1, migrations=[*MIGRATIONS, lambda engine: None])


def test_what_a_library_without_checksums_holds_is_checked_from_then_on(path: Path) -> None:
    with open_library(path) as library:
        save_history(library, 3)
    without_sums(path)
    with open_library(path, read_only=True) as library:
        assert library.document(1, 3) == edited(2)
        assert list(library.verify()) == []
    forge = "UPDATE docs_snapshots SET doc = json_remove(doc, '$.verdict') WHERE id = 2"
    with open_library(path) as library:
        assert list(library.verify()) == []
        library.store.engine.execute(forge)
        assert [fault.record for fault in library.verify()] == ["snapshots 2"]


def test_a_damaged_library_without_checksums_gets_those_it_can(path: Path) -> None:
    with open_library(path) as library:
        save_history(library, 3)
        library.store.engine.execute("UPDATE docs_snapshots SET doc = x'ff' WHERE id = 2")
    without_sums(path)
    with open_library(path) as library:
        assert library.document(1, 3) == edited(2)
        assert {fault.record for fault in library.verify()} == {"articles 1", "snapshots 2"}
