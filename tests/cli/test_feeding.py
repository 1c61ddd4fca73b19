"""`feed`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Program
from tests.feeds.written import FERRY, MARKET, Item, newspaper, rss, served
from tests.loopback import Asked, Reply, Site
from tests.stories import page

FEED_KEYS = {"schema", "feed", "url", "title", "articles", "checked", "error"}


@pytest.fixture
def site(hasty: None) -> Iterator[Site]:
    with newspaper() as site:
        yield site


def test_add_subscribes_and_saves_what_the_feed_shows(program: Program, site: Site) -> None:
    ran = program("feed", "add", "--json", site.url + "/")
    (row,) = ran.lines
    assert ran.status == 0
    assert set(row) >= FEED_KEYS
    assert (row["feed"], row["url"], row["title"]) == (1, site.url + "/feed", "The Gannet")
    assert (row["articles"], row["new"], row["error"]) == (2, 2, None)
    assert row["checked"].endswith("Z")
    assert len(program("list", "--json").lines) == 2


def test_list_has_a_row_a_feed(program: Program, site: Site) -> None:
    site.pages["/other"] = served(rss([FERRY], title="Tern"))
    program("feed", "add", site.url + "/feed", site.url + "/other")
    rows = program("feed", "list", "--json").lines
    assert [(row["feed"], row["title"], row["articles"]) for row in rows] == [
        (1, "The Gannet", 2),
        (2, "Tern", 1),
    ]
    assert all(set(row) >= FEED_KEYS for row in rows)
    assert "The Gannet" in program("feed", "list").out


def test_a_password_in_a_feed_s_address_is_sent_and_not_told(
    program: Program, site: Site, tmp_path: Path
) -> None:
    feed = site.pages["/feed"]

    def locked(asked: Asked) -> Reply:
        known = asked.headers.get("authorization") == "Basic T2xhOnMzY1JldA=="
        return feed if known and isinstance(feed, Reply) else Reply(status=401)

    site.pages["/feed"] = locked
    typed = site.url.replace("//", "//Ola:s3cRet@") + "/feed"
    opml = tmp_path / "feeds.opml"
    opml.write_text(f'<opml version="2.0"><body><outline xmlUrl="{typed}"/></body></opml>')
    rans = [
        program("feed", "add", "--json", typed),
        program("feed", "import", "--json", opml),
        program("feed", "refresh", "--json"),
        program("feed", "list", "--json"),
        program("feed", "export"),
    ]
    assert [ran.status for ran in rans] == [0] * len(rans)
    assert len(rans[3].lines) == 1
    assert "s3cRet" not in "".join(ran.out + ran.err for ran in rans)
    assert b"s3cRet" not in (tmp_path / "home" / "library.db").read_bytes()


def test_refresh_tells_what_is_new(program: Program, site: Site) -> None:
    program("feed", "add", site.url + "/feed")
    site.pages["/shed"] = page(headline="Shed open")
    site.pages["/feed"] = served(rss([Item("Shed open", "/shed"), MARKET, FERRY]))
    (first,), (second,) = (program("feed", "refresh", "--json").lines for _ in range(2))
    assert (first["new"], first["saved"], first["articles"]) == (1, 1, 3)
    assert (second["new"], second["saved"], second["articles"]) == (0, 0, 3)


def test_one_feed_that_fails_is_named_and_the_others_are_refreshed(
    program: Program, site: Site
) -> None:
    site.pages["/other"] = served(rss([FERRY], title="Tern"))
    program("feed", "add", site.url + "/feed", site.url + "/other")
    site.pages["/feed"] = Reply(status=500)
    ran = program("feed", "refresh", "--json")
    assert ran.status == 1
    errors = {row["title"]: row["error"] for row in ran.lines}
    assert errors["Tern"] is None
    assert "500" in errors["The Gannet"]
    assert site.url + "/feed" in ran.err


def test_only_entries_that_match_are_saved_and_the_others_can_be(
    program: Program, site: Site
) -> None:
    program("feed", "add", "--match", "ferr*", site.url + "/feed")
    assert [row["headline"] for row in program("list", "--json").lines] == ["Ferry late"]
    (waiting,) = program("feed", "entries", "--json", 1).lines
    assert (waiting["title"], waiting["feed"]) == ("Market to close", 1)
    saved = program("feed", "save", "--json", waiting["entry"])
    assert (saved.status, saved.lines[0]["status"]) == (0, "new")
    assert program("feed", "entries", "--json").lines == []
    assert len(program("list", "--json").lines) == 2


def test_list_only_saves_nothing(program: Program, site: Site) -> None:
    program("feed", "add", "--list-only", site.url + "/feed")
    assert program("list", "--json").lines == []
    assert program("feed", "entries").out.count("\n") == 2


def test_remove_by_title_keeps_the_articles(program: Program, site: Site) -> None:
    program("feed", "add", site.url + "/feed")
    assert program("feed", "remove", "gannet").status == 0
    assert program("feed", "list", "--json").lines == []
    assert len(program("list", "--json").lines) == 2


def test_what_is_exported_can_be_imported(program: Program, site: Site, tmp_path: Path) -> None:
    program("feed", "add", site.url + "/feed")
    file = tmp_path / "feeds.opml"
    file.write_text(program("feed", "export").out, encoding="utf-8")
    program("feed", "remove", 1)
    (row,) = program("feed", "import", "--json", file).lines
    assert (row["url"], row["title"], row["checked"]) == (site.url + "/feed", "The Gannet", None)
    assert program("feed", "import", "--json", file).lines == []
    assert program("feed", "refresh").status == 0
    assert program("feed", "export", "--output", tmp_path / "again.opml").out == ""
    assert (tmp_path / "again.opml").read_text(encoding="utf-8") == file.read_text(encoding="utf-8")


@pytest.mark.parametrize(("rule", "saved"), [((), []), (("--match", "ferr*"), ["Ferry late"])])
def test_a_feed_s_rule_is_exported_with_it_and_counts_unless_another_is_given(
    program: Program, site: Site, tmp_path: Path, rule: tuple[str, ...], saved: list[str]
) -> None:
    program("feed", "add", "--list-only", site.url + "/feed")
    program("feed", "export", "--output", tmp_path / "feeds.opml")
    program("feed", "remove", 1)
    program("feed", "import", tmp_path / "feeds.opml", *rule)
    assert program("feed", "refresh").status == 0
    assert [row["headline"] for row in program("list", "--json").lines] == saved


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (("remove", 7), 3),
        (("remove", "tern"), 3),
        (("refresh", 7), 3),
        (("entries", "no such"), 3),
        (("save", 7), 3),
        (("import", "no-such.opml"), 2),
        (("add",), 2),
        ((), 2),
    ],
)
def test_what_is_not_there_has_its_status(
    program: Program, words: tuple[object, ...], status: int
) -> None:
    ran = program("feed", *words)
    assert ran.status == status
    assert "Traceback" not in ran.err


def test_a_file_that_is_no_list_is_a_failure(program: Program, tmp_path: Path) -> None:
    file = tmp_path / "feeds.opml"
    file.write_bytes(b'<!DOCTYPE opml [<!ENTITY a "b">]><opml/>')
    ran = program("feed", "import", file)
    assert ran.status == 1
    assert "entities" in ran.err


def test_a_bad_feed_is_named_and_the_good_ones_are_added(program: Program, site: Site) -> None:
    ran = program("feed", "add", "--json", site.url + "/none", site.url + "/feed")
    assert ran.status == 1
    assert [row["url"] for row in ran.lines] == [site.url + "/feed"]
    assert "404" in ran.err


def test_a_feed_that_attacks_its_reader_is_named(program: Program, site: Site) -> None:
    site.pages["/lol"] = b'<!DOCTYPE rss [<!ENTITY a "aa">]><rss><channel/></rss>'
    assert site.url + "/lol" in program("feed", "add", site.url + "/lol").err


def test_without_feeds_there_is_nothing_to_do(program: Program) -> None:
    for word in ("list", "refresh", "entries"):
        ran = program("feed", word)
        assert (ran.status, ran.out) == (0, "")
        assert "feed add" in ran.err
