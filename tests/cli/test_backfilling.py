"""`backfill` as a user runs it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.cli.conftest import Program
from tests.loopback import Reply, Site
from tests.pipeline.archive import Archive
from tests.stories import edited, page

FIRST = datetime(2026, 3, 1, 8, tzinfo=UTC)


@pytest.fixture
def archive(program: Program, site: Site) -> Archive:
    """Save the story as it is now; an archive has it as it was, on two days."""
    captures = [(FIRST, page()), (FIRST + timedelta(days=1), edited())]
    program("add", f"{site.url}/story")
    return Archive(site, f"{site.url}/story", captures)


def test_earlier_captures_become_snapshots_in_their_places(
    program: Program, archive: Archive
) -> None:
    done = program("backfill", "1", "--archive", archive.url, "--json")
    assert [(line["status"], line["at"]) for line in done.lines] == [
        ("new", "2026-03-01T08:00:00Z"),
        ("changed", "2026-03-02T08:00:00Z"),
    ]
    log = program("log", "1", "--json").lines
    assert [(line["snapshot"], line["origin"]) for line in log] == [
        (2, "memento"), (3, "memento"), (1, "fetch"),
    ]  # fmt: skip
    assert program("verify").status == 0


def test_without_json_it_prints_a_line_a_capture(program: Program, archive: Archive) -> None:
    done = program("backfill", "1", "--archive", archive.url, "--since", "2026-03-02")
    assert done.out == "   1  2026-03-02 08:00  new\n"


def test_no_captures_are_no_failure(program: Program, archive: Archive, site: Site) -> None:
    done = program("backfill", "1", "--archive", f"{site.url}/empty")
    assert (done.status, done.out) == (0, "")
    assert "has no captures" in done.err


def test_a_capture_that_fails_is_named_and_the_rest_is_done(
    program: Program, archive: Archive, site: Site
) -> None:
    site.pages[f"/arc/20260301080000id_/{site.url}/story"] = Reply(status=500)
    done = program("backfill", "1", "--archive", archive.url)
    assert done.status == 1
    assert "2026-03-01 08:00: " in done.err
    assert "2026-03-02 08:00  new" in done.out


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (("77",), 3),
        (("1", "--limit", "0"), 2),
        (("1", "--archive", "web"), 2),
        (("1", "--since", "x"), 2),
    ],
)
def test_wrong_words_are_refused(
    program: Program, archive: Archive, words: tuple[str, ...], status: int
) -> None:
    assert program("backfill", *words).status == status
