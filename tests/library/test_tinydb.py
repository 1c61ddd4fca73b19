"""TinyDB behaves on our storage as it does on its own: every test runs on both."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, cast

import pytest
from tinydb import Query, TinyDB, where
from tinydb.operations import add, decrement, delete, increment, set
from tinydb.storages import JSONStorage
from tinydb.table import Document, Table

from tuireader.library.storage import Column, Kind, Layout, SqliteTable, connect

LAYOUT = Layout(columns=(Column("name", Kind.TEXT), Column("age")), indexes=("name",), unique=())


def _stock(path: Path) -> TinyDB:
    return TinyDB(path)


def _ours(path: Path) -> TinyDB:
    return connect(path)


def _ours_with_columns(path: Path) -> TinyDB:
    return connect(path, layouts={"_default": LAYOUT})


@pytest.fixture(params=[_stock, _ours, _ours_with_columns])
def db(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[TinyDB]:
    make: Callable[[Path], TinyDB] = request.param
    with make(tmp_path / "file") as made:
        made.insert_multiple({"name": name, "age": age} for name, age in _PEOPLE)
        yield made


_PEOPLE = (("Ida", 41), ("Ola", 17), ("Mara", 41))


def _names(documents: list[Document]) -> list[str]:
    return [document["name"] for document in documents]


def test_documents_are_numbered_from_one(db: TinyDB) -> None:
    assert [document.doc_id for document in db.all()] == [1, 2, 3]
    assert db.insert({"name": "Tor", "age": 2}) == 4
    assert db.insert_multiple([{"name": "Una"}, {"name": "Vera"}]) == [5, 6]
    assert len(db) == 6


def test_any_json_is_kept(db: TinyDB) -> None:
    odd = {"": None, "ü": [1, 2.5, True, {"x": []}], "nested": {"deep": {"er": "…\u0000"}}}
    assert db.get(doc_id=db.insert(odd)) == odd


def test_a_field_may_be_null_or_missing(db: TinyDB) -> None:
    number = db.insert({"name": None})
    assert db.get(doc_id=number) == {"name": None}
    assert db.search(where("name") == None) == [{"name": None}]  # noqa: E711
    assert db.search(~where("age").exists()) == [{"name": None}]


def test_a_document_keeps_the_number_it_brings(db: TinyDB) -> None:
    assert db.insert(Document({"name": "Tor"}, doc_id=17)) == 17
    assert db.insert({"name": "Una"}) == 18
    with pytest.raises(ValueError, match="already exists"):
        db.insert(Document({"name": "Vera"}, doc_id=17))
    with pytest.raises(ValueError, match="already exists"):
        db.insert_multiple([{"name": "Wim"}, Document({"name": "Vera"}, doc_id=2)])
    assert db.count(where("name") == "Wim") == 0


def test_what_is_no_mapping_is_refused(db: TinyDB) -> None:
    with pytest.raises(ValueError, match="Mapping"):
        db.insert([1, 2])
    with pytest.raises(ValueError, match="Mapping"):
        db.insert_multiple([{"name": "x"}, "y"])
    assert len(db) == 3


def test_search_finds_by_every_kind_of_query(db: TinyDB) -> None:
    person = Query()
    assert _names(db.search(person.age == 41)) == ["Ida", "Mara"]
    assert _names(db.search(person.age == 41.0)) == ["Ida", "Mara"]
    assert _names(db.search((person.age == 41) & (person.name == "Mara"))) == ["Mara"]
    assert _names(db.search((person.age == 41) & (person.age == 17))) == []
    assert _names(db.search((person.name == "Ola") | (person.name == "Ida"))) == ["Ida", "Ola"]
    assert _names(db.search(~(person.name == "Ola"))) == ["Ida", "Mara"]
    assert _names(db.search(person.age < 18)) == ["Ola"]
    assert _names(db.search(person.name.matches("M"))) == ["Mara"]
    assert _names(db.search(person.name.one_of(["Ida"]))) == ["Ida"]
    assert _names(db.search(person.fragment({"age": 17}))) == ["Ola"]
    assert db.search(person.name == 41) == []


def test_nested_fields_are_searched(db: TinyDB) -> None:
    db.insert({"name": "Tor", "boat": {"name": "Ida"}})
    assert _names(db.search(Query().boat.name == "Ida")) == ["Tor"]
    assert _names(db.search(where("name") == "Ida")) == ["Ida"]


def test_get_finds_one_or_several(db: TinyDB) -> None:
    found = db.get(where("age") == 41)
    assert isinstance(found, Document)
    assert (found.doc_id, found["name"]) == (1, "Ida")
    assert db.get(doc_id=2) == {"name": "Ola", "age": 17}
    assert db.get(doc_id=9) is None
    assert db.get(where("name") == "Tor") is None
    several = db.get(doc_ids=[3, 1, 9])
    assert isinstance(several, list)
    assert sorted(document.doc_id for document in several) == [1, 3]
    with pytest.raises(RuntimeError):
        db.get()


def test_contains_and_count(db: TinyDB) -> None:
    assert db.contains(where("name") == "Ida")
    assert not db.contains(where("name") == "Tor")
    assert db.contains(doc_id=3)
    assert not db.contains(doc_id=4)
    assert db.count(where("age") == 41) == 2
    with pytest.raises(RuntimeError):
        db.contains()


def test_update_changes_what_fits(db: TinyDB) -> None:
    assert db.update({"age": 42}, where("age") == 41) == [1, 3]
    assert db.count(where("age") == 42) == 2
    assert db.update({"age": 1}, doc_ids=[2, 77]) == [2]
    assert db.update({"seen": True}) == [1, 2, 3]
    assert all(document["seen"] for document in db)


def test_update_takes_operations(db: TinyDB) -> None:
    db.update(increment("age"), doc_ids=[1])
    db.update(decrement("age"), doc_ids=[2])
    db.update(add("age", 9), doc_ids=[3])
    db.update(set("name", "Idun"), doc_ids=[1])
    assert [document["age"] for document in db] == [42, 16, 50]
    db.update(delete("age"), doc_ids=[3])
    assert db.all() == [{"name": "Idun", "age": 42}, {"name": "Ola", "age": 16}, {"name": "Mara"}]


def test_update_multiple_pairs_fields_with_queries(db: TinyDB) -> None:
    changed = db.update_multiple(
        [({"age": 5}, where("name") == "Ola"), (delete("age"), where("name") == "Ida")]
    )
    assert sorted(changed) == [1, 2]
    assert db.all() == [{"name": "Ida"}, {"name": "Ola", "age": 5}, {"name": "Mara", "age": 41}]


def test_a_failing_update_changes_nothing(db: TinyDB) -> None:
    def fail(document: object) -> None:
        assert isinstance(document, dict)
        if document["name"] == "Ola":
            raise LookupError
        document["age"] = 0

    with pytest.raises(LookupError):
        db.update(fail)
    assert db.count(where("age") == 0) == 0


def test_upsert_updates_or_inserts(db: TinyDB) -> None:
    assert db.upsert({"name": "Ola", "age": 18}, where("name") == "Ola") == [2]
    assert db.upsert({"name": "Tor", "age": 3}, where("name") == "Tor") == [4]
    assert db.upsert(Document({"age": 9}, doc_id=4)) == [4]
    assert db.get(doc_id=4) == {"name": "Tor", "age": 9}
    assert len(db) == 4


def test_remove_takes_out_what_fits(db: TinyDB) -> None:
    assert db.remove(where("age") == 41) == [1, 3]
    assert db.remove(doc_ids=[2]) == [2]
    assert len(db) == 0
    with pytest.raises(RuntimeError):
        db.remove()


def test_numbers_are_not_given_twice_in_a_session(db: TinyDB) -> None:
    db.insert({"name": "Tor"})
    db.remove(doc_ids=[4])
    assert db.insert({"name": "Una"}) == 5


def test_truncate_empties_a_table_and_starts_again(db: TinyDB) -> None:
    db.truncate()
    assert db.all() == []
    assert db.insert({"name": "Tor"}) == 1


def test_tables_are_apart(db: TinyDB) -> None:
    db.table("boats").insert({"name": "Skarv"})
    db.table("Boats").insert({"name": "Tern"})
    db.table("odd name; \"'").insert({"name": "Gull"})
    assert db.tables() == {"_default", "boats", "Boats", "odd name; \"'"}
    assert db.table("boats").all() == [{"name": "Skarv"}]
    assert db.table("Boats").all() == [{"name": "Tern"}]
    assert len(db.table("never written")) == 0
    db.drop_table("Boats")
    assert db.tables() == {"_default", "boats", "odd name; \"'"}
    db.drop_tables()
    assert not db.tables()
    assert len(db) == 0


def test_what_was_found_is_the_callers_own(db: TinyDB, request: pytest.FixtureRequest) -> None:
    if "_stock" in request.node.name:
        pytest.skip("stock TinyDB hands out what its cache holds")
    query = where("name") == "Ida"
    for document in db.search(query):
        document["age"] = 0
    assert db.search(query) == [{"name": "Ida", "age": 41}]
    assert db.get(doc_id=1) == {"name": "Ida", "age": 41}


def test_found_documents_are_cached_until_the_next_write(db: TinyDB) -> None:
    query = where("age") == 41
    assert db.count(query) == 2
    db.insert({"name": "Tor", "age": 41})
    assert db.count(query) == 3
    assert db.count(query) == 3


def test_what_was_written_is_there_in_the_next_session(tmp_path: Path) -> None:
    with connect(tmp_path / "file") as first:
        first.insert({"name": "Ida"})
        first.table("boats").insert({"name": "Skarv"})
    with connect(tmp_path / "file") as second:
        assert second.all() == [{"name": "Ida"}]
        assert second.table("boats").all() == [{"name": "Skarv"}]
        assert second.insert({"name": "Ola"}) == 2


def test_a_write_by_another_empties_the_query_cache(tmp_path: Path) -> None:
    with connect(tmp_path / "file") as one, connect(tmp_path / "file") as other:
        query = where("name") == "Ida"
        assert one.search(query) == []
        other.insert({"name": "Ida"})
        assert one.search(query) == [{"name": "Ida"}]


def test_two_that_insert_in_turn_never_share_a_number(tmp_path: Path) -> None:
    with connect(tmp_path / "file") as one, connect(tmp_path / "file") as other:
        numbers = [db.insert({}) for _ in range(5) for db in (one, other)]
        assert numbers == list(range(1, 11))


def test_a_whole_stock_database_can_be_poured_in(tmp_path: Path) -> None:
    data = {"_default": {"1": {"a": 1}, "7": {"b": [2]}}, "Boats": {"2": {"c": None}}}
    with connect(tmp_path / "file") as db:
        db.insert({"old": True})
        db.storage.write(data)
        read = db.storage.read()
        assert read is not None
        poured = {name: {k: dict(v) for k, v in table.items()} for name, table in read.items()}
        assert json.dumps(poured) == json.dumps(data)


def test_equality_on_a_column_with_an_index_does_not_scan(tmp_path: Path) -> None:
    with connect(tmp_path / "file", layouts={"_default": LAYOUT}) as db:
        db.insert_multiple({"name": f"n{number}", "age": number} for number in range(300))
        asked = 0

        def is_odd(age: Any) -> bool:
            nonlocal asked
            asked += 1
            return bool(age % 2)

        found = db.search((where("name") == "n7") & where("age").test(is_odd))
        assert _names(found) == ["n7"]
        assert asked == 1


_BEFORE = {"name": "Ida", "age": 41, "boat": "Skarv", "crew": [1]}


@pytest.mark.parametrize(
    "after",
    [
        _BEFORE,
        {**_BEFORE, "age": 42},
        {**_BEFORE, "crew": [1, 2]},
        {**_BEFORE, "age": None, "boat": None},
        {"name": "Ola", "harbour": "Vik"},
        {},
    ],
)
def test_an_amended_document_is_what_it_was_made(tmp_path: Path, after: dict[str, Any]) -> None:
    with connect(tmp_path / "file", layouts={"_default": LAYOUT}) as db:
        table = cast(SqliteTable, db.table("_default"))
        number = table.insert(_BEFORE)
        table.amend(Document(after, number), _BEFORE)
        assert table.get(doc_id=number) == after
        assert len(table) == 1


def test_a_column_refuses_what_it_cannot_hold(tmp_path: Path) -> None:
    layout = Layout(columns=(Column("age"), Column("seal", Kind.HEX)))
    with connect(tmp_path / "file", layouts={"_default": layout}) as db:
        for wrong in (
            {"age": "41"},
            {"age": True},
            {"age": 4.5},
            {"seal": "xyz"},
            {"seal": "ABCD"},
        ):
            with pytest.raises(ValueError, match="field"):
                db.insert(wrong)
        assert len(db) == 0
        db.insert({"age": 41, "seal": "00ff"})
        assert db.all() == [{"age": 41, "seal": "00ff"}]
        assert db.search(where("age") == "41") == []


def test_our_table_needs_our_storage(tmp_path: Path) -> None:
    storage = JSONStorage(str(tmp_path / "file"))
    with closing(storage), pytest.raises(TypeError):
        SqliteTable(storage, "x")
    assert issubclass(SqliteTable, Table)
