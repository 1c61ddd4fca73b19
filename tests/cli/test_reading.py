"""`list`, `show`, `log`, `diff`, `extract`: what is printed of what is saved."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Program
from tests.loopback import Site
from tests.stories import CORRECTED, NOTICE, PARAGRAPHS, edited, page

LIST_KEYS = {
    "schema", "article", "url", "headline", "source", "snapshots", "texts", "first", "last",
    "status", "unread", "changed", "kind", "disclosure", "starred", "tags",
}  # fmt: skip
LOG_KEYS = {
    "schema", "article", "snapshot", "taken_at", "origin", "url", "digest", "seal", "headline",
    "change",
}  # fmt: skip
DOCUMENT_KEYS = {
    "schema", "url", "headline", "byline", "source", "published", "modified", "language",
    "blocks", "notices", "related", "extractor", "warnings",
}  # fmt: skip


@pytest.fixture
def changed(program: Program, site: Site) -> Program:
    """Return the program with one article that was edited silently."""
    program("add", site.url + "/story")
    site.pages["/story"] = edited()
    program("check", 1)
    return program


def test_list_gives_one_object_an_article(changed: Program) -> None:
    (row,) = changed("list", "--json").lines
    assert set(row) >= LIST_KEYS
    assert (row["snapshots"], row["texts"], row["status"]) == (2, 2, "changed")
    assert (row["kind"], row["disclosure"], row["changed"]) == ("factual", "silent", True)
    assert changed("list", "--json", "--silent").lines
    assert not changed("list", "--json", "--source", "nobody").lines


def test_list_for_people_names_the_story_and_its_number(changed: Program) -> None:
    out = changed("list").out
    assert "Fish market to close for the winter" in out
    assert out.lstrip().startswith("1")
    assert "△" in out


def test_an_empty_library_says_what_to_do(program: Program) -> None:
    ran = program("list")
    assert (ran.status, ran.out) == (0, "")
    assert "tuireader add" in ran.err


def test_show_prints_the_newest_or_the_named_snapshot(changed: Program) -> None:
    assert CORRECTED in changed("show", 1).out
    assert CORRECTED not in changed("show", "fish market", "--at", "1").out
    assert CORRECTED not in changed("show", 1, "--at", "-2").out
    assert changed("show", 1, "--at", "2000-01-01T00:00:00Z").status == 3
    assert changed("show", 1, "--at", "soon").status == 2


WALL = b"""<html><body><h1>Subscribe to continue reading</h1>
<p>Already a subscriber? Log in. Subscribe now to read this article.</p></body></html>"""


def test_an_article_is_known_by_the_address_it_was_added_with(program: Program, site: Site) -> None:
    shared = site.url + "/story?utm_source=letter#comments"
    site.pages["/story"] = page()
    program("add", shared)
    assert program("show", shared).out == program("show", 1).out


@pytest.mark.parametrize("at", ["0001-01-01T00:00+05:00", "9999-12-31T23:59-05:00", "soon"])
def test_a_time_that_is_none_is_wrong_usage(changed: Program, at: str) -> None:
    assert changed("show", 1, "--at", at).status == 2


@pytest.mark.parametrize(
    "words", [("list", "--limit"), ("search", "market", "--limit"), ("diff", 1, "--width")]
)
def test_a_number_of_lines_or_cells_is_above_nothing(
    changed: Program, words: tuple[object, ...]
) -> None:
    for number in ("-1", "0", "x", "²"):
        assert changed(*words, number).status == 2
    assert changed("list", "--limit", 10**30, "--json").status == 0


def test_a_wall_takes_no_story_out_of_sight(changed: Program, tmp_path: Path) -> None:
    file = tmp_path / "wall.html"
    file.write_bytes(WALL)
    url = changed("list", "--json").lines[0]["url"]
    (check,) = changed("add", file, "--url", url, "--json").lines
    assert check["status"] == "blocked"
    assert CORRECTED in changed("show", 1).out
    assert "Subscribe" in changed("show", 1, "--at", "latest").out
    assert "Subscribe" in changed("show", 1, "--at", check["snapshot"]).out


def test_show_as_text_is_headline_and_body_with_blank_lines_between(changed: Program) -> None:
    out = changed("show", 1, "--at", 1, "--format", "text").out
    assert out == "\n\n".join(["Fish market to close for the winter", *PARAGRAPHS]) + "\n"


def test_show_as_json_is_the_document(changed: Program) -> None:
    (document,) = changed("show", 1, "--format", "json").lines
    assert set(document) >= DOCUMENT_KEYS


def test_log_gives_the_snapshots_in_time_order_with_what_each_changed(changed: Program) -> None:
    first, second = changed("log", 1, "--json").lines
    assert set(first) >= LOG_KEYS
    assert (first["snapshot"], first["change"], first["origin"]) == (1, None, "fetch")
    assert second["change"]["kind"] == "factual"
    assert first["digest"] != second["digest"]
    assert len(first["seal"]) == 64


def test_log_folds_equal_snapshots_unless_asked(changed: Program, site: Site) -> None:
    site.pages["/story"] = edited().replace(b"10:41", b"10:55")
    changed("check", 1)
    assert len(changed("log", 1, "--json").lines) == 2
    assert len(changed("log", 1, "--json", "--all").lines) == 3
    assert "1 look, nothing new" in changed("log", 1).out
    looks = [line.split()[4:6] for line in changed("log", 1, "--all").out.splitlines()]
    assert looks == [["1", "new"], ["2", "changed:"], ["3", "unchanged:"]]


def test_diff_shows_the_edit_in_every_form(changed: Program) -> None:
    for form in ("side", "inline", "markdown", "html"):
        out = changed("diff", 1, "--format", form, "--width", 300).out
        assert "in custody" in out
        assert "release" in out
    (change,) = changed("diff", 1, "--format", "json").lines
    assert (change["before"]["snapshot"], change["after"]["snapshot"]) == (1, 2)
    assert change["article"] == 1
    assert change["kind"] == "factual"


def test_diff_marks_words_without_colour(changed: Program) -> None:
    out = changed("diff", 1, "--width", 300).out
    assert "[in custody]" in out
    assert "\x1b" not in out


def test_diff_keeps_to_the_width_it_is_given(changed: Program) -> None:
    out = changed("diff", 1, "--width", 60).out
    assert max(map(len, out.splitlines())) <= 60


def test_diff_compares_the_named_snapshots(changed: Program) -> None:
    (same,) = changed("diff", 1, "2", "-1", "--format", "json").lines
    (back,) = changed("diff", 1, "2", "1", "--format", "json").lines
    assert same["kind"] == "none"
    assert (back["before"]["snapshot"], back["after"]["snapshot"]) == (2, 1)


def test_a_lone_snapshot_is_told_and_one_named_twice_is_meant(program: Program, site: Site) -> None:
    program("add", site.url + "/story")
    assert "one snapshot so far" in program("diff", 1).err
    assert program("diff", 1, 1, 1).err == ""


def test_diff_since_it_was_last_read(program: Program, site: Site) -> None:
    program("add", site.url + "/story")
    assert "never read" in program("diff", 1, "read").err
    program("mark", 1, "--read")
    assert program("diff", 1, "read", "--exit-code").status == 0
    site.pages["/story"] = edited()
    program("check", 1)
    (change,) = program("diff", 1, "read", "--format", "json").lines
    assert (change["before"]["snapshot"], change["after"]["snapshot"]) == (1, 2)
    program("mark", 1, "--read")
    assert program("diff", 1, "read", "--exit-code").status == 0


def test_diff_exit_code_follows_diff_1(changed: Program) -> None:
    assert changed("diff", 1, "--exit-code").status == 1
    assert changed("diff", 1, 2, 2, "--exit-code").status == 0
    assert changed("diff", 1, 2, 7, "--exit-code").status == 2
    assert changed("diff", 1, 2, 7).status == 3


def test_diff_names_the_file_that_is_missing(program: Program, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(page())
    for words in ((tmp_path / "a.html", "b.html"), ("b.html", tmp_path / "a.html")):
        ran = program("diff", *words)
        assert (ran.status, ran.err.startswith("tuireader: b.html is no file. ")) == (2, True)
        assert program("diff", "--exit-code", *words).status == 2
    assert program("diff", "-", "-").status == 2


def test_diff_of_two_files_judges_disclosure(program: Program, tmp_path: Path) -> None:
    before, silent, noted = (tmp_path / name for name in ("b.html", "s.html", "n.html"))
    before.write_bytes(page())
    silent.write_bytes(edited())
    noted.write_bytes(edited(notice=NOTICE))
    for after, disclosure in ((silent, "silent"), (noted, "disclosed")):
        (change,) = program("diff", before, after, "--format", "json").lines
        assert (change["kind"], change["disclosure"]) == ("factual", disclosure)
        assert change["article"] is None


def test_a_text_dump_can_be_compared_with_a_page(program: Program, tmp_path: Path) -> None:
    dump, html = tmp_path / "b.txt", tmp_path / "a.html"
    headline = "Fish market to close for the winter"
    dump.write_text("\n\n".join([headline, *PARAGRAPHS]), encoding="utf-8")
    html.write_bytes(edited())
    (change,) = program("diff", dump, html, "--format", "json").lines
    assert change["kind"] == "factual"
    assert len([row for row in change["rows"] if row["op"] != "equal"]) == 1


def test_extract_prints_and_saves_nothing(program: Program, site: Site, tmp_path: Path) -> None:
    ran = program("extract", site.url + "/story", "--format", "json")
    assert ran.lines[0]["headline"] == "Fish market to close for the winter"
    assert not (tmp_path / "home" / "library.db").exists()


def test_extract_of_a_page_without_a_story_prints_it_and_fails(
    program: Program, tmp_path: Path
) -> None:
    empty = tmp_path / "empty.html"
    empty.write_bytes(b"<html><body><div id=root></div><script src=app.js></script></body></html>")
    ran = program("extract", empty, "--format", "json")
    assert ran.status == 1
    assert ran.lines[0]["blocks"] == []
    assert ran.lines[0]["warnings"]
    assert "comes empty; scripts would fill it. Save it from your browser" in ran.err


def test_demo_headless_prints_every_sample(program: Program, tmp_path: Path) -> None:
    ran = program("demo", "--headless")
    assert ran.status == 0
    assert "partly disclosed" in ran.out
    assert "in custody" in ran.out
    assert not (tmp_path / "home").exists()
