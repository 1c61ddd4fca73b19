"""Who is told of what."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.notifying.made import CHANGED, GONE, NOON
from tuireader.errors import UsageError
from tuireader.model import ChangeKind
from tuireader.notifying import Rule, parse_rules

TO = {"to": "ntfy://ntfy.example/news"}


@pytest.mark.parametrize(
    ("condition", "fits"),
    [
        ({}, True),
        ({"source": "gannet"}, True),
        ({"source": "gannet.example"}, True),
        ({"source": "heron"}, False),
        ({"tag": "harbour"}, True),
        ({"tag": "harb"}, False),
        ({"kind": ["factual", "gone"]}, True),
        ({"kind": "copyedit"}, False),
        ({"disclosure": ["silent"]}, True),
        ({"disclosure": "disclosed"}, False),
        ({"weight": 0.6}, True),
        ({"weight": 0.7}, False),
        ({"kind": "factual", "tag": "sport"}, False),
    ],
)
def test_a_change_is_told_where_every_condition_fits(condition: dict[str, Any], fits: bool) -> None:
    (rule,) = parse_rules([TO | condition])
    assert rule.fits(CHANGED) is fits


def test_a_withdrawn_story_has_no_weight_and_is_asked_for_as_gone() -> None:
    gone, heavy, factual = parse_rules(
        [TO | {"kind": "gone"}, TO | {"weight": 0.9}, TO | {"kind": "factual"}]
    )
    assert (gone.fits(GONE), heavy.fits(GONE), factual.fits(GONE)) == (True, True, False)


def test_a_command_hears_of_changes_only_since_it_gets_their_json() -> None:
    (rule,) = parse_rules([], on_change="archive --stdin 'two words'")
    assert rule.command == ("archive", "--stdin", "two words")
    assert rule.fits(replace(CHANGED, kind=ChangeKind.COPYEDIT, weight=0))
    assert not rule.fits(GONE)


def test_quiet_hours_are_for_all_rules_but_those_with_their_own_and_commands() -> None:
    everybody = "00:00-23:59"
    on_change, usual, own = parse_rules(
        [TO, TO | {"quiet": "12:00-12:01"}], quiet=everybody, on_change="archive"
    )
    assert on_change.moment(NOON) == NOON
    assert usual.quiet is not None
    assert own.quiet is not None
    assert usual.quiet != own.quiet


def test_a_digest_waits_for_its_hour() -> None:
    (rule,) = parse_rules([TO | {"digest": "08:00"}])
    assert rule.moment(NOON) > NOON
    assert Rule(to="x").moment(NOON) == NOON


@pytest.mark.parametrize(
    ("table", "says"),
    [
        ({}, "must have `to` or `command`"),
        (TO | {"command": "archive"}, "must have `to` or `command`"),
        (TO | {"colour": "red"}, "no key 'colour'"),
        (TO | {"kind": "fatal"}, "kind can't be 'fatal'"),
        (TO | {"kind": []}, "kind can't be"),
        (TO | {"disclosure": ["silent", 3]}, "disclosure can't be"),
        (TO | {"weight": 7}, "weight can't be 7"),
        (TO | {"weight": True}, "weight can't be True"),
        (TO | {"source": ""}, "source can't be ''"),
        (TO | {"quiet": "never"}, "'never' is no span"),
        (TO | {"digest": "noon"}, "'noon' is no time"),
        ({"command": "archive 'open"}, "no command line"),
        ({"command": "archive", "digest": "08:00"}, "by itself"),
    ],
)
def test_a_rule_that_makes_no_sense_is_refused_with_its_number(
    table: dict[str, Any], says: str
) -> None:
    with pytest.raises(UsageError, match=says) as caught:
        parse_rules([TO, table])
    assert caught.value.advice
