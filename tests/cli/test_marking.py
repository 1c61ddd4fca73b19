"""`mark`, `remove`, `restore`."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Program
from tests.loopback import Site


@pytest.fixture
def saved(program: Program, site: Site) -> Program:
    """Return the program with one article."""
    program("add", site.url + "/story")
    return program


@pytest.mark.parametrize(
    ("flag", "undo", "key", "value"),
    [("--read", "--unread", "unread", False), ("--star", "--unstar", "starred", True)],
)
def test_a_mark_shows_in_the_list_and_can_be_undone(
    saved: Program, flag: str, undo: str, key: str, value: bool
) -> None:
    assert saved("mark", 1, flag).status == 0
    assert saved("list", "--json").lines[0][key] is value
    saved("mark", 1, undo)
    assert saved("list", "--json").lines[0][key] is not value


def test_tags_come_and_go(saved: Program) -> None:
    saved("mark", 1, "--tag", "harbour")
    assert saved("list", "--json").lines[0]["tags"] == ["harbour"]
    saved("mark", 1, "--untag", "harbour")
    assert saved("list", "--json").lines[0]["tags"] == []


def test_a_tag_is_one_line_and_gives_no_orders_to_a_terminal(saved: Program) -> None:
    saved("mark", 1, "--tag", "sea\x1b[31m\nport\u202e")
    (row,) = saved("list", "--json").lines
    assert row["tags"] == ["sea port"]


def test_an_archived_article_leaves_the_list_and_comes_back(saved: Program) -> None:
    saved("mark", 1, "--archive")
    assert not saved("list", "--json").lines
    saved("mark", 1, "--unarchive")
    assert saved("list", "--json").lines


def test_a_removed_article_is_out_of_sight_and_nothing_of_it_is_lost(saved: Program) -> None:
    saved("remove", 1)
    assert not saved("list", "--json").lines
    saved("restore", 1)
    assert saved("show", 1).out.startswith("Fish market")


@pytest.mark.parametrize("flags", [(), ("--read", "--unread"), ("--noise",)])
def test_marks_that_make_no_sense_are_status_2(saved: Program, flags: tuple[str, ...]) -> None:
    assert saved("mark", 1, *flags).status == 2


def test_an_unknown_name_among_several_marks_nothing(saved: Program) -> None:
    assert saved("mark", 1, 8, "--star").status == 3
    assert saved("list", "--json").lines[0]["starred"] is False
