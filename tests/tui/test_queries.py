"""What is typed into the search box, read as words and filters."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tuireader.model import ChangeKind, Disclosure, Verdict
from tuireader.tui.queries import Query, parse

NOW = datetime(2026, 6, 28, 16, 0, tzinfo=UTC)


def read(typed: str) -> Query:
    return parse(typed, NOW, UTC)


def test_words_and_phrases_stay_as_they_were_typed() -> None:
    assert read('ferry "in custody" Grevel').words == 'ferry "in custody" Grevel'
    assert read("").empty
    assert read("   ").empty


def test_filters_leave_the_words_and_become_chips() -> None:
    query = read('died source:"Harbour Courier" tag:#port in custody')
    assert query.words == "died in custody"
    assert (query.source, query.tag) == ("harbour courier", "port")
    assert [(chip.name, chip.value) for chip in query.chips] == [
        ("source", "Harbour Courier"),
        ("tag", "#port"),
    ]
    assert query.filtered


def test_only_our_filters_are_filters() -> None:
    assert read("https://x.example time:12:30").words == "https://x.example time:12:30"


@pytest.mark.parametrize(("value", "kind"), [("factual", "factual"), ("so", "sourcing")])
def test_a_kind_may_be_cut_short(value: str, kind: str) -> None:
    assert read(f"kind:{value}").kind == kind


@pytest.mark.parametrize("typed", ["kind:", "kind:zz", "kind:f", "silent:perhaps", "after:soon"])
def test_half_a_filter_is_a_chip_with_advice_and_filters_nothing(typed: str) -> None:
    query = read(typed)
    assert query.chips[0].advice
    assert not query.filtered
    assert query.empty


def test_the_advice_names_the_kinds_that_fit() -> None:
    assert read("kind:f").chips[0].advice == "furniture factual"


@pytest.mark.parametrize(("typed", "silent"), [("yes", True), ("No", False), ("1", True)])
def test_silent_is_yes_or_no(typed: str, silent: bool) -> None:
    assert read(f"silent:{typed}").silent is silent


@pytest.mark.parametrize(
    ("typed", "when"),
    [
        ("2026", datetime(2026, 1, 1, tzinfo=UTC)),
        ("2026-06", datetime(2026, 6, 1, tzinfo=UTC)),
        ("2026-6-9", datetime(2026, 6, 9, tzinfo=UTC)),
        ("7d", datetime(2026, 6, 21, 16, 0, tzinfo=UTC)),
        ("2H", datetime(2026, 6, 28, 14, 0, tzinfo=UTC)),
    ],
)
def test_dates_are_days_months_years_or_some_time_ago(typed: str, when: datetime) -> None:
    assert read(f"after:{typed}").after == when


@pytest.mark.parametrize("typed", ["2026-13", "2026-02-30", "0000", "99999y", "2026-06-27x"])
def test_no_date_is_never_an_error(typed: str) -> None:
    query = read(f"before:{typed}")
    assert query.before is None
    assert query.chips[0].advice


def test_a_time_lies_after_and_before() -> None:
    query = read("after:2026-06-01 before:2026-06-28")
    assert query.reaches(datetime(2026, 6, 1, tzinfo=UTC))
    assert not query.reaches(datetime(2026, 6, 28, tzinfo=UTC))
    assert not query.reaches(None)
    assert read("x").reaches(None)


def test_kind_and_silence_are_asked_of_the_same_change() -> None:
    silent_style = Verdict(kind=ChangeKind.COPYEDIT, disclosure=Disclosure.SILENT, weight=0.1)
    told_fact = Verdict(kind=ChangeKind.FACTUAL, disclosure=Disclosure.DISCLOSED, weight=0.8)
    changes = [silent_style, told_fact]
    assert read("kind:factual").judges(changes)
    assert not read("kind:factual silent:yes").judges(changes)
    assert read("kind:factual silent:no").judges(changes)
    assert read("silent:yes").judges(changes)
    assert not read("kind:rewrite silent:no").judges(changes)
    assert read("x").judges([])
