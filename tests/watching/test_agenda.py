"""In which order what is due is looked at."""

from __future__ import annotations

from datetime import UTC, datetime

from tuireader.model import Article
from tuireader.pipeline.homes import host_of
from tuireader.watching.agenda import Agenda


def article(number: int, host: str) -> Article:
    """Make an article at a host."""
    added = datetime(2026, 5, 1, tzinfo=UTC)
    return Article(number=number, url=f"https://{host}.example/{number}", added_at=added)


def taken(agenda: Agenda) -> list[int]:
    """Take everything, one host after the other being free."""
    numbers = []
    while found := agenda.take():
        numbers.append(found.number)
    return numbers


def test_hosts_take_turns_and_each_gives_its_longest_overdue_first() -> None:
    agenda = Agenda()
    agenda.fill([article(1, "a"), article(2, "a"), article(3, "b"), article(4, "a")])
    assert len(agenda) == 4
    assert taken(agenda) == [1, 3, 2, 4]
    assert len(agenda) == 0


def test_a_busy_host_is_passed_over() -> None:
    agenda = Agenda()
    agenda.fill([article(1, "a"), article(2, "b")])
    first = agenda.take({"a.example"})
    assert first is not None
    assert first.number == 2
    assert agenda.take({"a.example"}) is None
    assert len(agenda) == 1


def test_filling_replaces_what_was_there_and_leaves_out_what_is_under_way() -> None:
    agenda = Agenda()
    agenda.fill([article(1, "a")])
    agenda.fill([article(2, "a"), article(3, "b")], busy={3})
    assert taken(agenda) == [2]


def test_a_host_is_the_same_in_any_case_and_at_any_port() -> None:
    assert host_of("https://[::1/a") == "", "such an address may have been imported"
    assert host_of("https://News.Example:8443/a") == host_of("http://news.example/b")
