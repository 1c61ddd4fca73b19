"""`ledger`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Program
from tests.stories import NOTICE, edited, page

KEYS = {
    "schema", "source", "articles", "changes", "disclosure", "silent_factual",
    "median_hours_to_notice",
}  # fmt: skip
GANNET, TERN, EGRET = (f"https://{name}.example/market" for name in ("gannet", "tern", "egret"))


@pytest.fixture
def filled(program: Program, tmp_path: Path) -> Program:
    """Return the program with three sources: silent, then put right; silent; unchanged."""

    def add(url: str, story: bytes, at: str) -> None:
        file = tmp_path / "page.html"
        file.write_bytes(story)
        assert program("add", "--url", url, "--at", at, file).status == 0

    for url in (GANNET, TERN, EGRET):
        add(url, page(), "2026-03-01T08:00:00Z")
    for url in (GANNET, TERN):
        add(url, edited(), "2026-03-02T08:00:00Z")
    add(GANNET, edited(notice=NOTICE), "2026-03-03T14:00:00Z")
    return program


def rows(program: Program, *words: str) -> dict[str, dict[str, object]]:
    """Return the ledger's rows by source."""
    ran = program("ledger", "--json", *words)
    assert ran.status == 0
    return {str(row["source"]): row for row in ran.lines}


def test_a_source_has_a_row_the_most_silent_first(filled: Program) -> None:
    found = rows(filled)
    assert list(found) == ["tern.example", "gannet.example", "egret.example"]
    assert all(set(row) >= KEYS for row in found.values())


def test_a_silent_change_stands_until_a_notice_settles_it(filled: Program) -> None:
    found = rows(filled)
    tern, gannet = found["tern.example"], found["gannet.example"]
    assert (tern["silent_factual"], tern["median_hours_to_notice"]) == (1, None)
    assert (gannet["silent_factual"], gannet["median_hours_to_notice"]) == (0, 30.0)
    assert tern["changes"] == {"factual": 1}
    assert tern["disclosure"] == {"silent": 1}


def test_a_source_that_changed_nothing_is_there_too(filled: Program) -> None:
    row = rows(filled)["egret.example"]
    assert (row["articles"], row["changes"], row["silent_factual"]) == (1, {}, 0)


def test_since_leaves_out_what_was_seen_before(filled: Program) -> None:
    found = rows(filled, "--since", "2026-03-03T00:00:00Z")
    assert found["tern.example"]["changes"] == {}
    assert found["gannet.example"]["changes"] != {}


def test_what_a_person_ruled_counts(filled: Program) -> None:
    number = filled("list", "--json", "--source", "tern").lines[0]["article"]
    filled("mark", number, "--snapshot", 2, "--noise")
    assert rows(filled)["tern.example"]["changes"] == {}
    filled("mark", number, "--snapshot", 2, "--clear")
    filled("mark", number, "--snapshot", 2, "--verdict", "update/none")
    assert rows(filled)["tern.example"]["changes"] == {"update": 1}
    assert rows(filled)["tern.example"]["silent_factual"] == 0


def test_an_article_out_of_sight_counts_no_more(filled: Program) -> None:
    filled("remove", TERN)
    assert "tern.example" not in rows(filled)


def test_the_table_has_a_line_a_source_and_a_bar_to_scale(filled: Program) -> None:
    head, tern, gannet, egret, *_ = filled("ledger").out.splitlines()
    assert "silent factual" in head
    assert tern.startswith("tern.example")
    assert "1 d 6 h" in gannet
    assert gannet.count("█") == tern.count("█") > 0
    assert "█" not in egret


def test_an_empty_library_has_no_ledger(program: Program) -> None:
    ran = program("ledger")
    assert (ran.status, ran.out) == (0, "")
    assert "add URL" in ran.err


def test_a_since_that_is_no_time_is_wrong_usage(program: Program) -> None:
    assert program("ledger", "--since", "yesterday").status == 2


def test_sources_and_histories_are_told_in_sentences(filled: Program) -> None:
    tern, gannet, egret = filled("ledger", "--plain").out.splitlines()
    assert tern == "tern.example. 1 article, 1 change. 1 silent. 1 silent factual change."
    assert gannet.endswith("Median time to a notice: 1 day and 6 hours.")
    assert egret == "egret.example. 1 article, 0 changes."
    first, second, third = filled("log", "--plain", "1").out.splitlines()
    assert first == "Snapshot 1, 1 March 2026 at 08:00 UTC. First saved. It stood 1 day."
    assert second.startswith("Snapshot 2, 2 March 2026 at 08:00 UTC. Factual, silent. “")
    assert "Notice added: " in third
    assert third.endswith("It stands still.")


def test_sentences_tell_what_the_dates_say_and_that_two_texts_alternate(
    program: Program, tmp_path: Path
) -> None:
    file, modified = tmp_path / "page.html", b'<meta property="article:modified_time" content='
    for hour, story in enumerate((page(), edited(), page(), edited())):
        dated = story.replace(b"<title>", modified + b'"2026-03-01T08:00:00Z"><title>', 1)
        file.write_bytes(dated)
        program("add", "--url", GANNET, "--at", f"2026-03-01T1{hour}:00:00Z", file)
    lines = program("log", "--plain", "1").out.splitlines()
    assert all("The page still gives its old time of change." in line for line in lines[1:])
    assert "The wording goes to and fro." in lines[-1]
