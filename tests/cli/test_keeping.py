"""`search`, `trace`, `verify`, `export`, `import`, `purge`, `report`, and a person's verdicts."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from tinydb import TinyDB

from tests.cli.conftest import Program, Ran
from tests.loopback import Site
from tests.stories import edited
from tuireader.cli import run


@pytest.fixture
def changed(program: Program, site: Site) -> Program:
    """Return the program with one article that was edited silently."""
    program("add", site.url + "/story")
    site.pages["/story"] = edited()
    program("check", 1)
    return program


def elsewhere(home: Path, capsys: pytest.CaptureFixture[str], *words: object) -> Ran:
    """Run the program in another home."""
    status = run(["--home", str(home), *map(str, words)])
    return Ran(status, *capsys.readouterr())


def test_search_finds_words_and_says_where_they_stand(changed: Program) -> None:
    hit = changed("search", "iron columns", "--json").lines[0]
    assert set(hit) >= {"schema", "article", "snapshot", "block", "text", "spans"}
    assert [hit["text"][start:end] for start, end in hit["spans"]] == ["iron", "columns"]
    assert changed("search", "zeppelin", "--json").out == ""


def test_trace_tells_when_a_wording_came_and_went(changed: Program) -> None:
    (gone,) = changed("trace", "died in custody", "--json").lines
    (kept,) = changed("trace", "iron columns", 1, "--json").lines
    assert (gone["first_snapshot"], gone["last_snapshot"]) == (1, 1)
    assert gone["gone_by"] is not None
    assert (kept["last_snapshot"], kept["gone_by"]) == (2, None)


def test_verify_is_quiet_about_a_sound_library_and_names_what_is_damaged(
    changed: Program, tmp_path: Path
) -> None:
    assert changed("verify", "--json").out == ""
    with closing(sqlite3.connect(tmp_path / "home" / "library.db")) as database, database:
        database.execute("update docs_snapshots set seal = zeroblob(32) where number = 1")
    ran = changed("verify", "--json")
    assert ran.status == 1
    assert {"schema", "record", "article", "snapshot", "fault"} <= set(ran.lines[0])
    assert "Traceback" not in ran.err


@pytest.mark.parametrize("form", ["tinydb", "jsonl", "warc"])
def test_what_is_exported_can_be_taken_over_elsewhere(
    changed: Program, tmp_path: Path, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    file = tmp_path / f"all.{form}"
    assert changed("export", file, "--format", form).status == 0
    there = tmp_path / "there"
    assert elsewhere(there, capsys, "import", file).status == 0
    mine = changed("log", 1, "--json").lines
    theirs = elsewhere(there, capsys, "log", 1, "--json").lines
    assert [row["digest"] for row in theirs] == [row["digest"] for row in mine]
    elsewhere(there, capsys, "import", file)
    assert len(elsewhere(there, capsys, "log", 1, "--json", "--all").lines) == len(mine)


def test_an_export_opens_in_unmodified_tinydb(changed: Program, tmp_path: Path) -> None:
    changed("export", tmp_path / "all.json")
    with TinyDB(tmp_path / "all.json") as database:
        assert database.tables()
        assert any("iron columns" in json.dumps(row) for t in database.tables()
                   for row in database.table(t).all())  # fmt: skip


def test_import_of_a_file_that_is_not_there_is_wrong_usage(program: Program) -> None:
    assert program("import", "nothing.json").status == 2


def test_purge_says_what_it_drops_and_asks_first(changed: Program) -> None:
    changed("remove", 1)
    unasked = changed("purge")
    assert unasked.status == 1
    assert "Fish market" in unasked.err
    assert changed("restore", 1).status == 0
    changed("remove", 1)
    assert changed("purge", "--yes").status == 0
    assert changed("restore", 1).status == 3
    assert changed("verify", "--json").out == ""


def test_a_verdict_is_overruled_beside_the_program_s_and_taken_back(changed: Program) -> None:
    changed("mark", 1, "--verdict", "copyedit/none", "--note", "both are true")
    assert changed("list", "--json").lines[0]["kind"] == "copyedit"
    row = changed("log", 1, "--json").lines[1]
    assert row["change"]["kind"] == "factual"
    assert row["overruled"]["kind"] == "copyedit"
    assert row["overruled"]["note"] == "both are true"
    changed("mark", 1, "--snapshot", 2, "--clear")
    assert changed("log", 1, "--json").lines[1]["overruled"] is None
    assert changed("list", "--json").lines[0]["kind"] == "factual"
    assert changed("mark", 1, "--verdict", "boring").status == 2


@pytest.mark.parametrize(
    "words", [("log", 1), ("log", 1, "--plain"), ("diff", 1), ("diff", 1, "--plain")]
)
def test_what_a_person_says_stands_beside_the_program_s_verdict(
    changed: Program, words: tuple[object, ...]
) -> None:
    plain = changed(*words).out
    changed("mark", 1, "--verdict", "copyedit/none", "--note", "both are true")
    ruled = changed(*words).out
    assert "factual" in ruled.lower()
    assert "copyedit" in ruled
    assert "both are true" in ruled
    changed("mark", 1, "--clear")
    assert changed(*words).out == plain


def test_a_diff_s_json_has_the_overruling_of_that_change_alone(changed: Program) -> None:
    changed("mark", 1, "--noise")
    assert changed("diff", 1, "--format", "json").lines[0]["overruled"]["noise"] is True
    assert changed("diff", 1, 1, 1, "--format", "json").lines[0]["overruled"] is None


@pytest.mark.parametrize("form", ["html", "markdown", "json"])
def test_a_report_gives_digests_and_seals(changed: Program, tmp_path: Path, form: str) -> None:
    file = tmp_path / "report"
    assert changed("report", 1, "--format", form, "--output", file).status == 0
    text = file.read_text(encoding="utf-8")
    for row in changed("log", 1, "--json").lines:
        assert row["digest"] in text
        assert row["seal"] in text
