"""`add` and `check`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Program
from tests.loopback import Asked, Reply, Site
from tests.stories import NOTICE, edited, page

CHECK_KEYS = {
    "schema", "article", "url", "at", "status", "snapshot", "change", "next_check", "error",
}  # fmt: skip


def test_add_saves_a_page_and_says_so_in_json(program: Program, site: Site) -> None:
    ran = program("add", "--json", site.url + "/story")
    (check,) = ran.lines
    assert ran.status == 0
    assert set(check) >= CHECK_KEYS
    assert (check["article"], check["status"], check["snapshot"]) == (1, "new", 1)
    assert check["at"].endswith("Z")


def test_check_tells_an_edit_from_nothing_new(program: Program, site: Site) -> None:
    program("add", site.url + "/story")
    (unchanged,) = program("check", "--json", 1).lines
    site.pages["/story"] = edited(notice=NOTICE)
    (changed,) = program("check", "--json", "--all").lines
    assert (unchanged["status"], unchanged["change"]) == ("unchanged", None)
    assert changed["status"] == "changed"
    assert changed["change"]["kind"] == "factual"
    assert changed["change"]["disclosure"] == "disclosed"


def test_adding_a_saved_address_adds_a_snapshot_and_brings_it_back(
    program: Program, site: Site
) -> None:
    program("add", site.url + "/story")
    program("remove", 1)
    (again,) = program("add", "--json", site.url + "/story").lines
    assert (again["article"], again["snapshot"], again["status"]) == (1, 2, "unchanged")
    assert program("list", "--json").lines[0]["snapshots"] == 2


def test_a_new_article_is_due_for_a_second_look_and_then_rests(
    program: Program, site: Site
) -> None:
    program("add", site.url + "/story")
    assert len(program("check", "--json").lines) == 1
    rested = program("check", "--json")
    assert (rested.status, rested.out) == (0, "")
    assert "check --all" in rested.err


def test_files_are_filed_under_the_address_the_user_gives(program: Program, tmp_path: Path) -> None:
    before, after = tmp_path / "1.html", tmp_path / "2.html"
    before.write_bytes(page())
    after.write_bytes(edited())
    url = "https://gannet.example/market"
    program("add", "--url", url, "--at", "2026-03-01T08:00:00Z", before)
    (check,) = program("add", "--json", "--url", url, "--at", "2026-03-02T08:00:00Z", after).lines
    assert (check["article"], check["url"], check["snapshot"]) == (1, url, 2)
    assert check["at"] == "2026-03-02T08:00:00Z"
    assert check["change"]["disclosure"] == "silent"


def test_a_bad_source_is_named_and_the_good_ones_are_saved(program: Program, site: Site) -> None:
    ran = program("add", "--json", "no-such-file.html", site.url + "/none", site.url + "/story")
    assert ran.status == 1
    failed, new = sorted(ran.lines, key=lambda check: str(check["status"]))
    assert (failed["status"], failed["error"]["kind"]) == ("failed", "http")
    assert new["status"] == "new"
    assert "no-such-file.html" in ran.err


def test_a_file_that_is_not_there_is_wrong_usage_where_nothing_else_was_asked(
    program: Program,
) -> None:
    assert program("add", "no-such-file.html").status == 2
    assert program("add", "no-such-file.html", "nor-this.html").status == 2
    assert program("extract", "no-such-file.html").status == 2


def _locked(asked: Asked) -> Reply:
    if asked.headers.get("authorization") == SENT:
        return Reply(body=page())
    return Reply(status=401, body=b"Who are you?")


SENT = "Basic T2xhOnMzY1JldA=="


def test_a_password_in_an_address_is_sent_and_neither_kept_with_it_nor_told(
    program: Program, site: Site, tmp_path: Path
) -> None:
    site.pages["/story"] = _locked
    typed = site.url.replace("//", "//Ola:s3cRet@") + "/story"
    rans = [
        program("add", "--json", typed),
        program("check", "--json", "--all"),
        program("check", "--json", typed),
        program("list", "--json"),
        program("log", 1, "--json"),
        program("show", 1, "--format", "json"),
        program("report", 1, 1, 1),
        program("export", tmp_path / "all.json"),
        program("export", "--format", "warc", tmp_path / "all.warc"),
    ]
    assert [ran.status for ran in rans] == [0] * len(rans)
    assert rans[0].lines[0]["url"] == site.url + "/story"
    assert rans[1].lines[0]["status"] == "unchanged"
    site.pages["/story"] = Reply(status=500)
    rans.append(program("--verbose", "check", "--all"))
    told = "".join(ran.out + ran.err for ran in rans)
    kept = b"".join(
        file.read_bytes()
        for file in (*tmp_path.glob("all.*"), *(tmp_path / "home").glob("*"))
        if file.is_file() and file.name != "logins.json"
    )
    assert "s3cRet" not in told
    assert b"s3cRet" not in kept
    assert SENT.encode() not in kept


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("https://[::1/a", "is no address"),
        ("http://127.0.0.1:99999/a", "is no address"),
        ("ftp://gannet.example/a", "Only http:// and https://"),
        ("gannet.example/a", "with its https://"),
    ],
)
def test_an_address_that_is_none_is_named_and_the_good_ones_are_saved(
    program: Program, site: Site, source: str, told: str
) -> None:
    ran = program("add", "--json", source, site.url + "/story")
    assert ran.status == 1
    assert ran.lines[-1]["status"] == "new"
    (line,) = ran.err.splitlines()
    assert source in line
    assert told in line
    assert program("extract", source).status in (1, 2)


def test_a_file_may_be_named_by_its_address(program: Program, tmp_path: Path) -> None:
    (tmp_path / "a b.html").write_bytes(page())
    (check,) = program("add", "--json", (tmp_path / "a b.html").as_uri()).lines
    assert (check["status"], check["url"]) == ("new", (tmp_path / "a b.html").as_uri())


def test_what_came_from_a_file_alone_is_not_looked_for_on_the_web(
    program: Program, tmp_path: Path
) -> None:
    (tmp_path / "a.html").write_bytes(page())
    (check,) = program("add", "--json", tmp_path / "a.html").lines
    assert check["next_check"] is None
    for words in ((), ("--all",)):
        ran = program("check", "--json", *words)
        assert (ran.status, ran.out) == (0, "")
    ran = program("check", "1")
    assert ran.status == 1
    assert "tuireader add" in ran.err


@pytest.mark.parametrize("url", ["gannet", "//gannet.example/a", "https://[::1/a", "https://"])
def test_a_page_is_not_filed_under_what_is_no_address(
    program: Program, tmp_path: Path, url: str
) -> None:
    (tmp_path / "a.html").write_bytes(page())
    assert program("add", "--url", url, tmp_path / "a.html").status == 2
    assert program("list", "--json").out == ""


def test_what_is_said_of_files_alone_is_not_silently_dropped(
    program: Program, tmp_path: Path, site: Site
) -> None:
    ran = program("add", "--at", "2026-03-01T08:00Z", site.url + "/story")
    assert "--at" in ran.err
    (tmp_path / "a.html").write_bytes(page())
    ran = program("add", "--at", "2999-03-01T08:00Z", tmp_path / "a.html")
    assert "future" in ran.err


def test_gone_and_blocked_are_outcomes_and_failed_is_a_failure(
    program: Program, site: Site
) -> None:
    program("add", site.url + "/story")
    site.pages["/story"] = Reply(status=404)
    first, second = program("check", "--json", 1), program("check", "--json", 1)
    assert (first.status, first.lines[0]["status"]) == (1, "failed")
    assert (second.status, second.lines[0]["status"]) == (0, "gone")
    assert second.lines[0]["next_check"] is not None


def test_a_disallowed_address_is_blocked_unfetched(program: Program, site: Site) -> None:
    rules = b"User-agent: *\nDisallow: /story\n"
    site.pages["/robots.txt"] = Reply(headers={"Content-Type": "text/plain"}, body=rules)
    ran = program("add", "--json", site.url + "/story")
    assert (ran.status, ran.lines[0]["status"]) == (0, "blocked")
    assert ran.lines[0]["error"]["kind"] == "robots"
    assert not site.asked("/story")


@pytest.mark.parametrize("words", [("check", 7), ("check", "no such headline"), ("show", 9)])
def test_an_unknown_article_is_status_3(program: Program, words: tuple[object, ...]) -> None:
    ran = program(*words)
    assert ran.status == 3
    assert ran.err.startswith("tuireader: ")
    assert "Traceback" not in ran.err


def test_tags_are_kept(program: Program, site: Site) -> None:
    program("add", "--tag", "harbour", "--tag", "council", site.url + "/story")
    (row,) = program("list", "--json", "--tag", "harbour").lines
    assert sorted(row["tags"]) == ["council", "harbour"]
    assert not program("list", "--json", "--tag", "sport").lines


def test_headers_of_the_config_are_sent_to_their_host_alone(
    program: Program, site: Site, tmp_path: Path
) -> None:
    config = tmp_path / "home" / "config.toml"
    config.write_text(
        'gap = 0\n[headers."127.0.0.1"]\nCookie = "reader=ola"\n'
        '[headers."paper.example"]\nX-Key = "secret"\n'
    )
    program("add", site.url + "/story")
    (asked,) = site.asked("/story")
    assert asked.headers["cookie"] == "reader=ola"
    assert "x-key" not in asked.headers
