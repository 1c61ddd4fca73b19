"""Telling our own troubles from the publishers'."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tuireader.errors import ErrorKind
from tuireader.model import Check, CheckError, CheckStatus
from tuireader.watching.senses import ClockSense, Jump, NetworkSense

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)


def check(host: str, kind: ErrorKind | None = None) -> Check:
    """Make a look that failed so, or one that was well."""
    return Check(
        article=1,
        url=f"https://{host}.example/1",
        at=NOON,
        status=CheckStatus.FAILED if kind else CheckStatus.UNCHANGED,
        error=CheckError(kind=kind, message="") if kind else None,
    )


def test_three_hosts_out_of_reach_in_a_row_are_our_own_network() -> None:
    network = NetworkSense()
    for host, kind in (("a", ErrorKind.DNS), ("b", ErrorKind.CONNECT)):
        network.note(check(host, kind))
        assert not network.lost
    network.note(check("c", ErrorKind.TIMEOUT))
    assert network.lost


def test_one_host_that_is_down_is_not() -> None:
    network = NetworkSense()
    for _ in range(10):
        network.note(check("a", ErrorKind.CONNECT))
    assert not network.lost
    assert network.pause == 0


@pytest.mark.parametrize("kind", [None, ErrorKind.HTTP, ErrorKind.TLS])
def test_any_answer_means_that_there_is_a_network(kind: ErrorKind | None) -> None:
    network = NetworkSense()
    for host in "abc":
        network.note(check(host, ErrorKind.DNS))
    network.note(check("d", kind))
    assert not network.lost
    assert not network.silent


def test_the_pauses_between_two_tries_grow_up_to_minutes() -> None:
    network = NetworkSense()
    pauses = []
    for number in range(12):
        network.note(check(f"h{number}", ErrorKind.DNS))
        pauses.append(network.pause)
    assert pauses[:5] == [0, 0, 15, 30, 60]
    assert pauses[-1] == 300


@pytest.mark.parametrize(
    ("passed", "counted", "jump"),
    [
        (timedelta(seconds=30), 30, Jump.NONE),
        (timedelta(seconds=70), 30, Jump.NONE),
        (timedelta(hours=8), 5, Jump.FORWARD),
        (timedelta(hours=-1), 5, Jump.BACK),
    ],
)
def test_clocks_that_part_were_set_or_slept(passed: timedelta, counted: float, jump: Jump) -> None:
    clocks = ClockSense()
    assert clocks.note(NOON, 100) is Jump.NONE
    assert clocks.note(NOON + passed, 100 + counted) is jump
